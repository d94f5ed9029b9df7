from __future__ import annotations

import pytest
from testigo.loaders.text.reading.headings import in_capitals, in_heading, mark_headings
from testigo.loaders.text.reading.spacy_model import language_model


@pytest.mark.parametrize(
    ("text", "headings", "capitals"),
    [
        ("Gunmen raid village\n\nTen people fled.", {"Gunmen", "raid", "village"}, set()),
        (
            "Violence Spreads Further\n\nTen people fled.",
            {"Violence", "Spreads", "Further"},
            {"Violence", "Spreads", "Further"},
        ),
        ("Ten people fled.\n- Hundreds died.", set(), set()),
        ("gunmen raid village", set(), set()),
    ],
)
def test_a_line_without_a_stop_is_a_heading_of_the_lines_with_one(
    text: str, headings: set[str], capitals: set[str]
) -> None:
    doc = language_model()(text)
    mark_headings(doc)

    assert {token.text for token in doc if in_heading(token) and token.is_alpha} == headings
    assert {token.text for token in doc if in_capitals(token) and token.is_alpha} == capitals
