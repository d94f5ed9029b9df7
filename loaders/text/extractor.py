"""The extractor that ships with the project: lexicons, a language model and rules over its parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from testigo.loaders.checker import checked
from testigo.loaders.extraction import Diagnostic, Extraction, Mention, ReportFacts, TextIdentity
from testigo.loaders.text.lexicon_layer import lexicon_extraction
from testigo.loaders.text.parts import in_parts
from testigo.loaders.text.reading import spacy_model
from testigo.loaders.text.reading.languages import Foreign, blanked, foreign

if TYPE_CHECKING:
    from spacy.language import Language

VERSION = "1"
_LONE = re.compile("[\ud800-\udfff]")  # halves of a pair, which no file holds and no UTF-8 can


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

    def __reduce__(self) -> tuple[type[RuleExtractor], tuple[bool]]:
        """Another process gets the rules and reads the model itself."""
        return RuleExtractor, (self.has_model,)

    def extract(self, text: str, published: date | None) -> Extraction:
        """Read a report. Raises ExtractionError where the language model is altered."""
        if not text.strip():
            return _nothing(text, published, [Diagnostic("empty-text", "the text is empty")])
        others = foreign(text)
        told = [_not_covered(each, text) for each in others]
        rest = _LONE.sub("\ufffd", blanked(text, others))
        if not rest.strip():
            return _nothing(text, published, told)
        found = in_parts(rest, lambda part: self._read(part, published))
        if rest == text:
            return found
        return checked(replace(found, text=TextIdentity.of(text), diagnostics=(*told, *found.diagnostics)), text)

    def _read(self, text: str, published: date | None) -> Extraction:
        if not self._uses_model:
            return lexicon_extraction(text, published)
        from testigo.loaders.text.assembly import assembled

        return assembled(self._model(text), published)


def _nothing(text: str, published: date | None, told: Sequence[Diagnostic]) -> Extraction:
    return Extraction(TextIdentity.of(text), ReportFacts(published), (), (), (), (), tuple(told))


def _not_covered(passage: Foreign, text: str) -> Diagnostic:
    span = passage.span
    is_whole = (span.start, span.end) == (0, len(text)) or _LONE.search(span.of(text))
    what = f"the rules cover English only, not the language {passage.language}: nothing was extracted"
    return Diagnostic("language-not-covered", what, None if is_whole else Mention.of(text, span.start, span.end))
