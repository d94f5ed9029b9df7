"""Canonical ids in the store: read the judgements around some records, write the ids that change."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from testigo.ontology.terms import Verdict
from testigo.store.protocols import Store
from testigo.store.views.identity import Judged, canonical_ids
from testigo.store.views.writing import read_in_pieces, run_in_pieces

LABELS = ("Actor", "Place", "Event")


def rename(store: Store, label: str, ids: Collection[str]) -> set[str]:
    """Give these records, and those joined to them, their canonical ids.

    Returns those that had another one before: what was derived from it has to be derived again.
    """
    judged, around = _judgements(store, label, ids)
    canonical = canonical_ids(around, judged)
    known = _known(store, label, sorted(canonical))
    changed = [id for id in sorted(known) if known[id] != canonical[id]]
    rows = [{"id": id, "canonicalId": canonical[id]} for id in changed]
    cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.canonicalId = row.canonicalId"
    run_in_pieces(store, cypher, rows)
    return {id for id in changed if known[id] is not None}


def _judgements(store: Store, label: str, ids: Iterable[str]) -> tuple[set[Judged], set[str]]:
    """The standing judgements that reach these records, step by step, and all records they reach."""
    judged: set[Judged] = set()
    around = open = set(ids)
    while open:
        found = _on(store, label, sorted(open))
        reached = {id for each in found for id in (each.left, each.right) if each.verdict is Verdict.SAME}
        judged |= found
        open = reached - around
        around = around | open
    return judged, around


def _on(store: Store, label: str, ids: list[str]) -> set[Judged]:
    """The standing judgements on these records."""
    cypher = f"""UNWIND $ids AS id
MATCH (:{label} {{id: id}})<-[:LEFT|RIGHT]-(j:Judgement)
WHERE j.revokedAt IS NULL AND j.verdict IN ['same', 'different']
WITH DISTINCT j
MATCH (l:{label})<-[:LEFT]-(j)-[:RIGHT]->(r:{label})
RETURN l.id AS left, r.id AS right, j.verdict AS verdict, j.by STARTS WITH 'rule:' AS by_rule"""
    rows = read_in_pieces(store, cypher, ids)
    return {Judged(row["left"], row["right"], Verdict(row["verdict"]), row["by_rule"]) for row in rows}


def _known(store: Store, label: str, ids: list[str]) -> dict[str, str | None]:
    """The canonical ids as they are, of those records that the store holds."""
    cypher = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id, n.canonicalId AS canonical"
    return {row["id"]: row["canonical"] for row in read_in_pieces(store, cypher, ids)}
