"""The tables to be written, a Parquet file each: distinct rows, and relationships between numbered nodes.

What takes all rows of a kind at once (which are the first of their key, which number an end has) is DuckDB's, which
goes over to the disk where the memory set for it is used up: so none of it grows with the tables.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from testigo.ontology.errors import StoreError
from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema
from testigo.store.writing import COMPLETED, UNKNOWN

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ROWS_A_PORTION = 10_000
RELATIONSHIPS_A_PORTION = 100_000
MEMORY = "256MB"
WORK = "work"  # the folder beside the tables that what does not fit into memory goes to
ENDS = "CREATE OR REPLACE TABLE ends (label VARCHAR, id VARCHAR, number BIGINT)"
NUMBERS = "SELECT number FROM ends WHERE label = '{label}' ORDER BY number"
COUNTED = "SELECT count(*), sum(rows)::BIGINT FROM (SELECT count(*) AS rows FROM {rows} GROUP BY {key})"
FIRSTS = "SELECT min(file_row_number) AS row FROM {rows} GROUP BY {key}"
WHOLE = "SELECT id, {columns} FROM {rows} GROUP BY id ORDER BY min(file_row_number)"
JOINED = """SELECT a.number AS start, b.number AS "end"{properties} FROM {rows} AS r
LEFT JOIN (SELECT id, number FROM ends WHERE label IN {starts}) AS a ON r.start = a.id
LEFT JOIN (SELECT id, number FROM ends WHERE label IN {ends}) AS b ON r."end" = b.id
GROUP BY a.number, b.number ORDER BY a.number NULLS FIRST, b.number NULLS FIRST"""
LOST = """SELECT count(*) FILTER (r.start NOT IN (SELECT id FROM ends WHERE label IN {starts})
OR r."end" NOT IN (SELECT id FROM ends WHERE label IN {ends})), count(*) FROM {rows} AS r"""


@dataclass(slots=True)
class Tables:
    """A folder of `LABEL.parquet` and `TYPE.parquet`, columns as in `testigo.ontology.tables`; rows may repeat.

    As a context: it needs room beside the tables while it is open.
    """

    folder: Path
    _engine: duckdb.DuckDBPyConnection = field(init=False, repr=False)

    def __enter__(self) -> Self:
        import duckdb

        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir()
        settings: dict[str, Any] = {  # Any: as DuckDB has them
            "memory_limit": MEMORY, "temp_directory": str(self._work), "preserve_insertion_order": False,
            "autoinstall_known_extensions": False, "autoload_known_extensions": False,
        }  # fmt: skip
        self._engine = duckdb.connect(str(self._work / "ends.duckdb"), config=settings)
        self._engine.execute(ENDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()
        shutil.rmtree(self._work, ignore_errors=True)

    @property
    def _work(self) -> Path:
        return self.folder / WORK

    @property
    def labels(self) -> list[str]:
        """The node labels there are, in the ontology's order."""
        return [label for label in LABELS if self._file(label).exists()]

    @property
    def types(self) -> list[str]:
        """The relationship types there are, in the ontology's order."""
        return [name for name in RELATIONSHIPS if self._file(name).exists()]

    def nodes(self, label: str) -> Iterator[pa.RecordBatch]:
        """The rows of a label, the first of each id.

        Where a later one may add to what the first says, it does, as `testigo.store.writing` would have it.
        """
        if label in COMPLETED:
            return self._completed(label, node_schema(label))
        return self._distinct(label, node_schema(label), "id")

    def everything(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """Each label and relationship type with its distinct rows, nodes first."""
        for label in self.labels:
            yield label, self.nodes(label)
        for name in self.types:
            yield name, self._distinct(name, relationship_schema(name), 'start, "end"')

    def number(self, label: str, ids: Iterable[str] | pa.Array, numbers: Iterable[int]) -> None:
        """Remember the numbers of nodes of a label."""
        import pyarrow as pa

        numbered = pa.table({"id": ids, "number": numbers})  # pyright: ignore[reportArgumentType]
        with self._told():
            self._engine.register("numbered", numbered)
            self._engine.execute("INSERT INTO ends SELECT ?, id, number FROM numbered", [label])
            self._engine.unregister("numbered")

    def numbers(self, label: str) -> Iterator[pa.RecordBatch]:
        """The numbers that nodes of a label were given, in their order."""
        return self._asked(NUMBERS.format(label=label), RELATIONSHIPS_A_PORTION)

    def numbered(self, name: str) -> Iterator[pa.RecordBatch]:
        """The distinct rows of a relationship type in the order of their ends, which are given by their numbers.

        Raises StoreError where a row's end has none.
        """
        self._check(name, relationship_schema(name))
        kind = RELATIONSHIPS[name]
        parts = {
            "rows": self._rows(name),
            "starts": _listed(kind.starts),
            "ends": _listed(kind.ends),
            "properties": "".join(f", first({each} ORDER BY file_row_number) AS {each}" for each in kind.properties),
        }
        for some in self._asked(JOINED.format(**parts), RELATIONSHIPS_A_PORTION):
            if some.column("start").null_count or some.column("end").null_count:
                lost, rows = self._one(LOST.format(**parts))
                raise StoreError(f"{lost} of {rows} {name} refer to a node that is in no table: nothing was written")
            yield some

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def _rows(self, name: str) -> str:
        path = str(self._file(name)).replace("'", "''")
        return f"read_parquet('{path}', file_row_number = true)"

    def _check(self, name: str, schema: pa.Schema) -> None:
        import pyarrow.parquet as pq

        if pq.read_schema(self._file(name)).names != schema.names:
            raise StoreError(f"{self._file(name)} has not the columns of {name}: map the source again")

    def _completed(self, label: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """One row an id: of what may be added the first value there is, else the first row's."""
        self._check(label, schema)
        said = {name: f"arg_min({name}, file_row_number)" for name in COMPLETED[label]}  # leaves nulls out
        for name, unknown in UNKNOWN.get(label, {}).items():
            known = f"arg_min({name}, file_row_number) FILTER ({name} <> '{unknown}')"
            said[name] = f"coalesce({known}, '{unknown}')"
        others = "first({0} ORDER BY file_row_number)"
        columns = [f"{said.get(name, others.format(name))} AS {name}" for name in schema.names if name != "id"]
        sql = WHOLE.format(columns=", ".join(columns), rows=self._rows(label))
        return (some.select(schema.names).cast(schema) for some in self._asked(sql, ROWS_A_PORTION))

    def _distinct(self, name: str, schema: pa.Schema, key: str) -> Iterator[pa.RecordBatch]:
        import pyarrow.parquet as pq

        self._check(name, schema)
        kept = self._firsts(name, key)
        done = 0
        with pq.ParquetFile(self._file(name)) as file:
            for batch in file.iter_batches(ROWS_A_PORTION):
                yield batch if kept is None else batch.filter(kept.slice(done, len(batch)))
                done += len(batch)

    def _firsts(self, name: str, key: str) -> pa.Array | None:
        """Which rows of a file are the first of their key; None where all are. A bit a row in memory."""
        import polars as pl

        keys, rows = self._one(COUNTED.format(rows=self._rows(name), key=key))
        if keys == rows:
            return None
        kept = pl.Series(values=[False]).new_from_index(0, rows)
        for some in self._asked(FIRSTS.format(rows=self._rows(name), key=key), RELATIONSHIPS_A_PORTION):
            kept.scatter(pl.Series(some.column("row")), True)
        return kept.to_arrow()

    def _asked(self, sql: str, rows: int) -> Iterator[pa.RecordBatch]:
        """The rows that answer, so many at a time; other questions may be asked meanwhile."""
        with self._told(), self._engine.cursor() as cursor:
            yield from cursor.sql(sql).to_arrow_reader(rows)

    def _one(self, sql: str) -> tuple[Any, ...]:
        """The one row that answers (Any: as DuckDB gives it)."""
        with self._told():
            (row,) = self._engine.sql(sql).fetchall()
            return row

    @contextmanager
    def _told(self) -> Iterator[None]:
        """DuckDB's errors as ours."""
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            raise StoreError(f"the tables in {self.folder} cannot be brought together: {error}") from error


def _listed(labels: tuple[str, ...]) -> str:
    return f"({', '.join(f'{label!r}' for label in labels)})"
