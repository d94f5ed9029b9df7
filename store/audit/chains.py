"""Cycles, supersessions by another speaker, and anchors, over the whole store or from what a load touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa
from testigo.ontology.batch import Batch, node_table
from testigo.ontology.tables import RELATIONSHIPS
from testigo.ontology.validation.anchors import broken_anchors
from testigo.ontology.validation.chains import ACYCLIC, SPEAKER, broken_chains
from testigo.ontology.validation.findings import Finding
from testigo.store.protocols import Store

Row = dict[str, Any]  # Any: what the store holds
Touched = Mapping[str, Sequence[str]]
"""Label → ids; None in its place is the whole store."""

_PAIRS_A_PAGE, _TEXTS_A_PAGE, _IDS_A_PAGE = 5_000, 20, 2_000
_ENDS = "RETURN a.id AS start, b.id AS end"
_INNER = "MATCH (a:{label})-[:{type}]->(b) WHERE EXISTS {{ (a)<-[:{type}]-() }} AND EXISTS {{ (b)-[:{type}]->() }} "
_ONWARD = "UNWIND $ids AS id MATCH (a:{label} {{id: id}})-[:{type}]->(b) "
_PAIRS = "MATCH (a:Statement)-[:SUPERSEDES]->(b:Statement) "
_PAIRS_OF = "UNWIND $ids AS id MATCH (a:Statement {id: id})-[:SUPERSEDES]->(b:Statement) "
_SAID = "UNWIND $ids AS id MATCH (a:Statement {id: id})-[:SAID_BY]->(b:Actor) "
_ACTORS = "UNWIND $ids AS id MATCH (a:Actor {id: id}) RETURN a.id AS id, a.canonicalId AS canonicalId"
_JUDGED = """UNWIND $ids AS id MATCH (:Actor {id: id})<-[:LEFT|RIGHT]-(j:Judgement)
MATCH (left)<-[:LEFT]-(j)-[:RIGHT]->(right) WHERE j.verdict = 'same' AND j.revokedAt IS NULL
RETURN DISTINCT left.id AS start, right.id AS end"""
_TEXTS = "MATCH (t:Text) RETURN t.id AS id"
_TEXTS_OF = "UNWIND $ids AS id MATCH (:Passage {id: id})-[:IN_TEXT]->(t:Text) RETURN DISTINCT t.id AS id"
_CONTENTS = """UNWIND $ids AS id MATCH (t:Text {id: id})
RETURN t.id AS id, t.sha256 AS sha256, t.content AS content, t.length AS length"""
_PASSAGES = """UNWIND $ids AS id MATCH (t:Text {id: id})<-[:IN_TEXT]-(p:Passage) RETURN t.id AS text, p.id AS id,
p.kind AS kind, p.start AS start, p.end AS end, p.exact AS exact, p.prefix AS prefix, p.suffix AS suffix"""
_SNAPSHOTS = "MATCH (s:Snapshot) RETURN s.id AS id, s.sha256 AS sha256"
_SNAPSHOTS_OF = "UNWIND $ids AS id MATCH (s:Snapshot {id: id}) RETURN s.id AS id, s.sha256 AS sha256"


def cycles(store: Store, touched: Touched | None) -> Iterator[Finding]:
    """Every record that a chain of one type leads back to; of what was touched, every one of those."""
    for type in ACYCLIC:
        found = _inner_pairs(store, type) if touched is None else _onward(store, type, touched)
        table = _ends(found)
        own = None if touched is None else {id for label in RELATIONSHIPS[type].starts for id in touched.get(label, ())}
        for each in broken_chains(Batch(relationships={type: table}), Batch()) if len(table) else ():
            if own is None or each.id in own:
                yield each


def _inner_pairs(store: Store, type: str) -> Iterator[Row]:
    """The pairs with something before and after them: no cycle has another."""
    for label in RELATIONSHIPS[type].starts:
        yield from store.stream(_INNER.format(label=label, type=type) + _ENDS)


def _onward(store: Store, type: str, touched: Touched) -> Iterator[Row]:
    """The pairs on all chains that start from what was touched."""
    for label in RELATIONSHIPS[type].starts:
        front, seen = set(touched.get(label, ())), set[str]()
        while front := front - seen:
            seen |= front
            pairs = list(_asked(store, _ONWARD.format(label=label, type=type) + _ENDS, front))
            yield from pairs
            front = {pair["end"] for pair in pairs}


def _asked(store: Store, cypher: str, ids: Iterable[str]) -> Iterator[Row]:
    for some in _pages(sorted(ids), _IDS_A_PAGE):
        yield from store.read(cypher, {"ids": some})


def _pages(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while page := list(islice(iterator, size)):
        yield page


def _ends(rows: Iterable[Row]) -> pa.Table:
    """Pairs of ids as a table; whose id is none is told elsewhere."""
    pairs = [
        (row["start"], row["end"]) for row in rows if isinstance(row["start"], str) and isinstance(row["end"], str)
    ]
    return pa.table({"start": [start for start, _ in pairs], "end": [end for _, end in pairs]}, _PAIR)


_PAIR = pa.schema([("start", pa.string()), ("end", pa.string())])


def other_speakers(store: Store, touched: Touched | None) -> Iterator[Finding]:
    """Statements that supersede another speaker's."""
    whole = store.stream(_PAIRS + _ENDS) if touched is None else None
    pairs = whole if whole is not None else _asked(store, _PAIRS_OF + _ENDS, (touched or {}).get("Statement", ()))
    for page in _pages(pairs, _PAIRS_A_PAGE):
        table = _ends(page)
        for each in broken_chains(Batch(relationships={"SUPERSEDES": table}), _speakers(store, table)):
            if each.shape == SPEAKER:
                yield each


def _speakers(store: Store, pairs: pa.Table) -> Batch:
    """Who said the statements of some pairs, and who they are held to be: by canonical ids and standing judgements."""
    said = _ends(_asked(store, _SAID + _ENDS, {*pairs["start"].to_pylist(), *pairs["end"].to_pylist()}))
    actors = set(said["end"].to_pylist())
    same = _ends(_asked(store, _JUDGED, actors))
    actors |= {*same["start"].to_pylist(), *same["end"].to_pylist()}
    rows = [row for row in _asked(store, _ACTORS, actors) if isinstance(row["canonicalId"], str | None)]
    judgements = [f"judgement-{number}" for number in range(len(same))]
    return Batch(
        {
            "Actor": node_table("Actor", rows),
            "Judgement": node_table("Judgement", [{"id": id, "verdict": "same"} for id in judgements]),
        },
        {
            "SAID_BY": said,
            "LEFT": pa.table({"start": judgements, "end": same["start"]}, _PAIR),
            "RIGHT": pa.table({"start": judgements, "end": same["end"]}, _PAIR),
        },
    )


def anchors(store: Store, touched: Touched | None) -> Iterator[Finding]:
    """What does not fit among texts, the passages in them, and hashes. Some texts lie in memory at a time."""
    if touched is None:
        texts, snapshots = store.stream(_TEXTS), store.stream(_SNAPSHOTS)
    else:
        texts = iter([{"id": id} for id in touched.get("Text", ())])
        snapshots = _asked(store, _SNAPSHOTS_OF, touched.get("Snapshot", ()))
        texts = _distinct([*texts, *_asked(store, _TEXTS_OF, touched.get("Passage", ()))])
    for page in _pages((row["id"] for row in texts if isinstance(row["id"], str)), _TEXTS_A_PAGE):
        yield from broken_anchors(_anchored(store, page))
    for rows in _pages((row for row in snapshots if _fits(row, "Snapshot")), _PAIRS_A_PAGE):
        yield from broken_anchors(Batch({"Snapshot": node_table("Snapshot", rows)}))


def _distinct(rows: Iterable[Row]) -> Iterator[Row]:
    return iter({row["id"]: row for row in rows}.values())


def _anchored(store: Store, ids: list[str]) -> Batch:
    """Some texts with the passages in them, as far as their values are of the types that the tables have."""
    texts = [row for row in store.read(_CONTENTS, {"ids": ids}) if _fits(row, "Text")]
    passages, homes = {}, []
    for row in store.read(_PASSAGES, {"ids": ids}):
        text = row.pop("text")
        if _fits(row, "Passage"):
            passages[row["id"]] = row
            homes.append({"start": row["id"], "end": text})
    return Batch(
        {"Text": node_table("Text", texts), "Passage": node_table("Passage", passages.values())},
        {"IN_TEXT": _ends(homes)},
    )


_NUMBERS = {"start", "end", "length"}


def _fits(row: Row, label: str) -> bool:
    """Whether a row's values have the types of their columns: a shape tells of one that has not."""
    return isinstance(row["id"], str) and all(
        value is None or type(value) is (int if name in _NUMBERS else str) for name, value in row.items()
    )
