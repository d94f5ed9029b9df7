"""The founding report, MAVERICK whole and a sample of GED in one store, counted by other means."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.ged.source import GedSource
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.maverick.source import MaverickSource
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Source
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text_source import TextSource
from testigo.store import Store, open_store
from testigo.store.archive import Archive

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1200)]
SAMPLES = Path(__file__).parents[2] / "loaders" / "samples"
GED = SAMPLES / "ucdp_ged_231_1000.csv"
DEAD = """
MATCH (s:Statement {kind: 'count'})-[:ABOUT]->(event:Event)
WHERE s.measure = 'killed' AND s.population = 'people'
MATCH (s)-[:SAID_BY]->(speaker:Actor)
RETURN split(s.extractor, '/')[0] AS source, count(DISTINCT s) AS figures, count(DISTINCT event) AS events,
  count(DISTINCT speaker.canonicalId) AS speakers
ORDER BY source
"""
SUMS = """
MATCH (s:Statement {kind: 'count'})-[:ABOUT]->(event:Event)
WHERE s.extractor STARTS WITH 'ged/' AND s.measure = 'killed' AND s.population = 'people'
MATCH (event)<-[:ABOUT]-(time:Statement {kind: 'time'})
MATCH (event)<-[:ABOUT]-(:Statement {kind: 'place'})-[:AT_PLACE]->(:Place)-[:WITHIN*1..3]->(country:Place)
WHERE country.kind = 'country'
WITH DISTINCT s, time.earliest.year AS year, country.name AS country
RETURN country, year, sum(s.low) AS low, sum(s.best) AS best, sum(s.high) AS high
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, Loaded]]]:
    folder = tmp_path_factory.mktemp("one")
    sources: dict[str, Source] = {
        "maverick": MaverickSource(),
        "ged": GedSource([GED], "23.1"),
        "text": TextSource([SAMPLES / "000_787ec250aeefa238.txt"], RuleExtractor(), ReportMetadata()),
    }
    with open_store(f"file:{folder / 'store'}") as store:
        pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
        limit = RefusalLimit.parsed("1%")
        yield store, {name: pipeline.load(source, limit) for name, source in sources.items()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_question_reaches_all_three(loaded: tuple[Store, dict[str, Loaded]]) -> None:
    store, _ = loaded

    found = {row["source"]: row for row in store.read(DEAD)}

    reported, events = rows(SAMPLES / "maverick_event_report.csv"), rows(GED)
    assert found.keys() == {"ged", "maverick", "testigo-rules"}
    assert (found["maverick"]["figures"], found["maverick"]["events"]) == (
        3_287,
        len({r["event_id"] for r in reported}),
    )
    broken = [r for r in events if not float(r["low"]) <= float(r["best"]) <= float(r["high"])]
    assert (found["ged"]["figures"], found["ged"]["speakers"]) == (len(events) - len(broken), 1)
    assert found["testigo-rules"]["figures"] >= 1


def test_the_sums_of_ged_by_country_and_year_are_those_of_its_rows(loaded: tuple[Store, dict[str, Loaded]]) -> None:
    store, _ = loaded
    plain: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for row in rows(GED):
        figure = {name: int(float(row[name])) for name in ("low", "best", "high")}
        if figure["low"] <= figure["best"] <= figure["high"]:
            plain[row["country"], date.fromisoformat(row["date_start"]).year].update(figure)

    found = {(row["country"], row["year"]): row for row in store.read(SUMS)}

    assert found.keys() == plain.keys()
    assert all(found[key][name] == plain[key][name] for key in plain for name in ("low", "best", "high"))


def test_what_was_refused_is_told_by_source(loaded: tuple[Store, dict[str, Loaded]]) -> None:
    store, loads = loaded

    kept = Counter(
        row["locator"].rsplit(":", 1)[0] for row in store.read("MATCH (r:Refusal) RETURN r.locator AS locator")
    )

    assert kept[str(GED)] == loads["ged"].refused
    assert (
        sum(kept.values()) >= 21
    )  # MAVERICK's fourteen broken dates and figures, six slots of two actors, one "Victim"
