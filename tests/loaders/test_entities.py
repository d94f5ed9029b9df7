"""Actors and places of a text: what they are judged to be, and what stays open."""

from datetime import UTC, datetime

import pytest
from testigo.loaders import gazetteer
from testigo.loaders.entities import MOST_CANDIDATES, PlaceWriter, actor_records, node_ids, script_of
from testigo.loaders.extraction import Entity, Mention
from testigo.loaders.register import PlaceEntry, Register
from testigo.ontology.model import Actor, Judgement, Name, Node, Place, Relationship
from testigo.ontology.terms import PlaceKind, Verdict

AT = datetime(2025, 3, 9, tzinfo=UTC)


def entity(node: str, kind: str, name: str, identified: bool | None = None) -> Entity:
    return Entity("x", node, kind, name, (Mention(0, len(name), name),), identified)


def placed(name: str, *context: str, kind: str = "city") -> list[Node | Relationship]:
    """The records of a place in a report that speaks of some countries."""
    return list(PlaceWriter(gazetteer, context, "en", AT).records(entity("place", kind, name), "place-1"))


def judgements(records: list[Node | Relationship]) -> list[Judgement]:
    return [each for each in records if isinstance(each, Judgement)]


def test_a_name_that_one_place_has_is_judged_that_place() -> None:
    records = placed("Baniyas", "SY")

    (judgement,) = judgements(records)
    assert (judgement.verdict, judgement.by) == (Verdict.SAME, "rule:gazetteer/1")
    assert [(each.type, each.end) for each in records if isinstance(each, Relationship)][:2] == [
        ("HAS_NAME", next(each.id for each in records if isinstance(each, Name))), ("LEFT", "place-1"),
    ]  # fmt: skip


def test_an_ambiguous_name_is_left_open_between_all_it_may_be() -> None:
    records = placed("Springfield", "US")

    found = judgements(records)
    assert 1 < len(found) <= MOST_CANDIDATES
    assert {each.verdict for each in found} == {Verdict.UNSURE}
    rights = [each.end for each in records if isinstance(each, Relationship) and each.type == "RIGHT"]
    assert len(set(rights)) == len(found)


def test_a_name_outside_the_countries_of_the_report_is_left_open() -> None:
    assert {each.verdict for each in judgements(placed("Nairobi", "ET"))} == {Verdict.UNSURE}


@pytest.mark.parametrize("name", ["nearby villages", "the army’s barracks"])
def test_a_place_that_no_gazetteer_has_stays_what_the_text_says(name: str) -> None:
    records = placed(name, "SY", kind="area")

    (place,) = [each for each in records if isinstance(each, Place)]
    assert (place.id, place.name, place.latitude, place.precision) == ("place-1", name, None, None)
    assert judgements(records) == []


@pytest.mark.parametrize("kind", ["person", "armed-faction", "government", "monitor"])
def test_no_actor_is_resolved_by_its_name(kind: str) -> None:
    records = list(actor_records(entity("actor", kind, "Ahmed Sharaa", identified=True), "actor-1", "en"))

    assert [type(each) for each in records] == [Actor, Name, Relationship]


def test_who_is_not_said_to_be_identified_is_not() -> None:
    (gunmen, *_) = actor_records(entity("actor", "armed-faction", "gunmen"), "actor-1", "en")

    assert isinstance(gunmen, Actor)
    assert gunmen.identified is False


def test_equal_names_of_two_texts_are_two_actors() -> None:
    gunmen = [entity("actor", "armed-faction", "gunmen")]

    assert node_ids("text-1", gunmen) != node_ids("text-2", gunmen)
    assert node_ids("text-1", gunmen) == node_ids("text-1", gunmen)


@pytest.mark.parametrize(
    ("name", "script"), [("Baniyas", "Latn"), ("بانياس", "Arab"), ("Київ", "Cyrl"), ("12", "Zyyy")]
)
def test_a_name_is_in_the_script_of_its_first_letter(name: str, script: str) -> None:
    assert script_of(name) == script


def test_a_place_whose_kind_no_words_tell_is_looked_up_as_any_kind() -> None:
    (judgement,) = judgements(placed("EL FASHER", "SD", kind="area"))

    assert judgement.verdict is Verdict.SAME


def own(*kinds: str) -> Register:
    """Places of one name, all in the city among them."""
    within = {kind: "city" for kind in kinds if kind != "city"}
    return Register(
        PlaceEntry(register="ours", key=kind, kind=PlaceKind(kind), name="Camp of Tests", within=within.get(kind))
        for kind in kinds
    )


@pytest.mark.parametrize(
    ("kinds", "asked", "verdicts"),
    [
        (("city",), "village", ["same"]),
        (("city", "facility"), "facility", ["same"]),
        (("city", "facility"), "area", ["unsure", "unsure"]),
        (("facility",), "city", ["unsure"]),
        ((), "city", []),
    ],
)
def test_a_place_that_no_gazetteer_has_is_looked_up_in_the_register(
    kinds: tuple[str, ...], asked: str, verdicts: list[str]
) -> None:
    writer = PlaceWriter(gazetteer, ("SY",), "en", AT, own(*kinds))

    records = list(writer.records(entity("place", asked, "Camp of Tests"), "place-1"))

    assert [str(each.verdict) for each in judgements(records)] == verdicts


def test_what_the_gazetteer_has_is_not_looked_up_elsewhere() -> None:
    ours = Register([PlaceEntry(register="ours", key="b", kind=PlaceKind.CITY, name="Baniyas")])

    records = list(
        PlaceWriter(gazetteer, ("SY",), "en", AT, ours).records(entity("place", "city", "Baniyas"), "place-1")
    )

    assert [each.by for each in judgements(records)] == ["rule:gazetteer/1"]


def test_what_a_place_of_the_register_lies_in_comes_with_it() -> None:
    writer = PlaceWriter(gazetteer, ("SY",), "en", AT, own("city", "facility"))

    records = list(writer.records(entity("place", "facility", "Camp of Tests"), "place-1"))

    assert "WITHIN" in {each.type for each in records if isinstance(each, Relationship)}
    assert len({each.id for each in records if isinstance(each, Place)}) == 3
