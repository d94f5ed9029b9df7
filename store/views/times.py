"""When an event is said to have happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from testigo.ontology.terms import DatePrecision
from testigo.store.views.origins import independent
from testigo.store.views.rows import Claim


@dataclass(frozen=True, slots=True)
class Time:
    """The bounds of an event, both days included, None: open. `contested` where origins exclude each other."""

    earliest: date | None = None
    latest: date | None = None
    precision: DatePrecision | None = None
    contested: bool = False


def time(claims: Sequence[Claim]) -> Time:
    """What all time claims leave possible, if anything; else the span from the first to the last of them."""
    if not claims:
        return Time()
    earliest = max((claim.earliest for claim in claims if claim.earliest), default=None)
    latest = min((claim.latest for claim in claims if claim.latest), default=None)
    if earliest is None or latest is None or earliest <= latest:
        return Time(earliest, latest, _precision(claims, earliest, latest))
    first, last = _hull(claims)
    apart = any(_apart(one, other) and independent(one, other) for one, other in combinations(claims, 2))
    return Time(first, last, DatePrecision.RANGE, apart)


def _hull(claims: Sequence[Claim]) -> tuple[date | None, date | None]:
    firsts, lasts = [claim.earliest for claim in claims], [claim.latest for claim in claims]
    first = None if None in firsts else min(day for day in firsts if day)
    return first, None if None in lasts else max(day for day in lasts if day)


def _apart(one: Claim, other: Claim) -> bool:
    """Whether no day fits both."""
    return bool(
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )


def _precision(claims: Sequence[Claim], earliest: date | None, latest: date | None) -> DatePrecision:
    """The precision of the claims that have just these bounds, the finest; else a day or a range."""
    order = list(DatePrecision)
    said = [c.date_precision for c in claims if c.date_precision and (c.earliest, c.latest) == (earliest, latest)]
    if said:
        return min(said, key=order.index)
    if earliest is None and latest is None:
        return DatePrecision.UNKNOWN
    return DatePrecision.DAY if earliest == latest else DatePrecision.RANGE
