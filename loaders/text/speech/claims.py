"""What a rule finds, before names are resolved and spans are settled: a claim on the parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.cues import Cue
from testigo.loaders.text.reading.lines import blocks
from testigo.loaders.text.reading.quotes import Quotation, quotations
from testigo.ontology.spans import Span
from testigo.ontology.terms import Mode

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence


LONGEST_HEADING = 20  # words
STOPS = frozenset(".?!…”\"':;)»’")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: `speaker` heads the noun phrase of who makes it, `head` the clause that is claimed."""

    speaker: Token | None
    cue: Span | None
    content: Span
    act: Cue
    rule: str
    confidence: float
    head: Token | None = None
    mode: Mode = Mode.PARAPHRASE
    via: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """A word or passage that looked like a claim, and why it is none: `code` for machines, `message` for people."""

    span: Span
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed text with its blocks and quotations. `offsets`: where each token begins.

    `headings`: blocks that are short and end without a stop, in a text that has others.
    """

    doc: Doc
    text: str  # `doc.text` is put together anew each time
    blocks: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    offsets: tuple[int, ...]
    headings: frozenset[Span]
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, doc: Doc) -> Reading:
        """Read a parsed text."""
        text = doc.text
        parts = tuple(blocks(text))
        loose = frozenset(block for block in parts if _is_loose(block.of(text)))
        headings = loose if len(loose) < len(parts) else frozenset[Span]()
        return cls(
            doc, text, parts, tuple(quotations(text)), tuple(token.idx for token in doc), headings, tuple(doc.sents)
        )

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in `start:end`, code points."""
        return list(self.doc[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)])

    def sentences_in(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that begin in `start:end`, code points."""
        first, last = (bisect_left(self.sentences, at, key=lambda sent: sent.start_char) for at in (start, end))
        return self.sentences[first:last]

    def block(self, at: int) -> Span:
        """The block that holds a place; a place between blocks belongs to the one before."""
        if not self.blocks:
            return Span(0, max(1, len(self.text)))
        return self.blocks[max(0, bisect_right(self.blocks, at, key=lambda block: block.start) - 1)]

    def is_heading(self, at: int) -> bool:
        """Whether a place stands in a heading."""
        return self.block(at) in self.headings

    def quotation(self, at: int) -> Quotation | None:
        """The quotation that holds a place."""
        before = bisect_right(self.quotations, at, key=lambda found: found.outer.start) - 1
        if before < 0 or at >= self.quotations[before].outer.end:
            return None
        return self.quotations[before]


def _is_loose(words: str) -> bool:
    return len(words.split()) <= LONGEST_HEADING and words.rstrip()[-1:] not in STOPS
