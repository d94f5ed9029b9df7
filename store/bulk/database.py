"""A whole database made by the engine's batch writer: nodes, relationships, then constraints and indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS
from testigo.store import engine, schema
from testigo.store.bulk.bringing import Bringing
from testigo.store.bulk.tables import Tables
from testigo.store.protocols import Written

if TYPE_CHECKING:
    import pyarrow as pa

BROUGHT = "LOADED_BY"
DEFERRED = 500_000  # incoming relationships that the writer keeps in memory; its own 5 million take a gigabyte
REMEMBERED = 200_000  # nodes of which it knows where their relationships lie
POSITIONS = 2**40  # a node's number is its bucket times this, and its position there
PLACE = "#{0}:{1}"


class Made:
    """Makes a database from the tables of a folder; `written` says how much it holds, without the run's own."""

    def __init__(self, folder: Path, bringing: Bringing | None = None) -> None:
        self._folder, self._bringing = folder, bringing
        self.written = Written()

    def __call__(self, place: Path) -> None:
        """Make it in a new folder. Raises StoreError where a relationship's end is in no table."""
        with Tables(self._folder) as tables, engine.new_database(place) as database:
            for statement in _types(tables.types):
                database.command("sql", statement)
            with database.graph_batch(chunk_cache_capacity=REMEMBERED, max_deferred_incoming_edges=DEFERRED) as writer:
                self._write(tables, writer)
            self._finish(database)

    def _write(self, tables: Tables, writer: Any) -> None:
        for label in tables.labels:
            for batch in tables.nodes(label):
                places = writer.create_vertices(label, _rows(batch))
                tables.number(label, batch.column("id"), map(_number, places))
                self.written += Written(nodes=len(batch), new={label: len(batch)})
        for name in tables.types:
            for batch in tables.numbered(name):
                starts, ends = _places(batch.column("start")), _places(batch.column("end"))
                writer.new_edges(starts, name, ends, _properties(batch))
                self.written += Written(relationships=len(batch), new={name: len(batch)})
        if self._bringing:
            _bring(tables, writer, self._bringing)

    def _finish(self, database: Any) -> None:
        """Constraints and indexes over what is there: cheaper than to keep them right at each node. Then notes."""
        for statement in schema.statements():
            database.command("opencypher", statement)
        for name in schema.FULL_TEXT:
            for statement in schema.full_text_index("arcadedb", name):
                database.command("sql", statement)
        with database.transaction():
            database.command("opencypher", schema.NOTE_VERSION, {"version": schema.VERSION})
            if self._bringing:
                id, note = self._bringing.note(self.written)
                database.command("opencypher", schema.NOTE, {"id": id, "note": note})


def _bring(tables: Tables, writer: Any, bringing: Bringing) -> None:
    (run,) = writer.create_vertices("LoadRun", [bringing.run])
    for label in bringing.labels:
        for batch in tables.numbers(label):
            writer.new_edges(_places(batch.column("number")), BROUGHT, [run] * len(batch))


def _types(there: Iterable[str]) -> Iterator[str]:
    for label in LABELS:
        yield f"CREATE VERTEX TYPE {label} IF NOT EXISTS"
    for name in RELATIONSHIPS:
        if name == BROUGHT or name in there:
            yield f"CREATE EDGE TYPE {name} IF NOT EXISTS"


def _number(place: str) -> int:
    """The engine's record id (`#12:345`) as a number, so that its order is that of the disk."""
    bucket, _, position = place[1:].partition(":")
    return int(bucket) * POSITIONS + int(position)


def _places(numbers: pa.Array) -> list[str]:
    return [PLACE.format(*divmod(number, POSITIONS)) for number in numbers.to_pylist()]


def _rows(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """Rows without their nulls: a null is an absent property."""
    return [{name: value for name, value in row.items() if value is not None} for row in batch.to_pylist()]


def _properties(batch: pa.RecordBatch) -> list[dict[str, Any]] | None:
    """What the relationships carry besides their ends, None where the type carries nothing."""
    rest = batch.drop_columns(["start", "end"])
    return _rows(rest) if rest.num_columns else None
