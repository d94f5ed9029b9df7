"""How many records a CPU second each SHACL engine validates, and the ratio of the two.

    python benchmarks/validation.py [COPIES] [RECORDS_A_PORTION]

The records are copies of the tests' worked example under other ids, checked in portions of 500 as a load does.
CPU seconds are those of the worker process and of our own: writing N-Triples counts. The engines are started and
warmed up first.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).parents[1]))

from testigo.ontology.batch import Batch, merged
from testigo.ontology.ids import minted
from testigo.ontology.validation.engines import ENGINES
from testigo.ontology.validation.findings import label_of
from testigo.ontology.validation.portions import Portions
from testigo.ontology.validation.validator import RECORDS_A_PORTION, shapes
from testigo.ontology.validation.worker import Worker

from tests.sample import sample


def copies(batch: Batch, count: int) -> Batch:
    """The batch so many times, each time under other ids."""
    return merged(_copy(batch, number) for number in range(count))


def _copy(batch: Batch, number: int) -> Batch:
    return Batch(
        {label: _renamed(table, ("id",), number) for label, table in batch.nodes.items()},
        {type: _renamed(table, ("start", "end"), number) for type, table in batch.relationships.items()},
    )


def _renamed(table: pa.Table, columns: tuple[str, ...], number: int) -> pa.Table:
    for name in columns:
        ids = [minted(label_of(id), id, number) for id in table.column(name).to_pylist()]
        table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), pa.array(ids))
    return table


def cpu_s(pid: int) -> float:
    """The CPU seconds that a process and ours have used."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK") + sum(os.times()[:2])


def rate(engine: str, batch: Batch, size: int) -> float:
    """Records a CPU second."""
    with Worker(engine, shapes(), timeout_s=600) as worker:
        worker.findings("")
        assert worker.pid is not None
        before = cpu_s(worker.pid)
        found = [
            each
            for portion in Portions(batch).cut(size)
            for each in worker.findings(portion.triples())
            if each.id in portion.focus
        ]
        used = cpu_s(worker.pid) - before
    assert not found, found[:3]
    return batch.size[0] / used


def main() -> None:
    """Print both rates and their ratio."""
    count, size = (int(each) for each in [*sys.argv[1:], *("6", str(RECORDS_A_PORTION))[len(sys.argv) - 1 :]])
    batch = copies(sample().batch, count)
    print(f"{batch.size[0]} records and {batch.size[1]} relationships, in portions of {size}")
    rates = {name: rate(name, batch, size) for name in ENGINES}
    for name, value in rates.items():
        print(f"{name:12} {value:8.0f} records a CPU second")
    fast, reference = rates.values()
    print(f"ratio        {fast / reference:8.1f}")


if __name__ == "__main__":
    main()
