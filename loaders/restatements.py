"""Versions of one record in different pieces of a load: linked when all pieces are mapped.

What a piece says is not in the store until the whole load is written. So the slots of each piece (`versions.SLOTS`)
are kept on disk, and of each record two hashes in memory, which tell the few records that come again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import polars as pl
from testigo.loaders import versions
from testigo.loaders.spool_errors import told
from testigo.loaders.version_slots import NOTHING_UNREAD, Unread
from testigo.ontology.batch import Batch, relationship_table

RECORDS_AT_A_TIME = 10_000


class Restatements:
    """Remembers what the pieces of a load say of records with versions; as a context, leaves nothing in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: list[pl.DataFrame] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, mapped: Batch, sound: Batch, unread: Unread = NOTHING_UNREAD) -> None:
        """Remember a piece as it was mapped; only what is in its `sound` part will be linked.

        Raises SpoolError where the disk is full.
        """
        found = versions.slots(mapped, unread)
        if not len(found):
            return
        piece = len(self._seen)
        with told(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            entered = pl.Series(sound.ids("Statement"), dtype=pl.String)
            found.with_columns(sound=pl.col("id").is_in(entered.implode())).write_parquet(self._path(piece))
        records = found.select("event", "version").unique()
        self._seen.append(records.select(pl.all().hash(), piece=pl.lit(piece, pl.UInt32)))

    def _path(self, piece: int) -> Path:
        return self._folder / f"{piece:08}.parquet"

    def links(self) -> Iterator[Batch]:
        """SUPERSEDES and RETRACTS between the pieces, for some thousand records at a time; their ends are spooled."""
        again = self._again()
        for first in range(0, len(again), RECORDS_AT_A_TIME):
            some = again[first : first + RECORDS_AT_A_TIME]
            files = [self._path(piece) for piece in some["piece"].explode().unique().sort()]
            slots = pl.scan_parquet(files).filter(pl.col("event").hash().is_in(some["event"].implode())).collect()
            found = versions.links(slots.drop("sound"), set(slots["passage"]))
            yield _between(found, set(slots.filter("sound")["id"]))

    def _again(self) -> pl.DataFrame:
        """The records, by the hash of the event, that several pieces tell of in several versions, and which pieces."""
        if not self._seen:
            return pl.DataFrame(schema={"event": pl.UInt64, "piece": pl.List(pl.UInt32)})
        pieces, several = pl.col("piece").n_unique() > 1, pl.col("version").n_unique() > 1
        grouped = pl.concat(self._seen).group_by("event").agg("piece", again=pieces & several)
        return grouped.filter("again").select("event", "piece").sort(pl.col("piece").list.min(), "event")


def _between(links: Batch, ends: set[str]) -> Batch:
    """Only the relationships both of whose ends are among these."""
    kept = {
        type: [row for row in table.to_pylist() if row["start"] in ends and row["end"] in ends]
        for type, table in links.relationships.items()
    }
    return Batch({}, {type: relationship_table(type, rows) for type, rows in kept.items() if rows})
