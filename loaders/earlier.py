"""What earlier loads left in a store that a new batch has to be judged against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from testigo.ontology.batch import Batch, node_table, relationship_table
from testigo.ontology.ids import label_of
from testigo.ontology.tables import node_schema
from testigo.ontology.validation.portions import superseded
from testigo.store.protocols import Store
from testigo.store.views.lookups import lookup

_STATEMENTS = lookup("MATCH (n:Statement {id: id})", **{name: f"n.{name}" for name in node_schema("Statement").names})
_SPEAKERS = lookup("MATCH (:Statement {id: id})-[:SAID_BY]->(actor:Actor)", actor="actor.id")
_ACTORS = lookup("MATCH (n:Actor {id: id})", **{name: f"n.{name}" for name in node_schema("Actor").names})


def context(store: Store, batch: Batch) -> Batch:
    """The statements of the store that those of a batch supersede, or are superseded by, with their speakers and who
    these are held to be.

    Empty where nothing is superseded. The judgements that stand are in the speakers' canonical ids.
    """
    starts = set(_column(batch, "SUPERSEDES", "start"))
    if not starts:
        return Batch()
    outside = superseded(batch) | starts.difference(batch.ids("Statement"))
    statements = _STATEMENTS.rows(store, outside)
    said = _SPEAKERS.rows(store, outside | starts)
    actors = _ACTORS.rows(store, {row["actor"] for row in said} | set(_actors(batch)))
    nodes = {label: node_table(label, rows) for label, rows in (("Statement", statements), ("Actor", actors)) if rows}
    ends = [{"start": row["id"], "end": row["actor"]} for row in said]
    return Batch(nodes, {"SAID_BY": relationship_table("SAID_BY", ends)} if ends else {})


def _actors(batch: Batch) -> Iterator[str]:
    """The speakers of a batch, and the actors that it judges to be the same."""
    for type in ("SAID_BY", "LEFT", "RIGHT"):
        yield from (id for id in _column(batch, type, "end") if label_of(id) == "Actor")


def _column(batch: Batch, type: str, name: str) -> Iterable[str]:
    table = batch.relationships.get(type)
    return [] if table is None else table.column(name).to_pylist()
