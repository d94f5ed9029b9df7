"""The spool: what a load has mapped and validated, on disk, before anything becomes visible.

One Parquet file a label and a relationship type, the bytes of the snapshots, the refusals. A spool is made
under another name and renamed when it is whole, so that what is found is complete, and a killed run goes on
from it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from testigo.ontology.batch import Batch
from testigo.ontology.errors import SpoolError
from testigo.ontology.tables import RELATIONSHIPS

_SUMMARY = "summary.json"


def spool_root() -> Path:
    """Where spools are made: TESTIGO_SPOOL, else the user's cache folder."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("TESTIGO_SPOOL")
    return Path(chosen) if chosen else user_cache_path("testigo") / "spool"


class Spool:
    """A whole spool. `summary` is what its writer said of it at the end (Any: JSON)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.summary: dict[str, Any] = orjson.loads((folder / _SUMMARY).read_bytes())

    @classmethod
    def found(cls, folder: Path) -> Self | None:
        """The spool in a folder; None where there is none."""
        return cls(folder) if (folder / _SUMMARY).is_file() else None

    def batch(self) -> Batch:
        """Everything mapped and sound, memory-mapped where the system can."""
        tables = {path.stem: pq.read_table(path, memory_map=True) for path in sorted(self.folder.glob("*.parquet"))}
        return Batch(
            {name: table for name, table in tables.items() if name not in RELATIONSHIPS},
            {name: table for name, table in tables.items() if name in RELATIONSHIPS},
        )

    def snapshots(self) -> Iterator[tuple[str, bytes]]:
        """The bytes to archive, by their SHA-256."""
        for path in sorted((self.folder / "snapshots").iterdir()):
            yield path.name, path.read_bytes()

    def remove(self) -> None:
        """Take it away, once its content is in the store."""
        shutil.rmtree(self.folder)


class SpoolWriter:
    """Writes a spool; `finish` makes it whole. Left without `finish`, as a context, it leaves nothing."""

    def __init__(self, folder: Path) -> None:
        self._goal = folder
        self._folder = folder.with_name(f"{folder.name}.{os.getpid()}.part")
        self._writers: dict[str, pq.ParquetWriter] = {}
        with _told(self._folder):
            self._folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(mode=0o700)
            (self._folder / "snapshots").mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            with suppress(OSError):  # it is given up: that it cannot be ended properly was told already
                writer.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, batch: Batch, snapshots: Mapping[str, bytes | Path]) -> None:
        """Append a batch and the bytes it rests on. Raises SpoolError where the disk is full."""
        with _told(self._folder):
            for name, table in {**batch.nodes, **batch.relationships}.items():
                self._writer(name, table.schema).write_table(table)
            for sha256, content in snapshots.items():
                _keep(content, self._folder / "snapshots" / sha256)

    def _writer(self, name: str, schema: pa.Schema) -> pq.ParquetWriter:
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self._folder / f"{name}.parquet", schema, compression="zstd")
        return self._writers[name]

    def finish(self, summary: Mapping[str, object]) -> Spool:
        """Close the files, write the summary, and give the spool its name."""
        with _told(self._folder):
            while self._writers:
                self._writers.popitem()[1].close()
            (self._folder / _SUMMARY).write_bytes(orjson.dumps(summary))
            shutil.rmtree(self._goal, ignore_errors=True)
            self._folder.rename(self._goal)
        return Spool(self._goal)


def _keep(content: bytes | Path, place: Path) -> None:
    """Put the bytes of a snapshot in a place, once: every piece of a file may name it."""
    if place.exists():
        return
    if isinstance(content, bytes):
        place.write_bytes(content)
    else:
        shutil.copyfile(content, place)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the system says about the disk into one error a person can act on."""
    try:
        yield
    except OSError as problem:
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        reason = os.strerror(problem.errno) if problem.errno else str(problem)
        advice = "free some space" if full else "check the folder"
        raise SpoolError(
            f"the spool {folder} cannot be written: {reason}; {advice}, or set TESTIGO_SPOOL "
            "to another one; nothing was loaded"
        ) from problem
