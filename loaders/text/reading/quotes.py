"""Quotations of a text: where their words stand, without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from testigo.loaders.text.reading.lines import blocks
from testigo.ontology.spans import Span

PAIRS = {"“": "”", "„": "“", "«": "»", '"': '"', "‘": "’", "'": "'"}
SINGLE = "‘'"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. `inner` has no marks, `outer` has them; not `is_closed`: its paragraph ends first."""

    inner: Span
    outer: Span
    is_closed: bool = True


def quotations(text: str) -> list[Quotation]:
    """Every quotation of a text, outermost only, in text order.

    >>> [found.inner.of('He said: "Go." So we went.') for found in quotations('He said: "Go." So we went.')]
    ['Go.']
    """
    return [found for block in blocks(text) for found in _in_block(text, block)]


def _in_block(text: str, block: Span) -> Iterator[Quotation]:
    at = block.start
    while at < block.end:
        if _opens(text, at):
            found = _quotation(text, at, block.end)
            if found is not None:
                yield found
                at = found.outer.end
                continue
        at += 1


def _opens(text: str, at: int) -> bool:
    """Whether a quotation begins here: an apostrophe inside or after a word is none."""
    mark = text[at]
    if mark not in PAIRS:
        return False
    before = text[at - 1] if at else " "
    return mark not in SINGLE + '"' or not before.isalnum()


def _quotation(text: str, at: int, limit: int) -> Quotation | None:
    close = _closing(text, at, limit)
    if close is None and (text[at] in SINGLE + '"„' and not _goes_on_quoted(text, limit)):
        return None
    end = limit if close is None else close
    inner = text[at + 1 : end]
    if not inner.strip():
        return None
    start = at + 1 + len(inner) - len(inner.lstrip())
    return Quotation(Span(start, start + len(inner.strip())), Span(at, end + (close is not None)), close is not None)


def _closing(text: str, at: int, limit: int) -> int | None:
    """The place of the mark that closes the quotation opened at `at`; None where the block ends first."""
    mark = text[at]
    for here in range(at + 1, limit):
        if text[here] != PAIRS[mark]:
            continue
        after = text[here + 1] if here + 1 < limit else " "
        if mark not in SINGLE or (
            not after.isalnum() and (text[here - 1] in ",.!?…" or not _is_possessive(text, here))
        ):
            return here
    return None


def _is_possessive(text: str, at: int) -> bool:
    """Whether the mark may be the apostrophe of "the soldiers' camp"."""
    return text[at - 1] == "s" and bool(re.match(r"\s+[a-z]", text[at + 1 : at + 4]))


def _goes_on_quoted(text: str, end: int) -> bool:
    """Whether the next paragraph opens with a mark too, as a quotation that runs on does."""
    return bool(re.match(r"\s*[“\"«‘]", text[end : end + 20]))
