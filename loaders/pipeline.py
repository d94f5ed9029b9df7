"""The pipeline: read, map, validate into a spool; then archive and write. Or refuse, with the reason.

Nothing becomes visible before everything is mapped and the share of refused records is known. A run that is
killed and started again ends in the same graph: ids are deterministic, and what is known stays as it is.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from testigo.loaders.refusals import refusal_nodes
from testigo.loaders.source import Piece, Source
from testigo.loaders.spool import Spool, SpoolWriter
from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch, merged
from testigo.ontology.errors import TooManyRefusals
from testigo.ontology.model import LoadRun, Refusal, Relationship
from testigo.ontology.validation import Finding, RefusedRecord, Validator
from testigo.store.archive import Archive
from testigo.store.protocols import Store, Written
from testigo.store.views import Touched, refresh

VERSION = "1"  # of the pipeline: a spool of another one is not gone on with
LOADED = ("Report", "Snapshot", "Text", "Statement", "Refusal")
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
        """Read one. Raises ValueError where it is neither."""
        if literal.endswith("%"):
            share = float(literal[:-1]) / 100
            if not 0 <= share <= 1:
                raise ValueError(f"{literal} is no share; write 0% to 100%")
            return cls(literal, share=share)
        return cls(literal, number=int(literal))

    def allows(self, refused: int, records: int) -> bool:
        """Whether so many refusals are still acceptable."""
        most = self.number if self.number is not None else (self.share or 0) * records
        return refused <= most


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `records` are the node rows that came in; `written` is what was new in the store."""

    run: str
    source: str
    pieces: int
    records: int
    written: Written
    refusals: tuple[Refusal, ...]
    warnings: tuple[Finding, ...]
    diagnostics: tuple[dict[str, object], ...]
    resumed: bool
    new: dict[str, int] = field(default_factory=dict)


class Pipeline:
    """Loads sources into one store, with its archive."""

    def __init__(self, store: Store, archive: Archive, spool: Path, progress: Progress | None = None) -> None:
        self._store, self._archive, self._spool = store, archive, spool
        self._progress: Progress = progress or (lambda step, done, total: None)

    def load(self, source: Source, limit: RefusalLimit) -> Loaded:
        """Load a source. Raises TooManyRefusals before anything is written."""
        ...
