"""What proposals are made from, read from a store: records by their canonical ids, so that what is joined is one."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from testigo.store.proposals.events import tables as columns
from testigo.store.proposals.events.tables import EventTables
from testigo.store.protocols import Store

_EVENT = "event.canonicalId AS event"
EVENTS = f"""MATCH (event:Event) WHERE event.id = event.canonicalId
RETURN {_EVENT}, event.earliest AS earliest, event.latest AS latest"""
TYPES = f"""MATCH (event:Event) WHERE event.id = event.canonicalId AND event.type IS NOT NULL
RETURN {_EVENT}, event.type AS type"""
PARTS = f"""MATCH (event:Event)<-[:IN_EVENT]-(:Participation)-[:OF_ACTOR]->(actor:Actor)
RETURN DISTINCT {_EVENT}, actor.canonicalId AS actor"""
SITES = f"""MATCH (event:Event)-[:AT_PLACE]->(place:Place)
RETURN DISTINCT {_EVENT}, place.canonicalId AS place, place.latitude AS latitude, place.longitude AS longitude"""
WITHIN = """MATCH (place:Place)-[:WITHIN]->(parent:Place)
RETURN DISTINCT place.canonicalId AS place, parent.canonicalId AS parent"""
COUNTS = f"""MATCH (event:Event)<-[:ABOUT]-(said:Statement)
WHERE said.measure IN ['killed', 'injured']
RETURN {_EVENT}, said.measure AS measure, min(said.effLow) AS low, max(said.effHigh) AS high"""
VOICES = f"""MATCH (event:Event)<-[:ABOUT]-(:Statement)-[:SAID_BY]->(actor:Actor)
RETURN DISTINCT {_EVENT}, actor.canonicalId AS actor"""
# a row of a data set is in no report of its own: those that it cites stand for it
REPORTS = (
    f"""MATCH (event:Event)<-[:ABOUT]-(:Statement)-[:CITES]->(report:Report)
    RETURN DISTINCT {_EVENT}, report.id AS report""",
    f"""MATCH (event:Event)<-[:ABOUT]-(:Statement)-[:ANCHORED_AT]->(:Passage)-[:IN_TEXT]->(:Text)
    -[:EXTRACTED_FROM]->(:Snapshot)-[:CAPTURE_OF]->(report:Report) RETURN DISTINCT {_EVENT}, report.id AS report""",
)
ACTORS = """MATCH (actor:Actor) WHERE actor.id = actor.canonicalId
RETURN actor.id AS id, actor.kind AS kind, actor.identified AS identified"""
NAMES = """MATCH (actor:Actor)-[:HAS_NAME]->(name:Name)
RETURN DISTINCT actor.canonicalId AS owner, name.literal AS literal"""
SUPERIORS = """MATCH (actor:Actor)-[:PART_OF]->(superior:Actor)
RETURN actor.canonicalId AS id, min(superior.canonicalId) AS superior"""
REGISTERED = """MATCH (j:Judgement)-[:RIGHT]->(actor:Actor)
WHERE j.verdict = 'same' AND j.by STARTS WITH 'rule:' AND j.revokedAt IS NULL
RETURN DISTINCT actor.canonicalId AS id"""
CROWD = 50  # actors of one event: who is among so many is no companion


def event_tables(store: Store) -> EventTables:
    """Everything that events are compared by."""
    return EventTables(
        events=_rows(store, EVENTS, columns.EVENTS),
        types=_rows(store, TYPES, columns.TYPES),
        parts=_rows(store, PARTS, columns.PARTS),
        sites=_rows(store, SITES, columns.SITES),
        within=_rows(store, WITHIN, columns.WITHIN),
        counts=_rows(store, COUNTS, columns.COUNTS),
        voices=_rows(store, VOICES, columns.VOICES),
        reports=pl.concat([_rows(store, each, columns.REPORTS) for each in REPORTS]).unique(),
    )


def actor_tables(store: Store) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The actors and their names, as `propose_actors` takes them; of countries the graph says nothing."""
    actors = _rows(store, ACTORS, {"id": pl.String, "kind": pl.String, "identified": pl.Boolean})
    superiors = _rows(store, SUPERIORS, {"id": pl.String, "superior": pl.String})
    registered = _rows(store, REGISTERED, {"id": pl.String})["id"]
    known = actors.join(superiors, on="id", how="left").join(_together(store), on="id", how="left")
    told = known.with_columns(
        country=pl.lit(None, pl.String), register=pl.col("id").is_in(registered.implode()),
        together=pl.col("together").fill_null([]),
    )  # fmt: skip
    return told, _rows(store, NAMES, {"owner": pl.String, "literal": pl.String})


def _together(store: Store) -> pl.DataFrame:
    """With whom each actor is said to have taken part in something."""
    parts = _rows(store, PARTS, columns.PARTS).filter(pl.len().over("event") <= CROWD)
    met = parts.join(parts, on="event", suffix="_too").filter(pl.col("actor") != pl.col("actor_too"))
    return met.group_by(id="actor").agg(together=pl.col("actor_too").unique().sort())


def _rows(store: Store, cypher: str, schema: Mapping[str, type[pl.DataType] | pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(list(store.stream(cypher)), schema=dict(schema), orient="row")
