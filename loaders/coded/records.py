"""The records of a delimited text (RFC 4180), each with its line and its words as they stand.

A quoted cell may hold line breaks, so a record may be several lines. One quotation mark too many would swallow all
that follows it; so a record of several lines whose width is wrong is one broken line, and the rest is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

EOL = b"\n"
MOST_LINES = 1_000  # of one record: a cell of more lines is an unclosed quotation mark


class Record(NamedTuple):  # a tuple is born in a third of the time, and a file has as many as rows
    """One record: its first line, counted from 1, and its bytes without the line break at the end.

    `is_suspect`: it is several lines, or a quotation mark does not close, so that one of them may be one too many.
    """

    line: int
    content: bytes
    is_suspect: bool = False

    @property
    def lines(self) -> int:
        """How many lines it stands on."""
        return self.content.count(EOL) + 1


@dataclass(frozen=True, slots=True)
class Records:
    """Records as columns: the first line of each, its bytes without the line break, and the places of the suspects."""

    lines: Sequence[int]
    contents: list[bytes]
    suspects: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[Record]:
        for at, (line, content) in enumerate(zip(self.lines, self.contents, strict=True)):
            yield Record(line, content, at in self.suspects)

    def __len__(self) -> int:
        return len(self.contents)


def records(lines: Sequence[bytes], first: int = 1, quote: bytes | None = b'"') -> Records:
    """The records of these lines, the first of which has the number `first`. Empty lines are none.

    Without a `quote` every line is a record.

    >>> [record.line for record in records([b'a,b' + EOL, b'1,"x' + EOL, b'y"' + EOL, b'2,z' + EOL])]
    [1, 2, 4]
    """
    odd = [] if quote is None else [at for at, line in enumerate(lines) if line.count(quote) & 1]
    texts = [line.rstrip(b"\r\n") for line in lines]
    if not odd:
        return _filled(range(first, first + len(texts)), texts, ())
    numbers: list[int] = []
    contents: list[bytes] = []
    suspects = []
    done = 0
    for start, end in [*_open(odd, len(lines)), (len(lines), len(lines))]:
        numbers += range(first + done, first + start)
        contents += texts[done:start]
        if start < end:
            suspects.append(len(contents))
            numbers.append(first + start)
            contents.append(b"".join(lines[start:end]).rstrip(b"\r\n"))
        done = end
    return _filled(numbers, contents, suspects)


def _filled(numbers: Sequence[int], contents: list[bytes], suspects: Iterable[int]) -> Records:
    """Without the empty lines."""
    if b"" not in contents:
        return Records(numbers, contents, frozenset(suspects))
    kept = [at for at, content in enumerate(contents) if content]
    place = {at: number for number, at in enumerate(kept)}
    found = frozenset(place[at] for at in suspects)
    return Records([numbers[at] for at in kept], [contents[at] for at in kept], found)


def _open(odd: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """The places of the lines on which a quotation mark opens, and of the line after the one on which it closes."""
    at = 0
    while at < len(odd):
        start, closing = odd[at], odd[at + 1] if at + 1 < len(odd) else count - 1
        is_closed = closing - start < MOST_LINES
        yield start, closing + 1 if is_closed else start + 1
        at += 2 if is_closed else 1


def complete(lines: list[bytes], more: Iterator[bytes], quote: bytes | None) -> list[bytes]:
    """Lines, and as many more as it takes for a quotation mark that opens in them to close, if it does."""
    if quote is not None and b"".join(lines).count(quote) & 1:
        for line in islice(more, MOST_LINES):
            lines.append(line)
            if line.count(quote) & 1:
                break
    return lines


def is_well_formed(record: Record, delimiter: str, quote: str) -> bool:
    """Whether a record's quotation marks open and close whole cells, and are doubled inside them."""
    d, q = re.escape(delimiter.encode()), re.escape(quote.encode())
    cell = rb"(?:%b(?:[^%b]++|%b%b)*+%b|[^%b%b\n]*+)" % (q, q, q, q, q, q, d)
    return re.fullmatch(rb"%b(?:%b%b)*" % (cell, d, cell), record.content) is not None


def apart(broken: Record, quote: bytes = b'"') -> tuple[Record, list[Record]]:
    """A broken record of several lines as its first line alone, and the records of the lines after it."""
    head, _, rest = broken.content.partition(b"\n")
    after = rest.splitlines(keepends=True)
    return Record(broken.line, head.rstrip(b"\r"), is_suspect=True), list(records(after, broken.line + 1, quote))
