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
        soak("embedded", file, folder, lambda home: f"file:{home / 'store'}", moments(rounds, seed))
        if server := os.environ.get("TESTIGO_TEST_NEO4J"):
            soak("neo4j", file, folder, lambda home: _emptied(server), moments(rounds, seed + 1))
        else:
            print("neo4j: left out, for TESTIGO_TEST_NEO4J names none")


def soak(name: str, file: Path, folder: Path, store: Callable[[Path], str], when: list[Moment]) -> None:
    """Kill a load at each moment, in a store of its own."""
    expected, took_s = _whole(Loading(file, _home(folder, name), store(folder / name)))
    for number, moment in enumerate(when, 1):
        again, at = _killed(file, folder, f"{name}-{number}", store, moment, took_s)
        found, _ = _whole(again)
        if found != expected:
            sys.exit(f"{name}, round {number}: killed at {at.share:.0%} of {at.phase}, it ended in another graph")
        print(f"{name}, round {number}: killed at {at.share:.0%} of {at.phase}: same graph", flush=True)
    print(f"{name}: {len(when)} loads were killed, all ended in the same graph")


def _killed(
    file: Path, folder: Path, name: str, store: Callable[[Path], str], moment: Moment, took_s: dict[str, float]
) -> tuple[Loading, Moment]:
    """A load that was killed. A machine that is faster now than it was is given half of the time, and half of that."""
    for attempt in count():
        at = replace(moment, share=moment.share / 2**attempt)
        home = _home(folder, f"{name}-{attempt}")
        loading = Loading(file, home, store(home))
        if loading.killed(at, took_s):
            return loading, at
    raise AssertionError("unreachable")


def _whole(loading: Loading) -> tuple[Graph, dict[str, float]]:
    took_s = loading.whole()
    return loading.graph(), took_s


def _home(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _emptied(server: str) -> str:
    with open_store(server) as store:
        assert isinstance(store, BoltStore)
        store.define(EMPTY)
    return server


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    options = parser.parse_args()
    main(options.rounds, options.rows, options.seed)
