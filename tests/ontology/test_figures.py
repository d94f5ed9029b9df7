from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.errors import InvalidValue
from testigo.ontology.figures import Figure
from testigo.ontology.terms import Comparator


def made(low: int | None, best: int | None, high: int | None, comparator: Comparator) -> Figure | None:
    try:
        return Figure(low, best, high, comparator)
    except InvalidValue:
        return None


NUMBERS = st.none() | st.integers(0, 2000)
FIGURES = st.builds(made, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Comparator)).filter(lambda each: each is not None)


def allows(figure: Figure, number: int) -> bool:
    above = figure.eff_low is None or figure.eff_low <= number
    return above and (figure.eff_high is None or number <= figure.eff_high)


@given(FIGURES, FIGURES)
def test_contradiction_is_mutual(one: Figure, other: Figure) -> None:
    assert one.contradicts(other) == other.contradicts(one)


@given(FIGURES)
def test_no_figure_contradicts_itself(figure: Figure) -> None:
    assert not figure.contradicts(figure)


@given(FIGURES, FIGURES)
def test_figures_contradict_where_no_number_fits_both(one: Figure, other: Figure) -> None:
    bounds = [bound for each in (one, other) for bound in (each.eff_low, each.eff_high) if bound is not None]
    fitting = any(allows(one, number) and allows(other, number) for number in [*bounds, 0])

    assert one.contradicts(other) == (not fitting)


@given(FIGURES)
def test_the_effective_bounds_are_in_order_and_not_negative(figure: Figure) -> None:
    low, high = figure.eff_low, figure.eff_high

    assert low is None or low >= 0
    assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("figure", "eff_low", "eff_high"),
    [
        (Figure(best=1383), 1383, 1383),
        (Figure(700, comparator=Comparator.MORE_THAN), 701, None),
        (Figure(700, comparator=Comparator.AT_LEAST), 700, None),
        (Figure(high=500, comparator=Comparator.LESS_THAN), 0, 499),
        (Figure(high=500, comparator=Comparator.AT_MOST), 0, 500),
        (Figure(90, None, 90, Comparator.ABOUT), 81, 99),
        (Figure(best=15, comparator=Comparator.ABOUT), 14, 16),
        (Figure(20, None, 30, Comparator.RANGE), 20, 30),
        (Figure(24, None, 99, Comparator.DOZENS), 24, 99),
        (Figure(200, comparator=Comparator.HUNDREDS), 200, None),
        (Figure(0, 0, 0), 0, 0),
    ],
)
def test_the_comparator_closes_or_opens_the_bounds(figure: Figure, eff_low: int | None, eff_high: int | None) -> None:
    assert (figure.eff_low, figure.eff_high) == (eff_low, eff_high)


def test_dozens_and_their_like_are_vague_and_numbers_are_not() -> None:
    assert Figure(24, None, 99, Comparator.DOZENS).vague
    assert not Figure(best=40).vague


@pytest.mark.parametrize("given_", [(None, None, None), (5, None, 4), (5, 4, None), (-1, None, None), (None, 9, 8)])
def test_figures_out_of_order_negative_or_empty_are_refused(given_: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(InvalidValue, match="need 0 ≤ low ≤ best ≤ high"):
        Figure(*given_)


def test_fewer_than_none_is_refused() -> None:
    with pytest.raises(InvalidValue, match="fewer than 0"):
        Figure(high=0, comparator=Comparator.LESS_THAN)


MORE_THAN_700 = Figure(700, comparator=Comparator.MORE_THAN)
MONITOR = (Figure(best=1225), Figure(best=1383), Figure(best=1476))
COMMITTEE, COMMISSION = Figure(best=1426), Figure(best=1400, comparator=Comparator.ABOUT)


@pytest.mark.parametrize("later", MONITOR)
def test_more_than_700_agrees_with_all_later_tolls_of_the_coast(later: Figure) -> None:
    assert not MORE_THAN_700.contradicts(later)


def test_more_than_700_contradicts_fewer_than_500() -> None:
    assert MORE_THAN_700.contradicts(Figure(high=500, comparator=Comparator.LESS_THAN))


def test_the_committee_and_the_commission_agree_on_the_coast() -> None:
    assert not COMMITTEE.contradicts(COMMISSION)


def test_about_1400_allows_two_of_the_monitors_figures_and_not_the_first() -> None:
    assert [COMMISSION.contradicts(figure) for figure in MONITOR] == [True, False, False]
