"""Columns as the lexical forms of RDF literals, whole columns at a time."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.compute as pc
from testigo.ontology.errors import InvalidValue
from testigo.ontology.vocabulary import ID

TEXT = pa.large_string()  # the offsets of `string` end at 2 GB, and escaping may lengthen a column sixfold
_UNSAFE = r'["\\\x00-\x1f\x7f]'
_CONTROLS = [*map(chr, range(0x20)), "\x7f"]
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"}


def joined(*parts: pa.Array | str) -> pa.Array:
    """The parts of every row, one after the other; null where one of them is."""
    scalars = [pa.scalar(part, TEXT) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*scalars, pa.scalar("", TEXT))


def content(rows: pa.Array) -> bytes:
    """All rows that are not null, one after the other, in UTF-8."""
    present = pc.drop_null(rows)
    if not len(present):
        return b""
    _, offsets, characters = present.buffers()
    spots = memoryview(offsets).cast("q")
    return memoryview(characters)[spots[present.offset] : spots[present.offset + len(present)]].tobytes()


def ids(column: pa.Array) -> pa.Array:
    """Ids as text. Raises InvalidValue for one that is null or would not fit into an IRI."""
    fits = pc.fill_null(pc.match_substring_regex(column, f"^{ID}$"), False)
    if not pc.all(fits).as_py():
        found = column.filter(pc.invert(fits))[0].as_py()
        raise InvalidValue(f"{found!r} is no id: need a lower-case label, a hyphen, and letters, digits, - or _")
    return column.cast(TEXT)


def forms(column: pa.Array) -> pa.Array:
    """The lexical forms of a column that is not a list, in RDF; null stays null.

    Raises InvalidValue for a number that is not finite, a day outside the years 1 to 9999, or half of a
    surrogate pair.
    """
    if pa.types.is_string(column.type):
        return _text(column)
    if pa.types.is_floating(column.type):
        _refuse(column, pc.invert(pc.is_finite(column)), "is no finite number")
    if pa.types.is_temporal(column.type):
        _refuse_years(column)
    written = column.cast(TEXT)
    return pc.replace_substring(written, " ", "T") if pa.types.is_timestamp(column.type) else written


def _text(column: pa.Array) -> pa.Array:
    try:
        column.validate(full=True)
    except pa.ArrowInvalid as problem:
        raise InvalidValue(f"a string is not valid UTF-8 (half of a surrogate pair?): {problem}") from problem
    return column.cast(TEXT)


def _refuse_years(column: pa.Array) -> None:
    first, last = (
        (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
        if pa.types.is_timestamp(column.type)
        else (date.min, date.max)
    )
    least, most = pa.scalar(first, column.type), pa.scalar(last, column.type)
    _refuse(column, pc.or_(pc.less(column, least), pc.greater(column, most)), "lies outside the years 1 to 9999")


def _refuse(column: pa.Array, wrong: pa.Array, why: str) -> None:
    if pc.any(wrong).as_py():
        raise InvalidValue(f"{column.filter(wrong).cast(pa.string())[0].as_py()} {why}")


def escaped(text: pa.Array) -> pa.Array:
    """Text as it stands between the quotation marks of N-Triples and Turtle (N-Triples 1.2, canonical form)."""
    if not pc.any(pc.match_substring_regex(text, _UNSAFE)).as_py():
        return text
    text = pc.replace_substring(pc.replace_substring(text, "\\", "\\\\"), '"', '\\"')
    for control in _CONTROLS:  # the search is a fraction of the cost of a replacement
        if pc.any(pc.match_substring(text, control)).as_py():
            text = pc.replace_substring(text, control, _SHORT.get(control, f"\\u{ord(control):04X}"))
    return text


def refuse_null_members(column: pa.ListArray) -> None:
    """Raise InvalidValue where a list of the column holds a null."""
    if pc.list_flatten(column).null_count:
        raise InvalidValue("a list of strings holds a null; leave it out")
