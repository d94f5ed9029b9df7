"""How many records a CPU second are validated: by columns with an engine for the suspects, and by each engine alone.

    python benchmarks/validation.py [ROWS] [ROWS_FOR_THE_ENGINES]

The records are those of coded rows, 16 or so a row as of UCDP's GED, in one batch: sound, and with 1 % of the
statements broken. CPU seconds are those of the worker process and of our own. The plan is compiled and the engines are
warmed up first. The engines alone get fewer rows, or one would wait for pySHACL.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from testigo.ontology.batch import Batch, node_table, relationship_table
from testigo.ontology.ids import minted
from testigo.ontology.tables import node_schema
from testigo.ontology.validation.engines import ENGINES, FAST, REFERENCE
from testigo.ontology.validation.validator import Validator

Row = dict[str, Any]  # Any: a row of a table
DAY, AT = date(2020, 3, 8), datetime(2025, 3, 9, tzinfo=UTC)
SHA = "0" * 64
SAID: Row = {
    "modality": "asserts", "polarity": "positive", "hedge": "none", "mode": "paraphrase", "publishedOn": DAY,
    "recordedAt": AT, "extractor": "benchmark/1", "recordVersion": "23.1", "columns": ["a", "b"],
}  # fmt: skip
FIGURE: Row = {
    "measure": "killed", "low": 1, "best": 2, "high": 3, "comparator": "range", "scope": "incident", "effLow": 1,
    "effHigh": 3, "vague": False, "zeroMayBeSilence": False, "modality": "estimates",
}  # fmt: skip
KINDS: list[Row] = [
    {"kind": "act-type", "eventType": "state-based-violence"}, {"kind": "participation"}, {"kind": "participation"},
    {"kind": "time", "edtf": "2020-03-08", "earliest": DAY, "latest": DAY, "datePrecision": "day"}, {"kind": "place"},
    *({"kind": "count", "population": each} | FIGURE for each in ("people", "civilians", "fighters")),
]  # fmt: skip

BOUNDS = [("columns, sound", FAST, 100), ("columns, sound", REFERENCE, 3000), ("columns, 1 % broken", FAST, 20)]
"""What is compared with which engine alone, and how many times faster it is at least."""


class Builder:
    """Collects the rows of a batch."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Row]] = defaultdict(dict)
        self.ties: dict[str, list[Row]] = defaultdict(list)

    def add(self, label: str, *key: object, **row: Any) -> str:
        """A record; Any: the value of a property."""
        id = minted(label, *key)
        self.nodes[label][id] = {"id": id, **row}
        return id

    def tie(self, type: str, start: str, end: str, **carried: object) -> None:
        """A relationship."""
        self.ties[type].append({"start": start, "end": end, **carried})

    def batch(self) -> Batch:
        """What was collected."""
        return Batch(
            {label: node_table(label, rows.values()) for label, rows in self.nodes.items()},
            {type: relationship_table(type, rows) for type, rows in self.ties.items()},
        )


def coded(rows: int) -> Batch:
    """The records of so many coded rows."""
    it = Builder()
    release = it.add("Report", "release", language="en", title="Events", publisher="Institute", publishedOn=DAY)
    snapshot = it.add(
        "Snapshot", SHA, sha256=SHA, mediaType="text/csv", byteLength=9, retrievedAt=AT, archiveUrl=f"archive:{SHA}"
    )
    it.tie("CAPTURE_OF", snapshot, release)
    coder = it.add("Actor", "coder", kind="monitor", name="Institute", identified=True)
    for number in range(rows):
        _row(it, number, snapshot, coder)
    return it.batch()


def _row(it: Builder, number: int, snapshot: str, coder: str) -> None:
    passage = it.add("Passage", number, kind="row", row=number + 1, rowKey=str(number), exact="a cell," * 90)
    event, cited = it.add("Event", number), it.add("Report", number, language="und", publisher="Agency", title="News")
    place = it.add("Place", number % 500, kind="city", name="City", latitude=33.3, longitude=44.4, precision="exact")
    it.tie("HAS_NAME", place, it.add("Name", number % 500, literal="City", lang="en", script="Latn", norm="city"))
    it.tie("IN_SNAPSHOT", passage, snapshot)
    parts = [_part(it, number, role, event) for role in ("perpetrator", "target")]
    for place_in_row, kind in enumerate(KINDS):
        statement = it.add("Statement", number, place_in_row, **SAID | kind)
        it.tie("ANCHORED_AT", statement, passage)
        it.tie("SAID_BY", statement, coder)
        it.tie("ABOUT", statement, event)
        it.tie("CITES", statement, cited, ord=0)
        if kind["kind"] == "participation":
            it.tie("SUPPORTS", statement, parts[place_in_row - 1])
        if kind["kind"] == "place":
            it.tie("AT_PLACE", statement, place)


def _part(it: Builder, number: int, role: str, event: str) -> str:
    part = it.add("Participation", number, role, role=role)
    actor = it.add("Actor", number * 7 % 300, role, kind="armed-faction", name="Group", identified=True)
    it.tie("IN_EVENT", part, event)
    it.tie("OF_ACTOR", part, actor)
    return part


def broken(batch: Batch) -> Batch:
    """The batch with a best above its high in every hundredth statement, or where there is none a best too many."""
    statements = pl.DataFrame(batch.nodes["Statement"])
    wrong = pl.int_range(pl.len()) % 100 == 7
    statements = statements.with_columns(best=pl.when(wrong).then(99).otherwise("best"))
    table = statements.to_arrow().cast(node_schema("Statement"))
    return Batch({**batch.nodes, "Statement": table}, batch.relationships)


def cpu_s(pid: int | None) -> float:
    """The CPU seconds that a process and ours have used."""
    if pid is None:
        return sum(os.times()[:2])
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK") + sum(os.times()[:2])


def rate(engine: str, batch: Batch, columns: bool) -> float:
    """Records a CPU second, judged."""
    with Validator(engine=engine, columns=columns, timeout_s=600) as validator:
        validator.judged(broken(coded(20)))  # starts the engine
        pid = validator.worker_pid
        before = cpu_s(pid)
        validator.judged(batch)
        return batch.size[0] / (cpu_s(pid) - before)


def main() -> None:
    """Print the rates; end with 1 where a bound is missed."""
    rows, few = (int(each) for each in [*sys.argv[1:], *("5000", "60")[len(sys.argv) - 1 :]])
    many, some = coded(rows), coded(few)
    print(f"{many.size[0]} records and {many.size[1]} relationships; {some.size[0]} records for the engines alone")
    fastest, reference = ENGINES
    rates = {
        "columns, sound": max(rate(fastest, many, columns=True) for _ in range(3)),
        "columns, 1 % broken": max(rate(fastest, broken(many), columns=True) for _ in range(2)),
        fastest: rate(fastest, some, columns=False),
        reference: rate(reference, some, columns=False),
    }
    for name, value in rates.items():
        print(f"{name:22} {value:9.0f} records a CPU second")
    missed = False
    for name, alone, bound in BOUNDS:
        ratio = rates[name] / rates[alone]
        missed |= ratio < bound
        print(f"{name} / {alone}: {ratio:.0f}, at least {bound}")
    sys.exit(missed)


if __name__ == "__main__":
    main()
