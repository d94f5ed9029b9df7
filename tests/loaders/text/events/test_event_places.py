"""Where an event took place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def places(extraction: Extraction, type: str) -> set[str]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return {names[place] for event in extraction.events if event.type == type for place in event.places}


@pytest.mark.parametrize(
    ("text", "type", "names"),
    [
        ("They moved on to Goma, where they torched a clinic.", "arson-property-destruction", {"clinic", "Goma"}),
        ("The army shelled Goma from a hill.", "shelling", {"Goma"}),
        ("The mayor of Goma was found dead.", "killing-of-civilians", {"Goma"}),
        ("Clashes broke out between rebels and soldiers near Goma.", "armed-clash", {"Goma"}),
    ],
)
def test_the_place_stands_by_the_act_or_those_it_befalls(read: Read, text: str, type: str, names: set[str]) -> None:
    found = read(text)
    types = {event.type for event in found.events}

    assert places(found, type if type in types else "killing") == names


def test_the_place_that_heads_a_line_is_where_its_acts_were(read: Read) -> None:
    found = read(
        "Incidents in Goma and in Bunia.\n"
        "- Goma, 5 March: soldiers looted a clinic.\n"
        "- Bunia, 6 March: gunmen abducted two nurses."
    )

    assert (places(found, "looting"), places(found, "abduction-disappearance")) == ({"clinic", "Goma"}, {"Bunia"})
    assert [str(event.dates.earliest) for event in found.events if event.dates] == ["2025-03-05", "2025-03-06"]
