"""Dates as reports give them: an EDTF literal, the closed bounds it implies, its precision.

The literal is parsed where it comes in, by `testigo.ontology.edtf_literals`; here nothing third-party.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import DatePrecision


@dataclass(frozen=True, slots=True)
class Dated:
    """When something is said to have happened: `earliest` ≤ it ≤ `latest`, both days included.

    A bound that is None is open: the source does not say. `edtf` is the literal in the Extended Date/Time
    Format (ISO 8601-2:2019, Annex A).

    >>> since_thursday = Dated("2025-03-06/2025-03-08", date(2025, 3, 6), date(2025, 3, 8), DatePrecision.RANGE)
    >>> since_thursday.contains(date(2025, 3, 7))
    True
    """

    edtf: str
    earliest: date | None
    latest: date | None
    precision: DatePrecision

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise InvalidValue(f"the date {self.edtf!r} begins {self.earliest} after it ends {self.latest}")

    def contains(self, day: date) -> bool:
        """Whether the day may be meant."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def overlaps(self, other: Dated) -> bool:
        """Whether one day could be meant by both."""
        starts_in_time = self.earliest is None or other.latest is None or self.earliest <= other.latest
        return starts_in_time and (other.earliest is None or self.latest is None or other.earliest <= self.latest)


def dated(earliest: date, latest: date, precision: DatePrecision) -> Dated:
    """A date from its bounds, with the literal that says them.

    >>> dated(date(2025, 3, 6), date(2025, 3, 6), DatePrecision.DAY).edtf
    '2025-03-06'
    >>> dated(date(2025, 3, 1), date(2025, 3, 31), DatePrecision.MONTH).edtf
    '2025-03'
    """
    return Dated(_literal(earliest, latest, precision), earliest, latest, precision)


def _literal(earliest: date, latest: date, precision: DatePrecision) -> str:
    """The shortest literal with these bounds: a month or a year by its name where it is meant as one."""
    year, month = earliest.year, earliest.month
    if precision is DatePrecision.MONTH and (earliest, latest) == _month(year, month):
        return f"{year:04}-{month:02}"
    if precision is DatePrecision.YEAR and (earliest, latest) == (date(year, 1, 1), date(year, 12, 31)):
        return f"{year:04}"
    return earliest.isoformat() if earliest == latest else f"{earliest.isoformat()}/{latest.isoformat()}"


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
