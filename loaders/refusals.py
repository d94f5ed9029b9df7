"""Refused records: kept with their reasons, shown, mended, and driven in again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from testigo.loaders.source import Fault
from testigo.ontology import ids
from testigo.ontology.batch import batch
from testigo.ontology.errors import NotInStore
from testigo.ontology.model import Refusal
from testigo.ontology.validation import RefusedRecord, Validator, batch_of
from testigo.store.protocols import Store, Written
from testigo.store.views import Touched, refresh

LIST = """MATCH (refusal:Refusal) WHERE $mended OR refusal.mendedAt IS NULL
RETURN refusal.id AS id, refusal.shape AS shape, refusal.path AS path, refusal.message AS message,
  refusal.severity AS severity, refusal.locator AS locator, refusal.refusedAt AS refusedAt,
  refusal.mendedAt AS mendedAt
ORDER BY refusedAt, id"""
SHOW = "MATCH (refusal:Refusal {id: $id}) RETURN properties(refusal) AS refusal"
MENDED = "MATCH (refusal:Refusal {id: $id}) SET refusal.mendedAt = $at"
Row = dict[str, Any]  # Any: a row of the store


@dataclass(frozen=True, slots=True)
class Retried:
    """What became of a refused record: what was new in the graph, and why something of it is still refused."""

    id: str
    written: Written
    reasons: tuple[str, ...] = ()


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


def retry(store: Store, refusals: Iterable[str], payload: str | None = None) -> list[Retried]:
    """Drive refused records in again, as they are or as `payload` mends them. Raises NotInStore, InvalidValue."""
    with Validator(known=store.known) as validator:
        return [_retried(store, validator, id, payload or shown(store, id)["payload"]) for id in refusals]


def _retried(store: Store, validator: Validator, id: str, payload: str) -> Retried:
    """Write what is sound of a refused record and what fell with it; what is not becomes a refusal again."""
    locator = shown(store, id)["locator"]
    judged = validator.judged(batch_of(payload))
    at = datetime.now(UTC)
    again = [refusal(record, locator, at) for record in judged.refused]
    written = store.write(judged.sound)
    store.write(batch(again, []))
    refresh(store, Touched.by(judged.sound))
    if id not in {each.id for each in again}:
        store.run(MENDED, {"id": id, "at": at})
    return Retried(id, written, tuple(each.message for each in again))
