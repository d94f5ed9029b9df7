"""The extractor: part by part of a text, from the cache where the answer is kept, else from the server."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from testigo.loaders.checker import checked
from testigo.loaders.extraction import Diagnostic, Extraction, Mention, ReportFacts, TextIdentity
from testigo.loaders.llm.answers import extraction
from testigo.loaders.llm.cache import Cache
from testigo.loaders.llm.client import Server, Unanswered
from testigo.loaders.text.parts import in_parts
from testigo.ontology import terms

MOST = 12_000  # code points that are asked about at a time: about 3,000 tokens, and as many of an answer
VERSION = "1"
_TERMS = {
    "KIND": terms.ActorKind, "PLACE": terms.PlaceKind, "TYPE": terms.EventType, "ROLE": terms.Role,
    "PRECISION": terms.DatePrecision, "MEASURE": terms.Measure, "MODALITY": terms.Modality, "MODE": terms.Mode,
}  # fmt: skip


@cache
def prompt() -> str:
    """What the model is told before the report: the answer's shape, and the terms of the ontology."""
    shape = files("testigo.loaders.llm").joinpath("prompt.txt").read_text("utf-8")
    named = (f"{name}: {', '.join(scheme.notations())}" for name, scheme in _TERMS.items())
    return "\n".join((shape, *named))


@dataclass(frozen=True, slots=True)
class LlmExtractor:
    """A language model behind a server. What it answers goes through the checker as any extraction does.

    A part that is not answered is a diagnostic (`llm-failed`), and the others go on.
    """

    server: Server
    cache: Cache

    @property
    def name(self) -> str:
        """What it is called in the graph."""
        return "testigo-llm"

    @property
    def version(self) -> str:
        """The model and the prompt."""
        return f"{VERSION}+{self.server.model}+{hashlib.sha256(prompt().encode()).hexdigest()[:12]}"

    def extract(self, text: str, published: date | None) -> Extraction:
        """Read a report. Never raises for what a server or a model does."""
        return checked(in_parts(text, lambda part: self._read(part, published), MOST), text)

    def _read(self, part: str, published: date | None) -> Extraction:
        if not part.strip():
            return _nothing(part, published, Diagnostic("empty-text", "the text is empty"))
        day = published.isoformat() if published else None
        question = (self.server.model, prompt(), part, day)
        try:
            if (kept := self.cache.found(*question)) is not None:
                return extraction(kept, part, published)
            answer = self.server.answer(prompt(), f"Published: {day or 'unknown'}\n\n{part}")
            found = extraction(answer, part, published)  # an answer that is no use is not kept: it is asked for again
            self.cache.keep(answer, *question)
        except Unanswered as problem:
            begins = Mention.of(part, 0, min(len(part), 80))
            return _nothing(part, published, Diagnostic("llm-failed", f"nothing was extracted: {problem}", begins))
        return found


def _nothing(text: str, published: date | None, told: Diagnostic) -> Extraction:
    return Extraction(TextIdentity.of(text), ReportFacts(published), (), (), (), (), (told,))
