"""ACLED's rows as JSON: a list of objects, or the answer of the API, which has that list under `data`.

Read record by record, so that no file need fit into memory, and with the words of each record as they stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO

import polars as pl
from testigo.loaders.coded.records import Record
from testigo.loaders.coded.tables import ROWS, Layout, Misread, Rows, Table
from testigo.ontology.errors import UnreadableInput

CHUNK = 1 << 18  # characters read at a time; a record is some thousand
BROKEN = object()
_LIST = re.compile(r'\s*(?:\{.*?"data"\s*:\s*)?\[', re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(slots=True)
class JsonTable(Table):
    """A file of rows in JSON."""

    def rows(self, layout: Layout, size: int = ROWS) -> Iterator[Rows]:
        """Its rows, at most `size` of them in a frame. Raises UnreadableInput where there is no list of rows."""
        try:
            with self.content.open("rb") as content, TextIOWrapper(content, "utf-8-sig") as file:
                found = _Reader(file, self.path).records()
                row = 1
                while some := list(islice(found, size)):
                    yield _rows(some, layout, row, content.tell())
                    row += len(some)
        except (OSError, UnicodeDecodeError) as problem:
            raise UnreadableInput(str(self.path), f"cannot be read as JSON in UTF-8: {problem}") from problem


def opened(path: Path) -> Table:
    """A table, by the ending of its name: JSON, or delimited text. Raises UnreadableInput."""
    return (JsonTable if is_json(path) else Table).opened(path)


def is_json(path: Path | str) -> bool:
    """Whether a file's name says that it is JSON, packed or not."""
    return ".json" in Path(path).suffixes


class _Reader:
    """Takes the records of a file one by one. What is still to be read begins in line `_line`, at `_at` of `_text`."""

    def __init__(self, file: IO[str], path: Path) -> None:
        self._file, self._path = file, path
        self._text, self._at, self._line = file.read(CHUNK), 0, 1
        self._decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)

    def records(self) -> Iterator[tuple[Record, object]]:
        """Each record with its words, and what it holds: numbers as they are written, BROKEN where it is no JSON."""
        start = _LIST.match(self._text)
        if not start:
            raise UnreadableInput(str(self._path), 'holds no list of rows, and none under "data"')
        self._pass(start.end())
        while self._skip() != "]":
            line, (value, words) = self._line, self._one()
            yield Record(line, words.encode()), value
            if value is BROKEN:
                return

    def _skip(self) -> str:
        """Go on to the next record, and tell its first character."""
        while (space := _BETWEEN.match(self._text, self._at)) and space.end() > self._at:
            self._pass(space.end())
        return self._text[self._at : self._at + 1]

    def _one(self) -> tuple[object, str]:
        """The next value and its words; BROKEN where what remains of the file holds none."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                value, end = None, 0
            if 0 < end < len(self._text):  # a number at the end of what was read may go on
                words = self._text[self._at : end]
                self._pass(end)
                return value, words
            if not (more := self._file.read(CHUNK)):
                return BROKEN, self._text[self._at :]
            self._text += more

    def _pass(self, end: int) -> None:
        """Go on behind what was read, with more of the file where little is left."""
        self._line += self._text.count("\n", self._at, end)
        self._at = end
        if len(self._text) - end < CHUNK // 2:
            self._text, self._at = self._text[end:] + self._file.read(CHUNK), 0


def _rows(some: list[tuple[Record, object]], layout: Layout, first: int, done: int) -> Rows:
    cells: list[dict[str, object]] = []
    misread: list[Misread] = []
    for row, (record, value) in enumerate(some, first):
        if what := _wrong(value, layout):
            misread.append(Misread(record, *what, row=row))
        else:
            assert isinstance(value, dict)  # noqa: S101  `_wrong` says so
            cells.append({**value, "row": row, "line": record.line, "exact": record.content.decode()})
    columns = {name: pl.String for each in cells for name in each}
    own = {"row": pl.Int64, "line": pl.Int64, "exact": pl.String}
    needed = dict.fromkeys(layout.columns, pl.String)
    frame = pl.DataFrame(cells, schema={**needed, **columns, **own}, orient="row")
    return Rows(frame.with_columns(pl.col(pl.String).replace("", None)), tuple(misread), done)


def _wrong(value: object, layout: Layout) -> tuple[str, str] | None:
    """Why a record is no row: the rule and the message."""
    if not isinstance(value, dict):
        return "broken-json", "the record is no JSON object, or the file is cut off in it: download it again"
    if missing := [name for name in layout.columns if name not in value]:
        return "row-width", f"the record has no {missing[0]!r}: add it, null where there is nothing"
    if unknown := value.keys() - {*layout.columns, *layout.optional}:
        return (
            "unknown-column",
            f"the column {min(unknown)!r} is not known, and what it says would be lost; take it out",
        )
    if nested := [name for name, cell in value.items() if not isinstance(cell, str | None)]:
        return "no-cell", f"{nested[0]!r} is no text, number or null: mend it"
    return None
