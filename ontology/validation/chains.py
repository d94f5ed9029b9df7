"""Rules on chains of relationships, which no path of SHACL Core follows.

Cycles need recursion; "the same speaker" needs judgements of identity, of which only those that stand count.
Both see the batch and its context, not the whole store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.validation.findings import Finding, finding

ACYCLIC = ("SUPERSEDES", "WITHIN", "SUB_EVENT_OF", "PART_OF", "RELAYS", "BROADER")
CYCLE, SPEAKER, ORDER = "cycle", "supersedes-speaker", "ord"
_SHALLOW = 4  # rounds in columns: most chains are shorter, and each round costs the same


def broken_chains(batch: Batch, context: Batch) -> Iterator[Finding]:
    """What is wrong with the batch's chains."""
    for type in ACYCLIC:
        if type in batch.relationships:
            yield from _cycles(batch, context, type)
    if "SUPERSEDES" in batch.relationships:
        yield from _other_speakers(batch, context)
    for type in ("VIA", "SOURCED_FROM", "CITES"):
        yield from _unordered(batch, type)


def _pairs(batch: Batch, type: str) -> pl.DataFrame:
    """The ends of a type as the columns `start` and `end`."""
    table = batch.relationships.get(type)
    if table is None:
        return pl.DataFrame(schema={"start": pl.String, "end": pl.String})
    return pl.DataFrame(table.select(["start", "end"]))


def _cycles(batch: Batch, context: Batch, type: str) -> Iterator[Finding]:
    """Every record of the batch that a chain of the type leads back to."""
    own = _pairs(batch, type)
    looped = _looped(_peeled(pl.concat([own, _pairs(context, type)])))
    starts = set(own["start"].to_list()) if looped else set()
    for start in sorted(starts & looped):
        yield finding(start, CYCLE, f"{type} leads back to its start: drop the {type} that points the wrong way.", type)


def _peeled(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs without what lies before the first or after the last record of short chains."""
    for _ in range(_SHALLOW):
        inner = pairs.filter(
            pl.col("start").is_in(pairs["end"].implode()) & pl.col("end").is_in(pairs["start"].implode())
        )
        if len(inner) in {0, len(pairs)}:
            return inner
        pairs = inner
    return pairs


def _looped(pairs: pl.DataFrame) -> set[str]:
    """The nodes on cycles, or between two: those that remain when sources and sinks are taken away in turn."""
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for start, end in pairs.iter_rows():
        after[start].add(end)
        before[end].add(start)
    nodes = after.keys() | before.keys()
    for ahead, back in ((after, before), (before, after)):
        loose = [node for node in nodes if not ahead[node]]
        while loose:
            node = loose.pop()
            nodes.discard(node)
            for other in back.pop(node, ()):
                ahead[other].discard(node)
                if not ahead[other]:
                    loose.append(other)
    return nodes


def _other_speakers(batch: Batch, context: Batch) -> Iterator[Finding]:
    """Statements that supersede another speaker's."""
    pairs = _pairs(batch, "SUPERSEDES")
    said = pl.concat([_pairs(batch, "SAID_BY"), _pairs(context, "SAID_BY")])
    compared = pl.concat([pairs["start"], pairs["end"]]).unique()
    said = said.filter(pl.col("start").is_in(compared.implode()))
    if identity := _identities(batch, context):
        said = said.with_columns(pl.col("end").replace(identity))
    speakers = said.unique().sort("start", "end").group_by("start").agg("end")
    both = pairs.join(speakers, on="start", how="left").join(speakers, left_on="end", right_on="start", suffix="_old")
    both = both.drop_nulls("end_old")  # of one without speakers the context does not say
    for new, old in both.filter(pl.col("end_right").ne_missing(pl.col("end_old")))["start", "end"].iter_rows():
        yield finding(
            new,
            SPEAKER,
            "A statement supersedes one of the same speakers; another speaker's figure is a contradiction, not a "
            "supersession: drop SUPERSEDES, or judge the speakers to be the same.",
            "SUPERSEDES",
            old,
        )


def _identities(batch: Batch, context: Batch) -> dict[str, str]:
    """Actor → the one it is grouped under: by its canonicalId, and by standing judgements that they are the same.

    An actor of both counts with what either knows of it: only the store has the canonical id of a new row.
    """
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while (above := parent.get(id, id)) != id:
            id = above
        return id

    for left, right in [*_same(batch), *_same(context)]:
        parent[root(left)] = root(right)
    return {id: root(id) for id in parent}


def _same(batch: Batch) -> Iterator[tuple[str, str]]:
    """The pairs of actors that are held to be one."""
    if "Actor" in batch.nodes:
        yield from pl.DataFrame(batch.nodes["Actor"].select(["id", "canonicalId"])).drop_nulls().iter_rows()
    if standing := _standing(batch):
        right = dict(_pairs(batch, "RIGHT").iter_rows())
        for each, left in _pairs(batch, "LEFT").iter_rows():
            if each in standing and each in right:
                yield left, right[each]


def _standing(batch: Batch) -> set[str]:
    """The judgements `same` that are not revoked."""
    table = batch.nodes.get("Judgement")
    rows = [] if table is None else table.select(["id", "verdict", "revokedAt"]).to_pylist()
    return {row["id"] for row in rows if row["verdict"] == "same" and row["revokedAt"] is None}


def _unordered(batch: Batch, type: str) -> Iterator[Finding]:
    """Relationships that need their place in an order, and have none."""
    table = batch.relationships.get(type, pa.table({"ord": []}))
    if table.column("ord").null_count:
        for start, end in pl.DataFrame(table).filter(pl.col("ord").is_null())["start", "end"].iter_rows():
            message = f"{type} needs its ord: its place among the statement's {type}, counted from 0."
            yield finding(start, ORDER, message, type, end)
