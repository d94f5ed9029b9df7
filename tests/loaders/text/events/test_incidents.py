"""Acts that are told together share their time and place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def test_an_act_of_the_next_sentence_has_the_day_and_place_of_the_one_before(read: Read) -> None:
    found = read("Gunmen attacked a clinic in Goma on Monday. They looted the shops.")

    assert {event.dates and event.dates.earliest for event in found.events} == {date(2025, 3, 3)}
    assert len({event.places for event in found.events}) == 1


def test_an_act_of_another_paragraph_has_neither(read: Read) -> None:
    found = read("Gunmen attacked a clinic in Goma on Monday.\n\nPolice arrested two students.")

    arrest = next(event for event in found.events if event.type == "arrest-detention")
    assert (arrest.places, arrest.dates) == ((), None)
