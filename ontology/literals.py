"""RDF literals as the values of a column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple

import pyarrow as pa
from testigo.ontology.errors import InvalidValue
from testigo.ontology.vocabulary import DATATYPES, XSD

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]{1,6}0*)?(?:Z|[+-][0-9]{2}:[0-9]{2})")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Literal(NamedTuple):
    """A literal: its lexical form, the IRI of its datatype (None: a plain string), its language."""

    form: str
    datatype: str | None = None
    language: str | None = None


def value(object: str | Literal, kind: pa.DataType, owner: str, name: str) -> object:
    """What a literal says for a column of a kind. Raises InvalidValue, with owner and property, where it says none."""
    datatype = DATATYPES.get(kind, "string")
    if not isinstance(object, Literal) or (object.datatype or XSD + "string") != XSD + datatype or object.language:
        raise InvalidValue(f"{name} of {owner} is {_shown(object)}; need a literal of xsd:{datatype}")
    try:
        return _READERS[kind](object.form)
    except (KeyError, ValueError, OverflowError) as problem:
        raise InvalidValue(f"{name} of {owner} is {_shown(object)}, which is no value of its type") from problem


def _shown(object: str | Literal) -> str:
    if isinstance(object, str):
        return f"<{object}>"
    more = f"@{object.language}" if object.language else f"^^<{object.datatype}>" if object.datatype else ""
    return f"{object.form[:80]!r}{more}"


def _string(form: str) -> str:
    form.encode()  # half of a surrogate pair raises UnicodeEncodeError, a ValueError
    return form


def _integer(form: str) -> int:
    number = int(_matching(_INTEGER, form))
    if not -(2**63) <= number < 2**63:
        raise OverflowError(form)
    return number


def _double(form: str) -> float:
    number = float(_matching(_DOUBLE, form))
    if not math.isfinite(number):
        raise OverflowError(form)
    return number


def _day(form: str) -> date:
    return date.fromisoformat(_matching(_DAY, form))


def _moment(form: str) -> datetime:
    """To the microsecond; zeros after the sixth digit are none lost."""
    head, point, tail = _matching(_MOMENT, form).partition(".")
    return datetime.fromisoformat(head + point + re.sub(r"(?<=^.{6})0+", "", tail)).astimezone(UTC)


def _matching(pattern: re.Pattern[str], form: str) -> str:
    if not pattern.fullmatch(form):
        raise ValueError(form)
    return form


_READERS: dict[pa.DataType, Callable[[str], object]] = {
    pa.string(): _string,
    pa.int64(): _integer,
    pa.float64(): _double,
    pa.bool_(): _BOOLEANS.__getitem__,
    pa.date32(): _day,
    pa.timestamp("us", "UTC"): _moment,
}
