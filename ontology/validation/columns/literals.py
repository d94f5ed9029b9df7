"""Columns of literals against the literals of the shapes."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from datetime import date, datetime

import polars as pl
from testigo.ontology.literals import Literal
from testigo.ontology.validation.columns.masks import Mask, settled
from testigo.ontology.validation.columns.plan import Term
from testigo.ontology.vocabulary import XSD

Value = str | int | float | bool | date | datetime

_DATATYPES: dict[type[pl.DataType], str] = {
    pl.String: "string", pl.Int64: "integer", pl.Float64: "double", pl.Boolean: "boolean", pl.Date: "date",
    pl.Datetime: "dateTime",
}  # fmt: skip
DATATYPES = frozenset(XSD + local for local in _DATATYPES.values())
"""The datatypes that columns have."""

_NUMBERS = {
    "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
}  # fmt: skip
_READ: dict[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "boolean": lambda form: form == "true",
    "date": date.fromisoformat,
}
_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "ge": operator.ge, "gt": operator.gt, "le": operator.le, "lt": operator.lt,
}  # fmt: skip
_EXACT = 2**53  # above it a whole number and a double are compared after rounding


def datatype(column: pl.Series) -> str:
    """The IRI of the datatype of a column; empty for lists, which are no literals."""
    local = _DATATYPES.get(column.dtype.base_type())
    return XSD + local if local else ""


def equal_to(column: pl.Series, terms: tuple[Term, ...]) -> Mask:
    """Which values are one of the terms, as terms; a null is none."""
    own = datatype(column)
    values: list[Value] = []
    for term in terms:
        if isinstance(term, Literal) and term.datatype == own and not term.language:
            values.append(_READ[own.removeprefix(XSD)](term.form))
    if not own or not values:
        return False
    found = column == values[0] if len(values) == 1 else column.is_in(pl.Series(values, dtype=column.dtype).implode())
    return settled(found)


def compare(column: pl.Series, order: str, literal: Literal) -> Mask | None:
    """Which values are in order with a literal (`ge gt le lt`), nulls too. None where that cannot be told for sure."""
    own, other = (iri.removeprefix(XSD) for iri in (datatype(column), literal.datatype or ""))
    bound: Value
    if own in {"integer", "double"} and other in _NUMBERS:
        bound = int(literal.form) if literal.form.lstrip("+-").isdigit() else float(literal.form)
        if not math.isfinite(bound) or (abs(bound) >= _EXACT and (own, type(bound)) != ("integer", int)):
            return None
        if own == "integer" and isinstance(bound, float):
            column = column.cast(pl.Float64)
    elif own == other and own in {"date", "string"}:
        bound = _READ[own](literal.form)
    elif own == other or not own:
        return None
    else:
        return settled(column.is_null())  # values of two kinds are in no order
    return _compared(column, order, bound)


def _compared(column: pl.Series, order: str, bound: Value) -> Mask:
    """One look at the least or the greatest of whole numbers decides for most tables."""
    if column.dtype == pl.Int64 and isinstance(bound, int):
        extreme = column.min() if order in {"ge", "gt"} else column.max()
        if isinstance(extreme, int) and _HOLDS[order](extreme, bound):
            return True
    return settled(getattr(column, order)(bound), null=True)


def less(left: pl.Series, right: pl.Series, equals: bool) -> Mask | None:
    """Where left lies below right, or one is null. None where that cannot be told for sure."""
    kinds = {datatype(left), datatype(right)}
    if kinds == {XSD + "integer", XSD + "double"} or kinds & {"", XSD + "boolean"}:
        return None
    if len(kinds) > 1:
        return settled(left.is_null() | right.is_null())
    found = left <= right if equals else left < right
    return settled(found, null=True)
