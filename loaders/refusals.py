"""Refused records: kept with their reasons, and shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from testigo.loaders.source import Fault, Piece
from testigo.ontology import ids
from testigo.ontology.errors import NotInStore
from testigo.ontology.model import Refusal
from testigo.ontology.validation import Judged, RefusedRecord
from testigo.store.protocols import Store

LIST = """MATCH (refusal:Refusal) WHERE $mended OR refusal.mendedAt IS NULL
RETURN refusal.id AS id, refusal.shape AS shape, refusal.path AS path, refusal.message AS message,
  refusal.severity AS severity, refusal.locator AS locator, refusal.refusedAt AS refusedAt,
  refusal.mendedAt AS mendedAt
ORDER BY refusedAt, id"""
SHOW = "MATCH (refusal:Refusal {id: $id}) RETURN properties(refusal) AS refusal"
Row = dict[str, Any]  # Any: a row of the store


def refused(piece: Piece, judged: Judged, at: datetime) -> list[Refusal]:
    """The nodes of all that is refused of a piece: its records at fault, and the faults of its input."""
    records = [refusal(record, piece.place_of(record.id), at) for record in judged.refused]
    return records + [of_fault(each, at) for each in piece.faults if each.refuses]


def refusal(record: RefusedRecord, locator: str, at: datetime) -> Refusal:
    """The node of a refused record: the same record refused by the same rule is one refusal."""
    return Refusal(
        id=ids.minted("Refusal", record.payload, record.rule),
        rule=record.rule,
        shape=record.shape,
        path=record.path,
        message=record.message,
        severity=record.severity,
        payload=record.payload,
        locator=locator,
        refused_at=at,
    )


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


def listed(store: Store, *, mended: bool = False) -> list[Row]:
    """The refusals that wait to be mended, oldest first; with `mended` also those that were."""
    return store.read(LIST, {"mended": mended})


def shown(store: Store, id: str) -> Row:
    """One refusal with its payload. Raises NotInStore."""
    rows = store.read(SHOW, {"id": id})
    if not rows:
        raise NotInStore("refusal", id)
    found: Row = rows[0]["refusal"]
    return found
