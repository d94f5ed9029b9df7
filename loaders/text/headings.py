"""Headings: lines that are no sentences, where capitals mark no names and what is told is told again below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

KEY = "testigo_headings"
MOST_WORDS = 20
CLOSING = frozenset(".?!…”\"':;)»’")


def mark_headings(doc: Doc) -> None:
    """Note which tokens stand in headings. A text that has nothing but lines without stops has none."""
    found = [sent for sent in doc.sents if _is_heading(sent)]
    all_are = all(_is_heading(sent) or not sent.text.strip() for sent in doc.sents)
    doc.user_data[KEY] = frozenset() if all_are else frozenset(token.i for sent in found for token in sent)


def in_heading(token: Token) -> bool:
    """Whether a token stands in a heading. Needs `mark_headings`."""
    return token.i in token.doc.user_data[KEY]


def in_capitals(token: Token) -> bool:
    """Whether a token stands in a heading that has capitals throughout."""
    if not in_heading(token):
        return False
    words = [word for word in token.sent.text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_heading(sentence: Span) -> bool:
    text = sentence.text.strip()
    return bool(text) and text[-1] not in CLOSING and len(text.split()) <= MOST_WORDS and text[0].isalnum()
