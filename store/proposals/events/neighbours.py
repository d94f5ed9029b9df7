"""Which events are compared at all: those near in time and space, so that never all are compared with all."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

DAYS_APART = 1
LONGEST = 31  # days: an event that may be any time in a year is near to everything
CELL = 0.25  # degrees, some 28 km; neighbouring cells are looked at too
CROWD = 200
PIECE = 20_000  # events
PAIRS = pl.Schema({"a": pl.UInt32, "b": pl.UInt32})


def pairs(facts: pl.DataFrame) -> pl.DataFrame:
    """Pairs (`a` < `b`, numbers of `facts`), each once.

    Two are compared where their days touch, give or take one, in neighbouring cells of a grid; an event without
    coordinates with those in the same place, or in what it lies in.
    """
    return pl.concat([pl.DataFrame(schema=PAIRS), *_pieces(facts)])


def _pieces(facts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    known = facts.filter(pl.col("last") - pl.col("first") <= LONGEST)
    here, there = _daily(known, 0), _daily(known, DAYS_APART)
    cells, places = _around(_cells(here)), _of_places(here)
    for first in range(0, len(facts), PIECE):
        some = there.filter(pl.col("at").is_between(first, first + PIECE - 1))
        met = [_met(_cells(some), cells, ["day", "x", "y"]), *_placeless(_of_places(some), places)]
        yield pl.concat(met).unique().sort("a", "b")


def _daily(known: pl.DataFrame, around: int) -> pl.DataFrame:
    """A row for each day of an event, and for as many around it."""
    days = pl.int_ranges(pl.col("first") - around, pl.col("last") + around + 1)
    place = pl.concat_list("places", "above").list.unique()
    return known.select("at", "latitude", "longitude", place=place, day=days).explode("day")


def _cells(daily: pl.DataFrame) -> pl.DataFrame:
    cell = {name: (pl.col(of) / CELL).floor().cast(pl.Int32) for name, of in (("x", "longitude"), ("y", "latitude"))}
    return daily.filter(pl.col("latitude").is_not_null()).select("at", "day", **cell)


def _around(cells: pl.DataFrame) -> pl.DataFrame:
    """Each event in its cell and in the eight around it."""
    steps = pl.DataFrame({"dx": [-1, 0, 1]}, schema={"dx": pl.Int32})
    moved = cells.join(steps, how="cross").join(steps.rename({"dx": "dy"}), how="cross")
    return moved.select("at", "day", x=pl.col("x") + pl.col("dx"), y=pl.col("y") + pl.col("dy"))


def _of_places(daily: pl.DataFrame) -> pl.DataFrame:
    """Events by day and place, but where so many are that it says nothing; `nowhere`: without coordinates."""
    found = daily.select("at", "day", "place", nowhere=pl.col("latitude").is_null()).explode("place").drop_nulls()
    return found.filter(pl.len().over("day", "place") <= CROWD)


def _placeless(some: pl.DataFrame, others: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs of which one is nowhere."""
    yield _met(some.filter("nowhere"), others, ["day", "place"])
    yield _met(some.filter(~pl.col("nowhere")), others.filter("nowhere"), ["day", "place"])


def _met(some: pl.DataFrame, others: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    found = some.select("at", *on).join(others.select("at", *on), on=on)
    found = found.filter(pl.col("at") != pl.col("at_right"))
    return found.select(a=pl.min_horizontal("at", "at_right"), b=pl.max_horizontal("at", "at_right")).unique()
