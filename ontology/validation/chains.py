"""Rules on chains of relationships, which no path of SHACL Core follows.

Cycles need recursion; "the same speaker" needs judgements of identity, of which only those that stand count.
Both see the batch and its context, not the whole store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from testigo.ontology.batch import Batch, merged
from testigo.ontology.validation.findings import Finding, finding

ACYCLIC = ("SUPERSEDES", "WITHIN", "SUB_EVENT_OF", "PART_OF", "RELAYS", "BROADER")
CYCLE, SPEAKER, ORDER = "cycle", "supersedes-speaker", "ord"


def broken_chains(batch: Batch, context: Batch) -> Iterator[Finding]:
    """What is wrong with the batch's chains."""
    whole = merged([batch, context])
    for type in ACYCLIC:
        if type in batch.relationships:
            yield from _cycles(batch, whole, type)
    if "SUPERSEDES" in batch.relationships:
        yield from _other_speakers(batch, context)
    for type in ("VIA", "SOURCED_FROM", "CITES"):
        yield from _unordered(batch, type)


def _pairs(batch: Batch, type: str) -> list[tuple[str, str]]:
    table = batch.relationships.get(type)
    if table is None:
        return []
    return list(zip(table.column("start").to_pylist(), table.column("end").to_pylist(), strict=True))


def _cycles(batch: Batch, whole: Batch, type: str) -> Iterator[Finding]:
    """Every record of the batch that a chain of the type leads back to."""
    after: dict[str, set[str]] = defaultdict(set)
    for start, end in _pairs(whole, type):
        after[start].add(end)
    looped = _looped(after)
    for start in sorted({start for start, _ in _pairs(batch, type)} & looped):
        yield finding(start, CYCLE, f"{type} leads back to its start: drop the {type} that points the wrong way.", type)


def _looped(after: dict[str, set[str]]) -> set[str]:
    """The nodes on cycles, or between two: those that remain when sources and sinks are taken away in turn."""
    ahead = {node: set(ends) for node, ends in after.items()}
    while True:
        ends = {end for each in ahead.values() for end in each}
        kept = {start: each & ahead.keys() for start, each in ahead.items() if start in ends}
        kept = {start: each for start, each in kept.items() if each}
        if kept == ahead:
            return set(ahead)
        ahead = kept


def _other_speakers(batch: Batch, context: Batch) -> Iterator[Finding]:
    """Statements that supersede another speaker's."""
    identity = _identities(batch, context)
    speakers: dict[str, set[str]] = defaultdict(set)
    for statement, actor in [*_pairs(batch, "SAID_BY"), *_pairs(context, "SAID_BY")]:
        speakers[statement].add(identity.get(actor, actor))
    for new, old in _pairs(batch, "SUPERSEDES"):
        if speakers[old] and speakers[new] != speakers[old]:  # none: the context does not say
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
    actors = batch.nodes.get("Actor")
    if actors is not None:
        for id, canonical in zip(
            actors.column("id").to_pylist(), actors.column("canonicalId").to_pylist(), strict=True
        ):
            if canonical is not None:
                yield id, canonical
    right = dict(_pairs(batch, "RIGHT"))
    standing = _standing(batch)
    yield from ((left, right[each]) for each, left in _pairs(batch, "LEFT") if each in standing and each in right)


def _standing(batch: Batch) -> set[str]:
    """The judgements `same` that are not revoked."""
    table = batch.nodes.get("Judgement")
    rows = [] if table is None else table.select(["id", "verdict", "revokedAt"]).to_pylist()
    return {row["id"] for row in rows if row["verdict"] == "same" and row["revokedAt"] is None}


def _unordered(batch: Batch, type: str) -> Iterator[Finding]:
    """Relationships that need their place in an order, and have none."""
    table = batch.relationships.get(type)
    if table is None or not table.column("ord").null_count:
        return
    for row in table.to_pylist():
        if row["ord"] is None:
            message = f"{type} needs its ord: its place among the statement's {type}, counted from 0."
            yield finding(row["start"], ORDER, message, type, row["end"])
