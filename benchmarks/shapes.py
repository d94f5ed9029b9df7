"""How many records a CPU second are validated: by columns with an engine for the suspects, and by each engine alone.

    python benchmarks/shapes.py [--rows 10000] [--only speed|memory|share]

The records are those of UCDP GED's rows, some 16 a row, in the batches that a load has. `sound` are those that no shape
refuses, `broken` the same with a fault in 1 % of them. CPU seconds are those of our own process and of the engine's;
the plan is compiled and the engines are started before. The engines alone are given fewer of the same records, or one
would wait for pySHACL.

`share`: what of a load at one go into an empty embedded store is validation, the plan and the engine's start counted.
`memory`: what validation needs beside the batch itself, of our own process and, of a broken batch, of the engine's.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import bounds
import polars as pl
from bulk import cpu_of_children, in_child, spool
from load import batches, ged_file
from testigo.ontology.batch import Batch
from testigo.ontology.tables import node_schema
from testigo.ontology.validation.engines import ENGINES
from testigo.ontology.validation.validator import Validator

FASTEST, REFERENCE = ENGINES
FEW = {FASTEST: 200, REFERENCE: 4}
"""How many rows the engines alone are given."""

SOUND, BROKEN = "columns, sound", "columns, 1 % broken"
SPEEDS = {SOUND: 500_000, BROKEN: 100_000}
RATIOS = [(SOUND, FASTEST, 100), (SOUND, REFERENCE, 3000)]
SHARE, MEMORY_MB = 0.15, 300
FAULTS = {"modality": "shouts", "kind": "rumour", "mode": "hearsay", "best": 10**6, "polarity": "none", "extractor": ""}
"""What is wrong with a broken statement: one of these, in turn."""

Told = dict[str, Any]  # Any: JSON of a child


def sound(given: Iterable[Batch]) -> list[Batch]:
    """What no shape refuses of some batches."""
    with Validator() as validator:
        return [validator.judged(each).sound for each in given]


def broken(batch: Batch) -> Batch:
    """The batch with a fault in as many statements as are 1 % of its records."""
    statements = pl.DataFrame(batch.nodes["Statement"])
    step = len(statements) * 100 // batch.size[0]
    row = pl.int_range(pl.len())
    for number, (name, value) in enumerate(FAULTS.items()):
        at_fault = (row % step == step // 2) & (row // step % len(FAULTS) == number)
        statements = statements.with_columns(pl.when(at_fault).then(pl.lit(value)).otherwise(name).alias(name))
    table = statements.to_arrow().cast(node_schema("Statement"))
    return Batch({**batch.nodes, "Statement": table}, batch.relationships)


def cpu_s(pid: int | None) -> float:
    """The CPU seconds that a process and ours have used."""
    if pid is None:
        return sum(os.times()[:2])
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK") + sum(os.times()[:2])


def rate(engine: str, given: list[Batch], *, columns: bool, times: int = 1) -> float:
    """Records a CPU second, judged; the best of so many times."""
    with Validator(engine=engine, columns=columns, timeout_s=600) as validator:
        validator.judged(broken(given[-1]) if columns else given[-1])  # starts the engine
        pid, took = validator.worker_pid, []
        for _ in range(times):
            before = cpu_s(pid)
            for each in given:
                validator.judged(each)
            took.append(cpu_s(pid) - before)
    return sum(each.size[0] for each in given) / min(took)


def speed(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = sound(batches(ged_file(Path(folder), rows)))
        few = {name: sound(batches(ged_file(Path(folder), some))) for name, some in FEW.items()}
    records = sum(each.size[0] for each in made)
    print(f"{records:,} records of {rows:,} rows of GED in {len(made)} batches")
    rates = {
        SOUND: rate(FASTEST, made, columns=True, times=5),
        BROKEN: rate(FASTEST, [broken(each) for each in made], columns=True, times=2),
        **{f"{name} alone": rate(name, given, columns=False) for name, given in few.items()},
    }
    for name, value in rates.items():
        if name in SPEEDS:
            bounds.at_least(name, value, SPEEDS[name], "records a CPU second")
        else:
            print(f"  {name}: {value:,.0f} records a CPU second", flush=True)
    for name, alone, least in RATIOS:
        ratio = rates[name] / rates[f"{alone} alone"]
        bounds.at_least(f"{name} / {alone}", ratio, least, "times")


def memory(rows: int) -> None:
    """The greatest memory of a process that judges a batch of 5,000 rows, above what it had with the batch."""
    for name in ("sound", "broken"):
        done = subprocess.run(
            [sys.executable, __file__, "--work", name, str(min(rows, 5_000))],
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        told = json.loads(done.stdout)
        bounds.at_most(f"memory above the batch, {name}", told["own_mb"], MEMORY_MB, "MB")
        if told["engine_mb"]:
            print(f"  memory of the engine's process: {told['engine_mb']:.0f} MB")


def memory_of(name: str, rows: int) -> Told:
    with tempfile.TemporaryDirectory() as folder:
        made, *_ = sound(batches(ged_file(Path(folder), rows)))
    given = made if name == "sound" else broken(made)
    with Validator() as validator:
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
        before = _mb("self", "VmRSS")
        validator.judged(given)
        pid = validator.worker_pid
        return {"own_mb": _mb("self", "VmHWM") - before, "engine_mb": _mb(str(pid), "VmHWM") if pid else 0}


def _mb(process: str, field: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:")) / 1024


def share(rows: int) -> None:
    """Mapping, validation and filling of a load, in CPU seconds."""
    some = min(rows, 2_500)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = ged_file(folder, some)
        before = cpu_s(None)
        made = list(batches(path))
        mapped_s = cpu_s(None) - before
        before = cpu_s(None) + cpu_of_children()
        with Validator() as validator:
            for each in made:
                validator.judged(each)
        validated_s = cpu_s(None) + cpu_of_children() - before
        spool(folder / "spool", some)
        filled_s = in_child("fill", str(folder / "spool"), f"file:{folder}/store")["cpu_s"]
    found = validated_s / (mapped_s + validated_s + filled_s)
    print(
        f"a load of {some:,} rows: mapping {mapped_s:.1f}, validation {validated_s:.1f}, filling {filled_s:.1f} CPU s"
    )
    bounds.at_most("share of validation", found, SHARE)


WORKS: dict[str, Callable[[int], None]] = {"speed": speed, "memory": memory, "share": share}


def main() -> None:
    """Print the figures; end with 1 where a bound is missed."""
    if sys.argv[1:2] == ["--work"]:
        print(json.dumps(memory_of(sys.argv[2], int(sys.argv[3]))))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--only", choices=WORKS)
    options = parser.parse_args()
    for name in [options.only] if options.only else WORKS:
        WORKS[name](options.rows)
    bounds.end()


if __name__ == "__main__":
    main()
