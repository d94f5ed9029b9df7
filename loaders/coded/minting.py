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


def minted(label: str, *parts: pl.Expr) -> pl.Expr:
    """An id of a label from the parts of its key, each as JSON. Null where a part is null.

    >>> frame = pl.DataFrame({"literal": ["Baniyas"], "owner": ["place-1"]})
    >>> frame.select(minted("Name", escaped(pl.col("literal")), literal("en"), quoted(pl.col("owner")))).item()
    'name-737cef5b2c74d24bc1c96d51288cc9ab'
    """
    key = pl.concat_str(pl.lit("["), pl.concat_str(*parts, separator=","), pl.lit("]"))
    digest = key.chash.sha2_256()  # type: ignore[attr-defined]  # polars-hash registers it at run time
    return pl.concat_str(pl.lit(f"{label.lower()}-"), digest.str.head(32))


def folded(text: pl.Expr) -> pl.Expr:
    """Text as `ids.normalised` has it: what names are compared by."""
    return text.map_batches(_folded, return_dtype=pl.String)


def _folded(column: pl.Series) -> pl.Series:
    """Each distinct value once: Unicode's case folding is not among the engine's own functions."""
    distinct = column.unique().drop_nulls()
    return column.replace_strict(
        distinct, [_normalised(each) for each in distinct], default=None, return_dtype=pl.String
    )


_normalised = lru_cache(maxsize=65_536)(normalised)
