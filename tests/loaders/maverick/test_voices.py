"""Who says it, through whom, in which report."""

from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.register import actor_id
from testigo.ontology import ids

from tests.loaders.maverick.rows import Record, ends, faults, piece, records, statements


def by(author: str, type: str = "International news agency", title: str = "Three die") -> dict[str, str]:
    return {"source": f"{author} (2008-01-01) {title}", "source_author": author, "source_type": type}


def heard(folder: Path, type: str, **cells: str) -> list[Record]:
    """The actors that the statements of a row lead to by SAID_BY or VIA; the same for each of them."""
    batch = piece(folder, cells).batch
    actors, found = records(batch, "Actor"), ends(batch, type)
    (first, *others) = [found[each] for each in records(batch, "Statement")]
    assert all(each == first for each in others)
    return [actors[id] for id in first]


def test_the_author_says_it_and_maverick_passes_it_on(tmp_path: Path) -> None:
    (speaker,) = heard(tmp_path, "SAID_BY")
    (relay,) = heard(tmp_path, "VIA")

    assert (speaker["name"], speaker["kind"], speaker["identified"]) == ("Reuters", "media", True)
    assert (relay["name"], relay["kind"]) == ("MAVERICK", "monitor")


def test_whoever_carried_the_authors_report_stands_behind_maverick(tmp_path: Path) -> None:
    author = by("AFP (Dow Jones International News)")

    assert [each["name"] for each in heard(tmp_path, "VIA", **author)] == ["MAVERICK", "Dow Jones International News"]


def test_two_authors_say_it_jointly(tmp_path: Path) -> None:
    names = {each["name"] for each in heard(tmp_path, "SAID_BY", **by("Amnesty/HRW"))}

    assert names == {"Amnesty", "HRW"}


def test_an_author_that_no_table_knows_is_of_the_kind_of_its_source_type(tmp_path: Path) -> None:
    (speaker,) = heard(tmp_path, "SAID_BY", **by("Kisumu Herald", "Human rights commission"))

    assert (speaker["name"], speaker["kind"]) == ("Kisumu Herald", "monitor")


def test_two_spellings_of_one_author_are_judged_to_be_one(tmp_path: Path) -> None:
    batch = piece(tmp_path, by("AFP"), {"id": "r2"} | by("Agence France Presse")).batch

    judged = {left: ends(batch, "RIGHT")[judgement] for judgement, (left,) in ends(batch, "LEFT").items()}
    authors = {end for found in ends(batch, "SAID_BY").values() for end in found}
    assert len(authors) == 2
    assert {tuple(judged[author]) for author in authors} == {(actor_id("testigo", "afp"),)}
    assert {each["verdict"] for each in records(batch, "Judgement").values()} == {"same"}


def test_an_unknown_source_type_is_told(tmp_path: Path) -> None:
    found = piece(tmp_path, by("Kisumu Herald", "Blog"))

    assert faults(found) == {("unknown-code", "source_type")}
    assert statements(found.batch, "count") != []


def test_the_report_is_cited_with_author_day_and_title(tmp_path: Path) -> None:
    batch = piece(tmp_path, by("Reuters", title="Three die;\nmany flee")).batch

    (report,) = [each for each in records(batch, "Report").values() if each.get("publisher") == "Reuters"]
    assert report["title"] == "Three die; many flee"
    assert report["publishedOn"] == date(2008, 1, 1)
    assert report["id"] == ids.minted("Report", "cited", "reuters", "2008-01-01", "three die; many flee")
    assert {report["id"]} == {end for found in ends(batch, "CITES").values() for end in found}
    assert {each["publishedOn"] for each in records(batch, "Statement").values()} == {date(2008, 1, 1)}


def test_a_report_without_a_title_is_cited_all_the_same(tmp_path: Path) -> None:
    batch = piece(tmp_path, by("UNOCI", title="")).batch

    (report,) = [each for each in records(batch, "Report").values() if each.get("publisher") == "UNOCI"]
    assert "title" not in report


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"source": "Reuters: Three die"}, "no-report"),
        ({"source": "Reuters (2008-13-01) Three die"}, "no-report"),
        ({"source": "AFP (2008-01-01) Three die"}, "two-authors"),
        ({"source": ""}, "empty-cell"),
    ],
)
def test_a_row_whose_report_is_not_known_says_nothing(tmp_path: Path, cells: dict[str, str], rule: str) -> None:
    found = piece(tmp_path, cells, {"id": "r2"})

    assert [each["rowKey"] for each in records(found.batch, "Passage").values()] == ["r2"]
    assert faults(found) == {(rule, "source")}
