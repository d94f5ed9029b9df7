"""Whatever a text holds it is read without an exception, with exact spans, and the same bytes twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest
from testigo.loaders.checker import checked
from testigo.loaders.text.extractor import RuleExtractor

from tests.loaders.text.mutated import invented, mutated

DAY = date(2025, 3, 8)


@cache
def extractor() -> RuleExtractor:
    return RuleExtractor()


def hold(texts: Iterable[str]) -> int:
    """How many texts are read as they should be; AssertionError names the first that is not."""
    count = 0
    for count, text in enumerate(texts, 1):  # noqa: B007
        found = extractor().extract(text, DAY)
        assert checked(found, text) == found, text[:200]
        assert all(mention.fits(text) for mention in found.mentions())
        assert extractor().extract(text, DAY).to_json() == found.to_json(), text[:200]
    return count


def test_mutated_reports_are_read_with_exact_spans() -> None:
    assert hold(mutated(number) for number in range(14)) == 14


def test_texts_that_are_no_reports_are_read() -> None:
    assert hold(invented(2_000)) == 20


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_thousand_texts_are_read_a_megabyte_among_them() -> None:
    assert hold(mutated(number) for number in range(2_000)) == 2_000
    assert hold(invented()) == 20
