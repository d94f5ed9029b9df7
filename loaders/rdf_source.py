"""The source `rdf`: graphs in testigo's own ontology, from an export or another tool."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from testigo.loaders.source import Card, Piece
from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue, UnreadableInput
from testigo.ontology.ids import LABELS
from testigo.ontology.rdf import parsed
from testigo.ontology.records import assembled
from testigo.ontology.terms import ID_BASE
from testigo.ontology.triples import Triple, numbered

CARD = Card(name="rdf", title="RDF in testigo's ontology", version="1")
FORMATS = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld"}
AT_ONCE = 1 << 20  # bytes read from a file
_ID = re.compile(rf"\b(?:{'|'.join(label.lower() for label in LABELS)})-[0-9A-Za-z_-]+")
_LINE = re.compile(r"\bline (\d+)")


class RdfSource:
    """RDF files; each is one piece. What they say was recorded keeps the time they say."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.card = CARD
        self._paths = [checked(path) for path in paths]

    def __len__(self) -> int:
        return len(self._paths)

    @property
    def fingerprint(self) -> str:
        """A hash of the files."""
        found = hashlib.sha256(CARD.version.encode())
        for path in self._paths:
            found.update(f"{path.suffix} {path.stat().st_size}\n".encode())
            for piece in _pieces(path):
                found.update(piece)
        return found.hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """One piece a file."""
        for number, path in enumerate(self._paths, 1):
            yield Piece(str(path), read(path), where=_finder(path), done=number)


def checked(path: Path) -> Path:
    """The path of an RDF file. Raises UnreadableInput where there is none, or the ending is unknown."""
    if path.suffix not in FORMATS:
        raise UnreadableInput(str(path), f"has no ending that says which RDF it is; known are {', '.join(FORMATS)}")
    try:
        with path.open("rb") as file:
            is_empty = not any(piece.strip() for piece in iter(lambda: file.read(AT_ONCE), b""))
    except OSError as problem:
        raise UnreadableInput(str(path), f"cannot be read: {problem.strerror}") from problem
    if is_empty:
        raise UnreadableInput(str(path), "is empty: there is no graph to read")
    return path


def read(path: Path) -> Batch:
    """The batch of an RDF file.

    Raises UnreadableInput where it holds what a batch cannot, with the line where that can be said.
    """
    if FORMATS[path.suffix] == "ntriples":
        return _ntriples(path)
    try:
        return parsed(path.read_bytes(), FORMATS[path.suffix])
    except InvalidValue as problem:
        raise UnreadableInput(_spot(path, str(problem)), str(problem)) from problem


def _ntriples(path: Path) -> Batch:
    """The batch of an N-Triples file, a line at a time: the text is never in memory as a whole."""
    line: int | None = None

    def triples() -> Iterator[Triple]:
        nonlocal line
        for line, triple in numbered(_pieces(path)):  # noqa: B007  the error below tells it
            yield triple
        line = None

    try:
        return assembled(triples(), ID_BASE)
    except InvalidValue as problem:
        where = f"{path}:{line}" if line and not _LINE.search(str(problem)) else _spot(path, str(problem))
        raise UnreadableInput(where, str(problem)) from problem


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(AT_ONCE), b"")


def _spot(path: Path, message: str) -> str:
    """FILE:LINE, by the line that a message tells or the record that it names; the file where it does neither."""
    if told := _LINE.search(message):
        return f"{path}:{told.group(1)}"
    named = _ID.search(message)
    return (named and _finder(path)(named.group())) or str(path)


def _finder(path: Path) -> Callable[[str], str | None]:
    """What gives the FILE:LINE of a record: the first line that names it. The file is searched once, when first asked.

    In an export that line is where the record is described: nodes come before relationships.
    """

    @cache
    def lines() -> dict[str, int]:
        found: dict[str, int] = {}
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            for number, line in enumerate(file, 1):
                for id in _ID.findall(line):
                    found.setdefault(id, number)
        return found

    return lambda id: f"{path}:{lines()[id]}" if id in lines() else None  # noqa: A006  the field's word
