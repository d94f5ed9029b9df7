"""What commands print: tables for people, JSON and CSV for programs. Messages go to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from testigo.loaders.progress import Progress

Row = Mapping[str, object]


WORDS_WRAP = 60  # an id has 45 letters and must stay in one piece; longer cells are words
PIPED_WIDTH = 10_000  # where nobody's screen sets a limit


def console(stderr: bool = False) -> Console:
    """Where people read: as wide as the terminal, and as wide as it needs to be where there is none."""
    from rich.console import Console

    found = Console(stderr=stderr, highlight=False)
    return found if found.is_terminal else Console(stderr=stderr, highlight=False, width=PIPED_WIDTH)


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
    """Rows as a table on standard output; one record below the other where the terminal is too narrow for it."""
    shown = [[cell(row.get(column)) for column in columns] for row in rows]
    if title:
        print(title)
    if _width(shown, columns) <= console().width:
        _table(shown, columns)
        return
    for number, cells in enumerate(shown, 1):
        print(f"── {number} of {len(shown)} " + "─" * 20)
        facts({name: value for name, value in zip(columns, cells, strict=True) if value})


def _width(rows: list[list[str]], columns: Sequence[str]) -> int:
    """How wide a table is whose cells do not wrap, but for those of many words."""
    widest = [max(map(len, cells)) for cells in zip(columns, *rows, strict=True)]
    return sum(min(width, WORDS_WRAP) + 3 for width in widest) + 1


def _table(rows: list[list[str]], columns: Sequence[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    drawn = Table(header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for cells in rows:
        # Text, not markup: a report's words may hold square brackets
        drawn.add_row(*map(Text, cells))
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
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from testigo.loaders.progress import Step, silent

    if not shown or not sys.stderr.isatty():
        yield silent
        return
    columns = (
        TextColumn("{task.description:>9}"), BarColumn(), TaskProgressColumn(),
        TextColumn("{task.fields[records]:,} records, {task.fields[rate]:,.0f}/s"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, records=0, rate=0)
        phase, since = "", monotonic()

        def show(step: Step) -> None:
            nonlocal phase, since
            if step.phase != phase:
                phase, since = step.phase, monotonic()
                bar.reset(task, description=phase, total=step.total, records=0, rate=0)
            rate = step.records / max(monotonic() - since, 0.001)
            bar.update(task, completed=step.done, total=step.total, records=step.records, rate=rate)

        yield show
