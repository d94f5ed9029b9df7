"""Numbers that count nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    "text",
    [
        "The officer, 34, was killed in the attack.",
        "Soldiers took away boys as young as fifteen.",
        "Gunmen shot the mayor at about seven on Tuesday evening.",
        "Troops from Infantry Battalion 77 abducted the youths.",
        "The mission verified 14 rapes.",
    ],
)
def test_ages_hours_names_and_acts_are_no_figures(read: Read, text: str) -> None:
    assert read(text).counts == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It shot down 61 of 84 drones.", [("other", 61)]),
        ("The landmine killed five members of one family.", [("killed", 5)]),
        ("A second victim, a boy of 12, died in hospital.", [("killed", 1)]),
        ("The raids displaced 1,650 people from 20 communities.", [("displaced", 1650)]),
    ],
)
def test_the_whole_or_the_age_beside_a_figure_is_none(read: Read, text: str, figures: list[tuple[str, int]]) -> None:
    assert [(count.measure, count.low) for count in read(text).counts] == figures
