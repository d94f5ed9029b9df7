"""What proposals of events are made from: columns, one row a fact. Nothing here asks a store."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

EVENTS = pl.Schema({"event": pl.String, "earliest": pl.Date, "latest": pl.Date})
TYPES = pl.Schema({"event": pl.String, "type": pl.String})
PARTS = pl.Schema({"event": pl.String, "actor": pl.String})
SITES = pl.Schema({"event": pl.String, "place": pl.String, "latitude": pl.Float64, "longitude": pl.Float64})
WITHIN = pl.Schema({"place": pl.String, "parent": pl.String})
COUNTS = pl.Schema({"event": pl.String, "measure": pl.String, "low": pl.Int64, "high": pl.Int64})
VOICES = pl.Schema({"event": pl.String, "actor": pl.String})
REPORTS = pl.Schema({"event": pl.String, "report": pl.String})


@dataclass(frozen=True, slots=True)
class EventTables:
    """Events by their canonical ids, and what is said of them.

    `events`: one row each, with the first and last day that any statement gives (null: none does); `types`; `parts`:
    who is said to have taken part; `sites`: where (WGS 84 degrees); `within`: which place lies in which;
    `counts`: the bounds of each measure; `voices`: who says so; `reports`: in which.
    """

    events: pl.DataFrame
    types: pl.DataFrame
    parts: pl.DataFrame
    sites: pl.DataFrame
    within: pl.DataFrame
    counts: pl.DataFrame
    voices: pl.DataFrame
    reports: pl.DataFrame

    def __len__(self) -> int:
        return len(self.events)
