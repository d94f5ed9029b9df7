"""Who took part, and as what."""

from pathlib import Path

import pytest
from testigo.loaders.register import actor_id
from testigo.ontology import ids

from tests.loaders.maverick.rows import actor, ends, faults, piece, records, roles, statements

POLICE = ("KE-203", "Police (Kenya)")
YOUTH = ("KE-601", "Youth (Kenya)")
CITIZENS = {"type": "Citizens", "subtype": "Citizens"}


def test_two_flags_are_two_participations(tmp_path: Path) -> None:
    found = piece(tmp_path, actor(1, *POLICE, "perpetrator", "victim"))

    assert roles(found.batch) == {("Police (Kenya)", "perpetrator"), ("Police (Kenya)", "victim")}
    assert {tuple(each["columns"]) for each in statements(found.batch, "participation")} == {
        ("actor1", "actor1_id", "actor1_perpetrator"),
        ("actor1", "actor1_id", "actor1_victim"),
    }


def test_every_flag_is_a_role_of_its_own(tmp_path: Path) -> None:
    found = piece(tmp_path, actor(1, *POLICE, "initiator", "intervener", "bystander"))

    assert {role for _, role in roles(found.batch)} == {"initiator", "intervening-party", "bystander"}


def test_an_actor_without_a_flag_took_part_in_a_way_that_is_not_said(tmp_path: Path) -> None:
    found = piece(tmp_path, actor(1, *POLICE))

    assert roles(found.batch) == {("Police (Kenya)", "participant-unspecified")}


def test_an_identified_actor_is_one_in_all_rows(tmp_path: Path) -> None:
    found = piece(tmp_path, actor(1, *POLICE, "perpetrator"), {"id": "r2"} | actor(3, *POLICE, "victim"))

    (police,) = [each for each in records(found.batch, "Actor").values() if each["name"] == "Police (Kenya)"]
    assert (police["kind"], police["identified"]) == ("security-forces", True)


def test_a_force_is_judged_to_be_the_registers(tmp_path: Path) -> None:
    batch = piece(tmp_path, actor(1, *POLICE, "perpetrator")).batch

    judged = {left: right for id, (left,) in ends(batch, "LEFT").items() for right in ends(batch, "RIGHT")[id]}
    assert judged[ids.minted("Actor", "maverick", "KE-203")] == actor_id("testigo", "ke-police")


def test_whoever_is_only_described_is_somebody_else_in_every_slot_and_row(tmp_path: Path) -> None:
    rows = actor(1, *YOUTH, "perpetrator", **CITIZENS) | actor(2, *YOUTH, "perpetrator", **CITIZENS)

    found = piece(tmp_path, rows, {"id": "r2"} | rows)

    youth = [each for each in records(found.batch, "Actor").values() if each["name"] == "Youth (Kenya)"]
    assert [(each["kind"], each["identified"]) for each in youth] == [("civilians", False)] * 4


def test_an_actor_that_the_list_lacks_is_nobody_in_particular(tmp_path: Path) -> None:
    found = piece(tmp_path, actor(1, "KE-999", "New Force", "perpetrator"))

    (force,) = [each for each in records(found.batch, "Actor").values() if each["name"] == "New Force"]
    assert (force["kind"], force["identified"]) == ("security-forces", False)


def test_an_identified_actor_twice_in_a_row_with_one_role_is_said_once(tmp_path: Path) -> None:
    found = piece(tmp_path, actor(1, *POLICE, "perpetrator") | actor(2, *POLICE, "perpetrator"))

    assert len(statements(found.batch, "participation")) == 1


def test_supporters_under_a_persons_id_accuse_nobody(tmp_path: Path) -> None:
    supporters = {"type": "Political actor", "subtype": "Political actor: Party supporters"}

    found = piece(tmp_path, actor(1, "KE-518", "Kalonzo Musyoka", "perpetrator", **supporters))

    assert roles(found.batch) == set()
    assert faults(found) == {("two-actors", "actor1_subtype")}


def test_an_unknown_subtype_refuses_the_actor_alone(tmp_path: Path) -> None:
    navy = actor(1, *POLICE, "perpetrator", subtype="Security forces: Navy")

    found = piece(tmp_path, navy | actor(2, *POLICE, "victim"))

    assert roles(found.batch) == {("Police (Kenya)", "victim")}
    assert faults(found) == {("unknown-code", "actor1_subtype")}


@pytest.mark.parametrize(("cell", "rule"), [("2.0", "unknown-code"), ("", "empty-cell")])
def test_a_flag_that_is_no_flag_refuses_the_actor_alone(tmp_path: Path, cell: str, rule: str) -> None:
    found = piece(tmp_path, actor(1, *POLICE, "perpetrator") | {"actor1_victim": cell} | actor(2, *POLICE, "victim"))

    assert roles(found.batch) == {("Police (Kenya)", "victim")}
    assert faults(found) == {(rule, "actor1_victim")}


@pytest.mark.parametrize(("column", "id", "name"), [("actor1_id", "", "Police (Kenya)"), ("actor1", "KE-203", "")])
def test_an_id_without_a_name_and_a_name_without_an_id_are_told(
    tmp_path: Path, column: str, id: str, name: str
) -> None:
    found = piece(tmp_path, actor(1, id, name, "perpetrator"))

    assert roles(found.batch) == set()
    assert faults(found) == {("empty-cell", column)}
