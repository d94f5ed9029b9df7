"""Loading coded events: mapping, validation, and the way into a store, each beside its baseline in one run.

    python benchmarks/load.py mapping [--rows 100000]     GED to batches, against `csv` and dictionaries
    python benchmarks/load.py validation [--rows 2000]    SHACL on the same batches, against pySHACL
    python benchmarks/load.py store [--rows 10000] [--neo4j URL]
                                                          a whole load, SHACL on, against plain `UNWIND … MERGE`
    python benchmarks/load.py growth [--rows 1000 5000] [--heap-mb 512]
                                                          how a whole load grows; its memory must not

Ends with 1 where a bound is missed. The rows are the 10,000 of UCDP GED that the tests use, repeated under new ids
where more are asked for. Every figure is of a process of its own, in CPU seconds of it and of its children; the bound
stands beside it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import bounds
from testigo.loaders.ged.source import GedSource
from testigo.ontology.batch import Batch

REAL = Path(__file__).parents[1] / "tests" / "loaders" / "ged" / "ucdp_ged_10k.csv.gz"
AT = datetime(2026, 1, 1, tzinfo=UTC)
ROWS_A_STATEMENT = 2_500
GROWTH = 1.15  # of the memory with ten times the rows
Told = dict[str, Any]  # Any: JSON of a child


def ged_file(folder: Path, rows: int) -> Path:
    """So many rows of GED: the real ones again and again, each time under other ids."""
    path = folder / f"ged-{rows}.csv"
    with gzip.open(REAL, "rt", encoding="utf-8", newline="") as file:
        header, *real = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for number in range(rows):
            row = real[number % len(real)]
            writer.writerow([str(int(row[0]) + number // len(real) * 10_000_000), *row[1:]])
    return path


def source(path: Path) -> GedSource:
    return GedSource([path], "23.1", date(2023, 6, 1))


def batches(path: Path, rows: int | None = None) -> Iterator[Batch]:
    yield from (piece.batch for piece in source(path).pieces(AT, *([] if rows is None else [rows])))


def used() -> Told:
    """CPU seconds of this process and its ended children, and its greatest memory."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = sum(each.ru_utime + each.ru_stime for each in (own, children))
    return {"cpu_s": cpu, "memory_mb": own.ru_maxrss // 1024}


def in_child(work: str, *arguments: object) -> Told:
    """Run one of WORKS in a process of its own; what it says, with what it used."""
    command = [sys.executable, __file__, "--work", work, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: Told = json.loads(done.stdout.splitlines()[-1])
    return found


def map_columns(path: str) -> Told:
    """Map a file piece by piece. The first piece of a small file warms up and is not counted."""
    next(batches(Path(path), 500))
    before = used()["cpu_s"]
    items = sum(sum(batch.size) for batch in batches(Path(path)))
    return {"items": items, "own_s": used()["cpu_s"] - before}


def map_by_rows(path: str) -> Told:
    """The same by hand."""
    from ged_by_rows import ByRows

    before = used()["cpu_s"]
    found = ByRows(Path(path))
    found.run()
    return {"items": sum(found.size), "own_s": used()["cpu_s"] - before}


def mapping(options: argparse.Namespace) -> None:
    memory_mb = []
    for rows in options.rows or [100_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = ged_file(Path(folder), rows)
            ours = in_child("map_columns", path)
            hand = in_child("map_by_rows", ged_file(Path(folder), min(rows, 10_000)))
        rate, by_hand = rows / ours["own_s"], min(rows, 10_000) / hand["own_s"]
        print(f"mapping {rows:,} rows, {ours['items']:,} items")
        print(f"  by hand {by_hand:,.0f} rows a CPU second: ours are {rate / by_hand:.1f} times that")
        bounds.at_least("rows a CPU second", rate, 40_000)
        bounds.at_most("peak memory", ours["memory_mb"], 600, "MB")
        memory_mb.append(ours["memory_mb"])
    if len(memory_mb) > 1:
        bounds.at_most("memory of the last, times that of the first", memory_mb[-1] / memory_mb[0], 1.1)


def validate(path: str, engine: str) -> Told:
    """Judge a file's batches: by the columns and the fast engine, or by pySHACL whole."""
    from testigo.ontology.validation import Validator

    made = list(batches(Path(path)))
    before = used()["cpu_s"]
    with Validator(**({} if engine == "best" else {"engine": engine, "columns": False})) as validator:
        judged = [validator.judged(batch) for batch in made]
    used_s = used()["cpu_s"] - before
    refused = sorted((each.id, each.rule) for one in judged for each in one.refused)
    return {"records": sum(batch.size[0] for batch in made), "own_s": used_s, "refused": refused}


def validation(options: argparse.Namespace) -> None:
    (rows,) = options.rows or [1_000]
    with tempfile.TemporaryDirectory() as folder:
        path = ged_file(Path(folder), rows)
        ours, reference = in_child("validate", path, "best"), in_child("validate", path, "pyshacl")
    ratio = reference["own_s"] / ours["own_s"]
    print(f"validation of {ours['records']:,} records: {ours['records'] / ours['own_s']:,.0f} a CPU second,")
    print(f"  pySHACL {reference['records'] / reference['own_s']:,.0f}; {len(ours['refused'])} are refused")
    bounds.at_least("times pySHACL's rate", ratio, 12)
    bounds.holds("the same refusals", ours["refused"] == reference["refused"])


def load(path: str, store_url: str, folder: str) -> Told:
    """A whole load, as the command does it."""
    from testigo.loaders.limits import RefusalLimit
    from testigo.loaders.pipeline import Pipeline
    from testigo.store import open_store
    from testigo.store.archive import Archive

    with open_store(store_url) as store:
        before = time.perf_counter()
        loaded = Pipeline(store, Archive(f"{folder}/archive"), Path(folder) / "spool").load(
            source(Path(path)), RefusalLimit.parsed("5%")
        )
        wall_s = time.perf_counter() - before
    return {"items": loaded.written.nodes + loaded.written.relationships, "wall_s": wall_s}


def plain(path: str, store_url: str, folder: str) -> Told:
    """Plain `UNWIND … MERGE` of what is ready made: no mapping, no SHACL, no views."""
    import neo4j
    from testigo.ontology.ids import label_of
    from testigo.store import open_store
    from testigo.store.bolt import BoltStore

    items = 0
    with open_store(store_url) as store:
        assert isinstance(store, BoltStore)
        with store._session(neo4j.WRITE_ACCESS) as session:  # the connection, without our writer
            before = time.perf_counter()
            for batch in batches(Path(path)):
                for label, table in batch.nodes.items():
                    cypher = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) ON CREATE SET n += row"
                    items += write_plain(session, cypher, [_without_nulls(row) for row in table.to_pylist()])
                for name, table in batch.relationships.items():
                    groups: dict[tuple[str, str], list[Told]] = {}
                    for row in table.to_pylist():
                        groups.setdefault((label_of(row["start"]), label_of(row["end"])), []).append(row)
                    for (start, end), rows in groups.items():
                        cypher = (
                            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
                            f"MERGE (a)-[r:{name}]->(b)"
                        )
                        items += write_plain(session, cypher, rows)
            wall_s = time.perf_counter() - before
    return {"items": items, "wall_s": wall_s}


def _without_nulls(row: Told) -> Told:
    return {name: value for name, value in row.items() if value is not None}


def write_plain(session: Any, cypher: str, rows: list[Told]) -> int:
    """In transactions, which the driver tries again: the embedded engine may give up on its own housekeeping."""
    for first in range(0, len(rows), ROWS_A_STATEMENT):
        some = rows[first : first + ROWS_A_STATEMENT]
        session.execute_write(lambda transaction, some=some: transaction.run(cypher, rows=some).consume())
    return len(rows)


def empty(url: str) -> None:
    """Take everything out of a Neo4j; relationships first, for a node may have more than a transaction can hold."""
    from testigo.store import open_store
    from testigo.store.bolt import BoltStore

    with open_store(url) as store:
        assert isinstance(store, BoltStore)
        store.define("MATCH ()-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF 10000 ROWS")
        store.define("MATCH (n) WHERE n.id <> 'schema' CALL { WITH n DELETE n } IN TRANSACTIONS OF 10000 ROWS")


def store(options: argparse.Namespace) -> None:
    (rows,) = options.rows or [10_000]
    with tempfile.TemporaryDirectory() as folder:
        path = ged_file(Path(folder), rows)
        print(f"{rows:,} rows of GED into the embedded store")
        plain_s, load_s = (
            told(work, in_child(work, path, f"file:{folder}/{work}", folder)) for work in ("plain", "load")
        )
        bounds.at_most("times plain MERGE", load_s / plain_s, 1.6)
        if not options.neo4j:
            print("Neo4j: not measured; name one that may be emptied by --neo4j or TESTIGO_TEST_NEO4J")
            return
        empty(options.neo4j)
        print(f"{rows:,} rows of GED into Neo4j")
        load_s = told("load", in_child("load", path, options.neo4j, folder))
        bounds.at_most("CPU of the client, 10,000 rows", load_s * 10_000 / rows, 40, "s")


def told(work: str, took: Told) -> float:
    """Print what a child took; its CPU seconds."""
    name = {"load": "a whole load", "plain": "plain MERGE"}[work]
    print(f"  {name:<12} {took['cpu_s']:.1f} CPU s, {took['wall_s']:.0f} s, {took['items']:,} items", flush=True)
    return float(took["cpu_s"])


def growth(options: argparse.Namespace) -> None:
    """The engine takes what memory it may before it tidies up: it gets little, so that the rest can be seen."""
    os.environ["TESTIGO_HEAP_MB"] = str(options.heap_mb)
    print("| rows | items | CPU s | s | items a CPU second | peak memory, MB |\n|---|---|---|---|---|---|")
    memory_mb = []
    for rows in options.rows or [1_000, 10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            took = in_child("load", ged_file(Path(folder), rows), f"file:{folder}/store", folder)
        items, cpu = took["items"], took["cpu_s"]
        memory_mb.append(took["memory_mb"])
        print(f"| {rows:,} | {items:,} | {cpu:.1f} | {took['wall_s']:.0f} | {items / cpu:,.0f} | {memory_mb[-1]} |")
        sys.stdout.flush()
    if len(memory_mb) > 1:
        bounds.at_most("memory of the last, times that of the one before", memory_mb[-1] / memory_mb[-2], GROWTH)


BENCHMARKS: dict[str, Callable[[argparse.Namespace], None]] = {
    "mapping": mapping, "validation": validation, "store": store, "growth": growth,
}  # fmt: skip
WORKS: dict[str, Callable[..., Told]] = {
    "map_columns": map_columns, "map_by_rows": map_by_rows, "validate": validate, "load": load, "plain": plain,
}  # fmt: skip


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        told = WORKS[sys.argv[2]](*sys.argv[3:])
        print(json.dumps(used() | told))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark", nargs="?", choices=BENCHMARKS)
    parser.add_argument("--rows", type=int, nargs="+")
    parser.add_argument("--heap-mb", type=int, default=512, help="of the engine, in growth")
    parser.add_argument("--neo4j", default=os.environ.get("TESTIGO_TEST_NEO4J"))
    options = parser.parse_args()
    for name in [options.benchmark] if options.benchmark else ("mapping", "validation", "store"):
        BENCHMARKS[name](options)
    bounds.end()


if __name__ == "__main__":
    main()
