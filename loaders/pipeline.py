"""The pipeline: read, map, validate into a spool; then archive and write. Or refuse, with the reason.

Nothing becomes visible before everything is mapped and the share of refused records is known. A run that is
killed and started again ends in the same graph: ids are deterministic, and what is known stays as it is.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from testigo.loaders.earlier import context
from testigo.loaders.refusals import refused
from testigo.loaders.source import Fault, Piece, Source
from testigo.loaders.spool import Spool, SpoolWriter
from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch, merged
from testigo.ontology.errors import InvalidValue, TooManyRefusals
from testigo.ontology.model import LoadRun, Refusal, Relationship
from testigo.ontology.validation import Judged, Validator
from testigo.store.archive import Archive
from testigo.store.protocols import Store, Written
from testigo.store.views import Touched, refresh

VERSION = "1"  # of the pipeline: a spool of another one is not gone on with
LOADED = ("Report", "Snapshot", "Text", "Statement", "Refusal")
ENDED = """MATCH (run:LoadRun {id: $id})
SET run.ended = $ended, run.records = $records, run.refused = $refused, run.nodes = $nodes,
    run.relationships = $relationships"""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class RefusalLimit:
    """How many of the records may be refused: a share (`1%`) or a number (`20`).

    >>> RefusalLimit.parsed("1%").allows(refused=2, records=200)
    True
    """

    literal: str
    share: float | None = None
    number: int | None = None

    @classmethod
    def parsed(cls, literal: str) -> RefusalLimit:
        """Read one. Raises InvalidValue where it is neither."""
        try:
            share = float(literal[:-1]) / 100 if literal.endswith("%") else None
            number = int(literal) if share is None else None
        except ValueError:
            share, number = None, -1
        if not 0 <= (share or 0) <= 1 or (number or 0) < 0:
            raise InvalidValue(f"{literal!r} is no limit of refusals; write a share (1%) or a number (20)")
        return cls(literal, share, number)

    def allows(self, refused: int, records: int) -> bool:
        """Whether so many refusals are still acceptable."""
        return refused <= (self.number if self.number is not None else (self.share or 0) * records)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `records` are the node rows that came in, `refused` those at fault
    and what fell with them; `written` and `new` what the store did not know.
    """

    run: str
    source: str
    pieces: int
    records: int
    refused: int
    records_per_s: float
    resumed: bool
    written: Written
    new: dict[str, int]
    refusals: list[dict[str, Any]]  # Any: foreign JSON, as spooled
    warnings: list[dict[str, Any]]
    diagnostics: list[dict[str, Any]]


class Pipeline:
    """Loads sources into one store, with its archive. `spool` is the folder that spools are made in."""

    def __init__(self, store: Store, archive: Archive, spool: Path, progress: Progress | None = None) -> None:
        self._store, self._archive, self._spools = store, archive, spool
        self._progress: Progress = progress or (lambda step, done, total: None)

    def load(self, source: Source, limit: RefusalLimit) -> Loaded:
        """Load a source. Raises TooManyRefusals, SpoolError or what the source raises before anything is written."""
        begun = time.monotonic()
        folder = self._spools / self._spool_name(source)
        found = Spool.found(folder)
        spool = found or self._spooled(source, folder)
        self._check(spool, limit)
        run = LoadRun(
            id=ids.minted("LoadRun", uuid.uuid4().hex),
            source=source.card.name,
            started=datetime.now(UTC),
            input_hash=source.fingerprint,
            version=f"{VERSION}/{source.card.version}",
        )
        written, new = self._written(spool, run)
        spool.remove()
        records = spool.summary["records"]
        return Loaded(
            run=run.id,
            source=source.card.name,
            pieces=len(source),
            records=records,
            refused=spool.summary["refused"],
            records_per_s=records / (time.monotonic() - begun),
            resumed=found is not None,
            written=written,
            new=new,
            refusals=spool.summary["refusals"],
            warnings=spool.summary["warnings"],
            diagnostics=spool.summary["diagnostics"],
        )

    def _spool_name(self, source: Source) -> str:
        key = "\n".join((VERSION, source.card.name, source.fingerprint, self._store.url))
        return hashlib.sha256(key.encode()).hexdigest()[:32]

    def _spooled(self, source: Source, folder: Path) -> Spool:
        """Map and validate everything into a spool."""
        at = datetime.now(UTC)
        summary: dict[str, Any] = {"records": 0, "refused": 0, "refusals": [], "warnings": [], "diagnostics": []}
        with SpoolWriter(folder) as writer, Validator(known=self._store.known) as validator:
            for piece in source.pieces(at):
                judged = validator.judged(piece.batch, context(self._store, piece.batch))
                refusals = refused(piece, judged, at)
                writer.add(_with_refusals(judged.sound, refusals), piece.snapshots)
                _note(summary, piece, judged, refusals)
                self._progress("reading", piece.done, len(source))
            return writer.finish(summary)

    @staticmethod
    def _check(spool: Spool, limit: RefusalLimit) -> None:
        refused, records = spool.summary["refused"], spool.summary["records"]
        if not limit.allows(refused, records):
            spool.remove()
            raise TooManyRefusals(refused, records, limit.literal, spool.summary["refusals"])

    def _written(self, spool: Spool, run: LoadRun) -> tuple[Written, dict[str, int]]:
        """Archive the bytes, write the graph, recompute the views. What was new, in all and by label."""
        for _, snapshot in spool.snapshots():
            self._progress("archiving", 0, 1)
            self._archive.put(snapshot)
        content = spool.batch()
        new = self._new(content)
        self._progress("writing", 0, 1)
        written = self._store.write(merged([content, batch([run], [])]))
        self._store.write(Batch(relationships={"LOADED_BY": _loaded_by(content, run)}))
        self._progress("views", 0, 1)
        refresh(self._store, Touched.by(content))
        self._store.run(
            ENDED,
            {
                "id": run.id,
                "ended": datetime.now(UTC),
                "records": spool.summary["records"],
                "refused": spool.summary["refused"],
                "nodes": written.nodes - 1,
                "relationships": written.relationships,
            },
        )
        return Written(written.nodes - 1, written.relationships), new

    def _new(self, content: Batch) -> dict[str, int]:
        """Label → how many of its nodes the store does not know yet."""
        return {
            label: len(table) - len(self._store.known(label, table.column("id").to_pylist()))
            for label, table in content.nodes.items()
        }


def _with_refusals(sound: Batch, refusals: Iterable[Refusal]) -> Batch:
    return merged([sound, batch(refusals, [])])


def _note(summary: dict[str, Any], piece: Piece, judged: Judged, refusals: list[Refusal]) -> None:
    at_fault = sum(each.refuses for each in piece.faults)
    summary["records"] += piece.batch.size[0] + at_fault
    summary["refused"] += judged.lost + at_fault
    summary["refusals"] += [{"id": each.id, **_plain(each)} for each in refusals]
    summary["warnings"] += [{"locator": piece.place_of(each.id), **asdict(each)} for each in judged.warnings]
    summary["warnings"] += [_warning(each) for each in piece.faults if not each.refuses]
    summary["diagnostics"] += [{"locator": piece.locator, **asdict(each)} for each in piece.diagnostics]


def _warning(each: Fault) -> dict[str, Any]:
    """A fault that refuses nothing, under the names that a finding has."""
    return {
        "locator": each.locator, "id": each.locator, "label": "", "shape": each.rule, "path": each.path,
        "value": each.value, "message": each.message, "severity": each.severity,
    }  # fmt: skip


def _plain(each: Refusal) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("shape", "path", "message", "severity", "locator", "payload")}


def _loaded_by(content: Batch, run: LoadRun) -> pa.Table:
    return batch([], _runs(content, run)).relationships["LOADED_BY"]


def _runs(content: Batch, run: LoadRun) -> Iterator[Relationship]:
    for label in LOADED:
        for id in content.ids(label):
            yield Relationship("LOADED_BY", id, run.id)
