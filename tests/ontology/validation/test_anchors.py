from __future__ import annotations

from typing import Any

import pytest
from testigo.ontology.validation.anchors import broken_anchors

from tests.ontology.validation.worlds import batch_of_worlds, changed, world


def test_words_that_stand_where_they_are_said_to_are_sound() -> None:
    assert list(broken_anchors(batch_of_worlds([world("sound")]))) == []


@pytest.mark.parametrize(("name", "properties", "path"), [
    ("passage", {"exact": "residents said"}, "exact"),
    ("passage", {"start": 1}, "exact"),
    ("passage", {"end": 13}, "exact"),
    ("passage", {"suffix": " eleven"}, "suffix"),
    ("passage", {"prefix": "x"}, "prefix"),
    ("text", {"content": "Residents said ten people died in Hama."}, "sha256"),
    ("text", {"length": 7}, "length"),
    ("snapshot", {"sha256": "0" * 64}, "sha256"),
])  # fmt: skip
def test_an_anchor_that_does_not_hold_is_found(name: str, properties: dict[str, Any], path: str) -> None:
    it = world("broken")
    at_fault = changed(name, **properties)(it)

    found = list(broken_anchors(batch_of_worlds([it])))

    assert (at_fault, "anchor", path) in {(each.id, each.shape, each.path) for each in found}


def test_offsets_count_code_points() -> None:
    it = world("𝒜")  # two UTF-16 units, four bytes
    content = it.rows[it.ids["text"]]["content"]
    start = content.index("𝒜")
    changed("passage", start=start, end=start + 1, exact="𝒜", suffix=").")(it)

    assert list(broken_anchors(batch_of_worlds([it]))) == []
