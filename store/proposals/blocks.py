"""Which names and which actors are compared at all: those that share a key, and few keys are shared by many."""

from __future__ import annotations

import polars as pl
from testigo.store.proposals.keys import SLIP, name_keys
from testigo.store.proposals.names import NameMatch, compared
from testigo.store.proposals.parsing import is_letters

MOST_NAMES = 24  # distinct names on one key; a key with more tells nothing and is left out
MOST_SLIPS = 8  # names that share a word and the beginning of another: a slip of the pen is looked for among few
MOST_OWNERS = (
    12  # owners of one name who are compared each with each; of more each is compared with the first of its like
)
ALIKE: dict[str, type[pl.DataType]] = {
    "literal": pl.String, "other": pl.String, "alike": pl.Float64, "why": pl.String, "acronym": pl.Boolean,
    "common": pl.Boolean,
}  # fmt: skip
LEAST = 0.65  # names less alike than this are not proposed
LIKE = (
    ("kind", "country"),
    ("superior",),
    ("companion",),
)  # what owners of one name are grouped by where they are many


def crowded_keys(names: pl.DataFrame) -> pl.DataFrame:
    """What is not compared in full, the largest first: `key`, `names` (distinct), `owners`.

    A key of too many names is left out, its names meet on their others; a name (key: `name: …`) of too many owners has
    each compared with the first of its kind and country, of its superior, and of those it acted with.
    """
    keys = name_keys(names["literal"]).filter(~pl.col("derived") & ~pl.col("key").str.ends_with(SLIP))
    sizes = keys.group_by("key").len("names").filter(pl.col("names") > MOST_NAMES)
    owners = names.group_by("literal").agg(pl.col("owner").n_unique().alias("owners"))
    left_out = (
        sizes.join(keys, on="key").join(owners, on="literal").group_by("key", "names").agg(pl.col("owners").sum())
    )
    many = owners.filter(pl.col("owners") > MOST_OWNERS).select(
        ("name: " + pl.col("literal")).alias("key"), pl.lit(1, pl.UInt32).alias("names"), pl.col("owners")
    )
    told = pl.concat([left_out.select("key", "names", "owners"), many], how="vertical_relaxed")
    return told.sort("owners", "key", descending=[True, False])


def alike_names(literals: pl.Series) -> pl.DataFrame:
    """Distinct names that share a key and are alike, as ALIKE has the columns.

    `alike`: 0 to 1; `acronym`: one of them is letters only; `common`: common nouns only. Every name stands beside
    itself, too: two actors may have the same.
    """
    distinct = literals.drop_nulls().unique().sort()
    texts = distinct.to_list()
    found = []
    for left, right in _meetings(distinct).iter_rows():
        match = compared(texts[left], texts[right])
        if match.score >= LEAST:
            found.append(_row(texts[left], texts[right], match))
    found += [_row(literal, literal, compared(literal, literal)) for literal in texts]
    return pl.DataFrame(found, ALIKE, orient="row")


def _row(left: str, right: str, match: NameMatch) -> tuple[str, str, float, str, bool, bool]:
    why = "; ".join(f"{name} {value}" for name, value in match.reasons)
    common = any(name == "common" for name, _ in match.reasons)
    return left, right, match.score, why, is_letters(left) or is_letters(right), common


def _meetings(distinct: pl.Series) -> pl.DataFrame:
    """Rows of names that share a key which few have: `row`, `other`, each pair once."""
    numbered = pl.DataFrame({"literal": distinct}).with_row_index("row")
    keys = name_keys(distinct).join(numbered, on="literal").select("key", "derived", "row")
    own, made = keys.filter(~pl.col("derived")), keys.filter("derived")
    most = pl.when(pl.col("key").str.ends_with(SLIP)).then(MOST_SLIPS).otherwise(MOST_NAMES)
    few = own.filter(pl.len().over("key") <= most)
    plain = few.join(few, on="key", suffix="_other").filter(pl.col("row") < pl.col("row_other"))
    made = made.join(few.select("key").unique(), on="key", how="semi").filter(pl.len().over("key") <= MOST_NAMES)
    spelt = few.join(made, on="key", suffix="_other").filter(pl.col("row") != pl.col("row_other"))
    pairs = pl.concat([plain, spelt]).select(
        pl.min_horizontal("row", "row_other").alias("row"), pl.max_horizontal("row", "row_other").alias("other")
    )
    return pairs.unique().sort("row", "other")


def owner_pairs(alike: pl.DataFrame, owners: pl.DataFrame) -> pl.DataFrame:
    """Actors whose names are alike, each pair once by its best name: `left`, `right`, and ALIKE.

    `owners`: `owner`, `literal`, `register`, and the columns of LIKE (`companion` a list).
    """
    many = owners.filter(pl.col("owner").n_unique().over("literal") > MOST_OWNERS)
    few = owners.filter(pl.col("owner").n_unique().over("literal") <= MOST_OWNERS)
    first = _firsts(many, "kind", "country")
    meeting = pl.concat([few.select("owner", "literal"), first]).unique()
    pairs = alike.join(meeting, on="literal").join(meeting, left_on="other", right_on="literal", suffix="_other")
    itself = alike.filter(pl.col("literal") == pl.col("other"))
    stars = [_stars(many, *like).join(itself, on="literal") for like in LIKE]
    pairs = pl.concat([pairs.select(stars[0].columns), *stars])
    return _ordered(pairs.filter(pl.col("owner") != pl.col("owner_other")))


def _firsts(many: pl.DataFrame, *like: str) -> pl.DataFrame:
    """The first owner of each name among its like: a register's entry where there is one, else the smallest id."""
    ordered = many.sort("register", "owner", descending=[True, False])
    first = ordered.group_by("literal", *like, maintain_order=True).agg(pl.col("owner").first())
    return first.group_by("literal", maintain_order=True).head(MOST_OWNERS).select("owner", "literal")


def _stars(many: pl.DataFrame, *like: str) -> pl.DataFrame:
    """Each owner beside the first of its like."""
    table = many.explode("companion") if "companion" in like else many
    known = table.filter(pl.any_horizontal(pl.col(like).is_not_null()))
    ordered = known.sort("register", "owner", descending=[True, False])
    group = ["literal", *like]
    first = ordered.with_columns(pl.col("owner").first().over(group, mapping_strategy="group_to_rows").alias("owner_"))
    return first.select("literal", pl.col("owner_").alias("owner"), pl.col("owner").alias("owner_other")).unique()


def _ordered(pairs: pl.DataFrame) -> pl.DataFrame:
    """Each pair once, the smaller id left, by its most alike names."""
    turned = pl.col("owner") > pl.col("owner_other")
    sides = (("left", "owner", "owner_other"), ("right", "owner_other", "owner"))
    spelt = (("literal", "literal", "other"), ("other", "other", "literal"))
    columns = [pl.when(turned).then(b).otherwise(a).alias(name) for name, a, b in (*sides, *spelt)]
    return (
        pairs.select(*columns, "alike", "why", "acronym", "common")
        .sort("left", "right", "alike", "literal", "other", descending=[False, False, True, False, False])
        .unique(["left", "right"], keep="first", maintain_order=True)
    )
