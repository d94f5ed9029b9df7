"""Recompute the views: canonical ids first, then every event that what changed bears on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from testigo.store.protocols import Store
from testigo.store.views.default import view
from testigo.store.views.lookups import Lookup, lookup
from testigo.store.views.naming import LABELS, rename, renaming
from testigo.store.views.reading import cases
from testigo.store.views.touched import Touched
from testigo.store.views.writing import write

EVENTS_AT_A_TIME = 500
_FOUND = {"id": "n.id"}
JUDGED = (lookup("MATCH (:Judgement {id: id})-[:LEFT|RIGHT]->(n)", **_FOUND),)
ASSESSED = (lookup("MATCH (:Assessment {id: id})-[:OF]->(n)", **_FOUND),)
OVERTAKEN = (lookup("MATCH (:Statement {id: id})-[:SUPERSEDES|RETRACTS*1..4]->(n:Statement)", **_FOUND),)
OF_STATEMENTS = (
    lookup("MATCH (:Statement {id: id})-[:ABOUT]->(n:Event)", **_FOUND),
    lookup("MATCH (:Statement {id: id})-[:SUPPORTS|DENIES]->(:Participation)-[:IN_EVENT]->(n:Event)", **_FOUND),
)
OF_PARTICIPATIONS = (lookup("MATCH (:Participation {id: id})-[:IN_EVENT]->(n:Event)", **_FOUND),)
_SAID = "MATCH (:Actor {id: id})<-[:SAID_BY|SOURCED_FROM]-(:Statement)"
OF_ACTORS = (
    lookup("MATCH (:Actor {id: id})<-[:OF_ACTOR]-(:Participation)-[:IN_EVENT]->(n:Event)", **_FOUND),
    lookup(f"{_SAID}-[:ABOUT]->(n:Event)", **_FOUND),
    lookup(f"{_SAID}-[:SUPPORTS|DENIES]->(:Participation)-[:IN_EVENT]->(n:Event)", **_FOUND),
)
OF_PLACES = (lookup("MATCH (:Place {id: id})<-[:AT_PLACE]-(:Statement)-[:ABOUT]->(n:Event)", **_FOUND),)
# an event without one was brought by a load that has still to come to it
CANONICAL = (lookup("MATCH (n:Event {id: id}) WHERE n.canonicalId IS NOT NULL", id="n.canonicalId"),)
NOTED = "MATCH (n:TestigoStore {id: 'views'}) WHERE n.stale IS NOT NULL RETURN n.stale AS ids"
NOTE = "MERGE (n:TestigoStore {id: 'views'}) SET n.stale = $ids"
DONE = "MATCH (n:TestigoStore {id: 'views'}) DELETE n"


def refresh(store: Store, touched: Touched) -> None:
    """Recompute what a load touched. Doing it again, or after loads in another order, gives the same graph.

    One that was killed is made good by the next: what it had still to do is noted in the store.
    """
    judged = Touched.of(_ids(store, JUDGED, touched.judgements))
    assessed = Touched.of(_ids(store, ASSESSED, touched.assessments))
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
    _recompute(store, _ids(store, CANONICAL, _events(store, whole) | elsewhere | noted))
    if noted:
        store.run(DONE)


def refresh_all(store: Store) -> None:
    """Recompute every view of the store."""
    for label in LABELS:
        rename(store, renaming(store, label, _all(store, label)))
    _recompute(store, _ids(store, CANONICAL, _all(store, "Event")))
    store.run(DONE)


def _events(store: Store, touched: Touched) -> set[str]:
    """The events that touched records bear on, by their own ids."""
    statements = touched.statements | _ids(store, OVERTAKEN, touched.statements)
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


def _ids(store: Store, lookups: Sequence[Lookup], ids: Iterable[str]) -> set[str]:
    """The ids that these lookups give."""
    asked = list(ids)
    return {row["id"] for each in lookups for row in each.rows(store, asked)}
