"""Rows of a register as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = dict[str, str]
FIRST = ("id", "kind", "name", "lang", "ucdp", "identified", "countries", "part_of")


def listed(values: Iterable[str]) -> str:
    """Several values as one cell, each once, in order."""
    return ";".join(dict.fromkeys(value for value in values if value))


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write them with the columns that any of them fills."""
    used = {column for row in rows for column, cell in row.items() if cell}
    columns = [*(each for each in FIRST if each in used), *sorted(used - set(FIRST))]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        table.writerows([row.get(column, "") for column in columns] for row in rows)
