"""From a batch to statements: nodes before relationships, sorted, grouped by the labels at their ends.

A load reads ids it has seen before, so every statement is a MERGE on one label and one key, and sets
properties only where it creates: what is known stays as it is. Of a report, which one source may only point to
and another bring in whole, what is not known yet is added.

Each property is set by itself: `SET n += row` costs ArcadeDB twice as much. Days and moments go once for all the rows
that have them, for the driver takes a fifteenth of a millisecond for each moment.
"""

# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from testigo.ontology.ids import label_of

if TYPE_CHECKING:
    import pyarrow as pa
    from testigo.ontology.batch import Batch

COMPLETED = {"Report": ("title", "publisher", "publishedOn", "licence")}
"""Label → what is added to a node that is there."""
UNKNOWN = {"Report": {"language": "und"}}
"""Label → property → the value by which it says that it is not known, which a known one takes the place of."""
ENDS = ("start", "end")
ROWS_A_STATEMENT = 2_500
ROWS_A_TRANSACTION = 10_000  # a report is far smaller: it goes in whole or not at all


@dataclass(frozen=True, slots=True)
class WriteStatement:
    """One Cypher statement with its rows: of a label, or of a relationship type between labels (`ends`).

    `at` are the days and moments of the rows, which have their numbers. One list, for `$at.name[…]`
    costs ArcadeDB as much as all the rest of a row.
    """

    cypher: str
    rows: list[dict[str, Any]]
    at: list[Any]
    name: str
    ends: str = ""

    @property
    def what(self) -> str:
        """What it writes, in words for an error."""
        return f"{self.name} ({self.ends})" if self.ends else self.name


def transactions(batch: Batch) -> Iterator[list[WriteStatement]]:
    """The statements of a batch, in order, packed into transactions of a bounded number of rows."""
    pack: list[WriteStatement] = []
    size = 0
    for statement in statements(batch):
        if pack and size + len(statement.rows) > ROWS_A_TRANSACTION:
            yield pack
            pack, size = [], 0
        pack.append(statement)
        size += len(statement.rows)
    if pack:
        yield pack


def statements(batch: Batch) -> Iterator[WriteStatement]:
    """Nodes first: a relationship needs both of its ends."""
    for label, table in batch.nodes.items():
        yield from _node_statements(label, table)
    for name, table in batch.relationships.items():
        yield from _relationship_statements(name, table)


def _node_statements(label: str, table: pa.Table) -> Iterator[WriteStatement]:
    for piece in table.sort_by("id").to_batches(max_chunksize=ROWS_A_STATEMENT):
        yield WriteStatement(_merge_node(label), *_rows(piece), label)


def _relationship_statements(name: str, table: pa.Table) -> Iterator[WriteStatement]:
    """One statement a pair of end labels, for a MATCH without its label would scan the store."""
    for (start, end), rows in _by_ends(table).items():
        for piece in rows.to_batches(max_chunksize=ROWS_A_STATEMENT):
            yield WriteStatement(_merge_relationship(name, start, end), *_rows(piece), name, f"{start} to {end}")


@cache
def _merge_node(label: str) -> str:
    from testigo.ontology.tables import node_schema

    values = _values(node_schema(label))
    values.pop("id")
    created = ", ".join(f"n.{name} = {value}" for name, value in values.items())
    added = [f"n.{name} = coalesce(n.{name}, {values[name]})" for name in COMPLETED.get(label, ())]
    added += [
        f"n.{name} = CASE WHEN n.{name} = '{unknown}' THEN {values[name]} ELSE n.{name} END"
        for name, unknown in UNKNOWN.get(label, {}).items()
    ]
    return (
        f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}){_on('CREATE', [created])}{_on('MATCH', added)} "
        "RETURN count(*) AS matched"
    )


@cache
def _merge_relationship(name: str, start: str, end: str) -> str:
    from testigo.ontology.tables import relationship_schema

    created = [f"r.{each} = {value}" for each, value in _values(relationship_schema(name)).items() if each not in ENDS]
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
        f"MERGE (a)-[r:{name}]->(b){_on('CREATE', created)} RETURN count(*) AS matched"
    )


def _on(what: str, changes: Iterable[str]) -> str:
    listed = ", ".join(filter(None, changes))
    return f" ON {what} SET {listed}" if listed else ""


def _values(schema: pa.Schema) -> dict[str, str]:
    """Property → what gives its value: the row, or the day or moment whose number the row has."""
    import pyarrow as pa

    return {
        each.name: f"$at[row.{each.name}]" if pa.types.is_temporal(each.type) else f"row.{each.name}" for each in schema
    }


def _by_ends(table: pa.Table) -> dict[tuple[str, str], pa.Table]:
    """Rows by the labels of their ends, each group sorted by (start, end): fewer locks are waited for."""
    import pyarrow.compute as pc

    table = table.sort_by([("start", "ascending"), ("end", "ascending")])
    prefixes = [pc.replace_substring_regex(table.column(end), "^([^-]*-).*$", r"\1") for end in ENDS]
    pairs = pc.binary_join_element_wise(*prefixes, "").combine_chunks()
    found: dict[tuple[str, str], pa.Table] = {}
    for pair in pc.unique(pairs).to_pylist():
        start, end, _ = pair.split("-")
        found[label_of(f"{start}-"), label_of(f"{end}-")] = table.filter(pc.equal(pairs, pair))
    return found


def _rows(piece: pa.RecordBatch) -> tuple[list[dict[str, Any]], list[Any]]:
    """Rows without their nulls, for a null is an absent property; and the days and moments they name by number."""
    import pyarrow as pa
    import pyarrow.compute as pc

    at: list[Any] = []
    for index, each in enumerate(piece.schema):
        if pa.types.is_temporal(each.type):
            distinct = piece.column(index).dictionary_encode()
            piece = piece.set_column(index, each.name, pc.add(distinct.indices, pa.scalar(len(at), pa.int32())))
            at += distinct.dictionary.to_pylist()
    return [{name: value for name, value in row.items() if value is not None} for row in piece.to_pylist()], at
