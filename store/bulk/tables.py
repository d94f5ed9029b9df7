"""The tables to be written, a Parquet file each: distinct rows in portions of a bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from testigo.ontology.errors import StoreError
from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema
from testigo.store.writing import COMPLETED, UNKNOWN

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

ROWS_A_PORTION = 10_000


@dataclass(frozen=True, slots=True)
class Tables:
    """A folder of `LABEL.parquet` and `TYPE.parquet`, columns as in `testigo.ontology.tables`; rows may repeat."""

    folder: Path

    @property
    def labels(self) -> list[str]:
        """The node labels there are, in the ontology's order."""
        return [label for label in LABELS if self._file(label).exists()]

    @property
    def types(self) -> list[str]:
        """The relationship types there are, in the ontology's order."""
        return [name for name in RELATIONSHIPS if self._file(name).exists()]

    def nodes(self, label: str) -> Iterator[pa.RecordBatch]:
        """The rows of a label, the first of each id, in the file's order.

        Where a later one may add to what the first says, it does, as `testigo.store.writing` would have it.
        """
        if label in COMPLETED:
            return self._completed(label, node_schema(label))
        return self._distinct(label, node_schema(label), ["id"])

    def everything(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """Each label and relationship type with its distinct rows, nodes first."""
        for label in self.labels:
            yield label, self.nodes(label)
        for name in self.types:
            yield name, self._distinct(name, relationship_schema(name), ["start", "end"])

    def relationships(self, name: str) -> pl.LazyFrame:
        """The rows of a relationship type, as they stand."""
        import polars as pl

        self._check(name, relationship_schema(name))
        return pl.scan_parquet(self._file(name))

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def _check(self, name: str, schema: pa.Schema) -> None:
        import pyarrow.parquet as pq

        if pq.read_schema(self._file(name)).names != schema.names:
            raise StoreError(f"{self._file(name)} has not the columns of {name}: map the source again")

    def _completed(self, label: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """One row an id: of what may be added the first value there is, else the first row's."""
        import polars as pl

        self._check(label, schema)
        said = {name: pl.col(name).drop_nulls().first() for name in COMPLETED[label]}
        for name, unknown in UNKNOWN.get(label, {}).items():
            said[name] = pl.col(name).filter(pl.col(name) != unknown).first().fill_null(unknown)
        columns = [said.get(name, pl.col(name).first()) for name in schema.names if name != "id"]
        rows = pl.scan_parquet(self._file(label)).group_by("id", maintain_order=True).agg(columns)
        found = rows.select(schema.names).collect(engine="streaming").to_arrow().cast(schema)
        yield from found.to_batches(max_chunksize=ROWS_A_PORTION)

    def _distinct(self, name: str, schema: pa.Schema, key: list[str]) -> Iterator[pa.RecordBatch]:
        import pyarrow.parquet as pq

        self._check(name, schema)
        kept = _firsts(self._file(name), key)
        done = 0
        with pq.ParquetFile(self._file(name)) as file:
            for batch in file.iter_batches(ROWS_A_PORTION):
                yield batch if kept is None else batch.filter(kept.slice(done, len(batch)))
                done += len(batch)


def _firsts(file: Path, key: list[str]) -> pa.Array | None:
    """Which rows of a file are the first of their key; None where all are. Only the keys are held in memory."""
    import polars as pl

    keys = pl.scan_parquet(file).select(key)
    firsts = keys.with_row_index("row").group_by(key).agg(pl.col("row").min()).select("row")
    kept = firsts.collect(engine="streaming")["row"]
    rows = keys.select(pl.len()).collect().item()
    if len(kept) == rows:
        return None
    return pl.Series(values=[False]).new_from_index(0, rows).scatter(kept, True).to_arrow()
