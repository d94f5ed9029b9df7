"""From views to the store: one statement a kind of change, and only what changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from testigo.ontology.tables import camel
from testigo.store.protocols import Store
from testigo.store.views.lookups import Row, lookup, run_in_pieces
from testigo.store.views.policy import NAME
from testigo.store.views.rows import Case, EventView, View

EVENTS = "UNWIND $rows AS row MATCH (n:Event {id: row.id}) SET n += row.view"
STATUSES = "UNWIND $rows AS row MATCH (n:Participation {id: row.id}) SET n.status = row.status, n.policy = row.policy"
PLACED = """UNWIND $rows AS row
MATCH (event:Event {id: row.start}) MATCH (place:Place {id: row.end}) MERGE (event)-[:AT_PLACE]->(place)"""
UNPLACED = """UNWIND $rows AS row
MATCH (event:Event {id: row.start})-[at:AT_PLACE]->(place:Place) WHERE place.id = row.end DELETE at"""
_PROPERTIES = {camel(each.name): each.name for each in fields(EventView)}
KNOWN_EVENTS = lookup("MATCH (n:Event {id: id})", policy="n.policy", **{name: f"n.{name}" for name in _PROPERTIES})
KNOWN_STATUSES = lookup("MATCH (n:Participation {id: id})", status="n.status", policy="n.policy")
KNOWN_PLACES = lookup("MATCH (:Event {id: id})-[:AT_PLACE]->(place:Place)", place="place.id")


def write(store: Store, views: Iterable[tuple[Case, View]]) -> None:
    """Put views into the graph: every record of an event gets the view of the whole event."""
    answered = list(views)
    members = sorted({member for case, _ in answered for member in case.members})
    _write_events(store, members, answered)
    _write_statuses(store, answered)
    _write_places(store, members, answered)


def _write_events(store: Store, members: list[str], answered: Sequence[tuple[Case, View]]) -> None:
    known = {row.pop("id"): row for row in KNOWN_EVENTS.rows(store, members)}
    wanted = {member: _properties(view.event) for case, view in answered for member in case.members}
    rows = [{"id": id, "view": view} for id, view in sorted(wanted.items()) if known.get(id) != view]
    run_in_pieces(store, EVENTS, rows)


def _properties(view: EventView) -> Row:
    return {"policy": NAME, **{name: _plain(getattr(view, field)) for name, field in _PROPERTIES.items()}}


def _plain(value: object) -> object:
    """A term as its notation, so that it can be compared with what the store gives."""
    return str(value) if isinstance(value, str) else value


def _write_statuses(store: Store, answered: Sequence[tuple[Case, View]]) -> None:
    wanted = {id: str(status) for _, view in answered for id, status in view.statuses.items()}
    known = {row["id"]: (row["status"], row["policy"]) for row in KNOWN_STATUSES.rows(store, wanted)}
    rows = [
        {"id": id, "status": status, "policy": NAME}
        for id, status in sorted(wanted.items())
        if known.get(id) != (status, NAME)
    ]
    run_in_pieces(store, STATUSES, rows)


def _write_places(store: Store, members: list[str], answered: Sequence[tuple[Case, View]]) -> None:
    known = {(row["id"], row["place"]) for row in KNOWN_PLACES.rows(store, members)}
    wanted = {pair for _, view in answered for pair in view.places}
    run_in_pieces(store, PLACED, _ends(wanted - known))
    run_in_pieces(store, UNPLACED, _ends(known - wanted))


def _ends(pairs: Iterable[tuple[str, str]]) -> list[Row]:
    return [{"start": start, "end": end} for start, end in sorted(pairs)]
