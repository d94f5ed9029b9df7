from datetime import date

import pytest
from testigo.ontology.terms import Measure, Population, Scope, StatementKind
from testigo.store.views.rows import Claim
from testigo.store.views.tolls import contradicted, killed, latest_figures


def figure(
    speaker: str,
    low: int | None,
    high: int | None,
    *,
    day: int | None = None,
    population: Population = Population.PEOPLE,
    scope: Scope = Scope.CUMULATIVE,
    silent: bool = False,
) -> Claim:
    """People killed, as of a day of March 2025."""
    return Claim(
        id=f"{speaker} {low} {high} {day} {population} {scope}",
        kind=StatementKind.COUNT,
        speakers=frozenset((speaker,)),
        measure=Measure.KILLED,
        population=population,
        scope=scope,
        as_of=date(2025, 3, day) if day else None,
        eff_low=low,
        eff_high=high,
        zero_may_be_silence=silent,
    )


def test_one_speakers_later_figure_overtakes_the_earlier_and_is_never_added() -> None:
    figures = [figure("monitor", n, n, day=day) for day, n in ((11, 1225), (12, 1383), (14, 1476))]

    assert [each.eff_low for each in latest_figures(figures)] == [1476]
    assert killed(figures) == (1476, 1476)


def test_a_later_zero_that_may_be_silence_takes_no_figure_back() -> None:
    figures = [figure("agency", 9, 9, day=11), figure("agency", 0, 0, day=12, silent=True)]

    assert killed(figures) == (9, 9)
    assert contradicted([*figures, figure("monitor", 2, 2, day=11)])


def test_the_toll_is_the_range_over_speakers() -> None:
    assert killed([figure("committee", 1426, 1426), figure("commission", 1260, 1540)]) == (1260, 1540)


def test_an_increment_is_not_its_speakers_toll() -> None:
    increment = figure("monitor", 158, 158, day=12, scope=Scope.INCIDENT)

    assert killed([figure("monitor", 1383, 1383, day=12), increment]) == (1383, 1383)


def test_people_come_before_any_part_of_them() -> None:
    soldiers = figure("committee", 238, 238, population=Population.SECURITY_FORCES)

    assert killed([figure("committee", 1426, 1426), soldiers]) == (1426, 1426)
    assert killed([soldiers]) == (238, 238)


def test_a_toll_is_not_below_a_part_of_it_that_its_speaker_counts() -> None:
    students = figure("witnesses", 13, 13, population=Population.CIVILIANS)
    teachers = figure("witnesses", 2, 2)

    assert killed([students, teachers]) == (13, None)
    assert killed([figure("doctor", 30, None), figure("doctor", 9, 9)]) == (30, None)
    assert killed([students, figure("committee", 2, 2)]) == (2, 2)


def test_an_open_figure_bounds_below_only() -> None:
    assert killed([figure("monitor", 701, None)]) == (701, None)
    assert killed([figure("monitor", 701, None), figure("committee", 1426, 1426)]) == (701, 1426)
    assert killed([figure("monitor", 701, None), figure("ministry", 0, 499)]) == (0, None)


def test_without_a_figure_there_is_no_toll() -> None:
    assert killed([]) == (None, None)


def test_a_zero_that_may_be_silence_gives_way_to_any_figure() -> None:
    silent = figure("coders", 0, 0, silent=True)

    assert killed([silent, figure("monitor", 12, 12)]) == (12, 12)
    assert killed([silent]) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure("a", 701, None), figure("b", 1383, 1383), False),
        (figure("a", 701, None), figure("b", 0, 499), True),
        (figure("a", 701, None), figure("a", 0, 499), False),
        (figure("a", 10, 10), figure("b", 12, 12, population=Population.CIVILIANS), False),
        (figure("a", 10, 10, day=8), figure("b", 20, 20, day=9), False),
        (figure("a", 20, 20, day=8), figure("b", 10, 10, day=9), True),
        (figure("a", 20, 20, day=8, scope=Scope.INCIDENT), figure("b", 10, 10, day=9, scope=Scope.INCIDENT), False),
        (figure("a", 20, 20, day=8), figure("b", 10, 10), True),
        (figure("a", 20, 20), figure("b", 0, 0, silent=True), False),
    ],
    ids=[
        "more than 700 and 1,383", "more than 700 and fewer than 500", "the same speaker", "different populations",
        "a total that grows", "a total that shrinks", "incidents of different days", "a day that is not stated",
        "a zero that may be silence",
    ],
)  # fmt: skip
def test_figures_contradict_where_no_number_fits_both(one: Claim, other: Claim, expected: bool) -> None:
    assert contradicted([one, other]) is expected
    assert contradicted([other, one]) is expected


def test_a_part_of_what_its_speaker_counts_contradicts_nobody() -> None:
    part, whole = figure("doctor", 9, 9), figure("doctor", 30, None)

    assert not contradicted([part, whole, figure("publisher", 24, 99)])
    assert contradicted([part, figure("publisher", 24, 99)])
