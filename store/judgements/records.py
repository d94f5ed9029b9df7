"""Judgements as they stand in a store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from testigo.ontology.errors import NotInStore
from testigo.ontology.ids import label_of
from testigo.ontology.terms import Verdict
from testigo.store.protocols import Store
from testigo.store.views.lookups import Row, lookup

RULE = "rule:"
_COLUMNS = {
    "id": "j.id", "verdict": "j.verdict", "left": "l.id", "right": "r.id", "by": "j.by", "at": "j.at",
    "basis": "j.basis", "note": "j.note", "revoked_at": "j.revokedAt",
}  # fmt: skip
_RETURN = ", ".join(f"{value} AS {name}" for name, value in _COLUMNS.items())
_OF = {
    label: f"MATCH (j)-[:LEFT]->(l:{label}) MATCH (j)-[:RIGHT]->(r:{label})" for label in ("Actor", "Place", "Event")
}
BY_IDS = {label: lookup(f"MATCH (j:Judgement {{id: id}}) {of}", **_COLUMNS) for label, of in _OF.items()}
LISTED = """MATCH (j:Judgement)
WHERE ($verdict IS NULL OR j.verdict = $verdict) AND ($by IS NULL OR j.by = $by) AND ($revoked OR j.revokedAt IS NULL)
"""
# of each pair that no person has judged yet
OPEN = """MATCH (j:Judgement)
WHERE j.verdict = 'unsure' AND j.revokedAt IS NULL AND j.by STARTS WITH 'rule:'
"""
UNJUDGED = """WHERE l.canonicalId <> r.canonicalId AND NOT EXISTS {
  MATCH (l)<-[:LEFT|RIGHT]-(k:Judgement)-[:LEFT|RIGHT]->(r)
  WHERE k.revokedAt IS NULL AND NOT k.by STARTS WITH 'rule:'
}
"""


@dataclass(frozen=True, slots=True)
class Record:
    """A judgement with the ids of the two records it compares; `basis`: what it rests on; `revoked_at` None: stands."""

    id: str
    verdict: Verdict
    left: str
    right: str
    by: str
    at: datetime
    basis: str | None = None
    note: str | None = None
    revoked_at: datetime | None = None

    @property
    def by_rule(self) -> bool:
        """Whether a rule made it."""
        return self.by.startswith(RULE)

    @property
    def score(self) -> float | None:
        """How likely a proposal is (0 to 1); None where its basis has no score."""
        if self.basis is None or not self.basis.startswith("{"):
            return None
        return float(json.loads(self.basis)["score"])

    @property
    def pair(self) -> frozenset[str]:
        """The two records, in no order."""
        return frozenset((self.left, self.right))


def listed(
    store: Store, *, label: str | None = None, verdict: Verdict | None = None, by: str | None = None,
    revoked: bool = False,
) -> list[Record]:  # fmt: skip
    """Judgements, the newest first; `revoked`: those too that no longer stand."""
    asked = {"verdict": None if verdict is None else str(verdict), "by": by, "revoked": revoked}
    rows = [row for of in _ofs(label) for row in store.read(f"{LISTED}{of} RETURN {_RETURN}", asked)]
    return sorted(map(_record, rows), key=lambda each: (each.at, each.id), reverse=True)


def open_proposals(store: Store, *, label: str | None = None) -> list[Record]:
    """What rules propose of pairs that no person has judged and nothing joins yet, the likeliest first."""
    rows = [row for of in _ofs(label) for row in store.read(f"{OPEN}{of} {UNJUDGED} RETURN {_RETURN}")]
    return sorted(map(_record, rows), key=lambda each: (-(each.score or 0.0), each.id))


def shown(store: Store, id: str) -> Record:
    """One judgement. Raises NotInStore."""
    for each in by_ids(store, [id]):
        return each
    raise NotInStore("judgement", id)


def by_ids(store: Store, ids: Iterable[str]) -> list[Record]:
    """Those of the judgements that the store holds, in no order."""
    asked = list(ids)
    return [_record(row) for each in BY_IDS.values() for row in each.rows(store, asked)]


def listed_on(store: Store, left: str, right: str) -> list[Record]:
    """The standing judgements on two records of one label."""
    label = label_of(left)
    on = f"MATCH (:{label} {{id: $left}})<-[:LEFT|RIGHT]-(j:Judgement)-[:LEFT|RIGHT]->(:{label} {{id: $right}})"
    cypher = f"{on} WHERE j.revokedAt IS NULL WITH DISTINCT j {_OF[label]} RETURN {_RETURN}"
    return sorted(map(_record, store.read(cypher, {"left": left, "right": right})), key=lambda each: each.id)


def _ofs(label: str | None) -> list[str]:
    return list(_OF.values()) if label is None else [_OF[label]]


def _record(row: Row) -> Record:
    return Record(**{**row, "verdict": Verdict(row["verdict"])})
