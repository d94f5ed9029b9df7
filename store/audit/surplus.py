"""What a node of a store has that no export would write, and what its relationships lack: no shape can see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS, node_schema
from testigo.ontology.validation.chains import broken_chains
from testigo.ontology.validation.findings import Finding, finding
from testigo.store.audit.explaining import named
from testigo.store.audit.records import Bond, Record

LABEL, PROPERTY, RELATIONSHIP, TWIN = "label", "property", "relationship", "twin"
ORDERED = ("VIA", "SOURCED_FROM", "CITES")
"""The types whose relationships carry their place in an order."""


def surplus(record: Record) -> Iterator[Finding]:
    """What is wrong with a record outside the shapes."""
    for each in (*_labels(record), *_properties(record), *_bonds(record)):
        yield named(each, record)


def _labels(record: Record) -> Iterator[Finding]:
    if len(record.labels) != 1 or record.labels[0] not in LABELS:
        message = (
            "A node has one label, of the ontology: what has another, or several, is lost or doubled in an export."
        )
        yield finding(record.name, LABEL, message, value=", ".join(record.labels) or "none")


def _properties(record: Record) -> Iterator[Finding]:
    if record.label not in LABELS:
        return
    schema = node_schema(record.label)
    for name, value in sorted(record.properties.items()):
        if name not in schema.names:
            message = f"A {record.label} has no such property, and no export writes it: remove it, or name it rightly."
            yield finding(record.name, PROPERTY, message, name, str(value)[:80])
        elif pa.types.is_list(schema.field(name).type) and not _is_of_strings(value):
            yield finding(record.name, PROPERTY, "This property is a list of strings.", name, str(value)[:80])


def _is_of_strings(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _bonds(record: Record) -> Iterator[Finding]:
    for bond in record.bonds:
        yield from _bond(record, bond)
    times = Counter((bond.type, bond.other.element, _shown(bond)) for bond in record.bonds)
    for (type, _, end), number in sorted(times.items()):
        if number > 1:
            message = f"{number} relationships {type} join the same two nodes: keep one."
            yield finding(record.name, TWIN, message, type, end)


def _bond(record: Record, bond: Bond) -> Iterator[Finding]:
    type = RELATIONSHIPS.get(bond.type)
    if type is None:
        message = "The ontology has no such relationship, and no export writes it: remove it, or name it rightly."
        yield finding(record.name, RELATIONSHIP, message, bond.type, _shown(bond))
        return
    for name in sorted(bond.carried.keys() - set(type.properties)):
        message = f"{bond.type} carries no such property, and no export writes it: remove it, or name it rightly."
        yield finding(record.name, RELATIONSHIP, message, f"{bond.type} / {name}", str(bond.carried[name])[:80])
    if bond.type in ORDERED and bond.carried.get("ord") is None:
        table = pa.table({"start": [record.name], "end": [_shown(bond)], "ord": pa.array([None], pa.int64())})
        yield from broken_chains(Batch(relationships={bond.type: table}), Batch())


def _shown(bond: Bond) -> str:
    id = bond.other.id
    return id if isinstance(id, str) else f"element {bond.other.element}"
