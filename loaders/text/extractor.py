"""The extractor that ships with the project: lexicons, a language model and rules over its parse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic, Extraction, ReportFacts, TextIdentity
from testigo.loaders.text.lexicon_layer import lexicon_extraction
from testigo.loaders.text.reading import spacy_model
from testigo.loaders.text.reading.languages import is_english
from testigo.ontology.errors import ExtractionError

if TYPE_CHECKING:
    from spacy.language import Language

VERSION = "1"
MOST = 300_000  # code points; the model itself takes a million, at the cost of gigabytes


@dataclass(frozen=True)
class RuleExtractor:
    """Rules for English. Without the extra `text` only the lexicons are used, and a diagnostic says so.

    Equal text and date give an equal extraction. `has_model` False: do without the model even where it is there.
    """

    has_model: bool = True

    @property
    def name(self) -> str:
        """What it is called in the graph."""
        return "testigo-rules"

    @property
    def version(self) -> str:
        """Rules and model; changes whenever results may change."""
        return f"{VERSION}+{spacy_model.PACKAGE}-{spacy_model.VERSION}" if self._uses_model else VERSION

    @cached_property
    def _uses_model(self) -> bool:
        return self.has_model and spacy_model.is_installed()

    @cached_property
    def _model(self) -> Language:
        return spacy_model.language_model()

    def extract(self, text: str, published: date | None) -> Extraction:
        """Read a report. Raises ExtractionError where it is too long, or the language model is altered."""
        if not is_english(text):
            return _nothing(text, published)
        if len(text) > MOST:
            raise ExtractionError(
                f"a text of {len(text):,} code points; at most {MOST:,} are read as one report: split it"
            )
        if not self._uses_model:
            return lexicon_extraction(text, published)
        from testigo.loaders.text.assembly import assembled

        return assembled(self._model(text), published)


def _nothing(text: str, published: date | None) -> Extraction:
    what = "the text is empty" if not text.strip() else "the rules cover English only; nothing was extracted"
    code = "empty-text" if not text.strip() else "language-not-covered"
    return Extraction(TextIdentity.of(text), ReportFacts(published), (), (), (), (), (Diagnostic(code, what),))
