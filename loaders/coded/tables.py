"""Tables as files: decompressed and hashed once, then read as frames of text, some thousand rows at a time.

A frame has the columns of the table as the file has them (text; an empty cell is null), and three of its own: `row`,
counted from 1 for the first after the header (RFC 7111), `line`, the physical line on which it begins, and `exact`,
the record as it stands.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow as pa
import pyarrow.csv as pc
from testigo.loaders.coded.records import Record, Records, apart, complete, is_well_formed, records
from testigo.ontology.errors import UnreadableInput

ROWS = 5_000
BOM = codecs.BOM_UTF8
UNCLOSED = "a quotation mark opens in this line and does not close: mend it"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written. `columns`: those it must have; `optional`: those it may have.

    Without a `header` the columns are in the order of `columns`. Without a `quote` cells hold no line breaks.
    """

    columns: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    delimiter: str = ","
    quote: str | None = '"'
    header: bool = True


@dataclass(frozen=True, slots=True)
class Misread:
    """A record that is no row of the table, and why. `row`: its number all the same."""

    record: Record
    rule: str
    message: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows as a frame, the records that are none, and the bytes read so far."""

    frame: pl.DataFrame
    misread: tuple[Misread, ...]
    done: int


@dataclass(slots=True)
class Table:
    """A file of rows. `content` holds its bytes decompressed, `sha256` is theirs."""

    path: Path
    content: Path
    sha256: str
    size: int
    _folder: tempfile.TemporaryDirectory[str] | None = field(default=None, repr=False)

    @classmethod
    def opened(cls, path: Path) -> Table:
        """Read a file once, decompressed where it ends in .gz or .zip. Raises UnreadableInput."""
        folder = tempfile.TemporaryDirectory(prefix="testigo-") if path.suffix.lower() in (".gz", ".zip") else None
        content = Path(folder.name) / path.stem if folder else path
        with _told(path):
            if folder:
                with _decompressed(path) as packed, content.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked, 2**20)
            with content.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = content.stat().st_size
        if not size:
            raise UnreadableInput(str(path), "is empty: there are no rows to read")
        return cls(path, content, sha256, size, folder)

    def rows(self, layout: Layout, size: int = ROWS) -> Iterator[Rows]:
        """Its rows, at most `size` of them in a frame. Raises UnreadableInput where the header is not the layout's."""
        quote = layout.quote.encode() if layout.quote else None
        with _told(self.path), self.content.open("rb") as file:
            lines = _without_mark(file)
            header = complete(list(islice(lines, 1)), lines, quote) if layout.header else []
            columns = self._header(records(header), layout) if layout.header else layout.columns
            row, line, done = 1, 1 + len(header), sum(map(len, header))
            while some := complete(list(islice(lines, size)), lines, quote):
                found = records(some, line, quote)
                line, done = line + len(some), done + sum(map(len, some))
                frame, misread = _plain(found, columns, layout, row) or _numbered(*parsed(found, columns, layout), row)
                row += len(frame) + len(misread)
                yield Rows(frame, misread, done)

    def _header(self, found: Records, layout: Layout) -> tuple[str, ...]:
        named = tuple(
            cell.strip().strip('"')
            for cell in b"".join(found.contents).decode("utf-8", "replace").split(layout.delimiter)
        )
        known = {*layout.columns, *layout.optional}
        for column in layout.columns:
            if column not in named:
                raise UnreadableInput(
                    f"{self.path}:1", f"the header has no column {column!r}; need {_listed(layout.columns)}"
                )
        for column in named:
            if column not in known:
                raise UnreadableInput(
                    f"{self.path}:1", f"the column {column!r} is not known, and what it says would be lost; take it out"
                )
            if named.count(column) > 1:
                raise UnreadableInput(f"{self.path}:1", f"the column {column!r} stands twice; take one out")
        return named


def _plain(
    found: Records, columns: Sequence[str], layout: Layout, first: int
) -> tuple[pl.DataFrame, tuple[Misread, ...]] | None:
    """Records that all are rows, as a frame; None where one of them may be none, and all must be looked at."""
    if found.suspects and layout.quote:
        quoted = (record for record in found if record.is_suspect)
        if not all(is_well_formed(record, layout.delimiter, layout.quote) for record in quoted):
            return None
    content = b"\n".join(found.contents) + b"\n"
    if not content.isascii() and not _is_text(content):
        return None
    try:
        table = _table(content, columns, layout, None)
    except pa.ArrowInvalid:  # a row is too long or too short
        return None
    frame = pl.DataFrame(table).with_columns(
        line=pl.Series(found.lines, dtype=pl.Int64),
        exact=pl.Series(pa.array(found.contents, pa.string())),
        row=pl.Series(range(first, first + len(found)), dtype=pl.Int64),
    )
    return frame, ()


def _numbered(sound: pl.DataFrame, misread: Sequence[Misread], first: int) -> tuple[pl.DataFrame, tuple[Misread, ...]]:
    """The rows with their numbers, which count the broken ones too."""
    lines = (
        sorted([*sound["line"].to_list(), *(each.record.line for each in misread)])
        if misread
        else sound["line"].to_list()
    )
    number = dict(zip(lines, range(first, first + len(lines)), strict=True))
    rows = pl.Series([number[line] for line in sound["line"]] if misread else number.values(), dtype=pl.Int64)
    return sound.with_columns(row=rows), tuple(replace(each, row=number[each.record.line]) for each in misread)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def parsed(some: Iterable[Record], columns: Sequence[str], layout: Layout) -> tuple[pl.DataFrame, list[Misread]]:
    """Records as a frame without `row`, and those that are no rows."""
    readable, misread = _readable(some, layout)
    widths: dict[int, int] = {}
    frame = _frame(readable, columns, layout, widths)
    again: list[Record] = []
    for number, width in widths.items():
        record = readable[number]
        if record.lines > 1 and layout.quote:
            head, rest = apart(record, layout.quote.encode())
            misread.append(Misread(head, "unclosed-quote", UNCLOSED))
            again += rest
        else:
            what = f"the row has {width} cells, not {len(columns)}: mend the line"
            misread.append(Misread(record, "row-width", what))
    sound = [record for number, record in enumerate(readable) if number not in widths] if widths else readable
    frame = frame.with_columns(
        line=pl.Series([record.line for record in sound], dtype=pl.Int64),
        exact=pl.Series(pa.array([record.content for record in sound], pa.string())),
    )
    if again:
        others, more = parsed(again, columns, layout)
        return pl.concat([frame, others]).sort("line"), misread + more
    return frame, misread


def _readable(some: Iterable[Record], layout: Layout) -> tuple[list[Record], list[Misread]]:
    """The records that are text in UTF-8 and whose quotation marks close, and the others."""
    readable: list[Record] = []
    misread: list[Misread] = []
    given = list(some)
    is_text = _is_text(b"".join(record.content for record in given))
    for record in given:
        if record.is_suspect and layout.quote and not is_well_formed(record, layout.delimiter, layout.quote):
            head, rest = apart(record, layout.quote.encode())
            misread.append(Misread(head, "unclosed-quote", UNCLOSED))
            found, lost = _readable(rest, layout)
            readable += found
            misread += lost
        elif is_text or (what := _no_text(record)) is None:
            readable.append(record)
        else:
            misread.append(Misread(record, "encoding", what))
    return readable, misread


def _is_text(content: bytes) -> bool:
    """Whether bytes are UTF-8: asked of all at once, for nearly always they are."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _no_text(record: Record) -> str | None:
    try:
        record.content.decode()
    except UnicodeDecodeError as problem:
        byte = record.content[problem.start]
        return f"byte 0x{byte:02x} at {problem.start} is not UTF-8: save the file in UTF-8"
    return None


def _frame(some: Sequence[Record], columns: Sequence[str], layout: Layout, widths: dict[int, int]) -> pl.DataFrame:
    """The cells; `widths` takes the number and width of every record that has too few or too many."""
    if not some:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    content = b"\n".join(record.content for record in some) + b"\n"
    try:
        table = _table(content, columns, layout, None)
    except pa.ArrowInvalid:  # to be called for every broken row costs as much as all the reading, so only where one is

        def noted(row: pc.InvalidRow) -> str:
            widths[row.number - 1] = row.actual_columns
            return "skip"

        table = _table(content, columns, layout, noted)
    found = pl.from_arrow(table)
    assert isinstance(found, pl.DataFrame)  # noqa: S101  a table gives a frame
    return found


def _table(
    content: bytes, columns: Sequence[str], layout: Layout, noted: Callable[[pc.InvalidRow], str] | None
) -> pa.Table:
    return pc.read_csv(
        pa.BufferReader(content),
        read_options=pc.ReadOptions(column_names=columns, use_threads=False, block_size=len(content) + 1),
        parse_options=pc.ParseOptions(
            delimiter=layout.delimiter, quote_char=layout.quote or False, newlines_in_values=True,
            ignore_empty_lines=False, invalid_row_handler=noted,
        ),
        convert_options=pc.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=True, null_values=[""]
        ),
    )  # fmt: skip


def _without_mark(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, without the byte order mark some programs put first."""
    if file.read(len(BOM)) != BOM:
        file.seek(0)
    return iter(file)


@contextmanager
def _decompressed(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if path.suffix.lower() == ".gz":
        with gzip.open(path) as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        if len(names) != 1:
            raise UnreadableInput(str(path), f"holds {len(names)} files, not one table; unpack it and name the tables")
        with archive.open(names[0]) as file:
            yield file


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, zipfile.BadZipFile) as problem:
        what = getattr(problem, "strerror", None) or str(problem)
        raise UnreadableInput(str(path), f"cannot be read: {what}") from problem
