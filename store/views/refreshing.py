"""Recompute the views: canonical ids first, then every event that what changed bears on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from testigo.store.protocols import Store
from testigo.store.views.default import view
from testigo.store.views.naming import LABELS, rename
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


def refresh(store: Store, touched: Touched) -> None:
    """Recompute what a load touched. Doing it again, or after loads in another order, gives the same graph."""
    judged = Touched.of(_ids(store, (JUDGED,), touched.judgements))
    assessed = Touched.of(_ids(store, (ASSESSED,), touched.assessments))
    whole = touched | judged | assessed
    renamed = {label: rename(store, label, getattr(whole, f"{label.lower()}s")) for label in LABELS}
    statements = whole.statements | _ids(store, (OVERTAKEN,), whole.statements)
    events = (
        whole.events
        | renamed["Event"]
        | _ids(store, OF_STATEMENTS, statements)
        | _ids(store, OF_PARTICIPATIONS, whole.participations)
        | _ids(store, OF_ACTORS, renamed["Actor"])
        | _ids(store, OF_PLACES, renamed["Place"])
    )
    _recompute(store, _ids(store, (CANONICAL,), events))


def refresh_all(store: Store) -> None:
    """Recompute every view of the store."""
    for label in LABELS:
        rename(store, label, _all(store, label))
    _recompute(store, _ids(store, (CANONICAL,), _all(store, "Event")))


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
