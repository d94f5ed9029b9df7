"""Small files of MAVERICK, and what a batch says, row by row."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from testigo.loaders.maverick import MaverickSource
from testigo.loaders.maverick.card import FLAGS, SLOTS, TAKEN
from testigo.loaders.source import Piece
from testigo.ontology.batch import Batch

AT = datetime(2026, 1, 1, tzinfo=UTC)
Record = dict[str, Any]  # Any: the properties of a node
REPORT: dict[str, str] = {
    **dict.fromkeys(TAKEN, ""),
    **{f"actor{slot}_{flag}": "0.0" for slot in SLOTS for flag in FLAGS},
    "id": "r1", "event_id": "KE-1", "country": "Kenya", "date_start": "2007-12-30", "date_end": "2007-12-30",
    "city": "Kisumu", "location": "Kondele", "latitude": "-0.08", "longitude": "34.77", "geo_precision": "5.0",
    "event_context": "Unknown", "target": "Citizens",
    **dict.fromkeys(("deaths_low", "deaths_best", "deaths_high"), "3"),
    **dict.fromkeys(("injuries_low", "injuries_best", "injuries_high"), "0"),
    "displacement": "0", "damage": "0",
    "source": "Reuters (2007-12-31) Three die in Kisumu", "source_author": "Reuters",
    "source_type": "International news agency",
}  # fmt: skip
"""A report that names no actor and no form of violence."""


def actor(slot: int, id: str, name: str, *flags: str, **more: str) -> dict[str, str]:
    """The cells of an actor; its type and subtype are those of police unless `more` says others."""
    cells = {"type": "Security forces", "subtype": "Security forces: Police", **more}
    cells |= dict.fromkeys(flags, "1.0")
    return {
        f"actor{slot}": name,
        f"actor{slot}_id": id,
        **{f"actor{slot}_{name}": cell for name, cell in cells.items()},
    }


def piece(folder: Path, *rows: dict[str, str]) -> Piece:
    """What a file of these rows gives; each is REPORT but for what it says."""
    file = folder / "reports.csv"
    with file.open("w", encoding="utf-8", newline="") as content:
        writer = csv.DictWriter(content, list(REPORT))
        writer.writeheader()
        writer.writerows(REPORT | row for row in rows)
    (found,) = MaverickSource([file]).pieces(AT)
    return found


def records(batch: Batch, label: str) -> dict[str, Record]:
    """The records of a label by id, without absent properties."""
    table = batch.nodes.get(label)
    rows = table.to_pylist() if table is not None else []
    return {row["id"]: {name: value for name, value in row.items() if value is not None} for row in rows}


def statements(batch: Batch, kind: str) -> list[Record]:
    return [each for each in records(batch, "Statement").values() if each["kind"] == kind]


def ends(batch: Batch, type: str) -> dict[str, list[str]]:
    """Start → ends of the relationships of a type, by `ord` where they have one."""
    found: dict[str, list[str]] = defaultdict(list)
    table = batch.relationships.get(type)
    rows = table.to_pylist() if table is not None else []
    for row in sorted(rows, key=lambda row: row.get("ord") or 0):
        found[row["start"]].append(row["end"])
    return found


def roles(batch: Batch) -> set[tuple[str, str]]:
    """(name of the actor, role) of every participation that a statement supports."""
    actors, parts = records(batch, "Actor"), records(batch, "Participation")
    supported = {part for found in ends(batch, "SUPPORTS").values() for part in found}
    of = ends(batch, "OF_ACTOR")
    return {(actors[of[part][0]]["name"], parts[part]["role"]) for part in supported}


def faults(found: Piece) -> set[tuple[str, str | None]]:
    return {(each.rule, each.path) for each in found.faults}
