"""Filling an empty store at one go, against writing the same rows the incremental way, against plain MERGE of them.

    python benchmarks/bulk.py [--rows 10000] [--only embedded|neo4j]

The rows are UCDP GED's, mapped and spooled beforehand; an eighth of them is written the slow ways. Of the bulk path
everything counts, from the start of the process (of Neo4j: writing the files, the import, the server's start) to the
first answer over constraints and indexes; of the others only the writing. CPU seconds are of all processes, the
server's among them.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import bounds
import neo4j as neo4j_driver
import pyarrow as pa
import pyarrow.parquet as pq
from load import batches, ged_file
from testigo.ontology.batch import Batch
from testigo.ontology.ids import label_of
from testigo.ontology.tables import RELATIONSHIPS
from testigo.store import bulk, open_store
from testigo.store.bolt import BoltStore
from testigo.store.bulk.tables import Tables

NEO4J = Path(__file__).parents[1] / ".ci" / "neo4j"
TARGETS = {"embedded": 1.7, "neo4j": 5.0}
Items = dict[str, int]
Told = dict[str, Any]  # Any: JSON of a child


def spool(folder: Path, rows: int) -> int:
    """The tables of so many rows, a Parquet file each; how many distinct nodes and relationships they hold."""
    path = ged_file(folder.parent, rows)
    folder.mkdir()
    with ExitStack() as files:
        writers: dict[str, pq.ParquetWriter] = {}
        for batch in batches(path):
            for name, table in {**batch.nodes, **batch.relationships}.items():
                if name not in writers:
                    file = pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")
                    writers[name] = files.enter_context(file)
                writers[name].write_table(table)
    with Tables(folder) as tables:
        return sum(len(some) for _, pieces in tables.everything() for some in pieces)


def written(folder: str, url: str, write: Callable[[BoltStore, str, pa.Table], object]) -> Told:
    with open_store(url) as store, Tables(Path(folder)) as tables:
        cpu, wall = time.process_time(), time.perf_counter()
        for name, pieces in tables.everything():
            for some in pieces:
                write(store, name, pa.Table.from_batches([some]))
        return {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}


def incremental(folder: str, url: str) -> Told:
    def write(store: BoltStore, name: str, table: pa.Table) -> None:
        store.write(Batch(relationships={name: table}) if name in RELATIONSHIPS else Batch({name: table}))

    return written(folder, url, write)


def plain(folder: str, url: str) -> Told:
    """What one writes by hand: 2,500 rows a statement, without a look at what they are."""

    def write(store: BoltStore, name: str, table: pa.Table) -> None:
        groups: dict[str, list[Told]] = {}
        for row in table.to_pylist():
            found = {key: value for key, value in row.items() if value is not None}
            groups.setdefault(raw(name, row), []).append(found)
        with store._session(neo4j_driver.WRITE_ACCESS) as session:  # the connection, without our writer
            for cypher, rows in groups.items():
                for first in range(0, len(rows), 2500):
                    session.run(cypher, rows=rows[first : first + 2500]).consume()

    return written(folder, url, write)


def raw(name: str, row: Told) -> str:
    if name not in RELATIONSHIPS:
        return f"UNWIND $rows AS row MERGE (n:{name} {{id: row.id}}) ON CREATE SET n += row"
    start, end = label_of(row["start"]), label_of(row["end"])
    carries = ", ".join(f"r.{each} = row.{each}" for each in RELATIONSHIPS[name].properties)
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
        f"MERGE (a)-[r:{name}]->(b)" + (f" ON CREATE SET {carries}" if carries else "")
    )


def fill(folder: str, url: str) -> Told:
    with open_store(url) as store:
        bulk.fill(store, Path(folder))
        store.read("MATCH (s:Statement) WHERE s.publishedOn IS NOT NULL RETURN count(s) AS n")
        return {}


def neo4j_files(folder: str, out: str) -> Told:
    bulk.neo4j_import(Path(folder), Path(out))
    return {}


def neo4j_schema(_: str, url: str) -> Told:
    with open_store(url) as store:
        store.read("MATCH (s:Statement) WHERE s.publishedOn IS NOT NULL RETURN count(s) AS n")
    return {}


def in_child(work: str, *arguments: str, **environment: str) -> Told:
    """What a process of its own took from its start, unless it says so itself."""
    cpu, wall = cpu_of_children(), time.perf_counter()
    command = [sys.executable, __file__, "--work", work, *arguments]
    said = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    took = {"cpu_s": cpu_of_children() - cpu, "wall_s": time.perf_counter() - wall}
    return {**took, **json.loads(said.stdout)}


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def server(home: str, **environment: str) -> str:
    """Start a Neo4j; its URL."""
    known = {**os.environ, "TESTIGO_NEO4J_HOME": home, "TESTIGO_NEO4J_FOR": str(os.getpid()), **environment}
    said = subprocess.run([NEO4J, "start"], env=known, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return said.stdout.decode().strip().partition("=")[2]


def cpu_of_server(home: str) -> float:
    pid = (Path(home) / "pid").read_text()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def embedded(folder: Path, engine: str, items: Items) -> None:
    took = {
        work: in_child(work, f"{folder}/{which}", f"file:{folder}/{engine}-{work}", TESTIGO_ENGINE=engine)
        for work, which in (("plain", "few"), ("incremental", "few"), ("fill", "all"))
    }
    tell(f"embedded, {engine}", items, took, TARGETS["embedded"])


def neo4j(folder: Path, items: Items) -> None:
    home = f"{folder}/neo4j"
    took = {}
    for work in ("plain", "incremental"):
        url = server(home)
        before = cpu_of_server(home)
        took[work] = in_child(work, f"{folder}/few", url)
        took[work]["cpu_s"] += cpu_of_server(home) - before
    wall, cpu = time.perf_counter(), cpu_of_children()
    in_child("neo4j_files", f"{folder}/all", f"{folder}/out")
    url = server(home, TESTIGO_NEO4J_IMPORT=f"{folder}/out")
    in_child("neo4j_schema", "", url)
    took["fill"] = {"cpu_s": cpu_of_children() - cpu + cpu_of_server(home), "wall_s": time.perf_counter() - wall}
    subprocess.run([NEO4J, "stop"], env={**os.environ, "TESTIGO_NEO4J_HOME": home}, check=True)
    tell("neo4j", items, took, TARGETS["neo4j"])


def tell(what: str, items: Items, took: dict[str, Told], target: float) -> None:
    """The rates, per CPU second and per second, against the bound."""
    print(f"{what}: {items['fill']:,} nodes and relationships at one go, {items['plain']:,} the slow ways")
    rates = {unit: {work: items[work] / took[work][unit] for work in took} for unit in ("cpu_s", "wall_s")}
    for work, name in (("plain", "plain MERGE"), ("incremental", "incremental"), ("fill", "bulk")):
        cpu_s, wall_s = took[work]["cpu_s"], took[work]["wall_s"]
        print(f"  {name:<11} {cpu_s:7.1f} CPU s {wall_s:7.1f} s  {rates['cpu_s'][work]:8,.0f} items a CPU second")
    for unit, name in (("cpu_s", "CPU"), ("wall_s", "time")):
        bounds.at_least(
            f"bulk, times the incremental rate in {name}", rates[unit]["fill"] / rates[unit]["incremental"], target
        )


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        works: dict[str, Callable[..., Told]] = {
            "plain": plain, "incremental": incremental, "fill": fill, "neo4j_files": neo4j_files,
            "neo4j_schema": neo4j_schema,
        }  # fmt: skip
        print(json.dumps(works[sys.argv[2]](*sys.argv[3:])))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--only", choices=TARGETS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, every = spool(folder / "few", max(options.rows // 8, 1)), spool(folder / "all", options.rows)
        items = {"plain": few, "incremental": few, "fill": every}
        for engine, module in (("stable", "arcadedb_embedded"), ("native", "arcadedb")):
            if find_spec(module) and options.only != "neo4j":
                embedded(folder, engine, items)
        if options.only != "embedded":
            neo4j(folder, items)
    bounds.end()


if __name__ == "__main__":
    main()
