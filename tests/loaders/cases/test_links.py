from pathlib import Path
from typing import Any

import pytest

from tests.loaders.cases.small import Tree, ends, fault, piece, rows, said, statement, toll, tree

LATER = {"report": "later", "quote": "800 people were killed", "counts": [toll(figure=800)]}


def two_reports(*entries: Tree, **more: object) -> Tree:
    content = tree(*entries, **more)
    later = {"text": "800 people were killed. We take it back.", "published": "2025-03-10"}
    content["reports"]["later"] = later
    return content


def earlier(**more: object) -> Tree:
    return statement(id="first", type="killing", counts=[toll(id="toll-700"), toll(measure="injured")]) | more


@pytest.mark.parametrize("reference", ["first", "toll-700"])
def test_a_later_figure_takes_over_from_the_one_like_it(tmp_path: Path, reference: str) -> None:
    batch = piece(tmp_path, two_reports(earlier(), statement(**LATER, supersedes=reference))).batch
    figures = {row["id"]: (row["measure"], row["low"]) for row in said(batch, "count")}

    assert [(figures[new], figures[old]) for new, old in ends(batch, "SUPERSEDES")] == [
        (("killed", 800), ("killed", 700))
    ]


def test_what_is_not_alike_is_not_superseded(tmp_path: Path) -> None:
    later = statement(**LATER | {"counts": [toll(figure=800, population="women")]}, supersedes="first")

    (told,) = piece(tmp_path, two_reports(earlier(), later)).faults

    assert told.path == "supersedes[0]"
    assert "says nothing of the same kind" in told.message


def test_a_statement_of_the_graph_is_superseded_by_its_id(tmp_path: Path) -> None:
    old = "statement-" + 32 * "0"
    batch = piece(tmp_path, two_reports(statement(**LATER, supersedes=old))).batch

    ((_, end),) = ends(batch, "SUPERSEDES")
    assert end == old


def test_who_said_it_takes_it_back(tmp_path: Path) -> None:
    back = {"report": "later", "quote": "We take it back.", "by": "monitor", "retracts": "first"}
    batch = piece(tmp_path, two_reports(earlier(), back)).batch
    retraction = next(row for row in rows(batch, "Statement") if row["modality"] == "retracts")

    assert retraction["kind"] == "occurrence"
    assert {start for start, _ in ends(batch, "RETRACTS")} == {retraction["id"]}
    assert len(ends(batch, "RETRACTS")) == 3


def test_another_speaker_takes_nothing_back(tmp_path: Path) -> None:
    back = {"report": "later", "quote": "We take it back.", "by": "army", "retracts": "first"}

    (told,) = piece(tmp_path, two_reports(earlier(), back)).faults

    assert "'first' is said by others; who did not say it can deny it" in told.message


def test_a_speaker_judged_to_be_the_same_takes_it_back(tmp_path: Path) -> None:
    back = {"report": "later", "quote": "We take it back.", "by": "army", "retracts": "first"}

    found = piece(tmp_path, two_reports(earlier(), back, judgements=[{"same": ["monitor", "army"]}]))

    assert found.faults == ()
    assert len(ends(found.batch, "RETRACTS")) == 3


def test_a_relay_passes_on_what_is_alike(tmp_path: Path) -> None:
    passed = statement(**LATER | {"counts": [toll()]}, via="army", relays="first")
    batch = piece(tmp_path, two_reports(earlier(), passed)).batch

    ((start, end),) = ends(batch, "RELAYS")
    assert start != end


@pytest.mark.parametrize("name", ["supersedes", "retracts", "relays"])
def test_a_reference_to_nothing_is_told_and_the_entry_goes_in(tmp_path: Path, name: str) -> None:
    found = piece(tmp_path, two_reports(statement(**LATER, **{name: "frist"}), earlier()))

    (told,) = found.faults
    assert "unknown statement 'frist'; did you mean 'first'?" in told.message
    assert len(said(found.batch, "count")) == 3


def test_a_reference_to_what_was_refused_is_told(tmp_path: Path) -> None:
    found = piece(tmp_path, two_reports(earlier(quote="nothing"), statement(**LATER, supersedes="first")))

    assert [each.message for each in found.faults if each.path == "supersedes[0]"] == [
        "nothing of 'first' went in; mend that first, then this"
    ]


def test_a_key_that_is_used_twice_is_told(tmp_path: Path) -> None:
    found = fault(tmp_path, earlier(), statement(id="first", type="attack"))

    assert (found.path, found.message) == ("id", "'first' is the key of something else too; each key is one thing")


ASSESSED = statement(id="said", type="killing", participants=[{"actor": "gunmen", "role": "perpetrator"}])


@pytest.mark.parametrize(
    ("of", "labels"),
    [
        ("said", ["statement", "statement"]),
        ("killings", ["event"]),
        ({"event": "killings", "actor": "gunmen", "role": "perpetrator"}, ["participation"]),
        (["gunmen", "homs"], ["actor", "place"]),
    ],
)
def test_an_assessment_is_of_what_it_names(tmp_path: Path, of: object, labels: list[str]) -> None:
    entry = {"of": of, "verdict": "disputed", "at": "2025-04-01", "basis": "interviews", "based_on": "said"}
    batch = piece(tmp_path, tree(ASSESSED, assessments=[entry])).batch

    (row,) = rows(batch, "Assessment")
    assert (row["verdict"], row["by"], row["basis"]) == ("disputed", "person:tester", "interviews")
    assert sorted(end.partition("-")[0] for _, end in ends(batch, "OF")) == labels
    assert len(ends(batch, "BASED_ON")) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"of": "sad"}, "unknown actor or place or event 'sad'"),
        ({"of": {"event": "killings", "actor": "army", "role": "victim"}}, "says or denies that army was victim"),
        ({"verdict": "proven"}, "unknown term 'proven'"),
        ({"at": "2025-02-30"}, "'2025-02-30' is no day of the calendar"),
        ({"based_on": "other"}, "unknown statement 'other'"),
    ],
)
def test_an_assessment_that_cannot_be_read_is_refused_alone(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    entry = {"of": "said", "verdict": "disputed"} | change
    found = piece(tmp_path, tree(ASSESSED, assessments=[entry]))

    (told,) = found.faults
    assert message in told.message
    assert len(rows(found.batch, "Statement")) == 2
    assert rows(found.batch, "Assessment") == []
