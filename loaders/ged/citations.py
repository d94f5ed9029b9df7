"""The reports a row of GED rests on, out of the list in one cell.

`source_article` holds `"office,date,headline"`, several with `;` between; headlines may hold semicolons, commas and
quotation marks. The oldest rows hold one reference in words of their own: it is the headline, and nothing is guessed
of its office and date.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.minting import escaped, folded, literal, minted, or_null, quoted

BETWEEN = '";"'
DAY = r"\d{4}-\d{2}-\d{2}"
DATED = rf",\s*{DAY}\s*,"
UNDATED = ",,"


def citations(cells: pl.DataFrame) -> pl.DataFrame:
    """`row` and `source_article` → `row`, `ord`, and of each report `id`, `publisher`, `publishedOn`, `title`."""
    text = pl.col("source_article").str.strip_chars()
    is_list = text.str.starts_with('"') & text.str.ends_with('"') & (text.str.len_bytes() > 1)
    inner = pl.when(is_list).then(text.str.slice(1, text.str.len_chars() - 2)).otherwise(text)
    several = pl.when(is_list).then(inner.str.split(BETWEEN)).otherwise(pl.concat_list(inner))
    found = cells.filter(text.is_not_null()).select("row", reference=several).explode("reference")
    reference = pl.col("reference")
    found = found.with_columns(
        ord=pl.int_range(pl.len()).over("row"),
        between=reference.str.extract(DATED, 0),
    )
    found = found.with_columns(date=pl.col("between").str.extract(DAY, 0))
    found = found.with_columns(
        found.select(reference.str.splitn(pl.coalesce("between", pl.lit(UNDATED)), 2).struct.unnest())
    )
    is_whole = pl.col("field_1").is_null()
    found = found.with_columns(
        office=pl.when(~is_whole).then(pl.col("field_0").str.strip_chars().replace("", None)),
        headline=pl.when(is_whole).then(reference).otherwise("field_1").str.strip_chars().replace("", None),
    )
    office, headline = (or_null(escaped(folded(pl.col(each)))) for each in ("office", "headline"))
    return found.select(
        "row", "ord",
        id=minted("Report", literal("cited"), office, or_null(quoted(pl.col("date"))), headline),
        publisher="office",
        publishedOn=pl.col("date").str.to_date("%Y-%m-%d", strict=False),
        title="headline",
        language=pl.lit("und"),
    ).filter(pl.col("publisher").is_not_null() | pl.col("title").is_not_null())  # fmt: skip
