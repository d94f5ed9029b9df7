"""Links of a file whose ends stand anywhere in it: kept on disk until all entities are read.

Memory does not grow with the file: actors and links lie in a temporary SQLite database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import orjson
from testigo.loaders.register.entries import ActorEntry
from testigo.loaders.register.ftm import Link
from testigo.ontology.terms import ActorKind

_TABLES = """
CREATE TABLE actor (key TEXT PRIMARY KEY, kind TEXT, name TEXT, ids TEXT) WITHOUT ROWID;
CREATE TABLE link (part TEXT, whole TEXT, earliest TEXT, latest TEXT, by_person INT, locator TEXT);
"""
_KEEP_ACTOR = "INSERT OR IGNORE INTO actor VALUES (?, ?, ?, ?)"
_KEEP_LINK = "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)"
_JOINED = """
SELECT part, whole, count(*), min(locator),
  CASE WHEN count(earliest) = count(*) THEN min(earliest) END, CASE WHEN count(latest) = count(*) THEN max(latest) END,
  a.kind, a.name, a.ids, b.kind, b.name, b.ids
FROM link JOIN actor a ON a.key = part JOIN actor b ON b.key = whole
WHERE NOT by_person OR a.kind = 'person'
GROUP BY part, whole ORDER BY part, whole
"""
_LOST = """
SELECT part, whole, locator FROM link LEFT JOIN actor a ON a.key = part LEFT JOIN actor b ON b.key = whole
WHERE a.key IS NULL OR b.key IS NULL OR (by_person AND a.kind <> 'person')
"""


@dataclass(frozen=True, slots=True)
class Joined:
    """A part and its whole, both known; `periods`: how many links of the file were brought to one."""

    part: ActorEntry
    whole: ActorEntry
    earliest: date | None
    latest: date | None
    periods: int
    locator: str


class Links:
    """Keeps actors and links, and joins them. Use `with`: the database goes with it."""

    def __init__(self, register: str) -> None:
        self._register = register
        self._folder = TemporaryDirectory(prefix="testigo-ftm-")
        self._base = sqlite3.connect(Path(self._folder.name) / "links.sqlite", isolation_level=None)
        self._base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN;")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()
        self._folder.cleanup()

    def keep_actor(self, entry: ActorEntry) -> None:
        """Remember an actor; the first of a key counts."""
        ids = orjson.dumps(dict(entry.ids)).decode()
        self._base.execute(_KEEP_ACTOR, (entry.key, entry.kind, entry.name, ids))

    def keep_link(self, link: Link, locator: str) -> None:
        """Remember a link."""
        days = (each and each.isoformat() for each in (link.earliest, link.latest))
        self._base.execute(_KEEP_LINK, (link.part, link.whole, *days, link.by_person, locator))

    def joined(self) -> Iterator[Joined]:
        """Every pair whose ends are both actors, once: several periods as the one that holds them all."""
        for part, whole, periods, locator, earliest, latest, *ends in self._base.execute(_JOINED):
            yield Joined(
                self._entry(part, *ends[:3]), self._entry(whole, *ends[3:]), _day(earliest), _day(latest), periods,
                locator,
            )  # fmt: skip

    def lost(self) -> Iterator[tuple[str, str, str]]:
        """(part, whole, locator) of the links that lead to something that is no actor here."""
        return iter(self._base.execute(_LOST))

    def _entry(self, key: str, kind: str, name: str, ids: str) -> ActorEntry:
        return ActorEntry(register=self._register, key=key, kind=ActorKind(kind), name=name, ids=orjson.loads(ids))


def _day(literal: str | None) -> date | None:
    return date.fromisoformat(literal) if literal else None
