from random import Random

from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.terms import Verdict
from testigo.store.views.identity import Judged, canonical_ids


def judged(left: str, right: str, verdict: Verdict = Verdict.SAME, *, by_rule: bool = False) -> Judged:
    return Judged(left, right, verdict, by_rule)


def test_what_nobody_judged_goes_by_its_own_id() -> None:
    assert canonical_ids(["b"], []) == {"b": "b"}


def test_records_that_a_person_joins_go_by_the_smallest_id() -> None:
    assert canonical_ids([], [judged("c", "b"), judged("b", "d")]) == dict.fromkeys("bcd", "b")


def test_records_that_a_rule_joins_to_a_register_go_by_the_registers_id() -> None:
    joined = [judged("a", "z", by_rule=True), judged("a", "b")]

    assert canonical_ids([], joined) == dict.fromkeys("abz", "z")


def test_an_unsure_judgement_joins_nothing() -> None:
    assert canonical_ids(["a", "b"], [judged("b", "a", Verdict.UNSURE)]) == {"a": "a", "b": "b"}


def test_different_undoes_same_on_the_same_records() -> None:
    assert canonical_ids(["a", "b"], [judged("b", "a"), judged("a", "b", Verdict.DIFFERENT)]) == {"a": "a", "b": "b"}


@given(st.lists(st.builds(judged, *[st.sampled_from("abcdef")] * 2, by_rule=st.booleans()), max_size=6), st.randoms())
def test_canonical_ids_do_not_depend_on_order(judgements: list[Judged], random: Random) -> None:
    shuffled = judgements[:]
    random.shuffle(shuffled)

    assert canonical_ids("abcdef", judgements) == canonical_ids("fedcba", shuffled)
