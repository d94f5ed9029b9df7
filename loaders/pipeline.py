"""The pipeline: read, map, validate into a spool; then archive and write. Or refuse, with the reason.

Nothing becomes visible before everything is mapped and the share of refused records is known. A run that is
killed and started again ends in the same graph: ids are deterministic, and what is known stays as it is. Pieces are
taken one by one and tables portion by portion, so that memory does not grow with the input.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from testigo.loaders import versions
from testigo.loaders.earlier import context
from testigo.loaders.limits import RefusalLimit, surplus
from testigo.loaders.progress import Progress, Step, silent
from testigo.loaders.refusals import refused
from testigo.loaders.restatements import Restatements
from testigo.loaders.source import Expected, Source
from testigo.loaders.spool import Spool
from testigo.loaders.spool_writer import SpoolWriter
from testigo.loaders.tally import Tally, reasons
from testigo.loaders.writing import Writing
from testigo.ontology import ids
from testigo.ontology.batch import batch
from testigo.ontology.errors import TooLittle, TooManyRefusals
from testigo.ontology.model import LoadRun
from testigo.ontology.validation import Checking
from testigo.store.archive import Archive
from testigo.store.protocols import Store, Written

VERSION = "2"  # of the pipeline: a spool of another one is not gone on with
Json = dict[str, Any]  # Any: as spooled


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `records` are the node rows that came in, `refused` those at fault and what fell with them.

    `written` and `new` are what the store did not know. What was refused (`refusals`), what was told (`warnings`,
    `diagnostics`) stands in groups of one rule and path with the first examples; `codes` are the unknown codes with
    their counts; the file `reasons` holds every reason, one JSON a line.
    """

    run: str
    source: str
    pieces: int
    records: int
    refused: int
    seconds: float
    records_per_s: float
    resumed: bool
    written: Written
    new: dict[str, int]
    refusals: list[Json]
    codes: list[Json]
    warnings: list[Json]
    diagnostics: list[Json]
    surplus: list[str]
    reasons: str


class Pipeline:
    """Loads sources into one store, with its archive. `spool` is the folder that spools are made in, `checking` says
    what records are held to; else it is the shapes that ship.
    """

    def __init__(
        self,
        store: Store,
        archive: Archive,
        spool: Path,
        progress: Progress = silent,
        checking: Checking | None = None,
    ) -> None:
        self._store, self._archive, self._spools, self._progress = store, archive, spool, progress
        self._checking = checking or Checking()

    def load(self, source: Source, limit: RefusalLimit, expected: Sequence[Expected] | None = None) -> Loaded:
        """Load a source, of which its card says how much is `expected` unless this does.

        Raises TooManyRefusals, TooLittle, SpoolError or what the source raises before anything is written.
        """
        begun = time.monotonic()
        folder = self._spools / self._spool_name(source)
        found = Spool.found(folder)
        spool = found or self._spooled(source, folder)
        self._check_refused(spool, limit)
        more = self._surplus(spool, source, expected)
        self._keep_bytes(spool)
        stand = Writing(self._store, spool, _run(source), self._progress).done()
        summary, seconds = spool.summary, time.monotonic() - begun
        return Loaded(
            run=stand.run,
            source=source.card.name,
            seconds=seconds,
            records_per_s=summary["records"] / seconds,
            resumed=found is not None,
            written=Written(stand.written.nodes - 1, stand.written.relationships),
            new={label: n for label, n in stand.written.new.items() if label != "LoadRun"},
            surplus=more,
            reasons=str(spool.remove()),
            **{name: value for name, value in summary.items() if name != "token"},
        )

    def _spool_name(self, source: Source) -> str:
        key = "\n".join((VERSION, source.card.name, source.fingerprint, self._store.url, self._checking.fingerprint))
        return hashlib.sha256(key.encode()).hexdigest()[:32]

    def _spooled(self, source: Source, folder: Path) -> Spool:
        """Map and validate everything into a spool."""
        at = datetime.now(UTC)
        tally = Tally()
        with SpoolWriter(folder) as writer:
            with (
                self._checking.validator(self._store.known) as validator,
                Restatements(writer.folder / "versions") as again,
            ):
                for read in source.pieces(at):
                    piece = versions.versioned(self._store, read)
                    judged = validator.judged(piece.batch, context(self._store, piece.batch))
                    refusals = refused(piece, judged, at)
                    fresh = writer.add(judged.sound, piece.snapshots)
                    again.add(piece.batch, judged.sound, versions.unread(piece))
                    writer.add(batch(refusals, []), {})
                    writer.note(tally.group(reasons(piece, judged, refusals)))
                    tally.count(piece, fresh, judged)
                    self._progress(Step("reading", piece.done, len(source), tally.records))
                for links in again.links():
                    writer.add(links, {})
            return writer.finish(tally.summary())

    @staticmethod
    def _check_refused(spool: Spool, limit: RefusalLimit) -> None:
        refused, records = spool.summary["refused"], spool.summary["records"]
        if not limit.allows(refused, records):
            groups = spool.summary["refusals"]
            raise TooManyRefusals(refused, records, limit.literal, groups, str(spool.remove()))

    @staticmethod
    def _surplus(spool: Spool, source: Source, expected: Sequence[Expected] | None) -> list[str]:
        try:
            return list(surplus(source.card.title, source.card.expected if expected is None else expected, spool))
        except TooLittle:
            spool.remove()
            raise

    def _keep_bytes(self, spool: Spool) -> None:
        files = list(spool.snapshots())
        for number, file in enumerate(files, 1):
            self._archive.put_file(file)
            self._progress(Step("archiving", number, len(files), number))


def _run(source: Source) -> LoadRun:
    return LoadRun(
        id=ids.minted("LoadRun", uuid.uuid4().hex),
        source=source.card.name,
        started=datetime.now(UTC),
        input_hash=source.fingerprint,
        version=f"{VERSION}/{source.card.version}",
    )
