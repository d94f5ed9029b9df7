from __future__ import annotations

import math

import pytest
from testigo.ontology.batch import Batch
from testigo.ontology.validation.engines import REFERENCE, best_engine
from testigo.ontology.validation.validator import Validator

from tests.ontology.validation.worlds import AT, World, batch_of_worlds, changed, joined, world
from tests.sample import sample


def ids(batch: Batch) -> set[str]:
    return {id for label in batch.nodes for id in batch.ids(label)}


def crowd(count: int) -> World:
    """Actors with nothing else."""
    it = World("crowd")
    for number in range(count):
        it.add(f"actor-{number}", "Actor", kind="person", name=f"a{number}", identified=True)
    return it


@pytest.mark.parametrize("name", sorted({best_engine(), REFERENCE}))
def test_the_sample_conforms(name: str) -> None:
    with Validator(engine=name) as validator:
        assert validator.findings(sample().batch) == []


def test_a_record_that_the_store_knows_may_be_referred_to() -> None:
    it = world("known")
    joined("SAID_BY", "cause", "nowhere:Actor")(it)
    asked: list[tuple[str, set[str]]] = []

    def known(label: str, ids: set[str]) -> set[str]:
        asked.append((label, ids))
        return ids

    with Validator(known=known) as validator, Validator() as alone:
        assert validator.findings(batch_of_worlds([it])) == []
        assert [each.shape for each in alone.findings(batch_of_worlds([it]))] == ["SAID_BY-end"]
    assert asked == [("Actor", {it.ids["nowhere:Actor"]})]


def test_a_relationship_may_start_from_a_record_that_the_store_knows() -> None:
    it = world("start")
    joined("MARKED", "nowhere:Actor", "marking")(it)

    with Validator(known=lambda label, ids: ids) as validator, Validator() as alone:
        assert validator.findings(batch_of_worlds([it])) == []
        assert [each.shape for each in alone.findings(batch_of_worlds([it]))] == ["MARKED"]


def test_what_is_superseded_is_read_from_the_context() -> None:
    there, it = world("there"), world("here")
    it.relationships = {key: row for key, row in it.relationships.items() if key[0] != "SUPERSEDES"}
    it.join("SUPERSEDES", "count", there.ids["earlier"])
    it.join("SAID_BY", "count", there.ids["speaker"])
    it.relationships.pop(("SAID_BY", it.ids["count"], it.ids["speaker"]))

    with Validator() as validator:
        assert validator.findings(batch_of_worlds([it]), batch_of_worlds([there])) == []
        changed("earlier", measure="injured")(there)
        found = validator.findings(batch_of_worlds([it]), batch_of_worlds([there]))
    assert {(each.id, each.shape) for each in found} == {(it.ids["count"], "Supersession-measure")}


@pytest.mark.parametrize(("earlier", "later", "refused"), [("23.1", "24.1", False), ("24.1", "23.1", True)])
def test_a_later_version_of_a_row_supersedes(earlier: str, later: str, refused: bool) -> None:
    it = world("versions")
    changed("earlier", recordVersion=earlier)(it)
    it.rows[it.ids["count"]] |= {"recordVersion": later, "asOf": None, "publishedOn": None}

    with Validator() as validator:
        assert [each.shape for each in validator.findings(batch_of_worlds([it]))] == ["Supersession"] * refused


def test_what_is_superseded_and_only_known_to_be_there_is_not_compared() -> None:
    it = world("unread")
    it.relationships = {key: row for key, row in it.relationships.items() if key[0] != "SUPERSEDES"}
    joined("SUPERSEDES", "count", "nowhere:Statement")(it)

    with Validator(known=lambda label, ids: ids) as validator:
        assert validator.findings(batch_of_worlds([it])) == []


def test_another_speaker_is_not_superseded() -> None:
    it = world("speakers")
    it.relationships = {key: row for key, row in it.relationships.items() if key[:2] != ("SAID_BY", it.ids["count"])}
    it.join("SAID_BY", "count", "army")

    with Validator() as validator:
        assert [each.shape for each in validator.findings(batch_of_worlds([it]))] == ["supersedes-speaker"]
        it.rows[it.ids["judgement"]]["verdict"] = "same"
        assert validator.findings(batch_of_worlds([it])) == []
        it.rows[it.ids["judgement"]]["revokedAt"] = AT
        assert len(validator.findings(batch_of_worlds([it]))) == 1


@pytest.mark.parametrize(("type", "start", "end"), [("WITHIN", "syria", "homs"), ("SUB_EVENT_OF", "war", "event")])
def test_a_cycle_is_found_at_each_of_its_records(type: str, start: str, end: str) -> None:
    it = world("cycle")
    it.join(type, start, end)

    with Validator() as validator:
        found = validator.findings(batch_of_worlds([it]))

    assert {(each.id, each.shape, each.path) for each in found} == {
        (it.ids[start], "cycle", type), (it.ids[end], "cycle", type),
    }  # fmt: skip


def test_a_relay_needs_its_place_in_the_order() -> None:
    it = world("order")
    it.join("VIA", "cause", "army")

    with Validator() as validator:
        (found,) = validator.findings(batch_of_worlds([it]))

    assert (found.id, found.shape, found.path) == (it.ids["cause"], "ord", "VIA")


def test_words_that_do_not_stand_in_the_text_refuse_the_statement() -> None:
    it = world("anchor")
    changed("passage", exact="Residents say ")(it)

    with Validator() as validator:
        judged = validator.judged(batch_of_worlds([it]))

    (refused,) = judged.refused
    assert (refused.id, refused.shape) == (it.ids["passage"], "anchor")
    assert it.ids["count"] in refused.fallen
    assert not ids(judged.sound) & {*refused.fallen}


def test_a_value_that_rdf_cannot_write_refuses_its_record_alone() -> None:
    it = crowd(9)
    it.add("nowhere", "Place", kind="city", name="x", latitude=math.inf, longitude=1.0, precision="exact")

    with Validator() as validator:
        judged = validator.judged(batch_of_worlds([it]))

    assert [(each.id, each.shape) for each in judged.refused] == [(it.ids["nowhere"], "engine")]
    assert "no finite number" in judged.refused[0].message
    assert ids(judged.sound) == set(it.ids.values()) - {it.ids["nowhere"]}


SLOW = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://w3id.org/testigo/ns#> .
:Slow a sh:NodeShape ; sh:targetClass :Actor ; sh:property [ sh:path :name ; sh:pattern "^(a+)+$" ; sh:message "." ] .
"""


def test_a_record_that_takes_too_long_is_found_by_bisection() -> None:
    it = crowd(3)
    it.rows[it.ids["actor-2"]]["name"] = "a" * 60 + "!"

    with Validator(engine=REFERENCE, timeout_s=2, own_shapes=SLOW) as validator:
        found = validator.findings(batch_of_worlds([it]))

    slow = [each for each in found if each.shape == "engine"]
    assert [each.id for each in slow] == [it.ids["actor-2"]]
    assert "took longer than 2 s" in slow[0].message


def test_portions_give_the_verdict_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    it = world("portions")
    for fault in (changed("army", kind="x"), joined("ABOUT", "cause", "nowhere:Event"), changed("count", low=11)):
        fault(it)
    with Validator() as validator:
        whole = validator.findings(batch_of_worlds([it]))
        monkeypatch.setattr("testigo.ontology.validation.validator.RECORDS_A_PORTION", 7)

        assert validator.findings(batch_of_worlds([it])) == whole
    assert len(whole) > 3
