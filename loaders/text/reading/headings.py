"""Headings: lines that are no sentences, where capitals mark no names and what is told is told again below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.reading.lines import blocks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HEADINGS, CAPITALS = "testigo_headings", "testigo_capitals"  # where `Doc.user_data` keeps the token numbers
MOST_WORDS = 20
CLOSING = frozenset(".?!…”\"':;)»’-–—")


def mark_headings(doc: Doc) -> None:
    """Note which tokens stand in headings. A text that has nothing but lines without stops has none."""
    text = doc.text
    lines = [(block, _is_heading(block.of(text))) for block in blocks(text)]
    found = [block for block, is_heading in lines if is_heading] if not all(line[1] for line in lines) else []
    words = {block: doc.char_span(block.start, block.end, alignment_mode="contract") for block in found}
    inside = {token.i: block for block, tokens in words.items() if tokens is not None for token in tokens}
    doc.user_data[HEADINGS] = frozenset(inside)
    doc.user_data[CAPITALS] = frozenset(i for i, block in inside.items() if _has_capitals(block.of(text)))


def in_heading(token: Token) -> bool:
    """Whether a token stands in a heading. Needs `mark_headings`."""
    return token.i in token.doc.user_data[HEADINGS]


def in_capitals(token: Token) -> bool:
    """Whether a token stands in a heading that has capitals throughout."""
    return token.i in token.doc.user_data[CAPITALS]


def _is_heading(line: str) -> bool:
    text = line.strip()
    return bool(text) and text[-1] not in CLOSING and len(text.split()) <= MOST_WORDS and text[0].isalnum()


def _has_capitals(line: str) -> bool:
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
