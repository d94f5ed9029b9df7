"""Writing: our pipeline against the raw driver's `UNWIND … MERGE` of the same rows; and opening the embedded store.

    python benchmarks/store.py [--rows 20000] [--neo4j bolt://neo4j:PASSWORD@127.0.0.1:PORT]

Both halves write the same nodes and relationships into the same kind of empty, indexed store, in one run. The raw half
gets its rows ready made, as dictionaries; ours begins with Arrow tables. CPU seconds are the client's and, embedded,
the engine's; the ratio is that of wall-clock time, which is what a load waits for.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any

import bounds
import neo4j
import pyarrow as pa
from testigo.ontology.batch import Batch, node_table
from testigo.ontology.tables import relationship_schema
from testigo.store import open_store
from testigo.store.bolt import BoltStore

TARGET = 1.5
ROUNDS = 3
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one write."""

    wall_s: float
    cpu_s: float


def rows(count: int, round_number: int) -> tuple[Rows, Rows, Rows]:
    """Places, events, and which event was at which place; one place in a hundred events."""
    places = [
        {
            "id": f"place-{round_number}-{n}", "canonicalId": f"place-{round_number}-{n}", "kind": "village",
            "name": f"Village {round_number} {n}", "latitude": 35.0, "longitude": 36.0, "precision": "near",
        }
        for n in range(max(count // 100, 1))
    ]  # fmt: skip
    events = [{"id": f"event-{round_number}-{n}", "canonicalId": f"event-{round_number}-{n}"} for n in range(count)]
    return places, events, [
        {"start": event["id"], "end": places[n % len(places)]["id"]} for n, event in enumerate(events)
    ]  # fmt: skip


def timed(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def raw_write(session: neo4j.Session, places: Rows, events: Rows, joins: Rows) -> None:
    """What one writes by hand: 2,500 rows a transaction."""
    for label, some in (("Place", places), ("Event", events)):
        for first in range(0, len(some), 2500):
            session.run(
                f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON CREATE SET n += row",
                rows=some[first : first + 2500],
            ).consume()
    for first in range(0, len(joins), 2500):
        session.run(
            "UNWIND $rows AS row MATCH (a:Event {id: row.start}) MATCH (b:Place {id: row.end}) "
            "MERGE (a)-[:AT_PLACE]->(b)",
            rows=joins[first : first + 2500],
        ).consume()


def compare(store: BoltStore, session: neo4j.Session, count: int) -> None:
    """Alternate the two, so that a warming engine favours neither; print the best of each."""
    raw, ours = [], []
    raw_write(session, *rows(1000, 900))
    for number in range(ROUNDS):
        raw.append(timed(partial(raw_write, session, *rows(count, number))))
        places, events, joins = rows(count, 100 + number)
        batch = Batch(
            {"Place": node_table("Place", places), "Event": node_table("Event", events)},
            {"AT_PLACE": pa.Table.from_pylist(joins, schema=relationship_schema("AT_PLACE"))},
        )
        ours.append(timed(partial(store.write, batch)))
    items = 2 * count + count // 100
    best_raw, best_ours = (min(some, key=lambda took: took.wall_s) for some in (raw, ours))
    for name, took in (("raw driver", best_raw), ("testigo", best_ours)):
        print(f"  {name:<11} {items / took.wall_s:>9,.0f} items/s  {took.wall_s:6.2f} s  {took.cpu_s:6.2f} CPU s")
    bounds.at_most("times the raw driver's time", best_ours.wall_s / best_raw.wall_s, TARGET)


def session_of(store: BoltStore) -> neo4j.Session:
    """A session of the same driver, without our pipeline."""
    return store._session(neo4j.WRITE_ACCESS)  # the one place outside the adapter that needs its connection


def opening(engine: str) -> None:
    """A new process opens an existing store and asks one question."""
    code = (
        "import sys, time, resource\nfrom testigo.store import open_store\nstart = time.perf_counter()\n"
        "store = open_store(sys.argv[1]); store.read('RETURN 1 AS one'); wall = time.perf_counter() - start\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(f'{wall:.2f} s, {used.ru_utime + used.ru_stime:.2f} CPU s, {used.ru_maxrss // 1024} MB')\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for turn in ("new", "again"):
            said = subprocess.run(
                [sys.executable, "-c", code, f"file:{folder}/store"],
                env={**os.environ, "TESTIGO_ENGINE": engine}, capture_output=True, text=True, check=True,
            ).stdout  # fmt: skip
            print(f"  {engine:<7} {turn:<6} {said.strip()}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--neo4j", default=os.environ.get("TESTIGO_TEST_NEO4J"))
    options = parser.parse_args()
    print("Opening the embedded store, to the first answer, imports included")
    for engine, module in (("stable", "arcadedb_embedded"), ("native", "arcadedb")):
        if find_spec(module):
            opening(engine)
    with tempfile.TemporaryDirectory() as folder:
        for url in filter(None, (f"file:{folder}/store", options.neo4j)):
            with open_store(url) as store, session_of(store) as session:
                print(f"Writing {options.rows:,} events with their places: {store.dialect}")
                compare(store, session, options.rows)
    if not options.neo4j:
        print("Neo4j: not measured; name an empty one by --neo4j or TESTIGO_TEST_NEO4J")
    bounds.end()


if __name__ == "__main__":
    main()
