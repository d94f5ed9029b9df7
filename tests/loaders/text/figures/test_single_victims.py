"""Victims counted without a numeral."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Gunmen killed a baker in Goma.", [("a baker", 1)]),
        ("Gunmen killed a driver and his apprentice.", [("a driver and his apprentice", 2)]),
        ("Gunmen killed the driver.", []),
        ("Gunmen did not kill a driver.", []),
        ("Rebels killed Amina Bako, a nurse.", []),
    ],
)
def test_a_victim_with_an_article_counts_one(read: Read, text: str, figures: list[tuple[str, int]]) -> None:
    assert [(count.span.exact, count.low) for count in read(text).counts] == figures
