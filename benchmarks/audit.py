"""What an audit costs, against writing the whole store out as RDF and validating that.

    python benchmarks/audit.py [--rows 1000 10000] [--only embedded|neo4j] [--neo4j URL]

The stores hold so many rows of UCDP's GED and one news text, which the audit of a load is of. Times are those of the
clock, for half of the work is the database's; the best of so many tries. URL is a server whose contents are deleted.
Statements are planned at the first audit, so the bounds are on the second. Of several numbers of rows the last is held
to the first: an audit takes as long a node, an audit of a load as long as ever.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bounds
from load import empty, ged_file, source
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Pipeline
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text_source import TextSource
from testigo.ontology.validation.engines import best_engine
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.worker import Worker
from testigo.store import Store, open_store
from testigo.store.archive import Archive
from testigo.store.audit import audit, last_run, touched
from testigo.store.exports import documents

REPORT = Path(__file__).parents[1] / "loaders/samples/000_787ec250aeefa238.txt"
LEAST = {"embedded": 1.0, "neo4j": 3.0}
"""How many times faster an audit is than the other way, at least."""
LINEAR, SAME = 1.5, 1.5
"""How many times as long a node, or a load, takes in the larger store, at most."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the audits of a store took."""

    node_ms: float
    load_s: float


def seconds(work: Callable[[], object], tries: int = 1) -> float:
    took = []
    for _ in range(tries):
        since = time.perf_counter()
        work()
        took.append(time.perf_counter() - since)
    return min(took)


def fill(store: Store, folder: Path, rows: int) -> None:
    """GED first, the text last."""
    text = TextSource([REPORT], RuleExtractor(), ReportMetadata(publisher="Example"))
    for each in (source(ged_file(folder, rows)), text):
        Pipeline(store, Archive(f"{folder}/archive"), folder / "spool").load(each, RefusalLimit.parsed("5%"))


def exported_and_validated(store: Store) -> None:
    triples = b"".join(documents(store, "ntriples")).decode()
    with Worker(best_engine(), shapes(), 3600) as worker:
        worker.findings(triples)


def measured(name: str, store: Store, rows: int) -> Measured:
    """Print a line, and hold the audit to the other way."""
    nodes = sum(store.info().nodes.values())
    first, second = (seconds(lambda: list(audit(store)), tries) for tries in (1, 2))
    run = last_run(store)
    load = seconds(lambda: list(audit(store, touched=touched(store, run))), 4)
    other = seconds(lambda: exported_and_validated(store))
    print(
        f"{name:9} {rows:7,} rows {nodes:9,} nodes   audit {first:6.1f} s, again {second:6.1f} s "
        f"({nodes / second:,.0f} nodes a second)   of the last load {load:5.2f} s   "
        f"export and validate {other:6.1f} s: {other / second:.1f} times",
        flush=True,
    )
    bounds.at_least(f"{name}, {rows:,} rows, times export and validation", other / second, LEAST[name])
    return Measured(1000 * second / nodes, load)


def of_store(name: str, url: str | None, rows: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        if url:
            empty(url)
        with open_store(url or f"file:{folder}/store") as store:
            fill(store, Path(folder), rows)
            return measured(name, store, rows)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1000])
    parser.add_argument("--only", choices=LEAST)
    parser.add_argument("--neo4j", default=os.environ.get("TESTIGO_TEST_NEO4J"))
    options = parser.parse_args()
    for name, url in (("embedded", None), ("neo4j", options.neo4j)):
        if options.only not in {None, name} or (name == "neo4j" and not url):
            continue
        found = [of_store(name, url, rows) for rows in options.rows]
        if len(found) > 1:
            first, last = found[0], found[-1]
            bounds.at_most(f"{name}, a node in the last store, times the first", last.node_ms / first.node_ms, LINEAR)
            bounds.at_most(f"{name}, a load in the last store, times the first", last.load_s / first.load_s, SAME)
    bounds.end()


if __name__ == "__main__":
    main()
