"""From a batch to statements: nodes before relationships, sorted, grouped by the labels at their ends.

A load reads ids it has seen before, so every statement is a MERGE on one label and one key, and sets
properties only where it creates: what is known stays as it is. Of a report, which one source may only point to
and another bring in whole, what is not known yet is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from testigo.ontology.ids import label_of

if TYPE_CHECKING:
    import pyarrow as pa
    from testigo.ontology.batch import Batch

ADDED = {
    "Report": " ON MATCH SET "
    + ", ".join(
        f"n.{each} = coalesce(n.{each}, row.{each})" for each in ("title", "publisher", "publishedOn", "licence")
    )
    + ", n.language = CASE WHEN n.language = 'und' THEN row.language ELSE n.language END"
}
"""Label → what is added to a node that is there. A language that is not known is `und`."""
ROWS_A_STATEMENT = 2_500
ROWS_A_TRANSACTION = 10_000  # a report is far smaller: it goes in whole or not at all


@dataclass(frozen=True, slots=True)
class WriteStatement:
    """One Cypher statement with its rows: of a label, or of a relationship type between labels (`ends`)."""

    cypher: str
    rows: list[dict[str, Any]]
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
    cypher = (
        f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON CREATE SET n += row{ADDED.get(label, '')} "
        "RETURN count(*) AS matched"
    )
    for piece in table.sort_by("id").to_batches(max_chunksize=ROWS_A_STATEMENT):
        yield WriteStatement(cypher, _rows(piece), label)


def _relationship_statements(name: str, table: pa.Table) -> Iterator[WriteStatement]:
    """One statement a pair of end labels, for a MATCH without its label would scan the store."""
    properties = [column for column in table.column_names if column not in ("start", "end")]
    for (start, end), rows in _by_ends(table).items():
        cypher = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
            f"MERGE (a)-[r:{name}]->(b){_on_create(properties)} RETURN count(*) AS matched"
        )
        for first in range(0, len(rows), ROWS_A_STATEMENT):
            yield WriteStatement(cypher, rows[first : first + ROWS_A_STATEMENT], name, f"{start} to {end}")


def _on_create(properties: list[str]) -> str:
    return " ON CREATE SET " + ", ".join(f"r.{each} = row.{each}" for each in properties) if properties else ""


def _by_ends(table: pa.Table) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Rows by the labels of their ends, each group sorted by (start, end): fewer locks are waited for."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in table.sort_by([("start", "ascending"), ("end", "ascending")]).to_pylist():
        groups.setdefault((label_of(row["start"]), label_of(row["end"])), []).append(row)
    return groups


def _rows(piece: pa.RecordBatch) -> list[dict[str, Any]]:
    """Rows without their nulls: a null is an absent property."""
    return [{name: value for name, value in row.items() if value is not None} for row in piece.to_pylist()]
