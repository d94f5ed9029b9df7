"""The source `ftm`: FollowTheMoney entities as JSON lines, as OpenSanctions publishes them; read as a stream."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import orjson
from testigo.loaders.register import ftm
from testigo.loaders.register.entries import ActorEntry
from testigo.loaders.register.ftm import OPENSANCTIONS, Told, becomes, parsed
from testigo.loaders.register.ftm_links import Joined, Links
from testigo.loaders.register.register import default
from testigo.loaders.source import Card, Fault, Piece
from testigo.ontology.batch import Batch, batch
from testigo.ontology.errors import InvalidValue, UnreadableInput
from testigo.ontology.model import Actor, Node, Relationship
from testigo.ontology.terms import Severity

CARD = Card(name="ftm", title="FollowTheMoney entities", version="1")
ENTITIES = 2_000  # of a piece
MOST_BYTES = 10_000_000  # of a line: an entity of more is none
Records = Iterator[Node | Relationship]
T = TypeVar("T")


class FtmSource:
    """Files of entities (.json, .jsonl, .ftm, each also with .gz). `name`: the register their ids belong to."""

    def __init__(self, paths: Sequence[Path], name: str = OPENSANCTIONS) -> None:
        self.card = CARD
        self._paths, self._name = list(paths), name
        self._sizes = [_size(path) for path in paths]

    def __len__(self) -> int:
        return sum(self._sizes)

    @property
    def fingerprint(self) -> str:
        """A hash of the files and of the name of the register."""
        parts = [CARD.version, self._name, default().fingerprint, *map(_sha256, self._paths)]
        return hashlib.sha256(orjson.dumps(parts)).hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """The actors in pieces of some thousand lines; then what they are parts of, since ends may stand anywhere."""
        before = 0
        with Links(self._name) as links:
            for path, size in zip(self._paths, self._sizes, strict=True):
                reading = _Reading(path, self._name, at, links)
                for piece in reading.pieces():
                    yield _with_done(piece, min(before + piece.done, before + size))
                before += size
            yield from _linked(links, str(self._paths[-1]), self._name, before)


def remapped(payload: Mapping[str, Any]) -> Piece:  # Any: foreign JSON
    """The piece of one entity that was refused and mended: an actor. Raises InvalidValue."""
    try:
        name, locator = payload["options"]["name"], payload["options"]["locator"]
        entity = parsed(payload["row"]["entity"].encode())
    except (KeyError, AttributeError) as problem:
        raise InvalidValue(f"the row lacks {problem}; leave options and row as they were") from problem
    if becomes(entity.schema) != "actor":
        raise InvalidValue(f"a {entity.schema} cannot go in alone; load the mended file again")
    found, told = ftm.actor(entity, name)
    if found is None:
        raise InvalidValue(told[-1].message)
    return Piece(locator, _batch(found.records()))


@dataclass(slots=True)
class _Reading:
    """One file, read line by line."""

    path: Path
    name: str
    at: datetime
    links: Links
    _warned: set[tuple[str, str | None]] = field(default_factory=set)

    def pieces(self) -> Iterator[Piece]:
        with self.path.open("rb") as raw:
            entries: list[tuple[ActorEntry, str]] = []
            faults: list[Fault] = []
            for number, line in enumerate(_lines(self.path, raw), 1):
                self._take(line, f"{self.path}:{number}", entries, faults)
                if number % ENTITIES == 0:
                    yield self._piece(entries, faults, raw.tell())
                    entries, faults = [], []
            yield self._piece(entries, faults, raw.tell())

    def _take(self, line: bytes, locator: str, entries: list[tuple[ActorEntry, str]], faults: list[Fault]) -> None:
        """Sort one line: an actor is written, a link is kept for later, what is told becomes faults."""
        if not line.strip():
            return
        try:
            entity = parsed(line)
        except InvalidValue as problem:
            faults.append(self._fault(Told("ftm-line", None, None, str(problem), refuses=True), line, locator))
            return
        told: list[Told] = []
        match becomes(entity.schema):
            case "actor":
                entry, told = ftm.actor(entity, self.name)
                if entry:
                    entries.append((entry, locator))
                    self.links.keep_actor(entry)
            case "part-of":
                link, told = ftm.link(entity)
                if link:
                    self.links.keep_link(link, locator)
            case None:
                told = [
                    Told("unknown-code", "schema", entity.schema, f"no table knows the schema {entity.schema!r}", True)
                ]
        faults += [self._fault(each, line, locator) for each in told if self._is_news(each, entity.schema)]

    def _is_news(self, told: Told, schema: str) -> bool:
        """A property that no table knows is told once a schema, not once an entity."""
        if told.rule != "ftm-property":
            return True
        is_new = (schema, told.path) not in self._warned
        self._warned.add((schema, told.path))
        return is_new

    def _fault(self, told: Told, line: bytes, locator: str) -> Fault:
        return _fault(told, locator, self.name, line.decode("utf-8", "replace").strip() if told.refuses else "")

    def _piece(self, entries: list[tuple[ActorEntry, str]], faults: list[Fault], done: int) -> Piece:
        where = {entry.id: locator for entry, locator in entries}
        records = (record for entry, _ in entries for record in self._records(entry))
        return Piece(str(self.path), _batch(records), faults=tuple(faults), where=where.get, done=done)

    def _records(self, entry: ActorEntry) -> Records:
        """The entry, and whom of the register that ships it is judged to be."""
        records = list(entry.records())
        yield from records
        for node in records:
            if isinstance(node, Actor):
                yield from default().judged(node, at=self.at)


def _linked(links: Links, locator: str, name: str, done: int) -> Iterator[Piece]:
    """What the actors are parts of, in pieces that hold both ends, and the links that lead nowhere."""
    for some in _portions(links.joined()):
        yield _link_piece(some, locator, name, done)
    for lost in _portions(links.lost()):
        yield Piece(locator, Batch(), faults=tuple(_lost(*each, name) for each in lost), done=done)


def _portions(many: Iterator[T]) -> Iterator[list[T]]:
    while some := list(islice(many, ENTITIES)):
        yield some


def _lost(part: str, whole: str, locator: str, name: str) -> Fault:
    told = Told("ftm-end", "part-of", f"{part} {whole}", "one end is no actor here: the link is left out")
    return _fault(told, locator, name)


def _link_piece(some: Sequence[Joined], locator: str, name: str, done: int) -> Piece:
    records = (record for each in some for record in _link_records(each))
    where = {each.part.id: each.locator for each in some}
    several = tuple(
        _fault(
            Told("ftm-periods", "part-of", each.part.key, f"{each.periods} periods are kept as one that holds all"),
            each.locator, name,
        )
        for each in some if each.periods > 1
    )  # fmt: skip
    return Piece(locator, _batch(records), faults=several, where=where.get, done=done)


def _link_records(each: Joined) -> Records:
    for entry in (each.part, each.whole):
        yield next(entry.records())
    yield Relationship("PART_OF", each.part.id, each.whole.id, earliest=each.earliest, latest=each.latest)


def _batch(records: Iterable[Node | Relationship]) -> Batch:
    listed = list(records)
    nodes = (each for each in listed if isinstance(each, Node))
    return batch(nodes, (each for each in listed if isinstance(each, Relationship)))


def _fault(told: Told, locator: str, name: str, line: str = "") -> Fault:
    options = {"name": name, "locator": locator}
    payload = orjson.dumps({"source": CARD.name, "options": options, "row": {"entity": line}}).decode()
    severity = Severity.VIOLATION if told.refuses else Severity.WARNING
    return Fault(told.rule, told.path, told.value, told.message, locator, payload, severity)


def _with_done(piece: Piece, done: int) -> Piece:
    return Piece(piece.locator, piece.batch, faults=piece.faults, where=piece.where, done=done)


def _lines(path: Path, raw: IO[bytes]) -> Iterator[bytes]:
    file: Any = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw  # Any: both are read alike
    try:
        while line := file.readline(MOST_BYTES):
            yield line
    except (OSError, EOFError) as problem:
        raise UnreadableInput(str(path), f"cannot be read to its end: {problem}") from problem


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as problem:
        raise UnreadableInput(str(path), f"cannot be read: {problem.strerror}") from problem
    if not size:
        raise UnreadableInput(str(path), "is empty: there is no entity to read")
    return size


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
