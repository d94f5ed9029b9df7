from datetime import date

from testigo.ontology.terms import DatePrecision, StatementKind
from testigo.store.views.rows import Claim
from testigo.store.views.times import Time, time


def claim(speaker: str, first: int | None, last: int | None, precision: DatePrecision = DatePrecision.RANGE) -> Claim:
    """A time claim in March 2025."""
    return Claim(
        id=f"{speaker} {first} {last}",
        kind=StatementKind.TIME,
        speakers=frozenset((speaker,)),
        earliest=date(2025, 3, first) if first else None,
        latest=date(2025, 3, last) if last else None,
        date_precision=precision,
    )


def test_without_a_claim_there_is_no_date() -> None:
    assert time([]) == Time(None, None, None, contested=False)


def test_claims_that_overlap_leave_what_they_share() -> None:
    found = time([claim("a", 6, 8), claim("b", 7, 7, DatePrecision.DAY)])

    assert found == Time(date(2025, 3, 7), date(2025, 3, 7), DatePrecision.DAY)


def test_open_ends_set_no_bound() -> None:
    assert time([claim("a", 6, None), claim("b", None, 9)]) == Time(
        date(2025, 3, 6), date(2025, 3, 9), DatePrecision.RANGE
    )


def test_origins_that_exclude_each_other_give_the_whole_span_contested() -> None:
    found = time([claim("a", 6, 6), claim("b", 9, 10)])

    assert found == Time(date(2025, 3, 6), date(2025, 3, 10), DatePrecision.RANGE, contested=True)


def test_one_origin_that_gives_two_days_contests_nobody() -> None:
    assert not time([claim("a", 6, 6), claim("a", 9, 10)]).contested


def test_the_finest_precision_given_for_the_bounds_is_kept() -> None:
    day = claim("a", 6, 6, DatePrecision.DAY)
    hour = claim("b", 6, 6, DatePrecision.HOUR)

    assert time([day, hour]).precision is DatePrecision.HOUR
