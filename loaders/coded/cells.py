"""A cell as the value it says, or a fault: what cannot be read is null, and told.

An empty cell is null without a fault where it may be empty. Nothing is rounded, trimmed to fit or defaulted.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

FAULTS = pl.Schema({
    "row": pl.Int64, "line": pl.Int64, "column": pl.String, "cell": pl.String, "rule": pl.String, "message": pl.String,
})  # fmt: skip

POINT_ZERO = r"\.0*$"  # some programs write a count as 300380.0
MIDNIGHT = r"[ T]00:00:00(\.0+)?$"


class Cells:
    """The cells of a frame of rows (`testigo.loaders.coded.tables`), read column by column; `faults` collects."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self.rows = rows
        self._texts: dict[str, pl.Series] = {}
        self._faults: list[pl.DataFrame] = []

    @property
    def faults(self) -> pl.DataFrame:
        """Every cell that could not be read, by line."""
        found = [each for each in self._faults if len(each)]
        return pl.concat(found).sort("line", maintain_order=True) if found else pl.DataFrame(schema=FAULTS)

    def text(self, column: str, *, required: bool = False) -> pl.Series:
        """The words of a cell without white space at their ends."""
        if column not in self._texts:
            stripped = pl.col(column).str.strip_chars()
            self._texts[column] = self.rows.select(pl.when(stripped.str.len_bytes() > 0).then(stripped)).to_series()
        found = self._texts[column]
        if required and found.null_count():
            self.note(column, found.is_null(), "empty-cell", "is empty, and the row says nothing without it")
        return found

    def integer(self, column: str, *, least: int | None = None, required: bool = False) -> pl.Series:
        """A whole number, also where it is written as 300380.0."""
        found = self._cast(column, pl.Int64, required=required)
        if found is None:
            text = self.text(column, required=required)
            found = text.str.replace(POINT_ZERO, "").cast(pl.Int64, strict=False)
            self.note(column, text.is_not_null() & found.is_null(), "not-a-number", "is no whole number")
        if least is None or _within(found, least, None):
            return found
        self.note(column, found < least, "out-of-range", f"is below {least}")
        return _only(found, found >= least)

    def decimal(self, column: str, least: float, most: float) -> pl.Series:
        """A number between two bounds, both included."""
        found = self._cast(column, pl.Float64)
        if found is not None and _within(found, least, most):
            return found
        text = self.text(column)
        found = text.cast(pl.Float64, strict=False)
        found = _only(found, found.is_finite())
        self.note(column, text.is_not_null() & found.is_null(), "not-a-number", "is no number")
        self.note(column, ~found.is_between(least, most), "out-of-range", f"is not between {least:g} and {most:g}")
        return _only(found, found.is_between(least, most))

    def _cast(self, column: str, kind: type[pl.DataType], *, required: bool = False) -> pl.Series | None:
        """The cells as they stand as numbers; None where one of them cannot be read so, and must be looked at."""
        found = self.rows[column].cast(kind, strict=False)
        is_whole = found.null_count() == self.rows[column].null_count() and not (required and found.null_count())
        return found if is_whole else None

    def day(self, column: str, *, required: bool = False, format: str = "%Y-%m-%d") -> pl.Series:
        """A day; a time of day that is midnight says nothing more."""
        text = self.text(column, required=required)
        found = text.str.to_date(format, strict=False, exact=True)
        if found.null_count() > text.null_count():
            found = text.str.replace(MIDNIGHT, "").str.to_date(format, strict=False, exact=True)
            self.note(column, text.is_not_null() & found.is_null(), "no-date", "is no day of the calendar")
        return found

    def flag(self, column: str) -> pl.Series:
        """1 or 0 as true or false, also 1.0 and 0.0."""
        return self.code(column, {"1": "1", "0": "0"}) == "1"

    def code(self, column: str, table: Mapping[str, str], *, required: bool = False) -> pl.Series:
        """What a table says for a code, also where it is written as 1.0; a code it does not know is a fault."""
        text = self.text(column, required=required)
        found = _looked_up(text, table)
        if found.null_count() > text.null_count():
            text = text.str.replace(POINT_ZERO, "")
            found = _looked_up(text, table)
            self.note(column, text.is_not_null() & found.is_null(), "unknown-code", "is a code that no table knows")
        return found

    def note(self, column: str, broken: pl.Series, rule: str, what: str) -> None:
        """Tell that the cells of a column where `broken` is true cannot be taken as they are, and why."""
        if not broken.any():
            return
        shown = pl.concat_str(
            pl.lit(f"{column}: "), pl.col(column).fill_null("").str.head(80), pl.lit(f" {what}: mend the cell")
        )
        self._faults.append(
            self.rows.filter(broken.fill_null(value=False)).select(
                "row",
                "line",
                pl.lit(column).alias("column"),
                pl.col(column).alias("cell"),
                pl.lit(rule).alias("rule"),
                shown.alias("message"),
            )
        )


def _looked_up(text: pl.Series, table: Mapping[str, str]) -> pl.Series:
    return text.replace_strict(table, default=None, return_dtype=pl.String)


def _within(values: pl.Series, least: float, most: float | None) -> bool:
    """Whether all numbers are between two bounds; NaN and the infinities never are."""
    lowest, highest = values.min(), values.max()
    is_above = lowest is None or (isinstance(lowest, int | float) and lowest >= least)
    is_below = highest is None or most is None or (isinstance(highest, int | float) and highest <= most)
    return is_above and is_below and not (values.dtype == pl.Float64 and values.is_nan().any())


def _only(values: pl.Series, sound: pl.Series) -> pl.Series:
    """The values where they are sound, null elsewhere."""
    return pl.select(pl.when(sound).then(values)).to_series().alias(values.name)


def lists(text: pl.Series, separator: str) -> pl.DataFrame:
    """The members of cells that hold lists: `at` (the place of the cell in the column, from 0), `ord`, `member`.

    White space around a member goes; an empty member is none, and counts in `ord` all the same.
    """
    frame = pl.DataFrame({"at": pl.int_range(len(text), eager=True), "member": text.str.split(separator)})
    found = frame.explode("member").with_columns(
        ord=pl.int_range(pl.len()).over("at"), member=pl.col("member").str.strip_chars()
    )
    return found.filter(pl.col("member").is_not_null() & (pl.col("member") != ""))


def together(*columns: pl.Series) -> pl.Series:
    """Where none of the columns is null."""
    found = columns[0].is_not_null()
    for column in columns[1:]:
        found = found & column.is_not_null()
    return found
