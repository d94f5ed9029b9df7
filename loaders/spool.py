"""The spool: what a load has mapped and validated, on disk, before anything becomes visible.

One Parquet file a label and a relationship type, the bytes of the snapshots, the ids that the views are found by, the
reasons of what was refused or told, and a summary. A spool is made under another name and renamed when it is whole,
so that what is found is complete, and a killed run goes on from it (`spool_writer` makes it, `writing` empties it).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import orjson
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from testigo.loaders.repeats import Repeats
from testigo.ontology.batch import Batch
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS

SUMMARY, REASONS, SNAPSHOTS, TOUCHED = "summary.json", "reasons.jsonl", "snapshots", "touched"
LAST = "last-load.jsonl"


def spool_root() -> Path:
    """Where spools are made: TESTIGO_SPOOL, else the user's cache folder."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("TESTIGO_SPOOL")
    return Path(chosen) if chosen else user_cache_path("testigo") / "spool"


class Spool:
    """A whole spool. `summary` is what its writer said of it at the end (Any: JSON)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.summary: dict[str, Any] = orjson.loads((folder / SUMMARY).read_bytes())

    @classmethod
    def found(cls, folder: Path) -> Self | None:
        """The spool in a folder; None where there is none."""
        return cls(folder) if (folder / SUMMARY).is_file() else None

    def rows(self) -> dict[str, int]:
        """Label and relationship type → how many rows there are; one that pieces repeat may stand twice."""
        return {
            name: pq.read_metadata(self._file(name)).num_rows for name in (*NODES, *RELATIONSHIPS) if self._has(name)
        }

    def batches(self, size: int) -> Iterator[Batch]:
        """Everything in batches of at most so many rows, nodes first; whole where it is no more than that.

        The same batches every time.
        """
        rows = self.rows()
        if sum(rows.values()) <= size:
            yield self.batch()
            return
        for name in rows:
            for table in self.tables(name, size):
                yield _batch({name: table})

    def batch(self) -> Batch:
        """Everything at once."""
        return _batch({name: pq.read_table(self._file(name)) for name in self.rows()})

    def tables(self, name: str, size: int, *columns: str) -> Iterator[pa.Table]:
        """The rows of one label or relationship type, so many at a time."""
        if self._has(name):
            with pq.ParquetFile(self._file(name)) as file:
                for some in file.iter_batches(size, columns=columns or None):
                    yield pa.Table.from_batches([some])

    def ids(self, label: str, size: int) -> Iterator[list[str]]:
        """The ids of a label, so many at a time."""
        return (table.column("id").to_pylist() for table in self.tables(label, size, "id"))

    def touched(self, size: int) -> Iterator[list[str]]:
        """The ids from which the views find what they have to recompute, so many at a time."""
        return self.ids(TOUCHED, size)

    def distinct(self, label: str) -> int:
        """How many nodes of a label there are."""
        if not self._has(label):
            return 0
        ids = pl.scan_parquet(self._file(label)).select(pl.col("id").n_unique())
        return int(ids.collect(engine="streaming").item())

    def snapshots(self) -> Iterator[Path]:
        """The files of bytes to archive, each named by their SHA-256."""
        yield from sorted((self.folder / SNAPSHOTS).iterdir())

    def remove(self) -> Path:
        """Take it away, once its content is in the store or refused; the file of reasons stays. Return its place."""
        last = self.folder.with_name(LAST)
        (self.folder / REASONS).replace(last)
        shutil.rmtree(self.folder)
        return last

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def _has(self, name: str) -> bool:
        return self._file(name).is_file()


def _batch(tables: Mapping[str, pa.Table]) -> Batch:
    """Tables as a batch, of rows of one key the first."""
    return Batch(
        {name: Repeats(len(table)).fresh(name, table, "id") for name, table in tables.items() if name in NODES},
        {
            name: Repeats(len(table)).fresh(name, table, "start", "end")
            for name, table in tables.items()
            if name in RELATIONSHIPS
        },
    )
