"""Judging in a store: what a judgement joins, what refuses it, and that taking it back leaves nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from testigo.ontology import ids
from testigo.ontology.batch import batch
from testigo.ontology.errors import Contradiction, InvalidValue, NotInStore
from testigo.ontology.model import Actor, Judgement, Node, Relationship
from testigo.ontology.terms import ActorKind, Verdict
from testigo.store.bolt import BoltStore
from testigo.store.judgements import accept, judge, listed, open_proposals, reject, revoke, shown, unsure, why
from testigo.store.views import Touched, refresh, refresh_all

from tests.sample import sample

ANA, BEN = "ana", "ben"
NOON = datetime(2025, 3, 9, 12, tzinfo=UTC)
RULE = "rule:names/1"
A, B, C, R = (ids.minted("Actor", "test", name) for name in "abcr")


def actors(store: BoltStore, *extra: Node | Relationship) -> None:
    """Four actors of one kind."""
    nodes: list[Node] = [
        Actor(id=id, kind=ActorKind.ARMED_FACTION, name=id[-3:], identified=True) for id in (A, B, C, R)
    ]
    nodes += [each for each in extra if isinstance(each, Node)]
    load = batch(nodes, [each for each in extra if isinstance(each, Relationship)])
    store.write(load)
    refresh(store, Touched.by(load))


def of_rule(verdict: Verdict, left: str, right: str) -> list[Node | Relationship]:
    id = ids.minted("Judgement", RULE, verdict, left, right)
    return [
        Judgement(id=id, verdict=verdict, by=RULE, at=NOON, basis="name"),
        Relationship("LEFT", id, left),
        Relationship("RIGHT", id, right),
    ]


def canonical(store: BoltStore) -> dict[str, str]:
    return {row["id"]: row["c"] for row in store.read("MATCH (n:Actor) RETURN n.id AS id, n.canonicalId AS c")}


def views(store: BoltStore) -> list[dict[str, Any]]:
    rows = [store.read(f"MATCH (n:{label}) RETURN properties(n) AS n") for label in ("Actor", "Event", "Participation")]
    return sorted((row["n"] for some in rows for row in some), key=lambda row: str(row["id"]))


def test_what_is_judged_the_same_goes_by_one_id_at_once(store: BoltStore) -> None:
    actors(store)
    judge(store, B, C, Verdict.SAME, by=ANA, note="the same spokesman")

    assert canonical(store) == {A: A, R: R} | dict.fromkeys((B, C), min(B, C))


def test_revoking_restores_the_views_and_keeps_the_judgement(store: BoltStore) -> None:
    it = sample()
    store.write(it.batch)
    refresh(store, Touched.by(it.batch))
    before = views(store)
    one, other = sorted(row["id"] for row in store.read("MATCH (n:Event) RETURN DISTINCT n.canonicalId AS id"))[:2]
    id = judge(store, one, other, Verdict.SAME, by=ANA)
    joined = views(store)
    revoke(store, id, by=BEN, note="another village")

    assert joined != before
    assert views(store) == before
    assert shown(store, id).revoked_at is not None
    assert store.read(
        "MATCH (a:Assessment)-[:OF]->(j:Judgement {id: $id}) RETURN a.by AS by, a.verdict AS verdict, a.note AS note",
        {"id": id},
    ) == [{"by": BEN, "verdict": "rejected", "note": "another village"}]


def test_revoking_twice_is_revoking_once(store: BoltStore) -> None:
    actors(store)
    id = judge(store, A, B, Verdict.SAME, by=ANA)

    assert revoke(store, id, by=ANA) == revoke(store, id, by=BEN)


def test_saying_the_same_again_says_nothing_new(store: BoltStore) -> None:
    actors(store)

    assert judge(store, A, B, Verdict.SAME, by=ANA) == judge(store, B, A, Verdict.SAME, by=ANA)
    assert len(listed(store)) == 1


def test_saying_it_again_makes_good_what_was_stopped_before_the_views_followed(store: BoltStore) -> None:
    actors(store)
    judge(store, A, B, Verdict.SAME, by=ANA)
    store.run("MATCH (n:Actor) SET n.canonicalId = n.id")  # as a process that was killed leaves it
    judge(store, A, B, Verdict.SAME, by=ANA)

    assert canonical(store)[A] == canonical(store)[B]


def test_same_is_refused_where_somebody_told_them_apart_further_on(store: BoltStore) -> None:
    actors(store)
    first = judge(store, A, B, Verdict.SAME, by=ANA)
    second = judge(store, B, C, Verdict.DIFFERENT, by=BEN)
    before = canonical(store)
    with pytest.raises(Contradiction) as refused:
        judge(store, C, A, Verdict.SAME, by=ANA)

    assert set(refused.value.chain) == {first, second}
    assert canonical(store) == before
    assert len(listed(store)) == 2


def test_different_is_refused_where_people_hold_them_to_be_one(store: BoltStore) -> None:
    actors(store)
    chain = [judge(store, A, B, Verdict.SAME, by=ANA), judge(store, B, C, Verdict.SAME, by=ANA)]
    with pytest.raises(Contradiction) as refused:
        judge(store, A, C, Verdict.DIFFERENT, by=BEN)

    assert refused.value.chain == chain


def test_two_reviewers_who_disagree_change_nothing(store: BoltStore) -> None:
    actors(store)
    judge(store, A, B, Verdict.DIFFERENT, by=ANA)
    with pytest.raises(Contradiction):
        judge(store, A, B, Verdict.SAME, by=BEN)

    assert canonical(store)[B] == B


def test_a_person_tells_apart_what_rules_took_for_one(store: BoltStore) -> None:
    actors(store, *of_rule(Verdict.SAME, A, R), *of_rule(Verdict.SAME, B, R), *of_rule(Verdict.SAME, C, R))
    judge(store, A, B, Verdict.DIFFERENT, by=ANA)
    follows = canonical(store)
    refresh_all(store)

    assert follows == {A: A, B: B, C: R, R: R}
    assert canonical(store) == follows


def test_why_tells_the_chain_that_joins_and_the_one_that_keeps_apart(store: BoltStore) -> None:
    actors(store, *of_rule(Verdict.SAME, A, R))
    judge(store, A, B, Verdict.SAME, by=ANA)
    judge(store, B, C, Verdict.DIFFERENT, by=BEN)

    assert [(step.start, step.end, step.judgement.by) for step in why(store, B, R)] == [(B, A, ANA), (A, R, RULE)]
    assert [step.judgement.verdict for step in why(store, C, A)] == [Verdict.DIFFERENT, Verdict.SAME]
    assert [step.start for step in why(store, C, A)] == [C, B]


def test_what_nobody_judged_has_no_chain(embedded_store: BoltStore) -> None:
    actors(embedded_store)

    assert why(embedded_store, A, B) == []


def test_a_proposal_is_open_until_somebody_decides_it(store: BoltStore) -> None:
    actors(store, *of_rule(Verdict.UNSURE, A, B), *of_rule(Verdict.UNSURE, A, C), *of_rule(Verdict.UNSURE, B, C))
    proposals = {each.pair: each.id for each in open_proposals(store)}
    accept(store, proposals[frozenset((A, B))], by=ANA)
    after_accepting = {each.pair for each in open_proposals(store)}
    reject(store, proposals[frozenset((A, C))], by=ANA)
    unsure(store, proposals[frozenset((B, C))], by=ANA)

    assert len(proposals) == 3
    assert after_accepting == {frozenset((A, C)), frozenset((B, C))}
    assert open_proposals(store) == []
    assert {each.basis for each in listed(store, by=ANA)} == {"name"}


@pytest.mark.parametrize(
    ("left", "right", "by", "error"),
    [
        (A, A, ANA, InvalidValue),
        (A, ids.minted("Place", "test", "p"), ANA, InvalidValue),
        (A, "nobody", ANA, InvalidValue),
        (A, ids.minted("Actor", "test", "gone"), ANA, NotInStore),
        (A, B, " ", InvalidValue),
        (A, B, "rule:me/1", InvalidValue),
    ],
)
def test_what_cannot_be_judged_is_refused(
    embedded_store: BoltStore, left: str, right: str, by: str, error: type[Exception]
) -> None:
    actors(embedded_store)
    with pytest.raises(error):
        judge(embedded_store, left, right, Verdict.SAME, by=by)

    assert listed(embedded_store) == []


def test_of_two_who_judge_at_once_one_is_told_of_the_other(store: BoltStore) -> None:
    actors(store)

    def attempt(number: int) -> str:
        verdict = (Verdict.SAME, Verdict.DIFFERENT)[number % 2]
        try:
            return judge(store, A, B, verdict, by=f"person {number}")
        except Contradiction:
            return "refused"

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(attempt, range(8)))
    standing = listed(store)

    assert {each.id for each in standing} == set(done) - {"refused"}
    assert len({each.verdict for each in standing}) == 1
    assert done.count("refused") == 4
    assert (canonical(store)[A] == canonical(store)[B]) == (standing[0].verdict is Verdict.SAME)
