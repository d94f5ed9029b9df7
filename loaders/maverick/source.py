"""The source `maverick`: the MAVERICK event reports, as a CSV file of the whole or of a part of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from testigo.loaders.coded.source import Plan, TableSource
from testigo.loaders.coded.source import remapped as remapped_by
from testigo.loaders.maverick import card
from testigo.loaders.maverick.mapping import map_batch
from testigo.loaders.register import default
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Piece

PLAN = Plan(card=card.CARD, layout=card.LAYOUT, key="id", mapping=card.MAPPING, map_batch=map_batch)
RELEASE = ReportMetadata(
    title=card.CARD.title,
    publisher=card.CARD.publisher,
    url=card.URL,
    published=card.PUBLISHED,
    language="en",
    licence=card.CARD.licence,
)


class MaverickSource(TableSource):
    """Files of MAVERICK event reports; without any, the whole of version 1.0 as it ships."""

    def __init__(self, paths: Sequence[Path] = (card.SAMPLE,), known: ReportMetadata = RELEASE) -> None:
        super().__init__(PLAN, paths, known)

    @property
    def fingerprint(self) -> str:
        """A hash of the files, of what is known of them, of the mapping and of the register."""
        return hashlib.sha256(f"{super().fingerprint} {default().fingerprint}".encode()).hexdigest()


def remapped(payload: Mapping[str, Any]) -> Piece:  # Any: JSON
    """The piece of a row that was refused and mended."""
    return remapped_by(PLAN, payload, datetime.now(UTC))
