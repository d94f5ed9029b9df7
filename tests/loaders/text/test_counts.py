from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Gunmen killed 14 people and wounded 30 others.", [("killed", 14, None), ("injured", 30, None)]),
        ("The shelling left 14 people dead and 30 injured.", [("killed", 14, None), ("injured", 30, None)]),
        ("The death toll of the attack rose to 40.", [("killed", 40, None)]),
        ("Police arrested at least 20 students.", [("detained", 20, None)]),
        ("Clashes forced 3,000 families to flee.", [("displaced", 3000, None)]),
        ("Two children were among the dead in the attack.", [("killed", 2, None)]),
        ("Gunmen abducted 47 worshippers.", [("abducted", 47, None)]),
        ("Fighters burned more than 100 shelters.", [("other", 100, None)]),
    ],
)
def test_the_words_around_a_figure_say_what_it_counts(read: Read, text: str, rows: list[tuple[str, int, None]]) -> None:
    assert [(count.measure, count.low, None) for count in read(text).counts] == rows


def test_a_part_of_those_counted_has_their_measure(read: Read) -> None:
    found = read("The attack killed 516 people, 116 of them children.")

    assert [(count.measure, count.low) for count in found.counts] == [("killed", 516), ("killed", 116)]


def test_the_population_is_what_the_noun_says(read: Read) -> None:
    found = read("The attack killed 14 civilians, three soldiers and two nurses.")

    assert [count.population for count in found.counts] == ["civilians", "security-forces", "medical-workers"]


@pytest.mark.parametrize(
    "text",
    [
        "Musa Ibrahim, 45, was killed in the attack.",
        "One of the attackers was killed.",
        "The attack lasted three hours.",
        "Fighters burned the homes of several ministers.",
    ],
)
def test_ages_hours_and_parts_are_no_figures(read: Read, text: str) -> None:
    assert read(text).counts == ()


def test_a_figure_that_no_rule_uses_is_recorded(read: Read) -> None:
    found = read("Gunmen on 30 motorcycles attacked the town.")

    assert [one.span.exact for one in found.diagnostics if one.code == "figure-unused" and one.span] == ["30"]
