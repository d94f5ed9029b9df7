"""For the tests of the bulk paths: batches as a spool has them, and everything a store holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from testigo.ontology.batch import Batch
from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS
from testigo.store.bolt import BoltStore


def spooled(folder: Path, *batches: Batch) -> Path:
    """The batches as the spool has them: one file a label and type, in which rows may repeat."""
    folder.mkdir(exist_ok=True)
    names = {name for each in batches for name in (*each.nodes, *each.relationships)}
    for name in names:
        tables = [table for each in batches if (table := {**each.nodes, **each.relationships}.get(name)) is not None]
        pq.write_table(pa.concat_tables(tables), folder / f"{name}.parquet", row_group_size=7)
    return folder


def graph(store: BoltStore) -> dict[str, list[dict[str, Any]]]:
    """Everything in a store (Any: values of every type)."""
    return {
        name: [row for table in store.table(name) for row in table.to_pylist()] for name in (*LABELS, *RELATIONSHIPS)
    }
