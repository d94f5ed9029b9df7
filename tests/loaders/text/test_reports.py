"""The annotated reports are sound: spans hold, ids are canonical, terms are known, and each is its own best answer."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from testigo.loaders.checker import checked
from testigo.loaders.extraction import Extraction, Mention

REPORTS = Path(__file__).parent / "reports"
HALVES = ("dev", "test")
WORDS = range(120, 261)
NAMES = [f"{part}/{path.stem}" for part in (*HALVES, "second") for path in sorted((REPORTS / part).glob("*.json"))]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@cache
def scorer() -> ModuleType:
    """The scorer is a script beside the tests, which are no package."""
    spec = importlib.util.spec_from_file_location("score_extraction", REPORTS.parents[1] / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def text_path(name: str) -> Path:
    """The text of an annotation; the second ones have theirs in one of the halves."""
    (path,) = REPORTS.glob(f"{name}.txt") if not name.startswith("second/") else REPORTS.glob(f"[dt]e*/{name[7:]}.txt")
    return path


def report(name: str) -> tuple[str, Extraction]:
    return text_path(name).read_text("utf-8"), Extraction.from_json((REPORTS / f"{name}.json").read_bytes())


def order(mentions: tuple[Mention, ...]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in mentions]


def ids(prefix: str, number: int) -> list[str]:
    return [f"{prefix}{at}" for at in range(1, number + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_an_annotation_fits_its_text_and_the_ontology(name: str) -> None:
    text, gold = report(name)

    assert checked(gold, text) == gold
    assert gold.diagnostics == ()
    assert [one for one in gold.mentions() if one.exact != one.exact.strip()] == []


@pytest.mark.parametrize("name", NAMES)
def test_ids_follow_the_text(name: str) -> None:
    _, gold = report(name)
    actors, places = ([one for one in gold.entities if one.node == node] for node in ("actor", "place"))

    assert gold.entities == (*actors, *places)
    for prefix, parts in (("a", actors), ("p", places), ("e", gold.events), ("s", gold.statements)):
        assert [one.id for one in parts] == ids(prefix, len(parts))
    for first in (
        [one.mentions[0].start for one in actors],
        [one.mentions[0].start for one in places],
        [one.triggers[0].start for one in gold.events],
        [one.span.start for one in gold.counts],
        [one.content.start for one in gold.statements],
    ):
        assert first == sorted(first)


def repeated(parts: Iterable[object]) -> list[object]:
    return [part for part, number in Counter(parts).items() if number > 1]


def spans_in_order(gold: Extraction) -> Iterator[list[tuple[int, int]]]:
    yield from (order(one.mentions) for one in gold.entities)
    yield from (order(one.triggers) for one in gold.events)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_annotated_twice(name: str) -> None:
    _, gold = report(name)

    for spans in spans_in_order(gold):
        assert all(one < other for one, other in pairwise(spans))
    assert repeated((one.event, one.measure, one.span) for one in gold.counts) == []
    assert repeated((one.content, one.modality, one.speakers) for one in gold.statements) == []
    assert [one.id for one in gold.events if repeated(one.participants) or repeated(one.places)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_speaker_is_named_where_it_is_said_to_speak(name: str) -> None:
    _, gold = report(name)

    for one in gold.statements:
        assert one.speakers or one.speaker_span is None
        assert one.mode == "verbatim" or one.speaker_span or not one.speakers


@pytest.mark.parametrize("name", NAMES)
def test_a_weekday_is_the_day_that_it_is_resolved_to(name: str) -> None:
    _, gold = report(name)

    for dates in (one.dates for one in gold.events if one.dates):
        assert dates.earliest
        assert dates.latest
        named = [day for day in DAYS if day in dates.evidence.exact]
        if named:
            assert {DAYS[dates.earliest.weekday()], DAYS[dates.latest.weekday()]} & set(named)
        elif gold.report.published and dates.earliest > gold.report.published:
            assert dates.evidence.exact == "tomorrow"


@pytest.mark.parametrize("name", NAMES)
def test_an_annotation_is_its_own_best_answer(name: str) -> None:
    gold = json.loads((REPORTS / f"{name}.json").read_bytes())
    scores, _ = scorer().compare(gold, gold)

    assert {metric: counted for metric, counted in scores.items() if len(set(counted)) > 1} == {}


def test_there_are_twenty_reports_in_each_half_and_ten_read_twice() -> None:
    first = {half: {path.stem for path in (REPORTS / half).glob("*.txt")} for half in HALVES}
    twice = {path.stem for path in (REPORTS / "second").glob("*.json")}

    assert all(len(names) >= 20 for names in first.values())
    assert first["dev"] & first["test"] == set()
    assert [len(names & twice) for names in first.values()] == [5, 5]


@pytest.mark.parametrize("half", HALVES)
def test_a_report_has_the_length_of_a_report(half: str) -> None:
    words = {path.stem: len(path.read_text("utf-8").split()) for path in (REPORTS / half).glob("*.txt")}

    assert {name: number for name, number in words.items() if number not in WORDS} == {}


def people(half: str) -> set[str]:
    golds = (Extraction.from_json(path.read_bytes()) for path in (REPORTS / half).glob("*.json"))
    named = (one for gold in golds for one in gold.entities if one.kind in ("person", "monitor", "media"))
    return {one.name for one in named if one.name[0].isupper() and " " in one.name}


def test_the_halves_share_no_invented_name() -> None:
    assert people("dev") & people("test") == set()


def test_the_day_of_publication_is_known_but_for_a_few() -> None:
    published = [report(name)[1].report.published for name in NAMES if not name.startswith("second/")]

    assert sum(isinstance(one, date) for one in published) >= 0.9 * len(published)
