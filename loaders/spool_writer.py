"""Making a spool: piece by piece, in files that grow while memory does not."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Self

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from testigo.loaders.repeats import Repeats
from testigo.loaders.spool import REASONS, SNAPSHOTS, SUMMARY, TOUCHED, Spool
from testigo.loaders.spool_errors import told
from testigo.ontology.batch import Batch
from testigo.store.owner import process_start
from testigo.store.views import Touched

ROWS_A_GROUP = 10_000
BYTES_A_GROUP = 4_000_000
_IDS = pa.schema([pa.field("id", pa.string(), nullable=False)])


class SpoolWriter:
    """Writes a spool; `finish` makes it whole. Left without `finish`, as a context, it leaves nothing."""

    def __init__(self, folder: Path) -> None:
        self._goal = folder
        self._folder = folder.with_name(f"{folder.name}.{os.getpid()}.part")
        self._tables: dict[str, _Table] = {}
        self._repeats, self._touched = Repeats(), Repeats()
        with told(self._folder):
            self._folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _tidy(folder)
            self._folder.mkdir(mode=0o700)
            (self._folder / SNAPSHOTS).mkdir()
            self._reasons: BinaryIO = (self._folder / REASONS).open("wb")

    @property
    def folder(self) -> Path:
        """Where the spool is made; what else the making needs may lie there until it is whole."""
        return self._folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # it is given up: that it cannot be ended properly was told already
            self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, batch: Batch, snapshots: Mapping[str, bytes | Path]) -> int:
        """Append a batch and the bytes it rests on; how many of its nodes no piece had brought before.

        Raises SpoolError where the disk is full.
        """
        with told(self._folder):
            fresh = self._repeats.without(batch)
            for name, table in {**fresh.nodes, **fresh.relationships}.items():
                self._table(name, table.schema).add(table)
            touched = pa.table({"id": sorted(Touched.by(batch).ids)}, _IDS)
            self._table(TOUCHED, _IDS).add(self._touched.fresh(TOUCHED, touched, "id"))
            for sha256, content in snapshots.items():
                _keep(content, self._folder / SNAPSHOTS / sha256)
        return fresh.size[0]

    def note(self, reasons: Iterable[Mapping[str, object]]) -> None:
        """Keep why something was refused, or what is to be told of it."""
        with told(self._folder):
            self._reasons.writelines(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in reasons)

    def finish(self, summary: Mapping[str, object]) -> Spool:
        """Close the files, write the summary, and give the spool its name. Its `token` tells it from any other."""
        with told(self._folder):
            self._close()
            (self._folder / SUMMARY).write_bytes(orjson.dumps({**summary, "token": uuid.uuid4().hex}))
            shutil.rmtree(self._goal, ignore_errors=True)
            self._folder.rename(self._goal)
        return Spool(self._goal)

    def _table(self, name: str, schema: pa.Schema) -> _Table:
        if name not in self._tables:
            self._tables[name] = _Table(self._folder / f"{name}.parquet", schema)
        return self._tables[name]

    def _close(self) -> None:
        self._reasons.close()
        while self._tables:
            self._tables.popitem()[1].close()


class _Table:
    """A Parquet file that grows by row groups of a good size, whatever the size of the pieces."""

    def __init__(self, place: Path, schema: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(place, schema, compression="zstd")
        self._waiting: list[pa.Table] = []
        self._rows = self._bytes = 0

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._rows += len(table)
        self._bytes += table.nbytes
        if self._rows >= ROWS_A_GROUP or self._bytes >= BYTES_A_GROUP:
            self._write()

    def close(self) -> None:
        try:
            self._write()
        finally:
            self._writer.close()

    def _write(self) -> None:
        if self._rows:
            self._writer.write_table(pa.concat_tables(self._waiting))
        self._waiting.clear()
        self._rows = self._bytes = 0


def _tidy(goal: Path) -> None:
    """Take away what runs that were killed had begun of this spool."""
    for part in goal.parent.glob(f"{goal.name}.*.part"):
        process = int(part.suffixes[-2][1:])
        if process == os.getpid() or process_start(process) is None:
            shutil.rmtree(part, ignore_errors=True)


def _keep(content: bytes | Path, place: Path) -> None:
    """Put the bytes of a snapshot in a place, once: every piece of a file may name it."""
    if place.exists():
        return
    if isinstance(content, bytes):
        place.write_bytes(content)
    else:
        shutil.copyfile(content, place)
