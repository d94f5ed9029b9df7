from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.terms import StatementKind
from testigo.store.views.origins import independent_origins, joined
from testigo.store.views.rows import Claim


def claim(id: str, *speakers: str, sources: str = "", relays: str = "") -> Claim:
    return Claim(
        id=id,
        kind=StatementKind.PARTICIPATION,
        speakers=frozenset(speakers),
        sources=frozenset(sources.split()),
        relays=frozenset(relays.split()),
    )


def test_two_speakers_are_two_origins() -> None:
    assert independent_origins([claim("1", "monitor"), claim("2", "commission")]) == 2


def test_five_outlets_that_quote_one_monitor_are_one_origin() -> None:
    outlets = [claim(str(n), f"outlet {n}", sources="monitor") for n in range(5)]

    assert independent_origins(outlets) == 1


def test_claims_joined_through_a_third_are_one_origin() -> None:
    assert independent_origins([claim("1", "a"), claim("2", "a", "b"), claim("3", "b")]) == 1


def test_a_claim_and_its_relay_are_one_origin() -> None:
    assert independent_origins([claim("1", "witness"), claim("2", "agency", relays="1")]) == 1


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=6))
def test_joined_groups_are_a_partition_that_no_given_group_crosses(groups: list[frozenset[str]]) -> None:
    parts = joined(groups)

    assert sorted(each for part in parts for each in part) == sorted({each for group in groups for each in group})
    assert all(sum(not group.isdisjoint(part) for part in parts) == 1 for group in groups)
    assert set(parts) == set(joined(reversed(groups)))
