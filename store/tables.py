"""The whole graph as tables, for export and for counts: one label or relationship type at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from testigo.ontology.errors import StoreError
from testigo.ontology.ids import LABELS

if TYPE_CHECKING:
    import pyarrow as pa
    from testigo.store.protocols import Store

ROWS_A_TABLE = 10_000


def tables(store: Store, label_or_type: str) -> Iterator[pa.Table]:
    """Everything of one label (by id) or one relationship type (by start and end), in tables of a bounded size."""
    import pyarrow as pa
    from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema

    if label_or_type in LABELS:
        columns, rows = node_schema(label_or_type), _nodes(store, label_or_type)
    elif label_or_type in RELATIONSHIPS:
        columns, rows = relationship_schema(label_or_type), _relationships(store, label_or_type)
    else:
        raise StoreError(f"{label_or_type!r} is neither a node label nor a relationship type of the ontology")
    return (pa.Table.from_pylist(some, schema=columns) for some in _in_pieces(rows, ROWS_A_TABLE))


def _nodes(store: Store, label: str) -> Iterator[dict[str, Any]]:
    cypher = f"MATCH (n:{label}) RETURN properties(n) AS row ORDER BY n.id"
    return (each["row"] for each in store.stream(cypher))


def _relationships(store: Store, name: str) -> Iterator[dict[str, Any]]:
    cypher = (
        f"MATCH (a)-[r:{name}]->(b) RETURN a.id AS start, b.id AS end, properties(r) AS properties ORDER BY start, end"
    )
    return ({"start": each["start"], "end": each["end"], **each["properties"]} for each in store.stream(cypher))


def _in_pieces(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(rows)
    while piece := list(islice(iterator, size)):
        yield piece


def node_counts(store: Store) -> dict[str, int]:
    """How many nodes there are of each label of the ontology that occurs."""
    counts = {label: store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"] for label in LABELS}
    return {label: count for label, count in counts.items() if count}


def relationship_counts(store: Store) -> dict[str, int]:
    """How many relationships there are of each type that occurs."""
    rows = store.read("MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS n ORDER BY type")
    return {row["type"]: row["n"] for row in rows}
