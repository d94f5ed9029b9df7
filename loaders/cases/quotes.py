"""Quotes in a text: where the words stand, code point for code point."""

from __future__ import annotations

import json
from collections.abc import Iterator

from testigo.ontology.errors import SourceError
from testigo.ontology.spans import Span

SHOWN = 60
_QUOTES = dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛`´′", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_FOLDED = _QUOTES | _DASHES | {"…": "...", "\u00ad": "", "\u200b": "", "\ufeff": ""}


class NotQuoted(SourceError):
    """Words that do not stand in a text as it was said, or stand there several times."""


def located(text: str, quote: str, occurrence: int | None = None, after: str | None = None) -> Span:
    """Where the words stand: once, or the `occurrence` (from 1) that is asked for, or the first one `after` others.

    Raises NotQuoted, with the words to put where only white space, quotation marks, dashes or capitals differ.

    >>> located("one two one", "one", occurrence=2)
    Span(start=8, end=11)
    """
    begin = located(text, after).end if after else 0
    found = list(_all(text, quote, begin))
    if not found:
        raise NotQuoted(_absent(text, quote, after))
    if after:
        return found[0]
    if occurrence is None and len(found) > 1:
        lines = ", ".join(str(text.count("\n", 0, each.start) + 1) for each in found[:5])
        raise NotQuoted(
            f"{_shown(quote)} stands {len(found)} times in the report (lines {lines}); add `occurrence: 2` or "
            "`after: …` to say which, or quote more"
        )
    if occurrence and occurrence > len(found):
        raise NotQuoted(f"{_shown(quote)} stands {len(found)} times in the report; there is no occurrence {occurrence}")
    return found[(occurrence or 1) - 1]


def _all(text: str, words: str, begin: int = 0) -> Iterator[Span]:
    """Every place of the words, in text order; two may overlap."""
    start = text.find(words, begin)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)


def _absent(text: str, quote: str, after: str | None) -> str:
    where = f"in the report after {_shown(after)}" if after else "in the report"
    near = nearest(text, quote)
    if near is None:
        return f"{_shown(quote)} does not stand {where}; quote its words as they are"
    if after and near == quote:
        return f"{_shown(quote)} does not stand {where}, only before it"
    return (
        f"{_shown(quote)} does not stand {where}; words that differ only in white space, quotation marks, dashes or "
        f"capitals do: put {json.dumps(near, ensure_ascii=False)}"
    )


def nearest(text: str, quote: str) -> str | None:
    r"""The first words of the text that differ from the quote only as a keyboard or a line break makes them differ.

    >>> nearest("“This is\nSyria’s coast”", "this is Syria's coast")
    'This is\nSyria’s coast'
    """
    folded, origins = _folded(text)
    wanted = _folded(quote)[0].strip()
    at = folded.find(wanted) if wanted else -1
    return text[origins[at] : origins[at + len(wanted) - 1] + 1] if at >= 0 else None


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters where it comes from."""
    parts: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        if letter.isspace():
            if parts and parts[-1] == " ":
                continue
            folded = " "
        else:
            folded = _FOLDED.get(letter, letter).casefold()
        parts.extend(folded)
        origins.extend([at] * len(folded))
    return "".join(parts), origins


def _shown(words: str) -> str:
    return repr(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…")
