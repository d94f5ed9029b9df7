"""Refused records: kept with their reasons, and shown."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from testigo.loaders.source import Fault, Piece
from testigo.loaders.spool import LAST
from testigo.ontology import ids
from testigo.ontology.errors import NotInStore
from testigo.ontology.model import Refusal
from testigo.ontology.validation import Judged, RefusedRecord
from testigo.store.protocols import Store

LIST = """MATCH (refusal:Refusal) WHERE ($mended OR refusal.mendedAt IS NULL)
  AND ($rule IS NULL OR refusal.rule = $rule) AND ($source IS NULL OR EXISTS {
    MATCH (refusal)-[:LOADED_BY]->(run:LoadRun) WHERE run.source = $source
  })
RETURN refusal.id AS id, refusal.shape AS shape, refusal.path AS path, refusal.message AS message,
  refusal.severity AS severity, refusal.locator AS locator, refusal.refusedAt AS refusedAt,
  refusal.mendedAt AS mendedAt
ORDER BY refusedAt, id"""
INSTANTS = ("recordedAt", "retrievedAt", "at")  # when a load recorded something: the next load writes its own
SHOW = "MATCH (refusal:Refusal {id: $id}) RETURN properties(refusal) AS refusal"
Row = dict[str, Any]  # Any: a row of the store


def refused(piece: Piece, judged: Judged, at: datetime) -> list[Refusal]:
    """The nodes of all that is refused of a piece: its records at fault, and the faults of its input."""
    records = [_refusal(record, piece, at) for record in judged.refused]
    return records + [of_fault(each, at) for each in piece.faults if each.refuses]


def _refusal(record: RefusedRecord, piece: Piece, at: datetime) -> Refusal:
    """The node of a refused record: the same record refused by the same rule is one refusal.

    Its payload is the row that it comes from, if it does: the ids of what is made of it depend on the cells.
    """
    row = piece.row_of(record.id)
    key = (row, record.rule, record.id) if row else (_timeless(record.payload), record.rule)
    return Refusal(
        id=ids.minted("Refusal", *key),
        rule=record.rule,
        shape=record.shape,
        path=record.path,
        message=record.message,
        severity=record.severity,
        payload=row or record.payload,
        locator=piece.place_of(record.id),
        refused_at=at,
    )


def _timeless(payload: str) -> Row:
    """The records of a payload without the instants of the load that brought them."""
    content: Row = orjson.loads(payload)
    for rows in content["nodes"].values():
        for row in rows:
            for name in INSTANTS:
                row.pop(name, None)
    return content


def of_fault(fault: Fault, at: datetime) -> Refusal:
    """The node of a fault of the input: one row may have the same fault in several columns."""
    return Refusal(
        id=ids.minted("Refusal", fault.payload, fault.rule, fault.path),
        rule=fault.rule,
        shape=fault.rule,
        path=fault.path,
        message=fault.message,
        severity=fault.severity,
        payload=fault.payload,
        locator=fault.locator,
        refused_at=at,
    )


def listed(store: Store, *, mended: bool = False, source: str | None = None, rule: str | None = None) -> list[Row]:
    """The refusals that wait to be mended, oldest first; with `mended` also those that were.

    Of one source and by one rule, where these are named.
    """
    return store.read(LIST, {"mended": mended, "source": source, "rule": rule})


def last(folder: Path) -> list[Row]:
    """What was refused in the last load, whether anything of it was written or not; the reasons as they were told."""
    file = folder / LAST
    lines = file.read_bytes().splitlines() if file.is_file() else []
    return [row for line in lines if (row := orjson.loads(line))["kind"] == "refusal"]


def shown(store: Store, id: str) -> Row:
    """One refusal with its payload. Raises NotInStore."""
    rows = store.read(SHOW, {"id": id})
    if not rows:
        raise NotInStore("refusal", id)
    found: Row = rows[0]["refusal"]
    return found
