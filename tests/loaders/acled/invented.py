"""Invented rows in ACLED's columns, and what a mapping makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from testigo.loaders.acled.card import LAYOUT
from testigo.loaders.acled.mapping import map_batch
from testigo.loaders.coded.claims import Release
from testigo.loaders.coded.source import Mapped
from testigo.ontology.batch import Batch

AT = datetime(2026, 1, 1, tzinfo=UTC)
RELEASE = Release("acled", "snapshot-" + "0" * 32, "acled/1", AT, date(2026, 1, 1))
ROW: Mapping[str, str | None] = {
    **dict.fromkeys(LAYOUT.columns),
    "event_id_cnty": "ARD1", "event_date": "2024-03-04", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "NFA: Northland Free Army", "inter1": "Rebel group",
    "actor2": "Military Forces of Ardenia (2019-)", "inter2": "State forces", "iso": "999", "region": "Middle Sea",
    "country": "Ardenia", "admin1": "Northland", "admin2": "Veldt", "location": "Mirren", "latitude": "41.2051",
    "longitude": "12.3310", "geo_precision": "1", "source": "Ardenia Watch", "fatalities": "5",
    "timestamp": "1709856000",
}  # fmt: skip
Row = dict[str, Any]  # Any: a row of a batch's table


def mapped(*changes: Mapping[str, str | None]) -> Mapped:
    """What the mapping makes of the row above, once for each set of changed cells."""
    rows = [
        {**ROW, **each, "row": number, "line": number + 1, "exact": f"row {number}"}
        for number, each in enumerate(changes or ({},), 1)
    ]
    own = {"row": pl.Int64, "line": pl.Int64, "exact": pl.String}
    return map_batch(pl.DataFrame(rows, schema={**dict.fromkeys(ROW, pl.String), **own}), RELEASE)


def nodes(found: Batch, label: str, **wanted: object) -> list[Row]:
    """The records of a label that have these values, absent properties left out."""
    rows = found.nodes[label].to_pylist() if label in found.nodes else []
    plain = [{name: value for name, value in row.items() if value is not None} for row in rows]
    return [row for row in plain if all(row.get(name) == value for name, value in wanted.items())]


def said(found: Batch, kind: str) -> list[Row]:
    """The statements of a kind."""
    return nodes(found, "Statement", kind=kind)


def ends(found: Batch, type: str, start: str) -> list[str]:
    """Where relationships of a type lead from a record, in the order of `ord`."""
    rows = found.relationships[type].to_pylist() if type in found.relationships else []
    return [row["end"] for row in sorted(rows, key=lambda row: row.get("ord") or 0) if row["start"] == start]


def names(found: Batch, label: str, ids: list[str]) -> list[str]:
    """The names of records, in this order."""
    of = {row["id"]: row["name"] for row in nodes(found, label)}
    return [of[id] for id in ids]


def faults(found: Mapped) -> set[tuple[int, str, str]]:
    """The row, column and rule of every cell that could not be read."""
    return set(found.faults.select("row", "column", "rule").iter_rows())
