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


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Gunmen killed 12 security forces members.", "security-forces"),
        ("Gunmen killed ten members of the army.", "security-forces"),
        ("The blast killed four police officers.", "security-forces"),
        ("Soldiers killed nine militants.", "fighters"),
        ("Soldiers killed nine members of the militia.", "fighters"),
        ("The blast killed three women.", "women"),
        ("The blast killed two children.", "children"),
        ("The blast killed four journalists.", "journalists"),
        ("The blast killed two medics.", "medical-workers"),
    ],
)
def test_the_population_is_told_by_the_noun_and_its_body(read: Read, text: str, population: str) -> None:
    assert [count.population for count in read(text).counts] == [population]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Clashes killed 30 people since Thursday.", ["cumulative"]),
        ("Clashes killed 30 people in total.", ["cumulative"]),
        ("The attack has killed 30 people so far.", ["cumulative"]),
        ("The death toll from the attack has risen to 40.", ["cumulative"]),
        ("The attack killed 14 people on Thursday.", [None]),
    ],
)
def test_the_clause_says_whether_a_figure_sums_up(read: Read, text: str, scopes: list[str | None]) -> None:
    assert [count.scope for count in read(text).counts] == scopes


def test_only_so_many_confirmed_are_at_least_so_many(read: Read) -> None:
    found = read("The shelling hit the market. The hospital could confirm only six of the deaths.")

    assert [(count.low, count.high, count.comparator) for count in found.counts] == [(6, None, "atLeast")]


def test_who_is_freed_is_not_counted_as_detained(read: Read) -> None:
    assert read("The army freed some 60 detainees after the raid on the prison.").counts == ()


def test_people_who_were_taken_are_abducted(read: Read) -> None:
    found = read("Gunmen raided the village, but officials said only 19 persons were taken.")

    assert [(count.measure, count.low) for count in found.counts] == [("abducted", 19)]


def test_people_who_were_taken_to_hospital_are_injured_not_abducted(read: Read) -> None:
    (count,) = read("Gunmen raided the village and 19 persons were taken to hospital.").counts

    assert count.measure == "injured"


def test_a_figure_told_later_belongs_to_the_event_of_its_kind(read: Read) -> None:
    found = read("Gunmen abducted villagers in Gao. Soldiers were deployed. Officials said only 19 persons were taken.")

    types = {event.id: event.type for event in found.events}
    assert [types[count.event] for count in found.counts] == ["abduction-disappearance"]
