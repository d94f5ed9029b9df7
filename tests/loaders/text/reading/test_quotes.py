"""Where quoted words stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.text.reading.quotes import quotations


def quoted(text: str) -> list[str]:
    return [found.inner.of(text) for found in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” she said.", ["Go,"]),
        ('"Go," she said. "Now."', ["Go,", "Now."]),
        ("«Partez», dit-elle.", ["Partez"]),
        ("‘They shot at us,’ he said.", ["They shot at us,"]),
        ("The soldiers' camp and the general's men.", []),
        ('He measured 5" of rain.', []),
    ],
)
def test_quoted_words_are_found_without_their_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_runs_on_into_a_paragraph_that_opens_with_a_mark() -> None:
    text = "“We fled at night.\n“We left all behind,” she said."

    assert quoted(text) == ["We fled at night.", "We left all behind,"]
    assert [found.is_closed for found in quotations(text)] == [False, True]


@given(st.text(alphabet="ab .,“”‘’'\"«»\n"))
def test_quotations_are_apart_and_in_text_order(text: str) -> None:
    found = quotations(text)

    assert all(one.outer.covers(one.inner) and one.outer.end <= len(text) for one in found)
    assert all(one.outer.end <= other.outer.start for one, other in pairwise(found))
