"""What commands print: tables for people, JSON and CSV for programs. Messages go to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from testigo.loaders.pipeline import Progress

Row = Mapping[str, object]


def console(stderr: bool = False) -> Console:
    """Where people read: plain text where the output is no terminal, and as wide as it needs to be there."""
    from rich.console import Console

    found = Console(stderr=stderr, highlight=False, soft_wrap=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=160)


def tell(message: str) -> None:
    """One line for the person at the terminal; it never mixes with what a program reads."""
    print(message, file=sys.stderr)


def json(value: object) -> None:
    """A value as JSON on standard output, with dates and instants in ISO 8601."""
    import orjson

    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z
    sys.stdout.buffer.write(orjson.dumps(value, option=options))
    sys.stdout.buffer.flush()


def csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Rows as CSV (RFC 4180) on standard output."""
    from csv import writer as csv_writer

    writer = csv_writer(sys.stdout)
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)


def table(rows: Iterable[Row], columns: Sequence[str], title: str | None = None) -> None:
    """Rows as a table on standard output."""
    from rich.table import Table
    from rich.text import Text

    if title:
        print(title)
    drawn = Table(header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        # Text, not markup: a report's words may hold square brackets
        drawn.add_row(*(Text(cell(row.get(column))) for column in columns))
    console().print(drawn)


def facts(named: Row) -> None:
    """One record, a line a fact, on standard output."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table(show_header=False, box=None, padding=(0, 1))
    for name, value in named.items():
        drawn.add_row(Text(name, style="bold"), Text(cell(value), overflow="fold"))
    console().print(drawn)


def cell(value: object) -> str:
    """A value as the text of a cell: absent is empty, lists are joined by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ", ".join(map(cell, value))
    return str(value)


@contextmanager
def progress(shown: bool) -> Iterator[Progress]:
    """A progress bar on standard error where that is a terminal; nothing elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    if not shown or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    columns = (TextColumn("{task.description:>12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step, done, total: bar.update(task, description=step, completed=done, total=total)
