"""What the pieces of a source say again and again: its actors, places, names and reports.

Writing merges by key, so to let a repeat through costs time and changes nothing; that is why the memory may be
bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa
from testigo.ontology.batch import Batch

MOST = 200_000  # keys, about 30 MB
NODES = frozenset({"Report", "Snapshot", "Event", "Actor", "Place", "Name", "Concept", "Judgement", "Marking"})
RELATIONSHIPS = frozenset({
    "CAPTURE_OF", "WITHIN", "HAS_NAME", "PART_OF", "SUB_EVENT_OF", "LEFT", "RIGHT", "BROADER", "CLOSE_MATCH",
})  # fmt: skip


@dataclass(slots=True)
class Repeats:
    """Remembers the keys of what it has seen, `most` of them; then it begins anew."""

    most: int = MOST
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def without(self, batch: Batch) -> Batch:
        """The batch less the shared records that it has seen. The first of each key stays, as everywhere."""
        nodes = {name: self.fresh(name, table, "id") if name in NODES else table for name, table in batch.nodes.items()}
        ends = {
            name: self.fresh(name, table, "start", "end") if name in RELATIONSHIPS else table
            for name, table in batch.relationships.items()
        }
        return Batch(
            {name: table for name, table in nodes.items() if len(table)},
            {name: table for name, table in ends.items() if len(table)},
        )

    def fresh(self, name: str, table: pa.Table, *columns: str) -> pa.Table:
        """The rows whose key, in these columns, is new under this name."""
        if len(self._seen) + len(table) > self.most:
            self._seen.clear()
        keys = zip(*(table.column(column).to_pylist() for column in columns), strict=True)
        new = [self._is_new((name, *key)) for key in keys]
        return table if all(new) else table.filter(pa.array(new, pa.bool_()))

    def _is_new(self, key: tuple[str, ...]) -> bool:
        if key in self._seen:
            return False
        self._seen.add(key)
        return True
