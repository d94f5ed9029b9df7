from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.loaders.cases.small import ends, fault, names, piece, rows, statement, toll, tree


def test_the_publisher_and_nobody_speak_as_in_a_text(tmp_path: Path) -> None:
    entries = [statement(by=by, type="killing") for by in ("publisher", "nobody")]
    batch = piece(tmp_path, tree(*entries)).batch

    assert [names(batch)[actor] for _, actor in ends(batch, "SAID_BY")] == ["Example News", "unattributed"]


def test_who_passed_it_on_and_whom_the_speaker_names_keep_their_order(tmp_path: Path) -> None:
    entry = statement(by="gunmen", via=["army", "monitor"], sources=["monitor", "army"], type="killing")
    batch = piece(tmp_path, tree(entry)).batch
    ordered = {
        type: [(names(batch)[row["end"]], row["ord"]) for row in batch.relationships[type].to_pylist()]
        for type in ("VIA", "SOURCED_FROM")
    }

    assert ordered == {"VIA": [("The army", 0), ("Monitor", 1)], "SOURCED_FROM": [("Monitor", 0), ("The army", 1)]}


def test_how_it_is_said_is_kept(tmp_path: Path) -> None:
    entry = statement(
        type="killing", hedge="likely", hedge_text="the monitor said", mode="verbatim", said="2025-03-07",
        confidence=1, modality="accuses",
    )  # fmt: skip
    (row,) = rows(piece(tmp_path, tree(entry)).batch, "Statement")

    assert [row[name] for name in ("hedge", "hedgeText", "mode", "modality", "confidence", "saidEarliest")] == [
        "likely", "the monitor said", "verbatim", "accuses", 1.0, date(2025, 3, 7),
    ]  # fmt: skip
    assert row["publishedOn"] == date(2025, 3, 8)


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        ({"quote": "Less than 700"}, "quote", "does not stand in the report"),
        ({"quote": "killed"}, "quote", "stands 3 times in the report"),
        ({"quote": "nobody was warned"}, "quote", 'put "Nobody was warned"'),
        ({"report": "nwes"}, "report", "unknown report 'nwes'; did you mean 'news'?"),
        ({"by": "moniter"}, "by[0]", "unknown actor 'moniter'; did you mean 'monitor'?"),
        ({"by": ["monitor", "homs"]}, "by[1]", "unknown actor 'homs'"),
        ({"via": "agency"}, "via[0]", "unknown actor 'agency'"),
        ({"cites": "other"}, "cites[0]", "unknown report 'other'"),
        ({"event": "killing"}, "event", "unknown event 'killing'; did you mean 'killings'?"),
        ({"hedge_text": "allegedly"}, "hedge_text", "'allegedly' does not stand in the report"),
        ({"said": "last week"}, "said", "no date in EDTF"),
        ({"occurrence": 3}, "quote", "there is no occurrence 3"),
    ],
)
def test_what_an_entry_lacks_refuses_it_alone(tmp_path: Path, change: dict[str, Any], path: str, message: str) -> None:
    broken, sound = statement(counts=[toll()]) | change, statement(type="killing")
    found = piece(tmp_path, tree(sound, broken))

    (told,) = found.faults
    assert (told.path, told.refuses) == (path, True)
    assert message in told.message
    assert [row["kind"] for row in rows(found.batch, "Statement")] == ["act-type"]


def test_a_report_that_is_only_cited_cannot_be_quoted(tmp_path: Path) -> None:
    content = tree(statement(report="book", type="killing", cites="book"))
    content["reports"]["book"] = {"title": "A book", "publisher": "A press"}

    (told,) = piece(tmp_path, content).faults

    assert told.message == "this report has no words to quote; give it `file` or `text`"


def test_a_fault_says_the_line_of_what_is_wrong(tmp_path: Path) -> None:
    found = fault(tmp_path, statement(type="killing"), statement(by="moniter", type="killing"))
    line = int(found.locator.rpartition(":")[2])

    assert '"moniter"' in (tmp_path / "small.case.yaml").read_text().splitlines()[line - 1]
