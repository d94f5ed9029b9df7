"""What the tests of the rules share: one extractor, so that the model is loaded once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from testigo.loaders.checker import checked
from testigo.loaders.extraction import Extraction
from testigo.loaders.text.extractor import RuleExtractor

Read = Callable[[str], Extraction]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a text published on Saturday, 8 March 2025."""
    extractor = RuleExtractor()

    def reading(text: str) -> Extraction:
        found = extractor.extract(text, date(2025, 3, 8))
        assert checked(found, text) == found
        return found

    return reading
