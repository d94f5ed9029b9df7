"""Refused records driven in again, as they are or as a person mends them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from testigo.loaders import registry, versions
from testigo.loaders.earlier import context
from testigo.loaders.refusals import Row, refused, shown
from testigo.loaders.source import Piece
from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch, merged
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import Assessment, Node, Relationship
from testigo.ontology.terms import Review
from testigo.ontology.validation import Validator, batch_of
from testigo.store.protocols import Store, Written
from testigo.store.views import Touched, refresh

PERSON = "person"
OF_THE_ROW = """MATCH (refusal:Refusal) WHERE refusal.locator = $locator AND refusal.payload = $payload
AND refusal.mendedAt IS NULL RETURN refusal.id AS id ORDER BY id"""
MENDED = "UNWIND $ids AS id MATCH (refusal:Refusal {id: id}) SET refusal.mendedAt = $at"


@dataclass(frozen=True, slots=True)
class Retried:
    """What became of a refused record: what was new in the graph, and why something of it is still refused."""

    id: str
    written: Written
    reasons: tuple[str, ...] = ()


def retry(store: Store, refusals: Iterable[str], payload: str | None = None, by: str = PERSON) -> list[Retried]:
    """Drive refused records in again, as they are or as `payload` mends them.

    What a person changed in a row is told by an assessment of what rests on it, made `by` that person.
    Raises NotInStore, InvalidValue.
    """
    with Validator(known=store.known) as validator:
        retrying = _Retrying(store, validator, by)
        return [each for group in _groups(store, refusals) for each in retrying.group(group, payload)]


def _groups(store: Store, refusals: Iterable[str]) -> Iterator[list[Row]]:
    """The refusals, those of one record together: a row is mapped once, however many of its cells were refused."""
    groups: dict[str, list[Row]] = {}
    for id in dict.fromkeys(refusals):
        kept = shown(store, id)
        groups.setdefault(kept["payload"], []).append(kept)
    yield from groups.values()


@dataclass(frozen=True, slots=True)
class _Retrying:
    """Where records go in again, by whose hand."""

    store: Store
    validator: Validator
    by: str

    def group(self, kept: list[Row], mended: str | None) -> list[Retried]:
        """Write what is sound of a record that has these refusals; what is not becomes a refusal again."""
        at = datetime.now(UTC)
        changes = _changes(kept[0]["payload"], mended)
        piece = versions.versioned(self.store, _piece(kept[0], mended))
        judged = self.validator.judged(piece.batch, context(self.store, piece.batch))
        again = refused(piece, judged, at)
        edits = self._edits(judged.sound, kept[0]["id"], changes, at) if changes else Batch()
        written = self.store.write(merged([judged.sound, edits]))
        self.store.write(batch(again, []))
        refresh(self.store, Touched.by(judged.sound))
        closed = {each["id"] for each in kept} | (self._of_the_row(kept[0]) if changes else set())
        self._close(closed - {each.id for each in again}, at)
        reasons = tuple(each.message for each in again)
        return [Retried(each["id"], written if each is kept[0] else Written(), reasons) for each in kept]

    def _edits(self, sound: Batch, refusal: str, changes: str, at: datetime) -> Batch:
        """Of each statement that is new: a person edited what it rests on, and its passage does not show it."""
        said = sound.ids("Statement")
        new = set(said) - self.store.known("Statement", said)
        nodes: list[Node] = []
        ends: list[Relationship] = []
        for id in sorted(new):
            assessment = ids.minted("Assessment", id, refusal, self.by, changes)
            nodes.append(
                Assessment(id=assessment, verdict=Review.EDITED, by=self.by, at=at, basis=f"{refusal}: {changes}")
            )
            ends.append(Relationship("OF", assessment, id))
        return batch(nodes, ends)

    def _of_the_row(self, kept: Row) -> set[str]:
        """The other refusals of a row: what is still wrong with the mended one is refused as that row."""
        return {row["id"] for row in self.store.read(OF_THE_ROW, {key: kept[key] for key in ("locator", "payload")})}

    def _close(self, refusals: set[str], at: datetime) -> None:
        if refusals:
            self.store.run(MENDED, {"ids": sorted(refusals), "at": at})


def _piece(kept: Row, mended: str | None) -> Piece:
    """The record as a piece again: a row by its source, records of the graph as they stand."""
    payload = mended or kept["payload"]
    found = _json(payload)
    if registry.is_row(found) or registry.is_row(_json(kept["payload"])):
        return registry.remapped(found)
    return Piece(kept["locator"], batch_of(payload))


def _changes(kept: str, mended: str | None) -> str:
    """What a person changed in a row, cell by cell; empty for nothing, and for records of the graph."""
    old, new = _row(_json(kept)), _row(_json(mended or kept))
    columns = [column for column in {**old, **new} if old.get(column) != new.get(column)]
    return ", ".join(f"{column} {_quoted(old.get(column))} -> {_quoted(new.get(column))}" for column in columns)


def _row(payload: object) -> Mapping[str, str | None]:
    row = payload["row"] if isinstance(payload, dict) and registry.is_row(payload) else {}
    return row if isinstance(row, dict) else {}


def _quoted(cell: str | None) -> str:
    return f"{cell or ''!r}"


def _json(text: str) -> Any:  # Any: foreign JSON
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as problem:
        raise InvalidValue(f"the record is no JSON: {problem}") from problem
