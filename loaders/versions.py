"""Versions of one coded record: what a later one says supersedes or retracts what an earlier one said.

A record is a row of a table: a passage, and the statements on it that carry a `recordVersion`. Two records are
versions of one where they speak of the same event for the same source. Every pair of versions is linked by what these
two say and by nothing else, so the order in which they come in does not matter:

- a statement that the later version does not repeat is superseded by the later statement in the same slot: of the same
  kind, cells, measure, population and scope. Where a slot holds several (the names of a list), each by the one about
  the same participation or place, else by those that are new in the slot;
- where the later version says nothing in the slot, the statement is retracted by the later version's act-type;
- a record of which its source says that it deleted it (modality `retracts`) retracts all that came before it;
- a cell that could not be read is not taken for silence;
- what is said, dropped and said again is a new statement, where ids hold no version (`said_again`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl
import pyarrow as pa
from testigo.loaders.source import Piece
from testigo.loaders.version_links import links, said_again
from testigo.loaders.version_slots import NOTHING_UNREAD, STATEMENT, Unread, renamed, slots, unread
from testigo.ontology.batch import Batch, merged, node_table, relationship_table
from testigo.store.protocols import Store
from testigo.store.views.lookups import Row, lookup

__all__ = ["earlier", "linked", "links", "slots", "unread", "versioned"]

_OF_EVENTS = "MATCH (:Event {id: id})<-[:ABOUT]-(n:Statement) WHERE n.recordVersion IS NOT NULL"
_SAID = lookup(_OF_EVENTS, statement="n.id", version="n.recordVersion", extractor="n.extractor")
_STATEMENTS = lookup(_OF_EVENTS, statement="n.id", **{name: f"n.{name}" for name in STATEMENT})
_ENDS = {
    "ANCHORED_AT": lookup("MATCH (:Statement {id: id})-[:ANCHORED_AT]->(n:Passage)", end="n.id"),
    "SUPPORTS": lookup("MATCH (:Statement {id: id})-[:SUPPORTS]->(n:Participation)", end="n.id"),
    "DENIES": lookup("MATCH (:Statement {id: id})-[:DENIES]->(n:Participation)", end="n.id"),
    "AT_PLACE": lookup("MATCH (:Statement {id: id})-[:AT_PLACE]->(n:Place)", end="n.id"),
}


def versioned(store: Store, piece: Piece) -> Piece:
    """A piece with the links between its records' versions, those that the store holds among them."""
    found = earlier(store, piece.batch)
    return replace(piece, batch=linked(piece.batch, found, unread(piece)))


def earlier(store: Store, batch: Batch) -> Batch:
    """What the store holds of other versions of a batch's records: the statements and their ends.

    The statements have only the properties that linking and the shape of supersession need. Empty where the batch has
    no versions, or the store none of its events.
    """
    new = slots(batch)
    sources = set(new["source"])
    events = _told_otherwise(store, new) if len(new) else set()
    found = [row for row in _STATEMENTS.rows(store, events) if row["extractor"].partition("/")[0] in sources]
    if not found:
        return Batch()
    ends = {type: each.rows(store, {row["statement"] for row in found}) for type, each in _ENDS.items()}
    about = [{"id": row["statement"], "end": row["id"]} for row in found]
    statements = {row["statement"]: {"id": row["statement"], **{n: row[n] for n in STATEMENT}} for row in found}
    return Batch(
        {"Statement": node_table("Statement", statements.values())},
        {type: _relationships(type, rows) for type, rows in {"ABOUT": about, **ends}.items() if rows},
    )


def _told_otherwise(store: Store, new: pl.DataFrame) -> set[str]:
    """The events of a batch of which the store holds what the batch does not say, or a later version.

    A batch that is loaded again, or says the same with more, is so told apart by one question.
    """
    events = store.known("Event", new["event"].unique().to_list())
    batch = dict(new.group_by("event").agg(pl.col("version").min()).iter_rows())
    said = set(new["id"])
    return {
        row["id"]
        for row in _SAID.rows(store, events)
        if row["statement"] not in said or row["version"] > batch[row["id"]]
    }


def _relationships(type: str, rows: Iterable[Row]) -> pa.Table:
    return relationship_table(type, ({"start": row["id"], "end": row["end"]} for row in rows))


def linked(batch: Batch, earlier: Batch, unread: Unread = NOTHING_UNREAD) -> Batch:
    """The batch with SUPERSEDES and RETRACTS between the versions in it, and between it and what the store held."""
    new = slots(batch, unread)
    if not len(new):
        return batch
    old = slots(earlier).join(new, on="passage", how="anti")  # not the same row, loaded again
    passages = set(new["passage"])
    if again := said_again(pl.concat([new, old]), passages):
        batch, new = renamed(batch, again), new.with_columns(pl.col("id").replace(again))
    found = links(pl.concat([new, old]), passages)
    return merged([batch, found]) if found.relationships else batch
