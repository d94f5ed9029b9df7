"""Actors and places of rows with their names, and whom a cell of sources names."""

from __future__ import annotations

from functools import lru_cache

import polars as pl
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import escaped, folded, literal, minted, quoted
from testigo.loaders.coded.speakers import Named, split
from testigo.loaders.entities import script_of

_split = lru_cache(maxsize=16_384)(split)


def named(claims: Claims, frame: pl.DataFrame, lang: str = "und") -> None:
    """Give records (`id`, `name`) their names, in a language (BCP 47)."""
    distinct = frame.select("id", literal=pl.col("name")).drop_nulls().unique(maintain_order=True)
    names = distinct.with_columns(
        owner="id", id=minted("Name", escaped(pl.col("literal")), literal(lang), quoted(pl.col("id"))),
        lang=pl.lit(lang), norm=folded(pl.col("literal")), script=_scripts(distinct["literal"]),
    )  # fmt: skip
    claims.nodes("Name", names.drop("owner"))
    claims.join("HAS_NAME", names.select(start="owner", end="id"))


def _scripts(literals: pl.Series) -> pl.Series:
    return pl.Series([_script(each) for each in literals], dtype=pl.String)


_script = lru_cache(maxsize=16_384)(script_of)


def speakers(cells: pl.DataFrame, column: str, source: str) -> pl.DataFrame:
    """Whom each cell of a column names: `row`, `ord`, `id`, `name`, `kind`, `identified`, `register` (a key or null).

    `cells` has `row`, `key` and the column. One that is not identified is met in its row alone.
    """
    distinct = cells[column].unique().drop_nulls()
    found = pl.DataFrame(
        [(cell, ord, *_columns(each)) for cell in distinct for ord, each in enumerate(_split(cell, source))],
        schema={column: pl.String, "ord": pl.Int64, "name": pl.String, "kind": pl.String, "identified": pl.Boolean,
                "register": pl.String},
        orient="row",
    )  # fmt: skip
    rows = cells.select("row", "key", column).drop_nulls(column).join(found, on=column, maintain_order="left_right")
    own = [literal(source), literal(column), escaped(folded(pl.col("name")))]
    scoped = minted("Actor", *own, escaped(pl.col("key")))
    return rows.with_columns(id=pl.when("identified").then(minted("Actor", *own)).otherwise(scoped)).drop(column, "key")


def _columns(each: Named) -> tuple[str, str, bool, str | None]:
    return each.literal, str(each.kind), each.identified, each.register_id
