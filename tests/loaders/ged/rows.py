"""Rows of GED for tests: the 10,000 real ones, and single ones with some cells changed."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from testigo.loaders.ged.source import GedSource
from testigo.loaders.source import Piece

REAL = Path(__file__).with_name("ucdp_ged_10k.csv.gz")
SAMPLE = Path(__file__).parents[3] / "loaders" / "samples" / "ucdp_ged_231_1000.csv"
AT = datetime(2026, 1, 1, tzinfo=UTC)
Row = dict[str, str]


@cache
def real() -> list[Row]:
    """The 10,000 rows, read by the standard library. Nobody changes them."""
    with gzip.open(REAL, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def source(path: Path, release: str = "23.1") -> GedSource:
    return GedSource([path], release, date(2023, 6, 1))


def written(folder: Path, rows: list[Row], name: str = "ged.csv") -> Path:
    """Rows as a file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_text(text.getvalue(), "utf-8")
    return path


def mapped(folder: Path, *changes: Row, release: str = "23.1") -> Piece:
    """What a few real rows give, each the first one with some cells changed."""
    rows = [real()[0] | change for change in changes]
    (piece,) = source(written(folder, rows), release).pieces(AT)
    return piece
