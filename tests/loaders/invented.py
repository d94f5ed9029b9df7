"""An invented source of rows `id,low,high`: an event, what was done and how many died, one row a line of a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from testigo.loaders.source import Card, Expected, Fault, Piece
from testigo.ontology import ids
from testigo.ontology.batch import batch
from testigo.ontology.model import Actor, Event, Node, Passage, Relationship, Report, Snapshot, Statement
from testigo.ontology.terms import (
    ActorKind,
    Comparator,
    EventType,
    Measure,
    Modality,
    PassageKind,
    Population,
    Scope,
    StatementKind,
)

Row = Mapping[str, str | None]
COLUMNS = ("id", "low", "high")
FILE = "invented.csv"
SNAPSHOT = hashlib.sha256(FILE.encode()).hexdigest()
CODERS = ids.minted("Actor", "invented", "coders")
RELEASE = ids.minted("Report", "invented")
SHARED: list[Node] = [
    Actor(id=CODERS, kind=ActorKind.CIVIL_SOCIETY, name="The coders", identified=True),
    Report(id=RELEASE, title="Invented events", publisher="The coders", published_on=date(2025, 1, 1)),
]


def row(number: int, **cells: str | None) -> Row:
    return {"id": str(number), "low": "1", "high": str(number % 7 + 1)} | cells


@dataclass(slots=True)
class InventedSource:
    """Rows in pieces of some hundred."""

    rows: Iterable[Row]
    count: int
    expected: tuple[Expected, ...] = ()
    rows_a_piece: int = 500

    @property
    def card(self) -> Card:
        return Card("invented", "Invented events", "1", expected=self.expected)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(f"{self.count} {self.rows if isinstance(self.rows, list) else ''}".encode()).hexdigest()

    def __len__(self) -> int:
        return self.count

    def pieces(self, at: datetime) -> Iterator[Piece]:
        some: list[tuple[int, Row]] = []
        for number, each in enumerate(self.rows, 1):
            some.append((number, each))
            if len(some) == self.rows_a_piece:
                yield piece(some, at, number)
                some = []
        if some:
            yield piece(some, at, some[-1][0])


def generated(count: int) -> InventedSource:
    """So many sound rows, made one by one."""
    return InventedSource((row(number) for number in range(1, count + 1)), count)


def remapped(payload: Mapping[str, Any]) -> Piece:
    """One row again; Any: JSON."""
    return piece([(payload["options"]["row"], payload["row"])], datetime.now(UTC), 1)


def piece(rows: list[tuple[int, Row]], at: datetime, done: int) -> Piece:
    nodes: list[Node] = [*SHARED, _snapshot(at)]
    ends = [Relationship("CAPTURE_OF", nodes[-1].id, RELEASE)]
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for number, each in rows:
        before = len(nodes)
        faults += _row(number, each, at, nodes, ends)
        lines |= {node.id: number + 1 for node in nodes[before:]}

    def where(id: str) -> str | None:
        return f"{FILE}:{lines[id]}" if id in lines else None

    return Piece(FILE, batch(nodes, ends), {SNAPSHOT: FILE.encode()}, faults=tuple(faults), where=where, done=done)


def _snapshot(at: datetime) -> Snapshot:
    return Snapshot(
        id=ids.minted("Snapshot", SNAPSHOT), sha256=SNAPSHOT, media_type="text/csv", byte_length=len(FILE),
        retrieved_at=at, archive_url=f"archive:{SNAPSHOT}",
    )  # fmt: skip


def _row(number: int, cells: Row, at: datetime, nodes: list[Node], ends: list[Relationship]) -> Iterator[Fault]:
    payload = json.dumps({"source": "invented", "options": {"row": number}, "row": dict(cells)})
    key = cells["id"]
    if not key:
        yield Fault("required", "id", None, "the id is empty", f"{FILE}:{number + 1}", payload)
        return
    event, passage = ids.minted("Event", "invented", key), ids.minted("Passage", SNAPSHOT, number)
    nodes += [Event(id=event), Passage(id=passage, kind=PassageKind.ROW, row=number, row_key=key, exact=key)]
    ends.append(Relationship("IN_SNAPSHOT", passage, ids.minted("Snapshot", SNAPSHOT)))
    said: dict[str, dict[str, Any]] = {"act-type": {"event_type": EventType.KILLING}}
    bounds: dict[str, int] = {}
    for column in ("low", "high"):
        cell = cells[column] or ""
        if cell.isdecimal():
            bounds[column] = int(cell)
        else:
            yield Fault("integer", column, cell, f"{cell!r} is no number", f"{FILE}:{number + 1}", payload)
    if len(bounds) == 2:
        said["count"] = {
            **bounds, "measure": Measure.KILLED, "comparator": Comparator.RANGE, "population": Population.PEOPLE,
            "scope": Scope.INCIDENT, "eff_low": bounds["low"], "eff_high": bounds["high"], "vague": False,
        }  # fmt: skip
    for kind, more in said.items():
        nodes.append(_statement(key, kind, more, at))
        pairs = (("ANCHORED_AT", passage), ("SAID_BY", CODERS), ("ABOUT", event))
        ends += [Relationship(type, nodes[-1].id, end) for type, end in pairs]


def _statement(key: str, kind: str, more: Mapping[str, Any], at: datetime) -> Statement:
    return Statement(
        id=ids.minted("Statement", "invented", key, kind, {name: str(value) for name, value in more.items()}),
        kind=StatementKind(kind), modality=Modality.ASSERTS, recorded_at=at, extractor="invented/1",
        published_on=date(2025, 1, 1), columns=("low", "high"), **more,
    )  # fmt: skip
