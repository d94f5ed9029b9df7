"""Sentences of a text, without a model: what a publisher's own statement is anchored at."""

from __future__ import annotations

import re
from bisect import bisect_right

from testigo.ontology.spans import Span

_END = re.compile(
    r"(?:(?P<stop>[.!?…۔؟]+)[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W\d_a-z]|\s*\n|\s*$))|\n\s*\n|\n(?![a-z])", re.UNICODE
)  # a stop before an upper-case (or caseless) letter, or the end of a line that does not run on
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept?|Oct|Nov|Dec|vs|approx|al))$"
)


def sentences(text: str) -> list[Span]:
    """The sentences, in text order, without the white space around them; a line that the next
    does not carry on in lower case ends one.

    >>> text = "Gen. Musa spoke. Ten died"
    >>> [span.of(text) for span in sentences(text)]
    ['Gen. Musa spoke.', 'Ten died']
    """
    found, start = [], 0
    for match in _END.finditer(text):
        if match["stop"] == "." and _ABBREVIATION.search(text, start, match.start()):
            continue
        found += _trimmed(text, start, match.end())
        start = match.end()
    return found + _trimmed(text, start, len(text))


def sentence_at(found: list[Span], offset: int) -> Span | None:
    """The sentence that holds a code point; None between sentences."""
    at = bisect_right(found, offset, key=lambda span: span.start) - 1
    return found[at] if at >= 0 and offset < found[at].end else None


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    return [Span(left, right)] if left < right else []
