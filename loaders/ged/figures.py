"""The five figures of a row: the estimate of all deaths, and the deaths of the four populations it is made of."""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.claims import Claims, days, integers
from testigo.loaders.coded.minting import literal, quoted
from testigo.loaders.ged import card
from testigo.ontology.terms import Comparator, Measure, Modality, Population, StatementKind

AGGREGATE = pl.col("scope") == "cumulative"


def add_figures(claims: Claims) -> None:
    """What UCDP estimates. Figures that do not fit each other are left to the shapes."""
    low, best, high = (pl.col(each) for each in ("low", "best", "high"))
    is_exact = (low == best) & (best == high)
    comparator = pl.when(is_exact).then(pl.lit(str(Comparator.EXACT))).otherwise(pl.lit(str(Comparator.RANGE)))
    _say(claims, ["best", "low", "high"], Population.PEOPLE, {"low": low, "best": best, "high": high}, comparator)
    for column, side in card.DEATHS.items():
        best = pl.col(column)
        population = pl.lit(str(Population.CIVILIANS if column == "deaths_civilians" else Population.OTHER))
        if side:
            is_state = pl.col(f"side_{side}").str.starts_with(card.GOVERNMENT)
            fighting = (
                pl.when(is_state)
                .then(pl.lit(str(Population.SECURITY_FORCES)))
                .otherwise(pl.lit(str(Population.FIGHTERS)))
            )
            population = (
                pl.when(pl.col(f"side_{side}") == card.CIVILIANS)
                .then(pl.lit(str(Population.CIVILIANS)))
                .otherwise(fighting)
            )
        _say(claims, [column], population, {"best": best}, pl.lit(str(Comparator.EXACT)), of=column)


def _say(
    claims: Claims,
    columns: list[str],
    population: pl.Expr | Population,
    figure: dict[str, pl.Expr],
    comparator: pl.Expr,
    *,
    of: str | None = None,
) -> None:
    """One figure: `low`, `best`, `high` as far as the source gives them. `of` tells apart what else would be one."""
    counted = pl.lit(str(population)) if isinstance(population, Population) else population
    low, best, high = (figure.get(each, figure["best"]) for each in ("low", "best", "high"))
    since, as_of = pl.when(AGGREGATE).then("start"), pl.when(AGGREGATE).then("end")
    said = {
        "measure": pl.lit(str(Measure.KILLED)),
        "population": counted,
        "scope": pl.col("scope"),
        "comparator": comparator,
    }
    claims.say(
        StatementKind.COUNT,
        [*columns, "event_clarity"],
        {
            **{key: quoted(value) for key, value in said.items()},
            **{key: integers(value) for key, value in figure.items()},
            "since": days(since), "asOf": days(as_of), "of": pl.lit(None, pl.String) if of is None else literal(of),
        },
        where=pl.all_horizontal(value.is_not_null() for value in figure.values()) & pl.col("scope").is_not_null(),
        properties={
            **said, **figure, "effLow": low, "effHigh": high, "vague": pl.lit(value=False), "since": since,
            "asOf": as_of,
            "zeroMayBeSilence": pl.when(best == 0).then(pl.lit(value=True)),
        },
        modality=Modality.ESTIMATES,
    )  # fmt: skip
