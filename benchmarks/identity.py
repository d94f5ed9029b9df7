"""Proposals of identity over many events: CPU seconds, memory, and how they grow.

    python benchmarks/identity.py [--rows 1000 10000 100000]
    python benchmarks/identity.py --fit    prints store/proposals/events/weights.json, fitted anew

The events are rows of UCDP's GED, repeated under new ids half a century later where more are asked for. Ends with 1
where a bound is missed. The making of the tables is not counted in the time; each size runs in its own process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import bounds
import load
import polars as pl
from testigo.ontology.batch import merged
from testigo.store.proposals.events import EventTables, Weights, propose_events, voices
from testigo.store.proposals.events.fitting import fitted

from tests.store.proposals.events.hidden import hidden, labelled, tables

REAL = 10_000  # rows
CPU_S, MEMORY_MB = 90, 1500
NEAR_LINEAR = 2.0  # times as long an event, from the second size to the last
LATER = "50y"


def events(rows: int) -> EventTables:
    """What so many rows say."""
    with tempfile.TemporaryDirectory() as folder:
        real = tables(merged(load.batches(load.ged_file(Path(folder), min(rows, REAL)))))
    copies = [copied(real, number) for number in range(max(1, rows // REAL))]
    return EventTables(**{each.name: pl.concat([getattr(one, each.name) for one in copies]) for each in fields(real)})


def copied(real: EventTables, number: int) -> EventTables:
    """The same events under other ids, later."""
    later = pl.col("earliest", "latest").dt.offset_by(LATER.replace("50", str(50 * number)))
    found = {
        each.name: frame.with_columns(event=pl.format("{}-{}", "event", pl.lit(number)))
        for each in fields(real)
        if "event" in (frame := getattr(real, each.name)).columns
    }
    within = real.within if number == 0 else real.within.head(0)
    return EventTables(**{**found, "events": found["events"].with_columns(later), "within": within})


def child(rows: int) -> None:
    """Propose over so many events; print what it took."""
    given = events(rows)
    since = time.process_time()
    found = propose_events(given)
    took = time.process_time() - since
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"events": len(given), "proposals": len(found), "cpu_s": took, "memory_mb": memory}))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--child", type=int)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    if options.fit:
        print(fit().to_json())
        return
    if options.child:
        child(options.child)
        return
    told = [of_child(rows) for rows in options.rows]
    an_event = [each["cpu_s"] / each["events"] for each in told]
    bounds.at_most(f"{told[-1]['events']:,} events, CPU s", told[-1]["cpu_s"], CPU_S)
    bounds.at_most(f"{told[-1]['events']:,} events, MB", told[-1]["memory_mb"], MEMORY_MB)
    if len(told) > 2:
        bounds.at_most("an event of the most, times one of the second most", an_event[-1] / an_event[-2], NEAR_LINEAR)
    bounds.end()


def fit() -> Weights:
    """The weights of both countries of MAVERICK."""
    with tempfile.TemporaryDirectory() as folder:
        given, pairs, features, same = labelled(hidden(Path(folder)))
    return fitted(pairs, features, same, voices(given))


def of_child(rows: int) -> dict[str, float]:
    """What one size took; it is printed."""
    command = [sys.executable, __file__, "--child", str(rows)]
    told: dict[str, float] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    print(
        f"{told['events']:7,} events   {told['proposals']:9,} proposals   {told['cpu_s']:6.1f} CPU s   "
        f"{told['memory_mb']:,} MB with the tables' making",
        flush=True,
    )
    return told


if __name__ == "__main__":
    main()
