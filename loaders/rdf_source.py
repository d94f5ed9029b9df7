"""The source `rdf`: graphs in testigo's own ontology, from an export or another tool."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from testigo.loaders.source import Card, Piece
from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue, UnreadableInput
from testigo.ontology.rdf import parsed

CARD = Card(name="rdf", title="RDF in testigo's ontology", version="1")
FORMATS = {".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld"}


class RdfSource:
    """RDF files; each is one piece. What they say was recorded keeps the time they say."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.card = CARD
        self._documents = [(path, document(path)) for path in paths]

    def __len__(self) -> int:
        return len(self._documents)

    @property
    def fingerprint(self) -> str:
        """A hash of the files."""
        found = hashlib.sha256(CARD.version.encode())
        for path, content in self._documents:
            found.update(f"{path.suffix} {len(content)}\n".encode() + content)
        return found.hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """One piece a file."""
        for number, (path, content) in enumerate(self._documents, 1):
            yield Piece(str(path), read(path, content), done=number)


def document(path: Path) -> bytes:
    """The bytes of an RDF file. Raises UnreadableInput where there is none, or the ending is unknown."""
    if path.suffix not in FORMATS:
        raise UnreadableInput(str(path), f"has no ending that says which RDF it is; known are {', '.join(FORMATS)}")
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise UnreadableInput(str(path), f"cannot be read: {problem.strerror}") from problem
    if not content.strip():
        raise UnreadableInput(str(path), "is empty: there is no graph to read")
    return content


def read(path: Path, content: bytes) -> Batch:
    """The batch of an RDF file. Raises UnreadableInput where it holds what a batch cannot."""
    try:
        return parsed(content, FORMATS[path.suffix])
    except InvalidValue as problem:
        raise UnreadableInput(str(path), str(problem)) from problem
