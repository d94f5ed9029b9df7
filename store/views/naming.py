"""Canonical ids in the store: read the judgements around some records, write the ids that change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from testigo.ontology.terms import Verdict
from testigo.store.protocols import Store
from testigo.store.views.identity import Judged, canonical_ids
from testigo.store.views.lookups import lookup, run_in_pieces

LABELS = ("Actor", "Place", "Event")


@dataclass(frozen=True, slots=True)
class Renaming:
    """The canonical ids of one label that are to be written, by record; `again`: those that had another before."""

    label: str
    ids: Mapping[str, str]
    again: frozenset[str]


def renaming(store: Store, label: str, ids: Collection[str]) -> Renaming:
    """What is to be written so that these records, and those joined to them, go by their canonical ids."""
    canonical, known = _found(store, label, ids, whole=False)
    if any(known[id] not in (None, canonical[id]) for id in known):
        canonical, known = _found(store, label, ids, whole=True)
    changed = {id: canonical[id] for id in sorted(known) if known[id] != canonical[id]}
    return Renaming(label, changed, frozenset(id for id in changed if known[id] is not None))


def rename(store: Store, names: Renaming) -> None:
    """Write them."""
    cypher = f"UNWIND $rows AS row MATCH (n:{names.label} {{id: row.id}}) SET n.canonicalId = row.canonicalId"
    run_in_pieces(store, cypher, [{"id": id, "canonicalId": new} for id, new in names.ids.items()])


def _found(
    store: Store, label: str, ids: Collection[str], *, whole: bool
) -> tuple[dict[str, str], dict[str, str | None]]:
    """The canonical ids as they should be, and as they are, around these records."""
    ids, judged = around(store, label, ids, whole=whole)
    canonical = canonical_ids(ids, judged)
    return canonical, _known(store, label, canonical)


def around(store: Store, label: str, ids: Collection[str], *, whole: bool = False) -> tuple[set[str], set[Judged]]:
    """The records that standing judgements lead to from some of their label, and those judgements.

    A register's or gazetteer's entry ("Syria") joins all records that rules ever took for it. They are left
    unread unless `whole`: as long as no id that is known changes, neither do theirs. Those told apart from one are read
    too, for what joins the two yields (`identity.joining`).
    """
    judged: set[Judged] = set()
    found = open = set(ids)
    while open:
        judgements = _judgements(store, label, open, whole)
        judged |= judgements
        open = {id for each in judgements for id in each.pair} - found
        found = found | open
    return found, judged


def _judgements(store: Store, label: str, ids: Collection[str], whole: bool) -> set[Judged]:
    """The standing judgements on these records; of those that rules made, without `whole`, only to the right."""
    judgements = lookup(
        f"""MATCH (:{label} {{id: id}})<-[end:LEFT|RIGHT]-(j:Judgement)
        WHERE j.revokedAt IS NULL AND j.verdict IN ['same', 'different']
          AND ({str(whole).lower()} OR type(end) = 'LEFT' OR NOT j.by STARTS WITH 'rule:')
        WITH DISTINCT j
        MATCH (j)-[:LEFT]->(left:{label})
        MATCH (j)-[:RIGHT]->(right:{label})""",
        id="j.id", left="left.id", right="right.id", verdict="j.verdict", by_rule="j.by STARTS WITH 'rule:'",
    )  # fmt: skip
    rows = judgements.rows(store, ids)
    return {Judged(row["left"], row["right"], Verdict(row["verdict"]), row["by_rule"], id=row["id"]) for row in rows}


def _known(store: Store, label: str, ids: Collection[str]) -> dict[str, str | None]:
    """The canonical ids as they are, of those records that the store holds."""
    rows = lookup(f"MATCH (n:{label} {{id: id}})", canonical="n.canonicalId").rows(store, ids)
    return {row["id"]: row["canonical"] for row in rows}
