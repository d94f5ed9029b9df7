"""FollowTheMoney entities: which become actors, which links parts, and what is told of the rest."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.register import ftm
from testigo.loaders.register.ftm import Entity, becomes, link, parsed, unknown_properties
from testigo.ontology.errors import InvalidValue

TABLES = Path(ftm.__file__).parent


def entity(schema: str, id: str = "NK-1", caption: str = "", **properties: list[str]) -> Entity:
    return Entity(id, schema, caption, properties)


def kind(schema: str, *topics: str) -> str | None:
    found, _ = ftm.actor(entity(schema, name=["X"], topics=list(topics)), "opensanctions")
    return str(found.kind) if found else None


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.mark.parametrize(
    ("schema", "topics", "expected"),
    [
        ("Person", (), "person"),
        ("Person", ("crime.terror", "mil"), "person"),
        ("PublicBody", (), "government-body"),
        ("PublicBody", ("gov.national", "gov.judicial"), "judicial-body"),
        ("PublicBody", ("mil",), "security-forces"),
        ("Organization", ("gov.igo",), "intergovernmental"),
        ("Organization", ("gov.security", "sanction"), "security-forces"),
        ("Organization", ("pol.party",), "civil-society"),
    ],
)
def test_schema_and_topics_tell_a_kind(schema: str, topics: tuple[str, ...], expected: str) -> None:
    assert kind(schema, *topics) == expected


@pytest.mark.parametrize("topics", [(), ("sanction",), ("crime.terror",), ("mil",), ("gov.igo", "pol.party")])
def test_what_cannot_be_told_has_no_kind(topics: tuple[str, ...]) -> None:
    found, told = ftm.actor(entity("Organization", name=["X"], topics=list(topics)), "opensanctions")

    assert found is None
    assert [(each.rule, each.refuses) for each in told] == [("ftm-kind", False)]


def test_all_names_are_kept_and_the_caption_is_shown() -> None:
    found, _ = ftm.actor(
        entity("Person", caption="Бета", name=["Alpha", "Бета"], alias=["Gamma"], weakAlias=["G"], firstName=["Al"]),
        "opensanctions",
    )

    assert found
    assert found.name == "Бета"
    assert [each.literal for each in found.spellings] == ["Бета", "Alpha", "Gamma"]


def test_an_entity_is_known_by_its_ids() -> None:
    found, _ = ftm.actor(entity("Person", name=["X"], wikidataId=["Q42"]), "opensanctions")
    by_wikidata, _ = ftm.actor(entity("Person", "Q42", name=["X"]), "opensanctions")
    elsewhere, _ = ftm.actor(entity("Person", "abc", name=["X"]), "aleph")

    assert found
    assert found.ids == {"opensanctions": "NK-1", "wikidata": "Q42"}
    assert by_wikidata
    assert by_wikidata.ids == {"opensanctions": "Q42", "wikidata": "Q42"}
    assert elsewhere
    assert elsewhere.ids == {}


def test_two_ids_of_wikidata_are_told_and_none_is_kept() -> None:
    found, told = ftm.actor(entity("Person", name=["X"], wikidataId=["Q1", "Q2"]), "opensanctions")

    assert found
    assert found.ids == {"opensanctions": "NK-1"}
    assert [(each.path, each.value) for each in told] == [("wikidataId", "Q1;Q2")]


def test_an_entity_without_a_name_is_refused() -> None:
    found, told = ftm.actor(entity("Person", name=[" "]), "opensanctions")

    assert found is None
    assert [each.refuses for each in told] == [True]


@pytest.mark.parametrize(
    ("schema", "part", "whole"),
    [
        ("Membership", "member", "organization"),
        ("Employment", "employee", "employer"),
        ("Directorship", "director", "organization"),
    ],
)
def test_a_link_is_a_part_with_its_time(schema: str, part: str, whole: str) -> None:
    found, told = link(
        Entity("x", schema, "", {part: ["a"], whole: ["b"], "startDate": ["2012"], "endDate": ["2014-02"]})
    )

    assert told == []
    assert found
    assert (found.part, found.whole, found.by_person) == ("a", "b", schema == "Directorship")
    assert (found.earliest, found.latest) == (date(2012, 1, 1), date(2014, 2, 28))


def test_the_finest_of_dates_that_agree_counts() -> None:
    found, _ = link(entity("Membership", member=["a"], organization=["b"], startDate=["2012", "2012-05-03"]))

    assert found
    assert found.earliest == date(2012, 5, 3)


@pytest.mark.parametrize("dates", [["2012", "2013"], ["soon"], ["2012-13"], ["2012", "soon"]])
def test_dates_that_do_not_agree_are_told_and_stay_open(dates: list[str]) -> None:
    found, told = link(entity("Membership", member=["a"], organization=["b"], startDate=dates))

    assert found
    assert found.earliest is None
    assert [each.path for each in told] == ["startDate"]


def test_a_time_that_ends_before_it_begins_is_not_kept() -> None:
    found, told = link(entity("Membership", member=["a"], organization=["b"], startDate=["2014"], endDate=["2012"]))

    assert found
    assert (found.earliest, found.latest) == (None, None)
    assert [each.rule for each in told] == ["ftm-dates"]


@pytest.mark.parametrize("ends", [{"member": ["a"]}, {"member": ["a", "c"], "organization": ["b"]}])
def test_a_link_without_one_part_and_one_whole_is_refused(ends: dict[str, list[str]]) -> None:
    found, told = link(Entity("x", "Membership", "", ends))

    assert found is None
    assert [each.refuses for each in told] == [True]


def test_a_property_that_no_table_knows_is_told() -> None:
    found = list(unknown_properties(entity("Person", name=["X"], shoeSize=["42"])))

    assert [each.path for each in found] == ["shoeSize"]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"id": "x"}',
        b'{"id": 7, "schema": "Person"}',
        b'{"id": "x", "schema": "Person", "properties": []}',
    ],
)
def test_a_line_that_is_no_entity_says_so(line: bytes) -> None:
    with pytest.raises(InvalidValue, match=r"the (line|properties)"):
        parsed(line)


def test_the_tables_say_of_all_that_is_left_out_why() -> None:
    for row in [*table("ftm_schemas.csv"), *table("ftm_properties.csv")]:
        assert bool(row["reason"]) == (row["becomes"] == "nothing"), row


def test_every_kind_is_of_a_schema_that_becomes_an_actor() -> None:
    assert {becomes(row["schema"]) for row in table("ftm_kinds.csv")} == {"actor"}


def test_a_real_line_is_read_whole() -> None:
    line = {
        "id": "NK-x", "caption": "X", "schema": "PublicBody", "referents": ["ofac-1"], "datasets": ["us_ofac_sdn"],
        "first_seen": "2022-01-01T00:00:00", "last_seen": "2026-01-01T00:00:00", "target": True,
        "properties": {"name": ["X"], "country": ["sy"]},
    }  # fmt: skip

    assert parsed(json.dumps(line).encode()) == Entity("NK-x", "PublicBody", "X", {"name": ["X"], "country": ["sy"]})
