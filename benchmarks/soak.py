"""Loads that are killed at random moments and run again, on both stores: every round must end in the same graph.

python benchmarks/soak.py [--rounds 20] [--rows 500] [--seed N]

Neo4j is the one that TESTIGO_TEST_NEO4J names: it is emptied.

Each round is a real `testigo load ged` in a process of its own that gets a SIGKILL, one in three while it reads, the
others spread over the writing; then the same command once more, to its end. The graph, but for runs and instants, is
compared with that of a load that nobody killed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from testigo.store import open_store
from testigo.store.bolt import BoltStore

from tests.graphs import Graph
from tests.loaders.killing import Loading, Moment, moments, some_rows

EMPTY = "MATCH (n) WHERE n.id <> 'schema' CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS"


def main(rounds: int, rows: int, seed: int) -> None:
    """Soak each store there is. Ends with the code 1 where a round ends in another graph."""
    with tempfile.TemporaryDirectory(prefix="testigo-soak-") as temporary:
        folder = Path(temporary)
        file = some_rows(folder, rows)
        print(f"{rows} rows of GED, {rounds} rounds a store, seed {seed}")
        soak("embedded", lambda name: _embedded(file, folder / name), moments(rounds, seed))
        if server := os.environ.get("TESTIGO_TEST_NEO4J"):
            soak("neo4j", lambda name: _on_server(file, folder / name, server), moments(rounds, seed + 1))
        else:
            print("neo4j: left out, for TESTIGO_TEST_NEO4J names none")


def soak(name: str, loading: Callable[[str], Loading], when: list[Moment]) -> None:
    """Kill a load at each moment, each in an empty store that `loading` gives with a folder of its own."""
    expected, took_s = _whole(loading(name))
    for number, moment in enumerate(when, 1):
        again, at = _killed(lambda attempt, number=number: loading(f"{name}-{number}-{attempt}"), moment, took_s)
        found, _ = _whole(again)
        if found != expected:
            sys.exit(f"{name}, round {number}: killed at {at.share:.0%} of {at.phase}, it ended in another graph")
        print(f"{name}, round {number}: killed at {at.share:.0%} of {at.phase}: same graph", flush=True)
    print(f"{name}: {len(when)} loads were killed, all ended in the same graph")


def _killed(loading: Callable[[int], Loading], moment: Moment, took_s: dict[str, float]) -> tuple[Loading, Moment]:
    """A load that was killed. A machine that is faster now than it was is given half of the time, and half of that."""
    for attempt in count():
        at = replace(moment, share=moment.share / 2**attempt)
        found = loading(attempt)
        if found.killed(at, took_s):
            return found, at
    raise AssertionError("unreachable")


def _whole(loading: Loading) -> tuple[Graph, dict[str, float]]:
    took_s = loading.whole()
    return loading.graph(), took_s


def _embedded(file: Path, home: Path) -> Loading:
    home.mkdir()
    return Loading(file, home, f"file:{home / 'store'}")


def _on_server(file: Path, home: Path, server: str) -> Loading:
    home.mkdir()
    with open_store(server) as store:
        assert isinstance(store, BoltStore)
        store.define(EMPTY)
    return Loading(file, home, server)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    options = parser.parse_args()
    main(options.rounds, options.rows, options.seed)
