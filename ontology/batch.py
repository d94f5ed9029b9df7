"""A batch: what a load brings, as one Arrow table a node label and a relationship type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import NoneType

import pyarrow as pa
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import NODES, Node, Relationship
from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema, row


@dataclass(frozen=True, slots=True)
class Batch:
    """Tables by node label and by relationship type, schemas as in `testigo.ontology.tables`; none is empty.

    Ids are unique in a node table, and (start, end) in a relationship table.
    """

    nodes: Mapping[str, pa.Table] = field(default_factory=dict)
    relationships: Mapping[str, pa.Table] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        """How many nodes and relationships it holds."""
        return sum(map(len, self.nodes.values())), sum(map(len, self.relationships.values()))

    def ids(self, label: str) -> list[str]:
        """The ids of a label's rows, in the table's order."""
        return list(self.nodes[label].column("id").to_pylist()) if label in self.nodes else []


def batch(nodes: Iterable[Node], relationships: Iterable[Relationship]) -> Batch:
    """A batch of records; of those with equal keys the first is kept (they are equal by construction)."""
    by_label: dict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for node in nodes:
        by_label[type(node).__name__].setdefault(node.id, row(node))
    by_type: dict[str, dict[tuple[str, str], Relationship]] = defaultdict(dict)
    for each in relationships:
        by_type[each.type].setdefault((each.start, each.end), each)
    return Batch(
        {label: node_table(label, by_label[label].values()) for label in NODES if label in by_label},
        {name: _of_relationships(name, by_type[name].values()) for name in RELATIONSHIPS if name in by_type},
    )


def node_table(label: str, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows of one label as its table. Raises InvalidValue for a value that does not fit its column."""
    return _table(label, rows, node_schema(label))


def relationship_table(type: str, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows of one relationship type as its table. Raises InvalidValue for a value that does not fit its column."""
    return _table(type, rows, relationship_schema(type))


def _of_relationships(type: str, relationships: Iterable[Relationship]) -> pa.Table:
    names = relationship_schema(type).names
    return relationship_table(type, ({name: getattr(each, name) for name in names} for each in relationships))


def _table(what: str, rows: Iterable[Mapping[str, object]], schema: pa.Schema) -> pa.Table:
    listed = list(rows)
    unknown = set[str]().union(*listed) - set(schema.names)
    if unknown:
        raise InvalidValue(f"{what} has no column {min(unknown)!r}")
    columns = [_column(f"{what}.{each.name}", [row.get(each.name) for row in listed], each.type) for each in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _column(what: str, values: list[object], kind: pa.DataType) -> pa.Array:
    """The values as a column.

    Arrow alone would cut a fraction off, take a moment without a zone for UTC, and a string for a list of letters.
    """
    if pa.types.is_integer(kind) and not set(map(type, values)) <= {int, NoneType}:
        raise InvalidValue(f"{what}: a value does not fit its column: need whole numbers")
    if pa.types.is_timestamp(kind) and any(isinstance(each, datetime) and each.tzinfo is None for each in values):
        raise InvalidValue(f"{what}: a value does not fit its column: a moment needs a time zone")
    if pa.types.is_list(kind) and not set(map(type, values)) <= {list, tuple, NoneType}:
        raise InvalidValue(f"{what}: a value does not fit its column: need a list of strings")
    try:
        return pa.array(values, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError) as problem:
        raise InvalidValue(f"{what}: a value does not fit its column: {problem}") from problem


def merged(batches: Iterable[Batch]) -> Batch:
    """Several batches as one; of rows with equal keys the first is kept."""
    nodes: dict[str, list[pa.Table]] = defaultdict(list)
    relationships: dict[str, list[pa.Table]] = defaultdict(list)
    for each in batches:
        for label, table in each.nodes.items():
            nodes[label].append(table)
        for name, table in each.relationships.items():
            relationships[name].append(table)
    return Batch(
        {label: _distinct(nodes[label], ["id"]) for label in NODES if label in nodes},
        {name: _distinct(relationships[name], ["start", "end"]) for name in RELATIONSHIPS if name in relationships},
    )


def _distinct(tables: list[pa.Table], key: list[str]) -> pa.Table:
    """The tables' rows, the first of each key, in order."""
    if len(tables) == 1:
        return tables[0]  # a batch's own tables hold no key twice
    table = pa.concat_tables(tables)
    numbered = table.select(key).append_column("number", pa.array(range(len(table)), pa.int64()))
    firsts = numbered.group_by(key).aggregate([("number", "min")]).column("number_min")
    return table.take(firsts.combine_chunks().sort()) if len(firsts) < len(table) else table
