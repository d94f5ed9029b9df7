"""The names of actors and places, in columns."""

from __future__ import annotations

from functools import lru_cache

import polars as pl
from testigo.loaders.coded.minting import escaped, folded, literal, minted, quoted
from testigo.loaders.entities import script_of

LATIN = r"^[A-Za-z]"


def names_of(owned: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The names (`id`, `literal`, `lang`, `norm`, `script`, and the `owner`) of records (`id`, `literal`)."""
    distinct = owned.drop_nulls().unique(maintain_order=True)
    return distinct.select(
        "literal", owner="id", id=minted("Name", escaped(pl.col("literal")), literal(lang), quoted(pl.col("id"))),
        lang=pl.lit(lang), norm=folded(pl.col("literal")), script=_script(distinct["literal"]),
    )  # fmt: skip


def _script(literals: pl.Series) -> pl.Series:
    """The script of each; only what begins with no Latin letter is looked at one by one."""
    others = literals.filter(~literals.str.contains(LATIN)).unique().to_list()
    known = pl.DataFrame({"literal": others, "script": [_known(each) for each in others]}, schema=_SCRIPTS)
    found = literals.rename("literal").to_frame().join(known, on="literal", how="left", maintain_order="left")
    return found["script"].fill_null(script_of("a"))


_SCRIPTS = {"literal": pl.String, "script": pl.String}
_known = lru_cache(maxsize=16_384)(script_of)
