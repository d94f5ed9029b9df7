from datetime import UTC, datetime

import pytest
from testigo.ontology.terms import Role, StatementKind, Status
from testigo.store.views.rows import Assessed, Claim, Part, Successor
from testigo.store.views.standing import states
from testigo.store.views.statuses import alike, blame_differs, status


def claim(id: str, speaker: str, *successors: Successor, sources: str = "", withdrawn: bool = False) -> Claim:
    return Claim(
        id=id,
        kind=StatementKind.PARTICIPATION,
        speakers=frozenset((speaker,)),
        sources=frozenset(sources.split()),
        successors=frozenset(successors),
        withdrawn=withdrawn,
    )


def part(supports: str = "", denies: str = "", *assessed: Assessed, actor: str = "army", resolved: bool = True) -> Part:
    return Part(
        id=f"{actor} {supports} {denies}",
        actor=actor,
        role=Role.PERPETRATOR,
        resolved=resolved,
        supports=frozenset(supports.split()),
        denies=frozenset(denies.split()),
        assessed=frozenset(assessed),
    )


def found(parts: list[Part], claims: list[Claim]) -> Status:
    return status(parts, {each.id: each for each in claims}, states(claims))


A, B, C = claim("1", "a"), claim("2", "b"), claim("3", "c")
RETRACTED = claim("4", "d", Successor("9", retracts=True))
SUPERSEDED = claim("5", "e", Successor("9", retracts=False))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part("1")], Status.ALLEGED),
        ([part("1 2")], Status.CORROBORATED),
        ([part("1"), part("2")], Status.CORROBORATED),
        ([part("1", "2")], Status.DISPUTED),
        ([part("1 2", "3")], Status.DISPUTED),
        ([part("1"), part("", "2")], Status.DISPUTED),
        ([part("", "1")], Status.UNSUPPORTED),
        ([part()], Status.UNSUPPORTED),
        ([part("4")], Status.RETRACTED),
        ([part("5")], Status.SUPERSEDED),
        ([part("4 5")], Status.SUPERSEDED),
        ([part("1 4", "")], Status.ALLEGED),
        ([part("1", "4")], Status.ALLEGED),
    ],
)
def test_the_status_follows_from_who_stands_by_it_and_who_denies_it(parts: list[Part], expected: Status) -> None:
    assert found(parts, [A, B, C, RETRACTED, SUPERSEDED]) is expected


def test_two_speakers_with_one_source_do_not_corroborate() -> None:
    outlets = [claim("1", "a", sources="monitor"), claim("2", "b", sources="monitor")]

    assert found([part("1 2")], outlets) is Status.ALLEGED


def test_a_speaker_who_denies_what_it_said_disputes_nobody() -> None:
    assert found([part("1", "2")], [claim("1", "a"), claim("2", "a")]) is Status.ALLEGED


def test_the_latest_assessment_decides_where_somebody_stands_by_it() -> None:
    first = Assessed(datetime(2025, 4, 1, tzinfo=UTC), "assessment-2", Status.CONFIRMED)
    second = Assessed(datetime(2025, 5, 1, tzinfo=UTC), "assessment-1", Status.REFUTED)

    assert found([part("1", "", first)], [A]) is Status.CONFIRMED
    assert found([part("1", "", first, second)], [A]) is Status.REFUTED
    assert found([part("", "1", first)], [A]) is Status.UNSUPPORTED


def test_parts_of_one_actor_and_role_are_taken_together() -> None:
    assert [len(each) for each in alike([part("1"), part("2"), part("3", actor="gunmen")])] == [2, 1]


def blamed(*parts: Part) -> bool:
    claims = [A, B, C]
    return blame_differs(parts, {each.id: each for each in claims}, states(claims))


def test_origins_that_blame_different_known_actors_differ() -> None:
    assert blamed(part("1", actor="army"), part("2", actor="rebels"))


def test_origins_that_share_one_of_those_they_blame_do_not_differ() -> None:
    assert not blamed(part("1 2", actor="army"), part("2", actor="rebels"))


def test_an_unresolved_name_differs_from_nobody() -> None:
    assert not blamed(part("1", actor="army"), part("2", actor="gunmen", resolved=False))


def test_one_origin_may_blame_several() -> None:
    assert not blamed(part("1", actor="army"), part("1", actor="rebels"))
