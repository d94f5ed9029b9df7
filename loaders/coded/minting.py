"""Ids in columns: the same as `testigo.ontology.ids.minted` gives, some million a second.

A key is written as the canonical JSON that `minted` hashes: every part is an expression that gives JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl
import polars_hash  # noqa: F401  registers the hashes with polars
from testigo.ontology.ids import normalised

_ESCAPED = {chr(code): json.dumps(chr(code))[1:-1] for code in (*range(0x20), ord('"'), ord("\\"))}
_SPECIAL = r'[\x00-\x1f"\\]'

NOT_PLAIN = r"[^\x20-\x7e]|^ |  | $"  # what more is done to than to write it in small letters

Piece = pl.Expr | str
"""Text of each row, or the same text for all."""


@dataclass(frozen=True, slots=True)
class Json:
    """A value of each row as JSON: the pieces that it is put together from. Null where a piece is null.

    `is_known`: it is never null where it is said.
    """

    pieces: tuple[Piece, ...]
    is_known: bool = False

    @property
    def expr(self) -> pl.Expr:
        """The JSON as text."""
        return joined(self.pieces)


NULL = Json(("null",), is_known=True)


def joined(pieces: Iterable[Piece]) -> pl.Expr:
    """Pieces as one text, null where one is null; what is the same for all rows is put together once."""
    run: list[Piece] = []
    for each in pieces:
        if isinstance(each, str) and run and isinstance(run[-1], str):
            run[-1] += each
        else:
            run.append(each)
    return pl.concat_str(_lit(each) if isinstance(each, str) else each for each in run)


_lit = lru_cache(maxsize=4_096)(pl.lit)  # to make an expression takes longer than to hash the text


def quoted(text: pl.Expr) -> Json:
    """Text without quotation marks, backslashes and control characters, such as an id, as JSON. Null stays null."""
    return Json(('"', text, '"'))


def escaped(text: pl.Expr) -> Json:
    """Any text as JSON. Null stays null."""
    return quoted(text.map_batches(_escaped, return_dtype=pl.String))


def _escaped(text: pl.Series) -> pl.Series:
    """Nearly always there is nothing to escape, and to look is quicker."""
    return text.str.replace_many(_ESCAPED) if text.str.contains(_SPECIAL).any() else text


def literal(text: str) -> Json:
    """A text known beforehand, as JSON."""
    return Json((json.dumps(text, ensure_ascii=False),), is_known=True)


def written(column: pl.Expr) -> Json:
    """What a column holds as JSON already. Null stays null."""
    return Json((column,))


def numbers(column: pl.Expr) -> Json:
    """Numbers as JSON."""
    return Json((column.cast(pl.String),))


def days(column: pl.Expr) -> Json:
    """Days as JSON."""
    return quoted(column.dt.to_string("iso"))


def known(part: Json) -> Json:
    """JSON that is never null where it is said: so a member of an object need not be looked at twice."""
    return Json(part.pieces, is_known=True)


def or_null(part: Json) -> Json:
    """JSON, with null where there is none."""
    return Json((part.expr.fill_null("null"),), is_known=True)


def members(required: str, given: Mapping[str, Json]) -> list[Piece]:
    """What lies between the braces of a JSON object: its keys sorted, without those whose value is null.

    The value of `required` is never null.
    """
    pieces: list[Piece] = []
    for key, value in sorted(given.items()):
        before, after = (",", "") if key > required else ("", "," if key < required else "")
        member = (f'{before}"{key}":', *value.pieces, after)
        pieces += member if value.is_known or key == required else [joined(member).fill_null("")]
    return pieces


def hashed(label: str, *pieces: Piece) -> pl.Expr:
    """An id of a label from the pieces of its key, which is a JSON array. Null where a piece is null."""
    digest = joined(pieces).chash.sha2_256()  # type: ignore[attr-defined]  # polars-hash registers it at run time
    return pl.concat_str(_lit(f"{label.lower()}-"), digest.str.head(32))


def minted(label: str, *parts: Json) -> pl.Expr:
    """An id of a label from the parts of its key. Null where a part is null.

    >>> frame = pl.DataFrame({"literal": ["Baniyas"], "owner": ["place-1"]})
    >>> frame.select(minted("Name", escaped(pl.col("literal")), literal("en"), quoted(pl.col("owner")))).item()
    'name-737cef5b2c74d24bc1c96d51288cc9ab'
    """
    between = [piece for part in parts for piece in (",", *part.pieces)][1:]
    return hashed(label, "[", *between, "]")


def folded(text: pl.Expr) -> pl.Expr:
    """Text as `ids.normalised` has it: what names are compared by."""
    return text.map_batches(_folded, return_dtype=pl.String)


def _folded(column: pl.Series) -> pl.Series:
    """Plain words by the engine; of the others each distinct one once, for it has no case folding of Unicode."""
    lower = column.str.to_lowercase()
    distinct = column.filter(column.str.contains(NOT_PLAIN)).unique().drop_nulls()
    if not len(distinct):
        return lower
    known = pl.DataFrame(
        {"word": distinct, "folded": [_normalised(each) for each in distinct]}, schema_overrides={"folded": pl.String}
    )
    found = column.alias("word").to_frame().join(known, on="word", how="left", maintain_order="left")["folded"]
    return pl.select(pl.coalesce(found, lower)).to_series().alias(column.name)


_normalised = lru_cache(maxsize=65_536)(normalised)
