"""Where a text breaks into blocks, and where their first sentences begin."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.text.reading.lines import blocks, lead_in
from testigo.ontology.spans import Span


def parts(text: str) -> list[str]:
    return [block.of(text) for block in blocks(text)]


def test_headings_paragraphs_and_list_items_are_blocks() -> None:
    assert parts("A heading\n\nOne sentence.\n- an item\n- another") == [
        "A heading",
        "One sentence.",
        "- an item",
        "- another",
    ]


def test_lines_wrapped_at_a_margin_are_one_block() -> None:
    text = (
        "The column left the town before dawn and went\nnorth along the river until it came to a halt at\nthe bridge."
    )

    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GOMA, 3 May (Agency) - Two died.", "Two died."),
        ("PORT-AU-PRINCE — Two died.", "Two died."),
        ("El Tawila: Two died.", "Two died."),
        ("- Two died.", "Two died."),
        ('Bulus said: "Two died."', 'Bulus said: "Two died."'),
        ("Two died - and nobody came.", "Two died - and nobody came."),
    ],
)
def test_datelines_labels_and_bullets_lead_in(text: str, expected: str) -> None:
    assert text[lead_in(text, Span(0, len(text))) :] == expected


@given(st.text(alphabet="aB .:-–\n•“"))
def test_blocks_hold_all_words_in_text_order(text: str) -> None:
    found = blocks(text)

    assert "".join("".join(block.of(text).split()) for block in found) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
