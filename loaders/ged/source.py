"""The source `ged`: files of UCDP GED, 49 columns, as releases 19.1 to 25.1 write them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from testigo.loaders.coded.source import Plan, TableSource
from testigo.loaders.coded.source import remapped as remapped_row
from testigo.loaders.ged.card import CARD, LAYOUT
from testigo.loaders.ged.mapping import map_batch
from testigo.loaders.register import default
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Piece
from testigo.ontology.errors import UnreadableInput

PLAN = Plan(CARD, LAYOUT, key="id", mapping="1", map_batch=map_batch)
NAMED = re.compile(r"(?:v|ged_?)(\d{2})[_.]?(\d)(?!\d)", re.IGNORECASE)
"""How the release stands in the names of files: GEDEvent_v23_1.csv, ged231.csv."""


class GedSource(TableSource):
    """Files of one release. `release` as UCDP writes it ("23.1"); else the first file's name says it.

    `published`: the day the release came out, which a side-car of the file may say too. Raises UnreadableInput where
    either is not told.
    """

    def __init__(self, paths: Sequence[Path], release: str | None = None, published: date | None = None) -> None:
        version = release or _release_of(paths[0])
        known = ReportMetadata(title=f"{CARD.title}, version {version}", published=published)
        super().__init__(PLAN, paths, known, version)

    @property
    def fingerprint(self) -> str:
        """A hash of the files, of what is known of them, of the mapping and of the register."""
        return hashlib.sha256(f"{super().fingerprint} {default().fingerprint}".encode()).hexdigest()


def _release_of(path: Path) -> str:
    found = NAMED.search(path.name)
    if not found:
        raise UnreadableInput(str(path), "does not say its release in its name; give --release 23.1")
    return f"{found[1]}.{found[2]}"


def remapped(payload: Mapping[str, Any]) -> Piece:  # Any: JSON
    """A row that was refused and mended, mapped again."""
    return remapped_row(PLAN, payload, datetime.now(UTC))
