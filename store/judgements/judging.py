"""Judging, and taking a judgement back. The views follow at once.

Of two that judge at the same time one goes first, and the other sees what it said: every judgement is written against
the number of judgements that it was weighed with, and weighed again where there is one more.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import uuid4

from testigo.ontology import ids
from testigo.ontology.errors import Contradiction, InvalidValue, StoreBusy, StoreError
from testigo.ontology.terms import Review, Verdict
from testigo.store.judgements.chains import alike, apart, path
from testigo.store.judgements.records import RULE, Record, listed_on, shown
from testigo.store.protocols import Store
from testigo.store.views.identity import Judged, joining
from testigo.store.views.naming import around
from testigo.store.views.refreshing import refresh
from testigo.store.views.touched import Touched

TRIES = 20
BEGIN = "MERGE (lock:TestigoStore {id: 'judgements'}) ON CREATE SET lock.version = 0"
SEEN = "MATCH (lock:TestigoStore {id: 'judgements'}) RETURN lock.version AS version"
# the lock is taken before the number is read: what another wrote meanwhile is seen
LOCKED = """MATCH (lock:TestigoStore {id: 'judgements'}) SET lock.by = $token
WITH lock WHERE lock.version = $seen
"""
JUDGE = """MATCH (l:%s {id: $left}) MATCH (r:%s {id: $right})
SET lock.version = $seen + 1
MERGE (j:Judgement {id: $id})
ON CREATE SET j.verdict = $verdict, j.by = $by, j.at = datetime($at), j.basis = $basis, j.note = $note
MERGE (j)-[:LEFT]->(l) MERGE (j)-[:RIGHT]->(r)
RETURN j.id AS id"""
REVOKE = """MATCH (j:Judgement {id: $judgement})
SET lock.version = $seen + 1, j.revokedAt = datetime($at)
MERGE (a:Assessment {id: $id})
ON CREATE SET a.verdict = $verdict, a.by = $by, a.at = datetime($at), a.note = $note
MERGE (a)-[:OF]->(j)
RETURN a.id AS id"""


def judge(
    store: Store, left: str, right: str, verdict: Verdict, *, by: str, at: datetime | None = None,
    basis: str | None = None, note: str | None = None,
) -> str:  # fmt: skip
    """Say whether two records are one; return the judgement's id, the earlier one's where the same was said before.

    `at` is aware; None: now. Raises Contradiction, with the chain, where the two are told apart and it says `same`, or
    people joined them and it says `different`; NotInStore; InvalidValue for `by` that names nobody, or a rule.
    """
    person = _person(by)
    label = alike(store, left, right)
    when = (at or datetime.now(UTC)).astimezone(UTC)
    values: dict[str, object] = {
        "id": ids.minted("Judgement", person, verdict, *sorted((left, right)), when.isoformat()),
        "left": left, "right": right, "verdict": str(verdict), "by": person, "at": when.isoformat(),
        "basis": basis, "note": note,
    }  # fmt: skip
    for _ in range(TRIES):
        seen = _seen(store)
        for each in listed_on(store, left, right):
            if each.by == person and each.verdict is verdict:
                _follow(store, each.id)  # who said it may have been stopped before the views followed
                return each.id
        _weigh(store, label, left, right, verdict)
        if _written(store, JUDGE % (label, label), values, seen):
            _follow(store, str(values["id"]))
            return str(values["id"])
    raise StoreBusy(f"{store.url}: others judge all the time: try again")


def accept(store: Store, id: str, *, by: str, note: str | None = None) -> str:
    """Say that the two records of a proposal (a judgement's id) are the same. Raises as `judge` does."""
    return _decide(store, id, Verdict.SAME, by, note)


def reject(store: Store, id: str, *, by: str, note: str | None = None) -> str:
    """Say that they are different."""
    return _decide(store, id, Verdict.DIFFERENT, by, note)


def unsure(store: Store, id: str, *, by: str, note: str | None = None) -> str:
    """Say that it cannot be told."""
    return _decide(store, id, Verdict.UNSURE, by, note)


def revoke(store: Store, id: str, *, by: str, note: str | None = None, at: datetime | None = None) -> Record:
    """Take a judgement back: it stays, with who revoked it, when and why; what it joined comes apart at once.

    One that was revoked before stays as it is. Raises NotInStore.
    """
    person = _person(by)
    when = (at or datetime.now(UTC)).astimezone(UTC).isoformat()
    for _ in range(TRIES):
        seen, found = _seen(store), shown(store, id)
        if found.revoked_at is not None:
            _follow(store, id)
            return found
        values: dict[str, object] = {
            "id": ids.minted("Assessment", "revoked", person, id, when), "judgement": id, "at": when, "by": person,
            "verdict": str(Review.REJECTED), "note": note,
        }  # fmt: skip
        if _written(store, REVOKE, values, seen):
            _follow(store, id)
            return shown(store, id)
    raise StoreBusy(f"{store.url}: others judge all the time: try again")


def _decide(store: Store, id: str, verdict: Verdict, by: str, note: str | None) -> str:
    proposal = shown(store, id)
    return judge(store, proposal.left, proposal.right, verdict, by=by, basis=proposal.basis, note=note)


def _person(by: str) -> str:
    name = by.strip()
    if not name or name.startswith(RULE):
        raise InvalidValue(f"{by!r}: a judgement names the person who makes it: give --by NAME")
    return name


def _weigh(store: Store, label: str, left: str, right: str, verdict: Verdict) -> None:
    """Raise Contradiction where standing judgements say the contrary."""
    if verdict is Verdict.UNSURE:
        return
    _, judged = around(store, label, {left, right})
    if verdict is Verdict.SAME and (chain := apart(judged, left, right)):
        raise Contradiction(f"{left} and {right} are told apart", _ids(chain))
    if verdict is Verdict.DIFFERENT:
        said = [each for each in joining(judged) if not each.by_rule]
        if chain := path(said, left, right):
            raise Contradiction(f"people hold {left} and {right} to be the same", _ids(chain))


def _ids(chain: Collection[Judged]) -> list[str]:
    return [each.id for each in chain]


def _seen(store: Store) -> int:
    """How many judgements and revocations of people the store has seen."""
    found = store.read(SEEN)
    if not found:
        _begin(store)
        found = store.read(SEEN)
    return int(found[0]["version"])


def _begin(store: Store) -> None:
    try:
        store.run(BEGIN)
    except StoreError:
        if not store.read(SEEN):  # or another began at the same moment
            raise


def _written(store: Store, what: str, values: dict[str, object], seen: int) -> bool:
    """Whether it was written: not where another came first."""
    return bool(store.run(LOCKED + what, {**values, "seen": seen, "token": uuid4().hex}))


def _follow(store: Store, id: str) -> None:
    """Recompute the views; again, where somebody judged meanwhile."""
    for _ in range(TRIES):
        seen = _seen(store)
        refresh(store, Touched.of([id]))
        if _seen(store) == seen:
            return
