"""What a model says is taken where the text bears it out; wrong and hostile answers are told and left out."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from testigo.loaders.checker import checked
from testigo.loaders.extraction import Extraction
from testigo.loaders.llm.answers import extraction

from tests.loaders.llm.recorded import FIRST, GOOD, TEXT

DAY = date(2025, 3, 8)


def changed(part: str, **values: object) -> Extraction:
    """What is made of the good answer with other values in the first entry of a part."""
    tree: dict[str, Any] = copy.deepcopy(GOOD)
    tree[part][0].update(values)
    return checked(extraction(json.dumps(tree), TEXT, DAY), TEXT)


def told(found: Extraction) -> str:
    return " | ".join(each.message for each in found.diagnostics)


@pytest.mark.parametrize(
    ("part", "values", "finding"),
    [
        ("statements", {"content": "Soldiers killed 14 people"}, "does not stand in"),
        ("statements", {"in": "The army killed 14 people in Goma"}, "does not stand in the text"),
        ("statements", {"in": "e"}, "stands more than once in the text"),
        ("statements", {"content": "o"}, "stands more than once in"),
        ("statements", {"speaker": "the president"}, "does not stand in"),
        ("statements", {"modality": "proves"}, "no term of Modality"),
        ("statements", {"speakers": ["a9"]}, "refers to 'a9'"),
        ("statements", {"speakers": "a2"}, "no list of words"),
        ("statements", {"content": {"start": 0, "end": 5}}, "no words"),
        ("statements", {"content": ""}, "no words"),
        ("counts", {"words": "15"}, "does not stand in"),
        ("counts", {"low": "14"}, "no whole number"),
        ("counts", {"low": True}, "no whole number"),
        ("counts", {"low": None, "high": None}, "neither low nor high"),
        ("counts", {"low": 20, "high": 14}, "no bounds of a figure"),
        ("counts", {"event": "e9"}, "refers to 'e9'"),
        ("events", {"trigger": "massacred"}, "does not stand in"),
        ("events", {"type": "genocide"}, "no term of EventType"),
        ("events", {"participants": ["a1"]}, "no list of objects"),
        ("actors", {"mentions": ["Rebels"]}, "stands in the text"),
        ("actors", {"kind": "terrorist"}, "no term of ActorKind"),
        ("actors", {"id": 7}, "no words"),
    ],
)
def test_an_entry_that_the_text_does_not_bear_out_is_told_and_left_out(
    part: str, values: dict[str, object], finding: str
) -> None:
    found = changed(part, **values)

    assert finding in told(found)
    assert len(getattr(found, "entities" if part == "actors" else part)) == (2 if part == "actors" else 0)
    assert all(mention.fits(TEXT) for mention in found.mentions())


@pytest.mark.parametrize(
    "dates",
    [
        "Thursday",
        {"earliest": "2025-02-30", "latest": None, "precision": "day", "in": FIRST, "words": "on Thursday"},
        {"earliest": None, "latest": None, "precision": "day", "in": FIRST, "words": "on Friday"},
        {"earliest": "2025-03-07", "latest": "2025-03-06", "precision": "day", "in": FIRST, "words": "on Thursday"},
    ],
)
def test_a_wrong_date_is_left_out_and_the_event_stays(dates: object) -> None:
    found = changed("events", dates=dates)

    assert [event.dates for event in found.events] == [None]
    assert found.diagnostics


def test_a_role_that_nobody_knows_is_left_out_and_the_event_stays() -> None:
    found = changed("events", participants=[{"actor": "a1", "role": "murderer"}])

    assert [event.participants for event in found.events] == [()]


def test_offsets_that_a_model_gives_are_not_used() -> None:
    assert changed("counts", start=0, end=3) == changed("counts")


def test_every_wording_of_an_actor_is_found_as_a_word() -> None:
    found = changed("actors", mentions=["The army", "it"])

    (army,) = [each for each in found.entities if each.id == "a1"]
    assert [mention.exact for mention in army.mentions] == ["The army"]


def test_an_answer_in_a_fence_is_read() -> None:
    assert extraction(f"```json\n{json.dumps(GOOD)}\n```", TEXT, DAY) == extraction(json.dumps(GOOD), TEXT, DAY)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["a1", "e1", FIRST, "14", "killed", "", "x"]),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.sampled_from(sorted({*GOOD["statements"][0]})), each),
    max_leaves=12,
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["actors", "places", "events", "counts", "statements"]), JSON, min_size=1))
def test_any_json_gives_an_extraction_with_exact_spans(tree: dict[str, object]) -> None:
    found = checked(extraction(json.dumps(tree), TEXT, DAY), TEXT)

    assert all(mention.fits(TEXT) for mention in found.mentions())
