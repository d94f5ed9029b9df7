from __future__ import annotations

import pytest
from testigo.loaders.register import default
from testigo.ontology.batch import Batch

from tests.loaders.acled.invented import ends, faults, mapped, nodes, said


def actors(batch: Batch, name: str) -> list[dict[str, object]]:
    return nodes(batch, "Actor", name=name)


def test_nobody_is_said_to_have_done_it() -> None:
    parts = nodes(mapped({"assoc_actor_2": "Civilians (Ardenia)"}).batch, "Participation")

    assert {part["role"] for part in parts} == {"participant-unspecified"}
    assert len(parts) == 3


def test_types_are_read_as_numbers_and_as_words() -> None:
    words, numbers = mapped().batch, mapped({"inter1": "2", "inter2": "1"}).batch

    assert set(words.ids("Actor")) == set(numbers.ids("Actor"))


def test_each_associate_takes_part_itself() -> None:
    batch = mapped({"assoc_actor_1": "Women (Ardenia); Labor Group (Ardenia)"}).batch

    found = [each for each in said(batch, "participation") if each["columns"] == ["assoc_actor_1"]]

    assert len(found) == 2
    assert len({part for each in found for part in ends(batch, "SUPPORTS", each["id"])}) == 2


def test_a_named_force_is_one_in_either_place() -> None:
    swapped = {
        "actor1": "Military Forces of Ardenia (2019-)",
        "inter1": "1",
        "actor2": "NFA: Northland Free Army",
        "inter2": "2",
    }
    batch = mapped({}, {"event_id_cnty": "ARD2", **swapped}).batch

    assert len(actors(batch, "NFA: Northland Free Army")) == 1


@pytest.mark.parametrize("name", ["Unidentified Armed Group (Ardenia)", "Vigilante Militia (Ardenia)"])
def test_gunmen_of_one_event_are_not_those_of_another(name: str) -> None:
    gunmen = {"actor1": name, "inter1": "3"}
    batch = mapped(gunmen, {"event_id_cnty": "ARD2", **gunmen}).batch

    found = actors(batch, name)

    assert len(found) == 2
    assert {each["identified"] for each in found} == {False}


def test_two_crowds_in_one_event_are_two() -> None:
    rioters = {"actor1": "Rioters (Ardenia)", "inter1": "5", "actor2": "Rioters (Ardenia)", "inter2": "5"}

    assert len(actors(mapped(rioters).batch, "Rioters (Ardenia)")) == 2


@pytest.mark.parametrize(
    ("name", "kind", "identified"),
    [
        ("Unidentified Armed Group (Ardenia)", "armed-faction", False),
        ("Unidentified Military Forces", "security-forces", False),
        ("Police Forces of Ardenia (2019-)", "security-forces", True),
        ("Government of Ardenia (2019-)", "government", True),
        ("Veldt Ethnic Group (Ardenia)", "community", True),
        ("Harrow Communal Militia (Ardenia)", "armed-faction", True),
        ("Labor Group (Ardenia)", "community", False),
        ("Taxi Drivers (Ardenia)", "community", False),
        ("Civilians (Ardenia)", "civilians", False),
        ("Northern Front (Ardenia)", "community", True),
        ("TPA: Trade Party of Ardenia", "community", True),
    ],
)
def test_an_associate_has_the_kind_that_the_form_of_its_name_says(name: str, kind: str, identified: bool) -> None:
    (found,) = actors(mapped({"assoc_actor_1": name}).batch, name)

    assert (found["kind"], found["identified"]) == (kind, identified)


def test_an_event_may_have_one_actor() -> None:
    found = mapped({"actor2": None, "inter2": "0"}, {"actor2": None, "inter2": None})

    assert faults(found) == set()
    assert len(nodes(found.batch, "Participation")) == 1


def test_an_actor_of_unknown_type_is_nobody_yet() -> None:
    found = mapped({"inter1": "Ghosts"})

    assert faults(found) == {(1, "inter1", "unknown-code")}
    assert len(said(found.batch, "participation")) == 1


def test_an_actor_without_a_type_and_a_type_without_an_actor_are_told() -> None:
    found = mapped({"inter1": None}, {"actor2": None})

    assert faults(found) == {(1, "inter1", "empty-cell"), (2, "actor2", "empty-cell")}


def test_an_actor_of_the_register_is_judged_to_be_it() -> None:
    batch = mapped({"actor1": "Ahrar al-Sham", "inter1": "2"}).batch
    (met,) = [row for row in actors(batch, "Ahrar al-Sham") if row["identified"]][:1]

    judged = [row["end"] for row in batch.relationships["LEFT"].to_pylist()]

    assert met["id"] in judged


def test_acled_is_judged_to_be_the_registers() -> None:
    batch = mapped().batch

    assert default().actor("acled").id in {row["end"] for row in batch.relationships["RIGHT"].to_pylist()}
