"""One row an event: everything that pairs of events are compared by, its ids as small numbers."""

from __future__ import annotations

import polars as pl
from testigo.store.proposals.events.tables import EventTables

MEASURES = ("killed", "injured")
LEVELS = 4  # of places above one another


def facts(given: EventTables) -> pl.DataFrame:
    """The events in the order of their ids, `at` numbering them: days, places, types, actors, figures, voices.

    Ids become numbers, lists of them sets. An event without days is left out: nothing says when to look for another.
    """
    events = given.events.drop_nulls(["earliest", "latest"]).sort("event")
    found = events.with_columns(
        first=pl.min_horizontal("earliest", "latest").to_physical(),
        last=pl.max_horizontal("earliest", "latest").to_physical(),
    ).drop("earliest", "latest")
    found = _with_places(found, given)
    for frame, column, name in (
        (given.types, "type", "types"), (given.parts, "actor", "actors"), (given.voices, "actor", "voices"),
        (given.reports, "report", "reports"),
    ):  # fmt: skip
        found = _with_list(found, frame, column, name)
    for measure in MEASURES:
        found = _with_count(found, given.counts, measure)
    return found.with_row_index("at")


def _with_places(events: pl.DataFrame, given: EventTables) -> pl.DataFrame:
    """`latitude`, `longitude` of the first site that has them, `places`, what these lie `inside`, and all `above`."""
    located = given.sites.drop_nulls(["latitude", "longitude"]).sort("event", "place").unique("event", keep="first")
    sites = given.sites.select("event", "place").unique()
    inside = sites.join(given.within, on="place").select("event", place="parent").unique()
    above = _closed(inside, given.within)
    numbers = pl.concat([sites["place"], above["place"]]).unique().sort()
    found = events.join(located.select("event", "latitude", "longitude"), on="event", how="left")
    found = _with_list(found, sites, "place", "places", numbers)
    found = _with_list(found, inside, "place", "inside", numbers)
    return _with_list(found, above, "place", "above", numbers)


def _closed(inside: pl.DataFrame, within: pl.DataFrame) -> pl.DataFrame:
    """What events lie inside, and what that lies in, to the country."""
    found = reached = inside
    for _ in range(LEVELS):
        reached = reached.join(within, on="place").select("event", place="parent").unique()
        found = pl.concat([found, reached])
    return found.unique()


def _with_list(
    events: pl.DataFrame, frame: pl.DataFrame, column: str, name: str, numbers: pl.Series | None = None
) -> pl.DataFrame:
    known = frame[column].unique().sort() if numbers is None else numbers
    numbered = pl.DataFrame({column: known}).with_row_index("number")
    lists = frame.unique().join(numbered, on=column).group_by("event").agg(pl.col("number").sort().alias(name))
    return events.join(lists, on="event", how="left").with_columns(pl.col(name).fill_null([]))


def _with_count(events: pl.DataFrame, counts: pl.DataFrame, measure: str) -> pl.DataFrame:
    bounds = counts.filter(pl.col("measure") == measure).group_by("event").agg(
        pl.col("low").min().alias(f"{measure}_low"), pl.col("high").max().alias(f"{measure}_high")
    )  # fmt: skip
    return events.join(bounds, on="event", how="left")
