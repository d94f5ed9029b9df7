"""A whole database made by the engine's batch writer: nodes, relationships, then constraints and indexes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from testigo.ontology.errors import StoreError
from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS
from testigo.store import engine, schema
from testigo.store.bulk.tables import Tables
from testigo.store.protocols import Written

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

EDGES_A_CALL = 100_000


class Made:
    """Makes a database from the tables of a folder; `written` says how much it holds."""

    def __init__(self, folder: Path) -> None:
        self._tables = Tables(folder)
        self.written = Written()

    def __call__(self, place: Path) -> None:
        """Make it in a new folder. Raises StoreError where a relationship's end is in no table."""
        with engine.new_database(place) as database:
            for statement in _types(self._tables):
                database.command("sql", statement)
            with database.graph_batch() as writer:
                ids = Ids()
                for label in self._tables.labels:
                    for batch in self._tables.nodes(label):
                        rows = _rows(batch)
                        ids.add(label, [row["id"] for row in rows], writer.create_vertices(label, rows))
                        self.written += Written(nodes=len(rows), new={label: len(rows)})
                for name in self._tables.types:
                    for some in ids.joined(name, self._tables.relationships(name)):
                        writer.new_edges(some["start"].to_list(), name, some["end"].to_list(), _properties(some))
                        self.written += Written(relationships=len(some), new={name: len(some)})
            _finish(database)


class Ids:
    """Where the engine put each node: its record id by ours."""

    def __init__(self) -> None:
        self._places: dict[str, list[pl.DataFrame]] = {}

    def add(self, label: str, ids: list[str], places: list[str]) -> None:
        """Nodes of a label, and where they are."""
        import polars as pl

        self._places.setdefault(label, []).append(pl.DataFrame({"id": ids, "place": places}))

    def joined(self, name: str, rows: pl.LazyFrame) -> Iterator[pl.DataFrame]:
        """The distinct rows of a relationship type, with places for ids, sorted by (start, end)."""
        import polars as pl

        kind = RELATIONSHIPS[name]
        found = self._at(self._at(rows, "start", kind.starts), "end", kind.ends).collect(engine="streaming")
        lost = found.filter(pl.any_horizontal(pl.col("start", "end").is_null())).height
        if lost:
            raise StoreError(f"{lost} of {len(found)} {name} refer to a node that is in no table: nothing was written")
        return found.unique(["start", "end"], keep="first").sort("start", "end").iter_slices(EDGES_A_CALL)

    def _at(self, rows: pl.LazyFrame, end: str, labels: tuple[str, ...]) -> pl.LazyFrame:
        import polars as pl

        empty = pl.DataFrame(schema={"id": pl.String, "place": pl.String})
        places = pl.concat([empty, *(each for label in labels for each in self._places.get(label, []))])
        return (
            rows.join(places.lazy(), left_on=end, right_on="id", how="left", maintain_order="left")
            .drop(end)
            .rename({"place": end})
        )


def _types(tables: Tables) -> Iterator[str]:
    for label in LABELS:
        yield f"CREATE VERTEX TYPE {label} IF NOT EXISTS"
    for name in tables.types:
        yield f"CREATE EDGE TYPE {name} IF NOT EXISTS"


def _rows(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """Rows without their nulls: a null is an absent property."""
    return [{name: value for name, value in row.items() if value is not None} for row in batch.to_pylist()]


def _properties(some: pl.DataFrame) -> list[dict[str, Any]] | None:
    """What the relationships carry besides their ends, None where the type carries nothing."""
    rest = some.drop("start", "end")
    if not rest.width:
        return None
    return [{name: value for name, value in row.items() if value is not None} for row in rest.to_dicts()]


def _finish(database: Any) -> None:
    """Constraints and indexes over what is there: cheaper than to keep them right at each node. Then the version."""
    for statement in schema.statements():
        database.command("opencypher", statement)
    for name in schema.FULL_TEXT:
        for statement in schema.full_text_index("arcadedb", name):
            database.command("sql", statement)
    with database.transaction():
        database.command("opencypher", schema.NOTE_VERSION, {"version": schema.VERSION})
