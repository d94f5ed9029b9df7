"""The five figures of a row: the estimate of all deaths, and the deaths of the four populations it is made of."""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import Json, days, known, literal, numbers, quoted
from testigo.loaders.coded.said import Value
from testigo.loaders.ged import card
from testigo.ontology.terms import Comparator, Measure, Modality, Population, StatementKind

AGGREGATE = pl.col("scope") == "cumulative"
OF_SIDE = "population_of_"


def counted(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with how their figure compares, and of whom the dead of each side are."""
    is_exact = pl.all_horizontal(pl.col("low", "high") == pl.col("best"))
    comparator = pl.when(is_exact).then(pl.lit(str(Comparator.EXACT))).otherwise(pl.lit(str(Comparator.RANGE)))
    return rows.with_columns(
        comparator=comparator,
        **{f"{OF_SIDE}{side}": _population(pl.col(f"side_{side}")) for side in "ab"},
    )


def add_figures(claims: Claims) -> None:
    """What UCDP estimates. Figures that do not fit each other are left to the shapes. `claims.rows`: as `counted`."""
    bounds = {each: pl.col(each) for each in ("low", "best", "high")}
    people = str(Population.PEOPLE)
    _say(claims, ["best", "low", "high"], bounds, population=people, comparator=pl.col("comparator"))
    for column, side in card.DEATHS.items():
        others = str(Population.CIVILIANS if column == "deaths_civilians" else Population.OTHER)
        population = pl.col(f"{OF_SIDE}{side}") if side else others
        exact = str(Comparator.EXACT)
        _say(claims, [column], {"best": pl.col(column)}, population=population, comparator=exact, of=column)


def _population(name: pl.Expr) -> pl.Expr:
    """Of whom the dead of a side are."""
    is_state = name.str.starts_with(card.GOVERNMENT)
    fighting = (
        pl.when(is_state).then(pl.lit(str(Population.SECURITY_FORCES))).otherwise(pl.lit(str(Population.FIGHTERS)))
    )
    return pl.when(name == card.CIVILIANS).then(pl.lit(str(Population.CIVILIANS))).otherwise(fighting)


def _say(
    claims: Claims,
    columns: list[str],
    figure: dict[str, pl.Expr],
    *,
    population: Value,
    comparator: Value,
    of: str | None = None,
) -> None:
    """One figure: `low`, `best`, `high` as far as the source gives them. `of` tells apart what else would be one."""
    low, best, high = (figure.get(each, figure["best"]) for each in ("low", "best", "high"))
    since, as_of = pl.when(AGGREGATE).then("start"), pl.when(AGGREGATE).then("end")
    said: dict[str, Value] = {
        "measure": str(Measure.KILLED),
        "population": population,
        "scope": pl.col("scope"),
        "comparator": comparator,
    }
    claims.say(
        StatementKind.COUNT,
        [*columns, "event_clarity"],
        {
            **{key: _json(value) for key, value in said.items()},
            **{key: known(numbers(value)) for key, value in figure.items()},
            "since": days(since), "asOf": days(as_of), **({} if of is None else {"of": literal(of)}),
        },
        where=pl.all_horizontal(value.is_not_null() for value in figure.values()) & pl.col("scope").is_not_null(),
        properties={
            **said, **figure, "effLow": low, "effHigh": high, "vague": False, "since": since,
            "asOf": as_of,
            "zeroMayBeSilence": pl.when(best == 0).then(pl.lit(value=True)),
        },
        modality=Modality.ESTIMATES,
    )  # fmt: skip


def _json(value: Value) -> Json:
    return known(quoted(value)) if isinstance(value, pl.Expr) else literal(str(value))
