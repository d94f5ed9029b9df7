"""Recompute the views: canonical ids first, then every event that what changed bears on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from testigo.store.protocols import Store
from testigo.store.views.default import view
from testigo.store.views.naming import LABELS, rename, renaming
from testigo.store.views.reading import cases
from testigo.store.views.touched import Touched
from testigo.store.views.writing import read_in_pieces, write

EVENTS_AT_A_TIME = 500
JUDGED = """UNWIND $ids AS id
MATCH (:Judgement {id: id})-[:LEFT|RIGHT]->(n) RETURN n.id AS id"""
ASSESSED = "UNWIND $ids AS id MATCH (:Assessment {id: id})-[:OF]->(n) RETURN n.id AS id"
OVERTAKEN = """UNWIND $ids AS id
MATCH (:Statement {id: id})-[:SUPERSEDES|RETRACTS*1..4]->(s:Statement) RETURN DISTINCT s.id AS id"""
OF_STATEMENTS = (
    "UNWIND $ids AS id MATCH (:Statement {id: id})-[:ABOUT]->(n:Event) RETURN DISTINCT n.id AS id",
    """UNWIND $ids AS id
    MATCH (:Statement {id: id})-[:SUPPORTS|DENIES]->(:Participation)-[:IN_EVENT]->(n:Event)
    RETURN DISTINCT n.id AS id""",
)
OF_PARTICIPATIONS = (
    "UNWIND $ids AS id MATCH (:Participation {id: id})-[:IN_EVENT]->(n:Event) RETURN DISTINCT n.id AS id",
)
OF_ACTORS = (
    """UNWIND $ids AS id
    MATCH (:Actor {id: id})<-[:OF_ACTOR]-(:Participation)-[:IN_EVENT]->(n:Event) RETURN DISTINCT n.id AS id""",
    """UNWIND $ids AS id
    MATCH (:Actor {id: id})<-[:SAID_BY|SOURCED_FROM]-(:Statement)-[:ABOUT]->(n:Event) RETURN DISTINCT n.id AS id""",
    """UNWIND $ids AS id
    MATCH (:Actor {id: id})<-[:SAID_BY|SOURCED_FROM]-(:Statement)-[:SUPPORTS|DENIES]->(:Participation)
      -[:IN_EVENT]->(n:Event)
    RETURN DISTINCT n.id AS id""",
)
OF_PLACES = (
    """UNWIND $ids AS id
    MATCH (:Place {id: id})<-[:AT_PLACE]-(:Statement)-[:ABOUT]->(n:Event) RETURN DISTINCT n.id AS id""",
)
CANONICAL = "UNWIND $ids AS id MATCH (n:Event {id: id}) RETURN DISTINCT n.canonicalId AS id"

NOTED = "MATCH (n:TestigoStore {id: 'views'}) WHERE n.stale IS NOT NULL RETURN n.stale AS ids"
NOTE = "MERGE (n:TestigoStore {id: 'views'}) SET n.stale = $ids"
DONE = "MATCH (n:TestigoStore {id: 'views'}) DELETE n"


def refresh(store: Store, touched: Touched) -> None:
    """Recompute what a load touched. Doing it again, or after loads in another order, gives the same graph.

    One that was killed is made good by the next: what it had still to do is noted in the store.
    """
    judged = Touched.of(_ids(store, (JUDGED,), touched.judgements))
    assessed = Touched.of(_ids(store, (ASSESSED,), touched.assessments))
    whole = touched | judged | assessed
    names = {label: renaming(store, label, getattr(whole, f"{label.lower()}s")) for label in LABELS}
    elsewhere = set(
        names["Event"].again
        | _ids(store, OF_ACTORS, names["Actor"].again)
        | _ids(store, OF_PLACES, names["Place"].again)
    )
    if elsewhere:
        _leave_note(store, elsewhere)
    for each in names.values():
        rename(store, each)
    noted = _noted(store)
    _recompute(store, _ids(store, (CANONICAL,), _events(store, whole) | elsewhere | noted))
    if noted:
        store.run(DONE)


def refresh_all(store: Store) -> None:
    """Recompute every view of the store."""
    for label in LABELS:
        rename(store, renaming(store, label, _all(store, label)))
    _recompute(store, _ids(store, (CANONICAL,), _all(store, "Event")))
    store.run(DONE)


def _events(store: Store, touched: Touched) -> set[str]:
    """The events that touched records bear on, by their own ids."""
    statements = touched.statements | _ids(store, (OVERTAKEN,), touched.statements)
    return (
        set(touched.events)
        | _ids(store, OF_STATEMENTS, statements)
        | _ids(store, OF_PARTICIPATIONS, touched.participations)
    )


def _leave_note(store: Store, events: set[str]) -> None:
    store.run(NOTE, {"ids": sorted(events | _noted(store))})


def _noted(store: Store) -> set[str]:
    """The events that a refresh had still to recompute when it ended."""
    return {id for row in store.read(NOTED) for id in row["ids"]}


def _recompute(store: Store, events: Iterable[str]) -> None:
    """The views of these events (canonical ids), some hundred at a time."""
    ids = sorted(events)
    for first in range(0, len(ids), EVENTS_AT_A_TIME):
        some = cases(store, ids[first : first + EVENTS_AT_A_TIME])
        write(store, ((case, view(case)) for case in some))


def _all(store: Store, label: str) -> set[str]:
    return {row["id"] for row in store.stream(f"MATCH (n:{label}) RETURN n.id AS id")}


def _ids(store: Store, statements: Sequence[str], ids: Iterable[str]) -> set[str]:
    """The ids that the statements give for these."""
    asked = sorted(ids)
    return {row["id"] for cypher in statements for row in read_in_pieces(store, cypher, asked)}
