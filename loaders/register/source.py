"""The source `register`: files of known actors and places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from testigo.loaders.register.entries import ActorEntry, Entry
from testigo.loaders.register.files import NAME, Found, Line, read
from testigo.loaders.register.register import Register, default
from testigo.loaders.register.rows import entry as entry_of
from testigo.loaders.reports import read_bytes
from testigo.loaders.source import Card, Piece
from testigo.ontology.batch import batch
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import Node, Relationship

CARD = Card(name=NAME, title="A register of actors and places", version="1")


class RegisterSource:
    """Files of one register each. `name`: what their keys are minted with; else the file's own, else its stem."""

    def __init__(self, paths: Sequence[Path], name: str | None = None) -> None:
        self.card = CARD
        self._found = [(path, read(path, name)) for path in paths]
        self._name = name

    def __len__(self) -> int:
        return len(self._found)

    @property
    def fingerprint(self) -> str:
        """A hash of the files and of the name of the register."""
        found = hashlib.sha256(f"{CARD.version} {self._name}".encode())
        for path, held in self._found:
            found.update(f"{held.register} {path.suffix}\n".encode() + read_bytes(path))
        return found.hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """One piece a file."""
        own = [line.entry for _, found in self._found for line in found.lines]
        known = Register([*default(), *own])
        for done, (path, found) in enumerate(self._found, 1):
            yield replace(_piece(str(path), found, known), done=done)


def _piece(locator: str, found: Found, known: Register) -> Piece:
    lines = {line.entry.id: f"{locator}:{line.number}" for line in found.lines}
    records = [record for line in found.lines for record in _records(line.entry, known)]
    owners = {each.end: each.start for each in records if isinstance(each, Relationship) and each.type == "HAS_NAME"}
    nodes = (each for each in records if isinstance(each, Node))
    whole = batch(nodes, (each for each in records if isinstance(each, Relationship)))
    return Piece(locator, whole, faults=found.faults, where=lambda record: lines.get(owners.get(record, record)))


def _records(entry: Entry, known: Register) -> Iterator[Node | Relationship]:
    """Those of the entry, and of all it is a part of that is known; what is not may be in the store."""
    yield from entry.records()
    if isinstance(entry, ActorEntry):
        yield from known.records(entry)


def remapped(payload: Mapping[str, Any]) -> Piece:  # Any: foreign JSON
    """The piece of one entry that was refused and mended. Raises InvalidValue."""
    try:
        name, locator = payload["options"]["name"], payload["options"]["locator"]
    except KeyError as problem:
        raise InvalidValue(f"the options of the row lack {problem}; leave them as they were") from problem
    found, bad = entry_of({column: cell or "" for column, cell in payload["row"].items()}, name)
    for each in bad:
        raise InvalidValue(f"{each.column}: {each.message}")
    return _piece(locator, Found(name, (Line(0, found),) if found else (), ()), default())
