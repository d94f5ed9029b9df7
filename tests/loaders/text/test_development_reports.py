"""The invented reports: most of what they say is found. The rules were written with them in sight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from testigo.loaders.text.reading.spacy_model import language_model
from testigo.loaders.text.speech.attributions import Attribution, attributions
from testigo.ontology.spans import Span

REPORTS = Path(__file__).parent / "reports"
FLOOR = 0.85  # of the statements of each report


def overlap(one: Span, other: Span) -> float:
    """Intersection over union."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


def span(part: dict[str, Any]) -> Span:  # Any: JSON
    return Span(part["start"], part["end"])


def is_found(statement: dict[str, Any], found: list[Attribution]) -> bool:  # Any: JSON
    near = [one for one in found if overlap(one.content, span(statement["content"])) >= 0.5]
    who = statement["speakerSpan"]
    return any((one.speaker is None) == (who is None) for one in near)


@pytest.mark.parametrize("name", sorted(path.stem for path in REPORTS.glob("*.json")))
def test_a_report_keeps_its_statements(name: str) -> None:
    expected = orjson.loads((REPORTS / f"{name}.json").read_bytes())["statements"]
    found = attributions(language_model()((REPORTS / f"{name}.txt").read_text("utf-8")))

    assert sum(is_found(statement, found) for statement in expected) >= FLOOR * len(expected)
    assert len(found) * FLOOR <= len(expected)
