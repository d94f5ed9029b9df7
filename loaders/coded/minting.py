"""Ids in columns: the same as `testigo.ontology.ids.minted` gives, some million a second.

A key is written as the canonical JSON that `minted` hashes: every part is an expression that gives JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

import polars as pl
import polars_hash  # noqa: F401  registers the hashes with polars
from testigo.ontology.ids import normalised

NULL = pl.lit("null")
_ESCAPED = {chr(code): json.dumps(chr(code))[1:-1] for code in (*range(0x20), ord('"'), ord("\\"))}

NOT_PLAIN = r"[^\x20-\x7e]|^ |  | $"  # what more is done to than to write it in small letters


def quoted(text: pl.Expr) -> pl.Expr:
    """Text without quotation marks, backslashes and control characters, such as an id, as JSON. Null stays null."""
    return pl.concat_str(pl.lit('"'), text, pl.lit('"'))


def escaped(text: pl.Expr) -> pl.Expr:
    """Any text as JSON. Null stays null."""
    return quoted(text.str.replace_many(_ESCAPED))


def literal(text: str) -> pl.Expr:
    """A text known beforehand, as JSON."""
    return pl.lit(json.dumps(text, ensure_ascii=False))


def or_null(part: pl.Expr) -> pl.Expr:
    """JSON, with null where there is none."""
    return part.fill_null("null")


def canonical(members: Mapping[str, pl.Expr]) -> pl.Expr:
    """A JSON object, its keys sorted, without those whose value is null. At least one must be there."""
    body = [pl.concat_str(pl.lit(f'"{key}":'), value, pl.lit(",")) for key, value in sorted(members.items())]
    whole = pl.concat_str(body, ignore_nulls=True)
    return pl.concat_str(pl.lit("{"), whole.str.strip_suffix(","), pl.lit("}"))


def members(required: str, known: Mapping[str, pl.Expr]) -> list[pl.Expr]:
    """What lies between the braces of a JSON object, in pieces: put together without the nulls they are all of it.

    The keys are sorted; the value of `required` is never null.
    """
    before = [
        pl.concat_str(pl.lit(f'"{key}":'), value, pl.lit(",")) for key, value in sorted(known.items()) if key < required
    ]
    after = [pl.concat_str(pl.lit(f',"{key}":'), value) for key, value in sorted(known.items()) if key > required]
    return [*before, pl.lit(f'"{required}":'), known[required], *after]


def hashed(label: str, *pieces: pl.Expr) -> pl.Expr:
    """An id of a label from the pieces of its key, which is a JSON array; a piece that is null is left out."""
    digest = pl.concat_str(*pieces, ignore_nulls=True).chash.sha2_256()  # type: ignore[attr-defined]  # as below
    return pl.concat_str(pl.lit(f"{label.lower()}-"), digest.str.head(32))


def minted(label: str, *parts: pl.Expr) -> pl.Expr:
    """An id of a label from the parts of its key, each as JSON. Null where a part is null.

    >>> frame = pl.DataFrame({"literal": ["Baniyas"], "owner": ["place-1"]})
    >>> frame.select(minted("Name", escaped(pl.col("literal")), literal("en"), quoted(pl.col("owner")))).item()
    'name-737cef5b2c74d24bc1c96d51288cc9ab'
    """
    between = [piece for part in parts for piece in (pl.lit(","), part)][1:]
    key = pl.concat_str(pl.lit("["), *between, pl.lit("]"))
    digest = key.chash.sha2_256()  # type: ignore[attr-defined]  # polars-hash registers it at run time
    return pl.concat_str(pl.lit(f"{label.lower()}-"), digest.str.head(32))


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
