"""Refusal: a broken record goes alone, with what cannot stand without it; the rest goes in.

A record falls with what it refers to, because without it it would say something else (a statement without one of
its speakers) or be seen by others (a record without its marking). Only the relationships in `LOOSE` may go without
their record: a later figure stands without the earlier one. Whoever stays is checked again.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from testigo.ontology.batch import Batch
from testigo.ontology.terms import Severity
from testigo.ontology.validation.findings import Finding, label_of
from testigo.ontology.validation.payloads import payload

LOOSE = frozenset({
    "SUPERSEDES", "RETRACTS", "RELAYS", "HAS_NAME", "WITHIN", "SUB_EVENT_OF", "PART_OF", "BROADER", "CLOSE_MATCH",
})  # fmt: skip
Again = Callable[[Batch, frozenset[str]], list[Finding]]


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that broke a rule, with the first finding on it.

    `payload` holds the record, `fallen` (what fell with it) and all their relationships
    (`testigo.ontology.validation.payloads`); `others` are the further findings on the record.
    """

    id: str
    label: str
    rule: str
    shape: str
    path: str | None
    value: str | None
    message: str
    severity: Severity
    payload: str
    fallen: tuple[str, ...] = ()
    others: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A batch told apart. `refused` are the records at fault; `lost` counts them and what fell with them."""

    sound: Batch
    refused: tuple[RefusedRecord, ...]
    warnings: tuple[Finding, ...]
    lost: int


def judged(batch: Batch, findings: Iterable[Finding], again: Again) -> Judged:
    """Tell the sound records from the rest. `again` checks records of what is left once more."""
    at_fault: dict[str, list[Finding]] = {}
    warnings = []
    for each in findings:
        if each.refuses:
            at_fault.setdefault(each.id, []).append(each)
        else:
            warnings.append(each)
    sound, causes = _told_apart(batch, at_fault, again)
    refused = tuple(_record(batch, id, at_fault[id], causes) for id in sorted(at_fault))
    return Judged(sound, refused, tuple(each for each in warnings if each.id not in causes), len(causes))


def _told_apart(batch: Batch, at_fault: Iterable[str], again: Again) -> tuple[Batch, dict[str, set[str]]]:
    """What is left, and each record that is not with the records at fault that it fell with."""
    causes: dict[str, set[str]] = {id: {id} for id in at_fault}
    sound, gone = batch, set(causes)
    while gone:
        falling, shaken = _neighbours(sound, gone, causes)
        sound = without(sound, gone)
        broken = {each.id for each in again(sound, frozenset(shaken)) if each.refuses} if shaken else set()
        newly = falling | {id: shaken[id] for id in broken & shaken.keys()}
        for id, why in newly.items():
            causes[id] = why
        gone = set(newly)
    return sound, causes


def _neighbours(
    batch: Batch, gone: set[str], causes: dict[str, set[str]]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The records that fall with those that go, and those to be checked again, each with the causes."""
    falling: dict[str, set[str]] = {}
    shaken: dict[str, set[str]] = {}
    for type, table in batch.relationships.items():
        for row in table.filter(_touching(table, gone)).select(["start", "end"]).to_pylist():
            start, end = row["start"], row["end"]
            if end in gone and start not in gone:
                (shaken if type in LOOSE or _is_a_view(type, start) else falling).setdefault(start, set()).update(
                    causes[end]
                )
            if start in gone and end not in gone:
                shaken.setdefault(end, set()).update(causes[start])
    return falling, {id: why for id, why in shaken.items() if id not in falling}


def _is_a_view(type: str, start: str) -> bool:
    """Whether a relationship is derived: the place of an event is, that of a statement is not."""
    return type == "AT_PLACE" and label_of(start) == "Event"


def without(batch: Batch, ids: set[str]) -> Batch:
    """The batch less these records and all their relationships."""
    nodes = {label: table.filter(pc.invert(_among(table, "id", ids))) for label, table in batch.nodes.items()}
    relationships = {
        name: table.filter(pc.invert(_touching(table, ids))) for name, table in batch.relationships.items()
    }
    return Batch(
        {label: table for label, table in nodes.items() if len(table)},
        {name: table for name, table in relationships.items() if len(table)},
    )


def _among(table: pa.Table, column: str, ids: set[str]) -> pa.ChunkedArray:
    return pc.is_in(table.column(column), value_set=pa.array(sorted(ids), pa.string()))


def _touching(table: pa.Table, ids: set[str]) -> pa.ChunkedArray:
    return pc.or_(_among(table, "start", ids), _among(table, "end", ids))


def _record(batch: Batch, id: str, findings: list[Finding], causes: dict[str, set[str]]) -> RefusedRecord:
    first, *others = findings
    fallen = tuple(sorted(other for other, why in causes.items() if id in why and other != id))
    return RefusedRecord(
        id=id,
        label=first.label,
        rule=first.shape,
        shape=first.shape,
        path=first.path,
        value=first.value,
        message=first.message,
        severity=first.severity,
        payload=payload(_only(batch, {id, *fallen}, causes.keys() - {id, *fallen})),
        fallen=fallen,
        others=tuple(others),
    )


def _only(batch: Batch, ids: set[str], elsewhere: set[str]) -> Batch:
    """The records with these ids and their relationships, but those that start from a record refused elsewhere."""
    nodes = {label: table.filter(_among(table, "id", ids)) for label, table in batch.nodes.items()}
    relationships = {
        name: table.filter(pc.and_(_touching(table, ids), pc.invert(_among(table, "start", elsewhere))))
        for name, table in batch.relationships.items()
    }
    return Batch(
        {label: table for label, table in nodes.items() if len(table)},
        {name: table for name, table in relationships.items() if len(table)},
    )
