"""What the file holds, counted with the csv module and nothing of the loader but its list of identified actors."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

LOADERS = Path(__file__).parents[3] / "loaders"
FILE = LOADERS / "samples" / "maverick_event_report.csv"
FLAGS = ("initiator", "perpetrator", "intervener", "bystander", "victim")
ROLE_OF = {
    "initiator": "initiator", "perpetrator": "perpetrator", "intervener": "intervening-party",
    "bystander": "bystander", "victim": "victim",
}  # fmt: skip
Row = dict[str, str]


@cache
def numbered(path: Path = FILE) -> list[tuple[int, Row]]:
    """Every row with the physical line on which it begins; cells may hold line breaks."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        before = reader.line_num
        for cells in reader:
            found.append((before + 1, dict(zip(header, cells, strict=True))))
            before = reader.line_num
    return found


def rows() -> list[Row]:
    return [row for _, row in numbered()]


def reports_of_events() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        found[row["event_id"]].append(row)
    return found


def published(row: Row) -> str:
    """The date in `source`: "Author (date) Title"."""
    match = re.search(r"\((\d{4}-\d\d-\d\d)\)", row["source"])
    assert match
    return match[1]


@cache
def identified() -> frozenset[str]:
    with (LOADERS / "maverick" / "actors.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["actor_id"] for row in csv.DictReader(file) if row["identified"] == "true")


def slots(row: Row) -> Iterator[tuple[int, str, list[str]]]:
    """The used slots of a row: number, actor id, flags."""
    for number in range(1, 7):
        if row[f"actor{number}_id"]:
            flags = [flag for flag in FLAGS if float(row[f"actor{number}_{flag}"])]
            yield number, row[f"actor{number}_id"], flags


def is_somebody_else(row: Row, number: int) -> bool:
    """Whether the slot names a party or a person, and its subtype that party's or person's supporters."""
    is_supporters = row[f"actor{number}_subtype"] == "Political actor: Party supporters"
    return is_supporters and row[f"actor{number}_id"] in identified()


def parts(of: Iterable[Row]) -> Counter[str]:
    """Role → statements that somebody had it: one a row, actor and role; who is not identified is one a slot."""
    found = Counter[str]()
    for row in of:
        said = {
            (id if id in identified() else f"{id} {number}", role)
            for number, id, flags in slots(row)
            if not is_somebody_else(row, number)
            for role in [ROLE_OF[flag] for flag in flags] or ["participant-unspecified"]
        }
        found.update(role for _, role in said)
    return found
