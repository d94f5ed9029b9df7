"""Which expression of time belongs to which event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.text.dates import When
from testigo.loaders.text.phrases import clause_chain
from testigo.loaders.text.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Clock:
    """The expressions of time of a text, in text order."""

    doc: Doc
    whens: tuple[When, ...]

    def time_of(self, trigger: Trigger) -> When | None:
        """The time in the clause of a trigger: what hangs on it or on the verb that governs it."""
        chain = {token.i for token in clause_chain(trigger.head)}
        for when in self.whens:
            token = self._token(when)
            if token is not None and chain.intersection(above.i for above in clause_chain(token)[1:]):
                return when
        return next((when for when in self.whens if self._heads_the_line(when, trigger.words.start_char)), None)

    def _token(self, when: When) -> Token | None:
        words = self.doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
        return words.root if words is not None else None

    def _heads_the_line(self, when: When, at: int) -> bool:
        """As in "12 July: …" at the beginning of a line dates what the line tells."""
        text = self.doc.text
        line = text.rfind("\n", 0, at) + 1
        if not line <= when.span.start < at or any(map(str.isalpha, text[line : when.span.start])):
            return False
        return text[when.span.end : when.span.end + 3].lstrip()[:1] in (":", "–", "-")
