from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.dates import Dated, dated
from testigo.ontology.edtf_literals import parse
from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import DatePrecision

DAYS = st.dates()
OPEN_OR_DAY = st.none() | DAYS


@st.composite
def dates(draw: st.DrawFn) -> Dated:
    earliest, latest = draw(OPEN_OR_DAY), draw(OPEN_OR_DAY)
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    return Dated("x", earliest, latest, DatePrecision.UNKNOWN)


DATES = dates()


def test_a_date_that_begins_after_it_ends_is_refused() -> None:
    with pytest.raises(InvalidValue, match="begins 2025-03-08 after it ends 2025-03-06"):
        Dated("x", date(2025, 3, 8), date(2025, 3, 6), DatePrecision.RANGE)


@given(DATES, DATES)
def test_overlap_is_mutual(one: Dated, other: Dated) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(DATES, DATES, DAYS)
def test_dates_that_may_mean_the_same_day_overlap(one: Dated, other: Dated, day: date) -> None:
    if one.contains(day) and other.contains(day):
        assert one.overlaps(other)


@given(DATES, DATES)
def test_dates_that_overlap_share_a_day(one: Dated, other: Dated) -> None:
    candidates = [one.earliest, other.earliest, one.latest, other.latest, date(2000, 1, 1)]
    shared = any(day is not None and one.contains(day) and other.contains(day) for day in candidates)

    assert shared == one.overlaps(other)


def test_an_open_end_contains_every_later_day() -> None:
    assert Dated("2025-03-06/..", date(2025, 3, 6), None, DatePrecision.UNKNOWN).contains(date.max)


@given(st.dates(), st.dates(), st.sampled_from(DatePrecision))
def test_the_literal_of_bounds_says_these_bounds(one: date, other: date, precision: DatePrecision) -> None:
    made = dated(min(one, other), max(one, other), precision)

    read = parse(made.edtf)

    assert (read.earliest, read.latest) == (made.earliest, made.latest)


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "literal"),
    [
        (date(2024, 2, 1), date(2024, 2, 29), DatePrecision.MONTH, "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 29), DatePrecision.RANGE, "2024-02-01/2024-02-29"),
        (date(2024, 1, 1), date(2024, 12, 31), DatePrecision.YEAR, "2024"),
        (date(2024, 1, 2), date(2024, 12, 31), DatePrecision.YEAR, "2024-01-02/2024-12-31"),
    ],
)
def test_a_month_or_a_year_is_named_where_it_is_meant(
    earliest: date, latest: date, precision: DatePrecision, literal: str
) -> None:
    assert dated(earliest, latest, precision).edtf == literal
