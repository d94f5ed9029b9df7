"""Verbs that name an event only by whom or what they are done to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Rebels took the town of Bunia.", "territory-change"),
        ("Gunmen took three girls from a bus.", "abduction-disappearance"),
        ("Police took two students into custody.", "arrest-detention"),
        ("Bandits seized forty goats.", "looting"),
        ("The militia released two nurses on Monday.", "prisoner-exchange"),
        ("Dozens of families left the village.", "displacement"),
        ("A shell landed in the market of Goma.", "shelling"),
        ("A drone hit a school in Goma.", "air-drone-strike"),
        ("Soldiers beat two drivers at a roadblock.", "torture-ill-treatment"),
        ("The authorities suspended flights to Goma.", "restriction"),
        ("Soldiers fired without warning.", "attack"),
    ],
)
def test_the_verb_and_its_object_name_the_type(read: Read, text: str, type: str) -> None:
    assert type in {event.type for event in read(text).events}


@pytest.mark.parametrize(
    "text",
    [
        "The minister took part in the meeting.",
        "The mayor left the room.",
        "The company fired its director.",
        "If rebels attack the town, families will flee.",
        "An attack on Goma appears unlikely.",
        "Nobody was hurt.",
        "Two men came to attack the guard.",
    ],
)
def test_the_same_verbs_elsewhere_name_none(read: Read, text: str) -> None:
    assert read(text).events == ()
