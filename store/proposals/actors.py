"""Which actors may be one: scored pairs, each with its reasons. Nothing is decided here."""

from __future__ import annotations

from typing import Any

import polars as pl
from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import ActorKind
from testigo.store.proposals.blocks import alike_names, crowded_keys, owner_pairs
from testigo.store.proposals.lexicon import weights

__all__ = ["crowded_keys", "propose_actors"]

ACTORS: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String, "kind": pl.String, "country": pl.String, "superior": pl.String, "register": pl.Boolean,
    "together": pl.List(pl.String),
}  # fmt: skip
NAMES = ("owner", "literal")
REASON = pl.Struct({"name": pl.String, "value": pl.String, "weight": pl.Float64})
PROPOSALS: dict[str, pl.DataType | type[pl.DataType]] = {
    "left": pl.String,
    "right": pl.String,
    "score": pl.Float64,
    "reasons": pl.List(REASON),
}
DIGITS = 3


def propose_actors(actors: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Pairs of actors that may be one, the likeliest first: `left` < `right` (ids), `score` (0–1), `reasons`.

    `actors`: `id`, `kind`, `country`, `superior` (id, or null), `register` (bool), `together` (ids of the actors it is
    said to have acted with); where a column `identified` is, those for whom it is false are left out. `names`: `owner`,
    `literal`, further columns are not read. A reason has the weight (log-odds) it adds; one of weight 0 named `at most`
    holds a score down. Two entries of registers are never proposed. Raises InvalidValue where a column is missing.
    """
    known = _named(actors)
    _refuse_without("names", names, NAMES)
    owners = names.select(NAMES).drop_nulls().unique().join(known, left_on="owner", right_on="id")
    owners = owners.rename({"together": "companion"})
    pairs = owner_pairs(alike_names(owners["literal"]), owners)
    return _scored(_beside(pairs, known))


def _named(actors: pl.DataFrame) -> pl.DataFrame:
    """The actors that a name can tell of: identified, and of a kind that names are given to."""
    _refuse_without("actors", actors, tuple(ACTORS))
    table = actors.filter(pl.col("identified").fill_null(True)) if "identified" in actors.columns else actors
    columns = [pl.col(name).cast(kind) for name, kind in ACTORS.items()]
    return table.select(columns).filter(~pl.col("kind").is_in(weights()["unnamed"]).fill_null(False))


def _refuse_without(what: str, table: pl.DataFrame, columns: tuple[str, ...]) -> None:
    if missing := [name for name in columns if name not in table.columns]:
        raise InvalidValue(f"the table of {what} has no column {', '.join(missing)}: it needs {', '.join(columns)}")


def _beside(pairs: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """Each pair with what is known of both; of the right one in columns that end in `_right`."""
    table = pairs.join(actors, left_on="left", right_on="id").join(actors, left_on="right", right_on="id")
    return table.filter(~(pl.col("register").fill_null(False) & pl.col("register_right").fill_null(False)))


def _scored(pairs: pl.DataFrame) -> pl.DataFrame:
    table = weights()["actors"]
    shared = pl.col("together").list.set_intersection("together_right").list.sort()
    pairs = pairs.with_columns(shared.fill_null([]).alias("shared"))
    found = pairs.with_columns(
        _name(table["name"]), _kind(table["kind"]), _same("country", table["country"]),
        _same("superior", table["superior"]), _together(table["together"]),
    )  # fmt: skip
    parts = ["name", "of_kind", "of_country", "of_superior", "of_together"]
    odds = pl.sum_horizontal(pl.col(part).struct.field("weight") for part in parts)
    found = found.with_columns((1 / (1 + (-odds).exp())).alias("score"), _ceiling().alias("ceiling"))
    held = pl.min_horizontal("score", pl.col("ceiling").struct.field("most")).round(DIGITS).alias("score")
    told = pl.when(pl.col("score") > pl.col("ceiling").struct.field("most")).then(
        _reason("at most", _most(), pl.lit(0.0))
    )
    reasons = pl.concat_list(*parts, told).list.drop_nulls().alias("reasons")
    out = found.select("left", "right", held, reasons).filter(pl.col("score") >= table["least"])
    return out.cast(pl.Schema(PROPOSALS)).sort("score", "left", "right", descending=[True, False, False])


def _reason(name: str, value: pl.Expr, weight: pl.Expr) -> pl.Expr:
    return pl.struct(pl.lit(name).alias("name"), value.alias("value"), weight.round(DIGITS).alias("weight"))


def _name(table: dict[str, float]) -> pl.Expr:
    value = pl.format("{} | {} ({}: {})", "literal", "other", "alike", "why")
    return _reason("name", value, (pl.col("alike") - table["even"]) * table["slope"]).alias("name")


def _kind(table: dict[str, float]) -> pl.Expr:
    """Equal, related (what one source calls a faction and another an army), or different; unknown says nothing."""
    pair = pl.concat_list(pl.min_horizontal("kind", "kind_right"), pl.max_horizontal("kind", "kind_right"))
    related = pair.list.join("|").is_in(["|".join(sorted(each)) for each in weights()["related"]])
    equal = pl.col("kind") == pl.col("kind_right")
    weight = pl.when(equal).then(table["equal"]).when(related).then(table["related"]).otherwise(table["differs"])
    value = pl.when(equal).then("kind").otherwise(pl.format("{} | {}", "kind", "kind_right"))
    return pl.when(equal.is_not_null()).then(_reason("kind", value, weight)).alias("of_kind")


def _same(column: str, table: dict[str, float]) -> pl.Expr:
    other = f"{column}_right"
    equal = pl.col(column) == pl.col(other)
    value = pl.when(equal).then(column).otherwise(pl.format("{} | {}", column, other))
    weight = pl.when(equal).then(table["equal"]).otherwise(table["differs"])
    return pl.when(equal.is_not_null()).then(_reason(column, value, weight)).alias(f"of_{column}")


def _together(table: dict[str, float]) -> pl.Expr:
    weight = pl.min_horizontal(pl.col("shared").list.len() * table["each"], pl.lit(table["most"]))
    value = pl.col("shared").list.join(" ")
    return pl.when(pl.col("shared").list.len() > 0).then(_reason("together", value, weight)).alias("of_together")


def _ceiling() -> pl.Expr:
    """How high the score may be, and why: a person's name is no more than a name, nor are letters or common nouns."""
    table: dict[str, Any] = weights()["ceilings"]
    acts = (pl.col("shared").list.len() > 0) | (pl.col("superior") == pl.col("superior_right")).fill_null(False)
    placed = acts | (pl.col("country") == pl.col("country_right")).fill_null(False)
    person = pl.lit(ActorKind.PERSON.value).is_in(pl.concat_list("kind", "kind_right"))
    return (
        pl.when(person & ~acts).then(_most_of("person", table))
        .when(pl.col("acronym") & ~placed).then(_most_of("acronym", table))
        .when(pl.col("common") & ~placed).then(_most_of("common", table))
        .otherwise(pl.struct(pl.lit(1.0).alias("most"), pl.lit("").alias("cause")))
    )  # fmt: skip


def _most_of(cause: str, table: dict[str, float]) -> pl.Expr:
    return pl.struct(pl.lit(float(table[cause])).alias("most"), pl.lit(cause).alias("cause"))


def _most() -> pl.Expr:
    ceiling = pl.col("ceiling").struct
    return pl.format("{} ({})", ceiling.field("most"), ceiling.field("cause"))
