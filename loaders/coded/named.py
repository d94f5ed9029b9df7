"""Whom the cells of sources name, in columns."""

from __future__ import annotations

from functools import lru_cache

import polars as pl
from testigo.loaders.coded.minting import escaped, folded, literal, minted
from testigo.loaders.coded.speakers import Named, split

_split = lru_cache(maxsize=16_384)(split)


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
