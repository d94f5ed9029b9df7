"""A batch with its context as numbers: every id has one, and relationships are pairs of them.

Numbers are given in the order in which ids stand: the batch's own records, label by label as their tables stand;
the records of the context; whatever else a relationship names. Whoever works on whole batches compares numbers only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.validation.findings import label_of

Known = Callable[[str, set[str]], set[str]]
"""Label, ids → those of them that the store holds: `Store.known`."""

NUMBER = pl.UInt32


def nobody(label: str, ids: set[str]) -> set[str]:
    """A store that holds nothing."""
    return set()


class Numbered:
    """The numbers of a batch. `context` is as the store holds it; it is not checked itself.

    `own` and `context_numbers` are by label, `starts` and `ends` by relationship type; `ids` gives each number's id.
    """

    def __init__(self, batch: Batch, context: Batch | None = None, known: Known = nobody) -> None:
        self.batch, self.context, self._known = batch, context or Batch(), known
        columns = {
            "own": {label: table.column("id") for label, table in batch.nodes.items()},
            "context": {label: table.column("id") for label, table in self.context.nodes.items()},
            "start": {type: table.column("start") for type, table in batch.relationships.items()},
            "end": {type: table.column("end") for type, table in batch.relationships.items()},
        }
        numbers, self.ids = _encoded([column for group in columns.values() for column in group.values()])
        named = iter(numbers)
        self.own, self.context_numbers, self.starts, self.ends = (
            {name: next(named) for name in group} for group in columns.values()
        )

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.ids)

    @property
    def ties(self) -> Iterator[tuple[str, npt.NDArray[np.uint32], npt.NDArray[np.uint32]]]:
        """Every relationship type with its starts and its ends, for who gathers by them."""
        yield from ((type, starts.to_numpy(), self.ends[type].to_numpy()) for type, starts in self.starts.items())

    @cached_property
    def is_own(self) -> pl.Series:
        """Of each number whether it is a record of the batch."""
        return marked(self.own.values(), self.size)

    @cached_property
    def first_outside(self) -> int:
        """From this number on there are records that only relationships name."""
        given = [numbers.max() for numbers in (*self.own.values(), *self.context_numbers.values())]
        return max((number for number in given if isinstance(number, int)), default=-1) + 1

    @cached_property
    def labels_outside(self) -> pl.Series:
        """From `first_outside` on, the labels of the records that the store holds; null of one that is nowhere."""
        ids = self.ids.slice(self.first_outside).to_pylist()
        by_label: dict[str, set[str]] = defaultdict(set)
        for id in ids:
            by_label[label_of(id)].add(id)
        there = {id for label, group in by_label.items() if label for id in self._known(label, group)}
        return pl.Series([label_of(id) if id in there else None for id in ids], dtype=pl.String)

    @cached_property
    def is_elsewhere(self) -> pl.Series:
        """Of each number whether the batch does not hold it, and the context or the store does."""
        known = self.labels_outside.is_not_null().arg_true() + self.first_outside
        return marked([*self.context_numbers.values(), known], self.size) & ~self.is_own

    @cached_property
    def is_unread(self) -> pl.Series:
        """Of each number whether the store holds it and nothing else is known of it."""
        return self.is_elsewhere & ~marked(self.context_numbers.values(), self.size)

    @cached_property
    def everyone(self) -> pl.Series:
        """Every record there is a verdict on: the batch's own, and what a relationship of it starts from."""
        return marked([*self.own.values(), *self.starts.values()], self.size).arg_true().cast(NUMBER)

    def named(self, numbers: pl.Series) -> list[str]:
        """The ids of numbers."""
        found: list[str] = self.ids.take(numbers.to_arrow()).to_pylist()
        return found

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of some ids."""
        found = pl.Series(self.ids).is_in(pl.Series(list(ids), dtype=pl.String).implode()).arg_true().cast(NUMBER)
        return dict(zip(self.named(found), found.to_list(), strict=True))


def marked(numbers: Iterable[pl.Series], size: int) -> pl.Series:
    """Of so many numbers which are among these."""
    found = pl.repeat(False, size, dtype=pl.Boolean, eager=True)
    for each in numbers:
        found = found.scatter(each, True) if len(each) else found
    return found


def _encoded(columns: list[pa.ChunkedArray]) -> tuple[list[pl.Series], pa.Array]:
    """The numbers of each column of ids, and the id of each number. Equal columns, as the starts of several types
    often are, are numbered once.
    """
    same = _first_equal(columns)
    chunks = [chunk for at in sorted(set(same)) for chunk in columns[at].chunks]
    encoded = pa.chunked_array(chunks, pa.string()).dictionary_encode(null_encoding="encode").chunks
    ids = encoded[0].dictionary if encoded else pa.array([], pa.string())
    # chunks are not counted, for the encoder leaves out the empty ones
    every = pl.Series(pa.chunked_array([each.indices for each in encoded], pa.int32())).cast(NUMBER)
    numbers: dict[int, pl.Series] = {}
    first = 0
    for at in sorted(set(same)):
        numbers[at] = every.slice(first, len(columns[at])).rechunk()
        first += len(columns[at])
    return [numbers[at] for at in same], ids


def _first_equal(columns: list[pa.ChunkedArray]) -> list[int]:
    """The place of the first column that is equal to each."""
    by_length: dict[int, list[int]] = defaultdict(list)
    found = []
    for at, column in enumerate(columns):
        alike = by_length[len(column)]
        first = next((other for other in alike if columns[other].equals(column)), at)
        if first == at:
            alike.append(at)
        found.append(first)
    return found
