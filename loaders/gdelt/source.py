"""The source `gdelt`: files of GDELT 2.0 as they are published, events and mentions alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from testigo.loaders.coded.source import Plan, TableSource
from testigo.loaders.coded.source import remapped as remapped_row
from testigo.loaders.coded.tables import ROWS, Table
from testigo.loaders.gdelt.card import CARD, EVENTS, FILES, MAPPING, MENTIONS, PUBLISHER, TERMS, layout
from testigo.loaders.gdelt.events import map_events
from testigo.loaders.gdelt.mentions import map_mentions
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Piece
from testigo.ontology.errors import UnreadableInput

OF_EVENTS = Plan(CARD, layout(EVENTS), "GLOBALEVENTID", MAPPING, map_events)
OF_MENTIONS = Plan(CARD, layout(MENTIONS), "GLOBALEVENTID", MAPPING, map_mentions)
PLANS = {"mentions": OF_MENTIONS, "export": OF_EVENTS}
"""What GDELT calls a table in a file's name → how it is read, in the order in which tables are read.

Mentions come first: they know the languages of the reports that events only point to.
"""
NAME = re.compile(
    r"(?i)^(?P<stem>(?P<day>\d{8})\d{6}(?:\.translation)?\.(?P<table>export|mentions))\.csv(?:\.zip|\.gz)?$"
)
SAMPLES = tuple(sorted((Path(__file__).parents[1] / "samples").glob("20170701234500.*.csv")))
"""A sample that ships: rows of 1 July 2017, 23:45, of events in English and in translation, and of mentions."""


class GdeltSource:
    """Files of GDELT 2.0, in any order. `published` is the day of those whose names do not tell it.

    Raises UnreadableInput for a file that is neither table.
    """

    def __init__(self, paths: Sequence[Path], published: date | None = None) -> None:
        self.card = CARD
        order = list(PLANS.values())
        sources = [
            (order.index(plan), path.name, TableSource(plan, [path], known))
            for plan, path, known in _files(paths, published)
        ]
        self._sources = [source for _, _, source in sorted(sources, key=lambda each: each[:2])]

    def __len__(self) -> int:
        return sum(map(len, self._sources))

    @property
    def fingerprint(self) -> str:
        """A hash of the files, of what is known of them, and of the mapping."""
        return hashlib.sha256("\n".join(each.fingerprint for each in self._sources).encode()).hexdigest()

    def pieces(self, at: datetime, size: int = ROWS) -> Iterator[Piece]:
        """A piece for every `size` rows of a file, mentions before events."""
        before = 0
        for source in self._sources:
            for piece in source.pieces(at, size):
                yield replace(piece, done=before + piece.done)
            before += len(source)


def _files(paths: Sequence[Path], published: date | None) -> Iterator[tuple[Plan, Path, ReportMetadata]]:
    """How each file is read, and what is known of it: by the name that GDELT gave it, else by its first row."""
    for path in paths:
        if found := NAME.match(path.name):
            day, name = _day(found["day"]) or published, f"{found['stem'].lower()}.CSV"
            plan, url = PLANS[found["table"].lower()], f"{FILES}{name}.zip"
        else:
            day, name, plan, url = published, path.name, _plan_of(path), None
        title = f"{CARD.title}, {name}"
        yield plan, path, ReportMetadata(title, PUBLISHER, url, day, language="en", licence=TERMS)


def _day(stamp: str) -> date | None:
    try:
        return datetime.strptime(stamp, "%Y%m%d").date()
    except ValueError:
        return None


def _plan_of(path: Path) -> Plan:
    """How a file is read whose name does not tell: by its first row. Raises UnreadableInput for neither table."""
    table = Table.opened(path)
    with table.content.open("rb") as file:
        width = file.readline().count(b"\t") + 1
    for plan in PLANS.values():
        if width == len(plan.layout.columns):
            return plan
    raise UnreadableInput(
        str(path),
        f"has {width} cells in its first row; a file of GDELT 2.0 has {len(EVENTS)} (events) or {len(MENTIONS)} "
        "(mentions), with tabs between them",
    )


def remapped(payload: Mapping[str, Any]) -> Piece:  # Any: JSON
    """The piece of one row that was refused and mended. Raises InvalidValue where it is no row of either table."""
    plan = OF_MENTIONS if "MentionIdentifier" in payload["row"] else OF_EVENTS
    return remapped_row(plan, payload, datetime.now(UTC))
