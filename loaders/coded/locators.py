"""Where a record of a batch comes from: the line of the first row that leads to it."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow.compute as pc
from testigo.ontology.batch import Batch
from testigo.ontology.ids import label_of

STEPS = 4  # a name is of an actor, which is of a participation, which a statement supports, which stands in a row


@dataclass(frozen=True, slots=True)
class Locators:
    """Finds "FILE:LINE" for records of one file's batch. `lines`: row → the line on which it begins."""

    file: str
    batch: Batch
    lines: Mapping[int, int]

    def __call__(self, id: str) -> str | None:
        """The place of a record; None where no row leads to it."""
        found = [id]
        for _ in range(STEPS):
            for each in found:
                if label_of(each) == "Passage":
                    return self._line(each)
            found = [near for each in found for near in self._nearer(each)]
        return None

    def _line(self, passage: str) -> str | None:
        table = self.batch.nodes["Passage"]
        at = pc.index(table.column("id"), passage).as_py()
        return None if at < 0 else f"{self.file}:{self.lines[table.column('row')[at].as_py()]}"

    def _nearer(self, id: str) -> list[str]:
        """The passage that a statement stands in; of anything else, a record that refers to it."""
        if label_of(id) == "Statement":
            return self._first("ANCHORED_AT", "start", id, "end")
        found = [near for type in self.batch.relationships for near in self._first(type, "end", id, "start")]
        return sorted(found, key=lambda each: label_of(each) != "Statement")[:2]

    def _first(self, type: str, column: str, id: str, other: str) -> list[str]:
        table = self.batch.relationships[type]
        at = pc.index(table.column(column), id).as_py()
        return [] if at < 0 else [table.column(other)[at].as_py()]
