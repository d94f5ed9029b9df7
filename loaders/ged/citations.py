"""The reports a row of GED rests on, out of the list in one cell.

`source_article` holds `"office,date,headline"`, several with `;` between; headlines may hold semicolons, commas and
quotation marks. The oldest rows hold one reference in words of their own: it is the headline, and nothing is guessed
of its office and date.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.minting import escaped, folded, literal, minted, or_null

BETWEEN = '";"'
ARTICLE = r"(?s)^(?<office>.*?),\s*(?<date>\d{4}-\d{2}-\d{2})?\s*,(?<headline>.*)$"


def citations(cells: pl.DataFrame) -> pl.DataFrame:
    """`row` and `source_article` → `row`, `ord`, and of each report `id`, `publisher`, `publishedOn`, `title`."""
    text = pl.col("source_article").str.strip_chars()
    is_list = text.str.starts_with('"') & text.str.ends_with('"') & (text.str.len_bytes() > 1)
    inner = pl.when(is_list).then(text.str.slice(1, text.str.len_chars() - 2)).otherwise(text)
    several = pl.when(is_list).then(inner.str.split(BETWEEN)).otherwise(pl.concat_list(inner))
    found = cells.filter(text.is_not_null()).select("row", reference=several).explode("reference")
    found = found.with_columns(
        ord=pl.int_range(pl.len()).over("row"), parts=pl.col("reference").str.extract_groups(ARTICLE)
    )
    found = found.unnest("parts").with_columns(
        pl.col("office").str.strip_chars().replace("", None),
        pl.col("headline").fill_null(pl.col("reference")).str.strip_chars().replace("", None),
    )
    parts = [or_null(escaped(folded(pl.col(each)))) for each in ("office", "date", "headline")]
    return found.select(
        "row", "ord",
        id=minted("Report", literal("cited"), *parts),
        publisher="office",
        publishedOn=pl.col("date").str.to_date("%Y-%m-%d", strict=False),
        title="headline",
        language=pl.lit("und"),
    ).filter(pl.col("publisher").is_not_null() | pl.col("title").is_not_null())  # fmt: skip
