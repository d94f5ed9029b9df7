"""Where a text breaks: blocks are paragraphs, headings and list items; wrapped lines belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

LINE = re.compile(r"[^\r\n]+")
ENDS = re.compile(r"[.!?:;…\"”’»)\]]\s*$")
BEGINS = re.compile(r"\s*(?:[-–—•*·▪●]\s|\d{1,2}[.:)]\s?|[“\"«])")
SHORT = 0.6  # a line below this share of the longest ended before the margin: it was not wrapped
BULLET = re.compile(r"\s*(?:[-–—•*·▪●]\s+)?")
_PLACE = r"\(?[A-Z][\w.'’-]*(?:[ ,/]+(?:[A-Z\d][\w.'’-]*|de|la|al|el|of))*"
DATELINE = re.compile(
    rf"{_PLACE},?\s*(?:\([^)\n]{{1,40}}\)|\d{{1,2}} \w+\.?|\w+\.? \d{{1,2}})?\)?\s*(?:--|[-–—])\s+(?=[A-Z\d])"
)
LABEL = re.compile(r"[A-Z](?:(?! (?:said|says|told|wrote|added|asked|warned)\b)[\w .,'’()-]){1,40}:\s+(?=[A-Z\d])")
ON_X = re.compile(r"\bon X\.\s+(?=[A-Z])")  # the network's name before a stop is no initial
WRAP_LIMIT = 140  # no one wraps lines wider than this


def blocks(text: str) -> list[Span]:
    r"""Paragraphs, headings and list items, in text order, without their line ends.

    >>> [block.of("A heading\n- one.\n- two.") for block in blocks("A heading\n- one.\n- two.")]
    ['A heading', '- one.', '- two.']
    """
    lines = [match for match in LINE.finditer(text) if match.group().strip()]
    width = max((len(line.group()) for line in lines), default=0)
    found: list[Span] = []
    for number, line in enumerate(lines):
        if number and _goes_on(text, lines[number - 1], line, width):
            found[-1] = Span(found[-1].start, line.end())
        else:
            found.append(Span(*line.span()))
    return found


def _goes_on(text: str, before: re.Match[str], line: re.Match[str], width: int) -> bool:
    """Whether the line only continues a line that was wrapped at a margin."""
    last = before.group().splitlines()[-1]
    gap = text[before.end() : line.start()]
    if width > WRAP_LIMIT or gap.count("\n") > 1 or len(last) < SHORT * width:
        return False
    return not (ENDS.search(last) and len(last) < 0.8 * width) and not BEGINS.match(line.group())


def lead_in(text: str, block: Span) -> int:
    r"""Where the first sentence of a block begins, after white space, a bullet, a dateline or a label.

    >>> text = "GOMA, 3 May (Agency) - Two died."
    >>> text[lead_in(text, Span(0, len(text))):]
    'Two died.'
    """
    words = block.of(text)
    match = BULLET.match(words)
    at = match.end() if match else 0
    for pattern in (DATELINE, LABEL):
        if (found := pattern.match(words, at)) and words[found.end() : found.end() + 1] not in '“"«‘':
            return block.start + found.end()
    return block.start + at


def start_sentences(doc: Doc) -> Doc:
    """Let every block begin a sentence; call it between the tokenizer and the parser."""
    text = doc.text
    starts = {lead_in(text, block) for block in blocks(text)} | {match.end() for match in ON_X.finditer(text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc
