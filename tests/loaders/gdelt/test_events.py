from datetime import date

import pytest
from testigo.ontology.ids import minted
from testigo.ontology.model import Relationship

from tests.loaders.gdelt.rows import EVENT, RELEASE, Row, ends, event, events, nodes


def test_a_row_says_what_when_where_and_who_took_part() -> None:
    found = events(event())

    assert [row["kind"] for row in nodes(found.batch, "Statement")] == [
        "act-type", "time", "place", "participation", "participation",
    ]  # fmt: skip
    assert {row["modality"] for row in nodes(found.batch, "Statement")} == {"asserts"}
    assert len(found.faults) == 0


def test_gdelt_says_it_and_cites_the_report() -> None:
    found = events(event())
    (report,) = nodes(found.batch, "Report")
    (gdelt,) = nodes(found.batch, "Actor", name="The GDELT Project")

    for row in nodes(found.batch, "Statement"):
        assert ends(found.batch, "SAID_BY", row["id"]) == [gdelt["id"]]
        assert ends(found.batch, "CITES", row["id"]) == [report["id"]]
    assert report == {"id": report["id"], "url": "https://news.example/a", "language": "und"}
    assert "SOURCED_FROM" not in found.batch.relationships


def test_ids_are_those_that_the_model_mints() -> None:
    found = events(event())
    (said,) = nodes(found.batch, "Statement", kind="act-type")
    speaker = minted("Actor", "gdelt", "publisher", "The GDELT Project")
    happened = minted("Event", "gdelt", EVENT["GLOBALEVENTID"])
    proposition = {"event": happened, "type": "attack"}

    assert found.batch.ids("Event") == [happened]
    assert said["id"] == minted("Statement", "gdelt", EVENT["GLOBALEVENTID"], None, "act-type", proposition, [speaker])


def test_a_row_stands_in_its_passage_word_for_word() -> None:
    found = events(event())
    (passage,) = nodes(found.batch, "Passage")

    assert (passage["kind"], passage["row"], passage["rowKey"]) == ("row", 1, EVENT["GLOBALEVENTID"])
    assert passage["exact"].split("\t")[0] == EVENT["GLOBALEVENTID"]
    assert ends(found.batch, "IN_SNAPSHOT", passage["id"]) == [RELEASE.snapshot]


def test_the_day_is_a_day_and_was_told_when_the_row_was_added() -> None:
    (said,) = nodes(events(event()).batch, "Statement", kind="time")

    assert (said["edtf"], said["earliest"], said["latest"]) == ("2025-03-07", date(2025, 3, 7), date(2025, 3, 7))
    assert (said["datePrecision"], said["publishedOn"]) == ("day", date(2025, 3, 8))


def test_a_code_that_no_type_fits_is_kept_in_its_row() -> None:
    found = events(event(EventCode="112"))
    (said,) = nodes(found.batch, "Statement", kind="act-type")
    (passage,) = nodes(found.batch, "Passage")

    assert (said["eventType"], said["columns"]) == ("other-coded", ["EventCode"])
    assert "112" in passage["exact"].split("\t")


@pytest.mark.parametrize(
    ("cells", "rule", "lost"),
    [
        ({"EventCode": "1999"}, "unknown-code", "act-type"),
        ({"EventCode": "73"}, "unknown-code", "act-type"),
        ({"EventCode": ""}, "empty-cell", "act-type"),
        ({"SQLDATE": "20250230"}, "no-date", "time"),
        ({"SQLDATE": ""}, "empty-cell", "time"),
    ],
)
def test_a_broken_cell_refuses_what_needs_it(cells: Row, rule: str, lost: str) -> None:
    found = events(event(**cells))
    (fault,) = found.faults.to_dicts()

    assert (fault["column"], fault["rule"], fault["line"]) == (next(iter(cells)), rule, 1)
    assert lost not in {row["kind"] for row in nodes(found.batch, "Statement")}
    assert len(nodes(found.batch, "Statement")) == 4


@pytest.mark.parametrize("number", ["", "12a", "-5"])
def test_a_row_without_its_number_says_nothing(number: str) -> None:
    found = events(event(GLOBALEVENTID=number), event())

    assert len(nodes(found.batch, "Event")) == 1
    assert [fault["column"] for fault in found.faults.to_dicts()] == ["GLOBALEVENTID"]


def test_a_broken_address_is_told_and_cites_nothing() -> None:
    found = events(event(SOURCEURL="https://news.example/a b"))

    assert [fault["rule"] for fault in found.faults.to_dicts()] == ["no-address"]
    assert "CITES" not in found.batch.relationships
    assert len(nodes(found.batch, "Statement")) == 5


def test_the_same_row_twice_is_said_once() -> None:
    once, twice = events(event()), events(event(), event())

    assert once.batch.ids("Statement") == twice.batch.ids("Statement")
    assert len(twice.batch.relationships["ANCHORED_AT"]) == 10


def test_no_rows_say_nothing() -> None:
    assert events().batch.ids("Statement") == []


def test_every_relationship_joins_what_the_batch_holds() -> None:
    batch = events(event(), event(GLOBALEVENTID="1230000002", EventCode="050")).batch
    held = {id for label in batch.nodes for id in batch.ids(label)} | {RELEASE.snapshot}

    for type, table in batch.relationships.items():
        for row in table.to_pylist():
            assert {row["start"], row["end"]} <= held, Relationship(type, row["start"], row["end"])
