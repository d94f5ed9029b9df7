"""EDTF literals, parsed by the `edtf` library (ISO 8601-2:2019 levels 0–2)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from testigo.ontology.dates import Dated
from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import DatePrecision

_DAYS = ((7, DatePrecision.WEEK), (31, DatePrecision.MONTH), (366, DatePrecision.YEAR))


@lru_cache(maxsize=8192)  # the library takes 8 ms a literal, and a source repeats its days
def parse(literal: str) -> Dated:
    """What an EDTF literal says. Raises InvalidValue where it is none, or names a day that does not exist.

    An end of an interval that is open (`..`) or left out is an open bound. Years lie between 1 and 9999.

    >>> parse("2025-03")
    Dated(edtf='2025-03', earliest=datetime.date(2025, 3, 1), latest=datetime.date(2025, 3, 31), \
precision=<DatePrecision.MONTH: 'month'>)
    """
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        value: Any = parse_edtf(literal)  # its parser's result has the type of the grammar rule that fits
        earliest = None if literal.startswith("/") else _bound(value.lower_strict())  # the library puts ten years here
        latest = None if literal.endswith("/") else _bound(value.upper_strict())
    except (EDTFParseException, ValueError, AttributeError) as problem:
        raise InvalidValue(
            f"{literal!r} is no date in EDTF (write 2025-03-06, 2025-03 or 2025-03-06/2025-03-08)"
        ) from problem
    return Dated(literal, earliest, latest, _precision(literal, earliest, latest))


def _bound(moment: object) -> date | None:
    """The library's struct_time as a day; its infinities are open bounds."""
    try:
        year, month, day = moment.tm_year, moment.tm_mon, moment.tm_mday  # type: ignore[attr-defined]
    except AttributeError:
        return None
    return date(year, month, day)


def _precision(literal: str, earliest: date | None, latest: date | None) -> DatePrecision:
    if earliest is None or latest is None:
        return DatePrecision.UNKNOWN
    if earliest == latest:
        return DatePrecision.HOUR if "T" in literal else DatePrecision.DAY
    if any(mark in literal for mark in "/[{"):
        return DatePrecision.RANGE
    days = (latest - earliest).days + 1
    return next((precision for most, precision in _DAYS if days <= most), DatePrecision.RANGE)
