"""Versions of one coded record: what a later one says supersedes or retracts what an earlier one said.

A record is a row of a table: a passage, and the statements on it that carry a `recordVersion`. Two records are
versions of one where they speak of the same event for the same source. Every pair of versions is linked by what these
two say and by nothing else, so the order in which they come in does not matter:

- a statement that the later version does not repeat is superseded by the later statement in the same slot: of the same
  kind, cells, measure, population and scope. Where a slot holds several (the names of a list), each by the one about
  the same participation or place, else by those that are new in the slot;
- where the later version says nothing in the slot, the statement is retracted by the later version's act-type;
- a record of which its source says that it deleted it (modality `retracts`) retracts all that came before it;
- a cell that could not be read is not taken for silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

import polars as pl
import pyarrow as pa
from testigo.loaders.source import Piece
from testigo.ontology.batch import Batch, merged, node_table, relationship_table
from testigo.ontology.terms import Modality, StatementKind
from testigo.store.protocols import Store
from testigo.store.views.lookups import Row, lookup

Unread = Mapping[str, frozenset[str]]
"""Passage → the columns of its row that no statement could be made of."""

NOTHING_UNREAD: Unread = {}

SLOTS = pl.Schema({
    "event": pl.String(), "passage": pl.String(), "source": pl.String(), "version": pl.String(), "id": pl.String(),
    "kind": pl.String(), "modality": pl.String(), "columns": pl.List(pl.String()), "measure": pl.String(),
    "population": pl.String(), "scope": pl.String(), "target": pl.String(), "unread": pl.List(pl.String()),
})  # fmt: skip
"""One row a statement and passage: all that linking needs. `target`: the participation or place it is about."""

_TARGETS = ("SUPPORTS", "DENIES", "AT_PLACE")
_STATEMENT = (
    "kind", "modality", "columns", "measure", "population", "scope", "extractor", "recordVersion", "publishedOn",
    "asOf", "saidLatest",
)  # fmt: skip
_VERSIONED = lookup(
    "MATCH (:Event {id: id})<-[:ABOUT]-(n:Statement) WHERE n.recordVersion IS NOT NULL",
    statement="n.id", **{name: f"n.{name}" for name in _STATEMENT},
)  # fmt: skip
_ENDS = {
    "ANCHORED_AT": lookup("MATCH (:Statement {id: id})-[:ANCHORED_AT]->(n:Passage)", end="n.id"),
    "SAID_BY": lookup("MATCH (:Statement {id: id})-[:SAID_BY]->(n:Actor)", end="n.id"),
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
    events = store.known("Event", new["event"].unique().to_list()) if len(new) else set()
    sources = set(new["source"])
    found = [row for row in _VERSIONED.rows(store, events) if row["extractor"].partition("/")[0] in sources]
    if not found:
        return Batch()
    ids = {row["statement"] for row in found}
    ends = {type: each.rows(store, ids) for type, each in _ENDS.items()}
    about = [{"id": row["statement"], "end": row["id"]} for row in found]
    statements = {row["statement"]: {"id": row["statement"], **{n: row[n] for n in _STATEMENT}} for row in found}
    return Batch(
        {"Statement": node_table("Statement", statements.values())},
        {type: _relationships(type, rows) for type, rows in {"ABOUT": about, **ends}.items() if rows},
    )


def _relationships(type: str, rows: Iterable[Row]) -> pa.Table:
    return relationship_table(type, ({"start": row["id"], "end": row["end"]} for row in rows))


def unread(piece: Piece) -> Unread:
    """The columns of a piece that its faults refuse, by passage."""
    columns: dict[str, set[str]] = defaultdict(set)
    for fault in piece.faults:
        if fault.refuses and fault.path:
            columns[fault.locator].add(fault.path)
    passages = piece.batch.ids("Passage") if columns else []
    return {id: frozenset(columns[at]) for id in passages if (at := piece.place_of(id)) in columns}


def linked(batch: Batch, earlier: Batch, unread: Unread = NOTHING_UNREAD) -> Batch:
    """The batch with SUPERSEDES and RETRACTS between the versions in it, and between it and what the store held."""
    new = slots(batch, unread)
    if not len(new):
        return batch
    old = slots(earlier).join(new, on="passage", how="anti")  # not the same row, loaded again
    found = links(pl.concat([new, old]), set(new["passage"]))
    return merged([batch, found]) if found.relationships else batch


def slots(batch: Batch, unread: Unread = NOTHING_UNREAD) -> pl.DataFrame:
    """The statements of a batch that carry a version, as `SLOTS` has them."""
    statements = batch.nodes.get("Statement")
    if statements is None or statements.column("recordVersion").null_count == len(statements):
        return SLOTS.to_frame()
    rows = _frame(statements.select(["id", *_STATEMENT])).filter(pl.col("recordVersion").is_not_null())
    targets = pl.concat([_pairs(batch, type, "target") for type in _TARGETS])
    cells = pl.DataFrame(
        [(passage, sorted(columns)) for passage, columns in unread.items()],
        schema={"passage": pl.String, "unread": pl.List(pl.String)},
        orient="row",
    )
    return (
        rows.join(_pairs(batch, "ABOUT", "event").filter(pl.col("event").str.starts_with("event-")), on="id")
        .join(_pairs(batch, "ANCHORED_AT", "passage"), on="id")
        .join(targets, on="id", how="left")
        .join(cells, on="passage", how="left")
        .with_columns(source=pl.col("extractor").str.split("/").list.first(), version=pl.col("recordVersion"))
        .select(SLOTS.names())
    )


def _frame(table: pa.Table) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(table))


def _pairs(batch: Batch, type: str, end: str) -> pl.DataFrame:
    """The relationships of a type: `id` of the start, and the end under the name given."""
    table = batch.relationships.get(type)
    if table is None:
        return pl.DataFrame(schema={"id": pl.String, end: pl.String})
    return _frame(table.select(["start", "end"])).rename({"start": "id", "end": end})


def links(found: pl.DataFrame, fresh: Collection[str]) -> Batch:
    """SUPERSEDES and RETRACTS between versions of one record, where one of the two is on a passage of `fresh`."""
    pairs = {
        link
        for record in _versioned(found).partition_by("event", "source")
        for old, new in permutations(_records(record), 2)
        if old.version < new.version and (old.passage in fresh or new.passage in fresh)
        for link in _between(old, new)
    }
    by_type: dict[str, list[dict[str, object]]] = defaultdict(list)
    for type, start, end in sorted(pairs):
        by_type[type].append({"start": start, "end": end})
    return Batch({}, {type: relationship_table(type, rows) for type, rows in by_type.items()})


def _versioned(found: pl.DataFrame) -> pl.DataFrame:
    """The rows of events that more than one version speaks of, `version` that of the whole record.

    A statement that is repeated in a later release may keep the version in which it was first said; so a record's
    version is the latest of what no other record says, else of all it says.
    """
    several = found.filter(pl.col("version").n_unique().over("event", "source") > 1)
    own = several.with_columns(own=pl.when(pl.col("passage").n_unique().over("id") == 1).then("version"))
    return own.with_columns(version=pl.coalesce(pl.col("own", "version").max().over("passage")))


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement of a record. `slot`: what a later version must say something on, if it is not silent."""

    id: str
    slot: tuple[object, ...]
    columns: tuple[str, ...]
    target: str | None
    is_act_type: bool
    retracts: bool


@dataclass(frozen=True, slots=True)
class _Record:
    """One version of a record, with the columns that could not be read."""

    passage: str
    version: str
    said: tuple[_Said, ...]
    unread: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(each.id for each in self.said)

    def targets(self, slot: tuple[object, ...]) -> set[str | None]:
        """What it says in a slot."""
        return {each.target for each in self.said if each.slot == slot}

    @property
    def carrier(self) -> _Said:
        """The statement that takes back what the record no longer says: its act-type, if that could be read."""
        return min(self.said, key=lambda each: (not each.is_act_type, each.id))


def _records(rows: pl.DataFrame) -> list[_Record]:
    return [
        _Record(
            passage=said[0]["passage"],
            version=said[0]["version"],
            said=tuple(map(_said, said)),
            unread=frozenset(said[0]["unread"] or ()),
        )
        for said in (of.to_dicts() for of in rows.partition_by("passage"))
    ]


def _said(row: Row) -> _Said:
    columns = tuple(row["columns"] or ())
    return _Said(
        id=row["id"],
        slot=(row["kind"], columns, row["measure"], row["population"], row["scope"]),
        columns=columns,
        target=row["target"],
        is_act_type=row["kind"] == StatementKind.ACT_TYPE,
        retracts=row["modality"] == Modality.RETRACTS,
    )


def _between(old: _Record, new: _Record) -> Iterator[tuple[str, str, str]]:
    """What the later of two versions supersedes and retracts of the earlier: type, start, end."""
    deleted = [each for each in new.said if each.retracts]
    for before in old.said:
        if before.retracts or before.id in new.ids:
            continue
        if deleted:
            yield from (("RETRACTS", each.id, before.id) for each in deleted)
        elif after := _in_place_of(before, old, new):
            yield from (("SUPERSEDES", each.id, before.id) for each in after)
        elif new.unread.isdisjoint(before.columns):
            yield ("RETRACTS", new.carrier.id, before.id)


def _in_place_of(before: _Said, old: _Record, new: _Record) -> list[_Said]:
    """What the later version says in the same slot: of the same participation or place, else what is new there."""
    there = [each for each in new.said if each.slot == before.slot]
    known = old.targets(before.slot)
    return [each for each in there if each.target == before.target] or [
        each for each in there if each.target not in known
    ]
