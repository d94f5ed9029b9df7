"""The source `acled`: downloads of ACLED's events, and its list of deleted ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from testigo.loaders.acled.card import CARD, DELETED, LAYOUT, MAPPING
from testigo.loaders.acled.deleted import map_deleted
from testigo.loaders.acled.json_table import opened
from testigo.loaders.acled.mapping import map_batch
from testigo.loaders.coded.source import Plan, TableSource
from testigo.loaders.coded.source import remapped as remapped_by
from testigo.loaders.register import default
from testigo.loaders.registry import Payload
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Piece

KEY = "event_id_cnty"
PLAN = Plan(CARD, LAYOUT, KEY, MAPPING, map_batch, opened)
DELETIONS = Plan(replace(CARD, title=f"{CARD.title}: deleted events"), DELETED, KEY, MAPPING, map_deleted, opened)


class AcledSource:
    """Files of events (CSV or JSON) and of deleted ones. `known`: the day of download, where no side-car has it."""

    def __init__(self, paths: Sequence[Path], known: ReportMetadata, deleted: Sequence[Path] = ()) -> None:
        self.card = CARD
        self._tables = [
            TableSource(plan, files, known) for plan, files in ((PLAN, paths), (DELETIONS, deleted)) if files
        ]

    def __len__(self) -> int:
        return sum(map(len, self._tables))

    @property
    def fingerprint(self) -> str:
        """A hash of the files, of what is known of them, of the mapping and of the register."""
        parts = [default().fingerprint, *(each.fingerprint for each in self._tables)]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """The events, then the deletions."""
        before = 0
        for each in self._tables:
            for piece in each.pieces(at):
                yield replace(piece, done=before + piece.done)
            before += len(each)


def remapped(payload: Payload) -> Piece:
    """The piece of one row that was refused and mended. Raises InvalidValue."""
    plan = DELETIONS if "deleted_timestamp" in payload["row"] else PLAN
    return remapped_by(plan, payload, datetime.now(UTC))
