"""Which language a text is in, and which of its passages the rules do not cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from testigo.loaders.text.reading.lines import LINE
from testigo.ontology.spans import Span

FUNCTION_WORDS = frozenset((
    "the", "of", "and", "to", "in", "a", "that", "was", "for", "on", "is", "with", "by", "at",
    "as", "from", "were", "have", "has", "had", "been", "it", "he", "she", "they", "their", "his", "but",
    "not", "or", "an", "who", "which", "this", "after", "be", "are", "said",
))  # fmt: skip
LEAST_SHARE = 0.12  # English news has about 0.4; Spanish, French and German stay below 0.1
SHORT_WORDS = 12  # a headline may do without function words
LEAST_LATIN = 0.6
UNKNOWN = "und"
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A passage that the rules do not cover; `language` as in BCP 47, `und` where nothing names it."""

    span: Span
    language: str


def is_english(text: str) -> bool:
    """Whether enough of the words are English function words; a short text in Latin letters passes."""
    words = _WORD.findall(text.lower())
    if not words or sum(word.isascii() for word in words) < LEAST_LATIN * len(words):
        return False
    return len(words) < SHORT_WORDS or sum(word in FUNCTION_WORDS for word in words) >= LEAST_SHARE * len(words)


def foreign(text: str) -> list[Foreign]:
    """The paragraphs in other scripts, in text order; where what is left is not
    English either, the whole text.
    """
    found = list(_in_other_scripts(text))
    rest = blanked(text, found)
    if is_english(rest) or (found and not _WORD.search(rest)):
        return found
    return [Foreign(Span(0, len(text)), language(text))]


def blanked(text: str, passages: Sequence[Foreign]) -> str:
    r"""The text with spaces for the letters of some passages, in text order: what is left stands where it stood.

    >>> blanked("Ten died.\nعشرة", [Foreign(Span(10, 14), "ar")])
    'Ten died.\n    '
    """
    found, at = [], 0
    for each in passages:
        found += [text[at : each.span.start], re.sub(r"[^\r\n]", " ", each.span.of(text))]
        at = each.span.end
    return "".join([*found, text[at:]])


def language(text: str) -> str:
    """The language of a text, by how often its letters follow one another; `und` where nothing tells."""
    if not _WORD.search(text):
        return UNKNOWN
    try:
        from py3langid import classify
    except ImportError:
        return UNKNOWN
    return str(classify(text[:10_000])[0])


def _in_other_scripts(text: str) -> Iterator[Foreign]:
    """Lines that follow one another in other scripts, as one passage; by lines, since a wrapped one may stand between
    those of another language.
    """
    start = end = -1
    for line in LINE.finditer(text):
        letters = "".join(_WORD.findall(line.group()))
        if not letters:
            continue
        if len(_LATIN.findall(letters)) < LEAST_LATIN * len(letters):
            start, end = (line.start() if start < 0 else start), line.end()
        elif start >= 0:
            yield _foreign(text, start, end)
            start = -1
    if start >= 0:
        yield _foreign(text, start, end)


def _foreign(text: str, start: int, end: int) -> Foreign:
    return Foreign(Span(start, end), language(text[start:end]))
