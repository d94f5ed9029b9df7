"""When a row says its event was, and how many people it says were killed and injured."""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import days, numbers, quoted
from testigo.loaders.maverick.voices import DATED
from testigo.ontology.terms import Comparator, DatePrecision, Measure, Modality, Population, Scope, StatementKind

MEASURES = {"deaths": Measure.KILLED, "injuries": Measure.INJURED}
BOUNDS = ("low", "best", "high")
ALL = pl.lit(value=True)


def say_time(claims: Claims, cells: Cells) -> None:
    """The days between which the event was: the earliest and the latest that it may have been on."""
    days_of = pl.DataFrame({
        "row": cells.rows["row"],
        "earliest": cells.day("date_start", required=True),
        "latest": cells.day("date_end", required=True),
    }).drop_nulls()  # fmt: skip
    is_day = pl.col("earliest") == pl.col("latest")
    first, last = (pl.col(bound).dt.to_string("iso") for bound in ("earliest", "latest"))
    properties = {
        "earliest": pl.col("earliest"),
        "latest": pl.col("latest"),
        "edtf": pl.when(is_day).then(first).otherwise(pl.concat_str(first, pl.lit("/"), last)),
        "datePrecision": _term(is_day, DatePrecision.DAY, DatePrecision.RANGE),
    }
    said = {"earliest": days(pl.col("earliest")), "latest": days(pl.col("latest")), "edtf": quoted(properties["edtf"])}
    rows = claims.rows.join(days_of, on="row", how="inner", maintain_order="left")
    claims.say(
        StatementKind.TIME, ["date_start", "date_end"], said, where=ALL, rows=rows, properties=properties | DATED
    )


def say_figures(claims: Claims, cells: Cells) -> None:
    """A count statement for deaths and one for injuries.

    A 0 may be silence: MAVERICK writes 0 also where a report gives no figure.
    """
    for name, measure in MEASURES.items():
        columns = [f"{name}_{bound}" for bound in BOUNDS]
        rows = claims.rows.join(_counted(cells, columns), on="row", how="inner", maintain_order="left")
        properties = _properties(measure)
        said = {column: quoted(properties[column]) for column in ("measure", "population", "scope", "comparator")}
        said |= {bound: numbers(pl.col(bound)) for bound in BOUNDS}
        claims.say(
            StatementKind.COUNT, columns, said, where=ALL, rows=rows, properties=properties | DATED,
            modality=Modality.ESTIMATES,
        )  # fmt: skip


def _counted(cells: Cells, columns: list[str]) -> pl.DataFrame:
    """row, low, best, high, where all three are given; a figure that lacks one is told."""
    bounds = [cells.integer(column, least=0) for column in columns]
    given = pl.any_horizontal(pl.col(column).is_not_null() for column in columns)
    for column in columns:
        lacking = cells.rows.select(given & pl.col(column).is_null()).to_series()
        cells.note(column, lacking, "empty-cell", "is empty beside figures that it belongs to")
    return pl.DataFrame({"row": cells.rows["row"], **dict(zip(BOUNDS, bounds, strict=True))}).drop_nulls()


def _properties(measure: Measure) -> dict[str, pl.Expr]:
    is_exact = (pl.col("low") == pl.col("best")) & (pl.col("best") == pl.col("high"))
    return {
        "measure": pl.lit(str(measure)),
        "population": pl.lit(str(Population.PEOPLE)),
        "scope": pl.lit(str(Scope.INCIDENT)),
        "comparator": _term(is_exact, Comparator.EXACT, Comparator.RANGE),
        **{bound: pl.col(bound) for bound in BOUNDS},
        "effLow": pl.col("low"),
        "effHigh": pl.col("high"),
        "vague": pl.lit(value=False),
        "zeroMayBeSilence": pl.when(pl.col("high") == 0).then(pl.lit(value=True)),
    }


def _term(is_first: pl.Expr, first: str, second: str) -> pl.Expr:
    return pl.when(is_first).then(pl.lit(str(first))).otherwise(pl.lit(str(second)))
