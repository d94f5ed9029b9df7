"""Whole graphs, to compare: everything a store holds but the runs that brought it."""

from __future__ import annotations

from typing import Any

from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS
from testigo.store import Store

RUNS = ("LoadRun", "LOADED_BY")
INSTANTS = ("recordedAt", "retrievedAt", "at", "refusedAt")
Graph = dict[str, list[dict[str, Any]]]


def graph(store: Store) -> Graph:
    """Every node and relationship, in a total order."""
    found = {
        name: [row for table in store.table(name) for row in table.to_pylist()] for name in (*LABELS, *RELATIONSHIPS)
    }
    return {name: rows for name, rows in found.items() if rows and name not in RUNS}


def timeless(found: Graph) -> Graph:
    """The same without the instants at which something was recorded."""
    return {name: [{k: v for k, v in row.items() if k not in INSTANTS} for row in rows] for name, rows in found.items()}
