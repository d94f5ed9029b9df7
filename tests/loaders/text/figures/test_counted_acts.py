"""Figures whose measure the act around them gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("No fewer than 340 families left the town.", ("displaced", 340, None)),
        ("Raiders drove about 180 cattle across the border.", ("other", 180, 180)),
        ("Rebels recruited at least 27 boys in Goma.", ("affected", 27, None)),
        ("Gunmen attacked Goma. A doctor put the toll at twelve.", ("killed", 12, 12)),
        ("Shelling hit Goma. Six people were rushed to hospital.", ("injured", 6, 6)),
    ],
)
def test_the_act_says_what_is_counted(read: Read, text: str, figure: tuple[str, int | None, int | None]) -> None:
    assert [(count.measure, count.low, count.high) for count in read(text).counts] == [figure]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The number of dead in the raid has climbed to 47.", [("killed", 47)]),
        ("Police gave a figure of sixteen for the attack.", [("killed", 16)]),
        ("Police said 11 suspects were in custody.", [("detained", 11)]),
        ("Security forces dispersed some 500 protesters.", [("other", 500)]),
        ("Thousands marched through the city.", [("other", 2000)]),
        ("More than 1,000 men took part in the march.", [("other", 1000)]),
        ("Two of the three wounded died in hospital after the ambush.", [("killed", 2)]),
        ("Of the 22 passengers, nine were abducted.", [("abducted", 9)]),
        ("Gunmen attacked the camp. Rescuers found the remains of 26 people.", [("killed", 26)]),
        ("Raiders made off with 200 goats.", [("other", 200)]),
        ("Over 90 houses were reduced to ashes.", [("other", 90)]),
        ("Settlers uprooted 120 olive trees.", [("other", 120)]),
        ("Some 120 displaced people were sheltering in a school that jets bombed.", [("affected", 120)]),
        ("The army should release 64 farmers who have been held since the raid.", [("detained", 64)]),
        ("Three of those killed in the raid were children.", [("killed", 3)]),
        ("The military confirmed the loss of nine soldiers in the ambush.", [("killed", 9)]),
        (
            "Five people are in hospital after the blast, one of them in a critical condition.",
            [("injured", 5), ("injured", 1)],
        ),
    ],
)
def test_tolls_states_and_clauses_say_what_is_counted(read: Read, text: str, figures: list[tuple[str, int]]) -> None:
    assert [(count.measure, count.low) for count in read(text).counts] == figures
