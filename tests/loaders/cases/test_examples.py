"""The cases that ship answer what the ontology asks."""

from pathlib import Path
from typing import Any

import pytest
from testigo.loaders.cases import CaseSource
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Source
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text_source import TextSource
from testigo.ontology import ids
from testigo.queries.catalogue import question
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph
from tests.loaders.founding import SAMPLE

SAMPLES = sorted(SAMPLE.parent.glob("*.case.yaml"))
COAST = SAMPLE.parent / "syria-coast.case.yaml"
FOUNDING = SAMPLE.parent / "founding-report.case.yaml"
NOTHING = RefusalLimit.parsed("0")


def load(store: Store, folder: Path, source: Source) -> Loaded:
    return Pipeline(store, Archive(str(folder / "archive")), folder / "spool").load(source, NOTHING)


def asked(store: Store, name: str, **parameters: str) -> list[dict[str, Any]]:
    found = question(name)
    return store.read(found.cypher, found.parsed(parameters))


def event(case: str, key: str) -> str:
    return ids.minted("Event", f"case/{case}", key)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_case_that_ships_goes_in_whole_and_twice_changes_nothing(store: Store, tmp_path: Path, path: Path) -> None:
    loaded = load(store, tmp_path, CaseSource([path]))
    before = graph(store)
    load(store, tmp_path, CaseSource([path]))

    assert (loaded.refused, loaded.warnings) == (0, [])
    assert graph(store) == before


def test_a_monitors_figure_is_the_one_that_was_known_on_the_day(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, CaseSource([COAST]))
    coast = event("syria-coast-2025-03", "coast")

    known = {
        day: [(row["low"], row["state"]) for row in asked(store, "tolls", event=coast, measure="killed", knownOn=day)
              if row["population"] == "civilians" and row["scope"] == "cumulative" and row["via"] == []]
        for day in ("2025-03-11", "2025-03-12", "2025-03-14")
    }  # fmt: skip

    assert known == {
        "2025-03-11": [(1225, "stands")],
        "2025-03-12": [(1383, "stands"), (1225, "superseded")],
        "2025-03-14": [(1476, "stands"), (1383, "superseded"), (1225, "superseded")],
    }


def test_what_nobody_asserts_and_one_denies_is_unsupported(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, CaseSource([COAST]))

    (row,) = asked(store, "accounts", event=event("syria-coast-2025-03", "coast"), role="ordering-party")

    assert (row["name"], row["status"], row["saidBy"], row["deniedBy"]) == (
        "Government of Syria", "unsupported", [], ["UN commission of inquiry"],
    )  # fmt: skip


def test_who_is_said_to_have_done_it_by_whom(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, CaseSource([COAST]))

    (row,) = asked(store, "accounts", event=event("syria-coast-2025-03", "baniyas-killings"), role="perpetrator")

    assert (row["name"], row["status"]) == ("Government-aligned forces", "corroborated")
    assert row["saidBy"] == ["Syrian Observatory for Human Rights", "UN commission of inquiry"]


def test_a_case_and_the_text_it_quotes_are_one_report(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, TextSource([SAMPLE], RuleExtractor(), ReportMetadata()))
    load(store, tmp_path, CaseSource([FOUNDING]))

    (row,) = store.read(
        """MATCH (report:Report) WITH count(report) AS reports
        MATCH (s:Statement)-[:ANCHORED_AT]->(:Passage)-[:IN_TEXT]->(text:Text)
        RETURN reports, count(DISTINCT text) AS texts, collect(DISTINCT s.extractor) AS extractors""",
        {},
    )

    assert (row["reports"], row["texts"]) == (1, 1)
    assert len(row["extractors"]) == 2
