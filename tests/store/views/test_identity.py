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


def test_two_told_apart_are_not_joined_through_the_register_that_rules_took_them_for() -> None:
    taken = [judged(each, "r", by_rule=True) for each in "abz"]
    found = canonical_ids([], [*taken, judged("a", "b", Verdict.DIFFERENT)])

    assert found == {"a": "a", "b": "b", "r": "r", "z": "r"}


def test_what_people_hold_to_be_one_leaves_the_register_together() -> None:
    found = canonical_ids(
        [],
        [
            judged("a", "x"),
            judged("x", "r", by_rule=True),
            judged("b", "r", by_rule=True),
            judged("a", "b", Verdict.DIFFERENT),
        ],
    )

    assert found == {"a": "a", "x": "a", "b": "b", "r": "r"}


def test_a_record_that_rules_took_for_two_told_apart_is_neither() -> None:
    taken = [judged("a", "r", by_rule=True), judged("a", "s", by_rule=True), judged("b", "s", by_rule=True)]
    found = canonical_ids([], [*taken, judged("r", "s", Verdict.DIFFERENT)])

    assert found == {"a": "a", "b": "s", "r": "r", "s": "s"}


@given(
    st.lists(
        st.builds(
            judged,
            *[st.sampled_from("abcdefg")] * 2,
            st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]),
            by_rule=st.booleans(),
        )
    )
)
def test_no_two_told_apart_ever_go_by_one_id(judgements: list[Judged]) -> None:
    found = canonical_ids([], judgements)

    apart = [each for each in judgements if each.verdict is Verdict.DIFFERENT and each.left != each.right]
    assert not [each for each in apart if found[each.left] == found[each.right]]
