"""The records of a delimited text (RFC 4180), each with its line and its words as they stand.

A quoted cell may hold line breaks, so a record may be several lines. One quotation mark too many would swallow all
that follows it; so a record of several lines whose width is wrong is one broken line, and the rest is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

EOL = b"\n"
MOST_LINES = 1_000  # of one record: a cell of more lines is an unclosed quotation mark


class Record(NamedTuple):  # a tuple is born in a third of the time, and a file has as many as rows
    """One record: its first line, counted from 1, and its bytes without the line break at the end."""

    line: int
    content: bytes

    @property
    def lines(self) -> int:
        """How many lines it stands on."""
        return self.content.count(EOL) + 1


def records(lines: Iterable[bytes], first: int = 1, quote: bytes | None = b'"') -> Iterator[Record]:
    """The records of these lines, the first of which has the number `first`. Empty lines are none.

    Without a `quote` every line is a record.

    >>> [record.line for record in records([b'a,b' + EOL, b'1,"x' + EOL, b'y"' + EOL, b'2,z' + EOL])]
    [1, 2, 4]
    """
    if quote is None:
        yield from (Record(n, text) for n, line in enumerate(lines, first) if (text := line.rstrip(b"\r\n")))
        return
    open_: list[bytes] = []
    start = first
    for number, line in enumerate(lines, first):
        is_even = not line.count(quote) & 1
        if not open_ and is_even:
            if text := line.rstrip(b"\r\n"):
                yield Record(number, text)
            continue
        if not open_:
            start = number
        open_.append(line)
        if (len(open_) > 1 and not is_even) or len(open_) >= MOST_LINES:
            yield Record(start, b"".join(open_).rstrip(b"\r\n"))
            open_ = []
    if open_:
        yield Record(start, b"".join(open_).rstrip(b"\r\n"))


def is_suspect(record: Record, quote: str) -> bool:
    """Whether a quotation mark of it may be one too many."""
    return b"\n" in record.content or bool(record.content.count(quote.encode()) & 1)


def is_well_formed(record: Record, delimiter: str, quote: str) -> bool:
    """Whether a record's quotation marks open and close whole cells, and are doubled inside them."""
    d, q = re.escape(delimiter.encode()), re.escape(quote.encode())
    cell = rb"(?:%b(?:[^%b]++|%b%b)*+%b|[^%b%b\n]*+)" % (q, q, q, q, q, q, d)
    return re.fullmatch(rb"%b(?:%b%b)*" % (cell, d, cell), record.content) is not None


def apart(broken: Record, quote: bytes = b'"') -> tuple[Record, list[Record]]:
    """A broken record of several lines as its first line alone, and the records of the lines after it."""
    head, _, rest = broken.content.partition(b"\n")
    after = rest.splitlines(keepends=True)
    return Record(broken.line, head.rstrip(b"\r")), list(records(after, broken.line + 1, quote))
