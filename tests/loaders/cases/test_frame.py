from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from testigo.loaders.cases.frame import Frame, misfits, records
from testigo.ontology import ids
from testigo.ontology.model import Actor, Event, Judgement, Name, Place, Relationship

from tests.loaders.cases.small import AT, ends, frame, piece, rows, statement, tree

Found = list[Any]


def made(content: dict[str, Any], kind: type) -> Found:
    return [each for _, found in records(frame(content), AT) for each in found if isinstance(each, kind)]


def test_ids_are_made_of_the_name_of_the_case_and_the_key() -> None:
    content = tree()

    assert made(content, Event)[0].id == ids.minted("Event", "case/small", "killings")
    assert made(content, Actor)[0].id == ids.minted("Actor", "case/small", "monitor")


def test_a_part_of_an_event_is_its_sub_event() -> None:
    found = made(tree(), Relationship)
    nodes = frame(tree()).nodes

    assert [(each.start, each.end) for each in found if each.type == "SUB_EVENT_OF"] == [
        (nodes["ambush"], nodes["killings"])
    ]


def test_names_keep_their_language() -> None:
    content = tree()
    content["actors"]["army"]["names"] = {"ar": "الجيش", "fr": ["l'armée", "les forces armées"]}

    found = {(each.literal, each.lang, each.script) for each in made(content, Name)}

    assert {("The army", "en", "Latn"), ("الجيش", "ar", "Arab"), ("les forces armées", "fr", "Latn")} <= found


def test_a_place_that_is_only_named_is_looked_up_and_stays_open_where_it_may_be_several() -> None:
    judged = {each.verdict for each in made(tree(places={"homs": {"kind": "city", "name": "Homs"}}), Judgement)}
    country = {"syria": {"kind": "country", "name": "Syria"}, "homs": {"kind": "city", "name": "Homs"}}

    assert judged == {"unsure"}
    assert {each.verdict for each in made(tree(places=country), Judgement)} == {"same"}


def test_a_geonames_id_is_the_analysts_judgement() -> None:
    content = tree(places={"baniyas": {"kind": "city", "name": "Banyas", "geonames": 171830}})

    (judged,) = made(content, Judgement)

    assert (judged.by, judged.verdict) == ("person:tester", "same")
    assert "171830" in {each.geonames_id for each in made(content, Place)}


def test_a_place_with_coordinates_is_not_looked_up() -> None:
    place = {"kind": "city", "name": "Homs", "latitude": 34, "longitude": 36.7, "precision": "near"}

    assert made(tree(places={"homs": place}), Judgement) == []


def test_a_judgement_joins_every_other_with_the_first(tmp_path: Path) -> None:
    actor = "actor-" + 32 * "0"
    judgement = {"same": ["monitor", "army", actor], "basis": "a letter", "at": "2025-04-01"}
    batch = piece(tmp_path, tree(judgements=[judgement], places={})).batch

    assert {(row["verdict"], row["by"], row["at"]) for row in rows(batch, "Judgement")} == {
        ("same", "person:tester", datetime(2025, 4, 1, tzinfo=UTC))
    }
    assert len({left for _, left in ends(batch, "LEFT")}) == 1
    assert actor in {right for _, right in ends(batch, "RIGHT")}


def test_records_that_differ_are_judged_two_by_two() -> None:
    found = made(tree(judgements=[{"different": ["monitor", "army", "gunmen"]}], places={}), Judgement)

    assert len(found) == 3


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        ({"events": {"ambush": {"part_of": "war"}}}, ("events", "ambush", "part_of"), "unknown event 'war'"),
        (
            {"places": {"homs": {"kind": "city", "name": "Homs", "within": "army"}}},
            ("places", "homs", "within"),
            "place",
        ),
        ({"events": {"army": None}}, ("events", "army"), "'army' is a key of `actors` too"),
        ({"events": {"nobody": None}}, ("events", "nobody"), "has a meaning of its own"),
        ({"judgements": [{"same": ["army", "homs"]}]}, ("judgements", 0, "same", 1), "'homs' is no actor"),
        ({"judgements": [{"same": ["army", "navy"]}]}, ("judgements", 0, "same", 1), "unknown"),
        ({"judgements": [{"same": ["army", "gunmen"], "at": "2025-13-01"}]}, ("judgements", 0, "at"), "no day"),
    ],
)
def test_what_the_frame_cannot_mean_is_told(change: dict[str, Any], path: tuple[object, ...], message: str) -> None:
    content = tree(**change)

    (found,) = misfits(Frame(content, {}))

    assert found.path == path
    assert message in found.message


def test_a_judgement_of_nobody_is_told() -> None:
    content = tree(judgements=[{"same": ["army", "gunmen"]}])
    del content["analyst"]

    assert [each.message for each in misfits(Frame(content, {}))] == [
        "nobody is named for it; add `by`, or `analyst` to the case"
    ]


def test_the_nearest_marking_counts(tmp_path: Path) -> None:
    content = tree(statement(type="killing"), statement(type="attack", marking="RED"), marking="GREEN")
    batch = piece(tmp_path, content).batch
    levels = {row["id"]: row["level"] for row in rows(batch, "Marking")}
    types = {row["id"]: row["eventType"] for row in rows(batch, "Statement")}

    assert {types[id]: levels[marking] for id, marking in ends(batch, "MARKED")} == {
        "killing": "GREEN",
        "attack": "RED",
    }


def test_a_marked_report_marks_what_is_quoted_from_it_and_itself(tmp_path: Path) -> None:
    content = tree(statement(type="killing"))
    content["reports"]["news"]["marking"] = "AMBER"

    marked = {id.partition("-")[0] for id, _ in ends(piece(tmp_path, content).batch, "MARKED")}

    assert marked == {"report", "snapshot", "text", "statement"}


def test_an_actor_that_the_register_knows_is_judged_to_be_it(tmp_path: Path) -> None:
    monitor = {"kind": "monitor", "name": "Syrian Observatory for Human Rights", "identified": True}
    gunmen = {"kind": "armed-faction", "name": "gunmen", "identified": False}
    batch = piece(tmp_path, tree(actors={"monitor": monitor, "gunmen": gunmen}, places={})).batch

    (judged,) = rows(batch, "Judgement")
    ((_, left),) = ends(batch, "LEFT")
    assert (judged["verdict"], judged["by"].partition(":")[0]) == ("same", "rule")
    assert left == ids.minted("Actor", "case/small", "monitor")
