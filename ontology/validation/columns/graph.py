"""A numbered batch as segments: records of one label whose numbers follow each other, with their columns."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from functools import cached_property, reduce

import polars as pl
import pyarrow as pa
from testigo.ontology.errors import InvalidValue
from testigo.ontology.tables import node_schema, relationship_schema
from testigo.ontology.validation.numbered import NUMBER, Numbered

__all__ = ["NUMBER", "Carried", "ColumnGraph", "Numbers", "Segment"]


class Numbers:
    """Records by their numbers, without nulls, in any order."""

    def __init__(self, column: pl.Series) -> None:
        self.column = column

    @cached_property
    def span(self) -> tuple[int, int]:
        """The least and the greatest number; (0, -1) of none."""
        least, most = self.column.min(), self.column.max()
        return (least, most) if isinstance(least, int) and isinstance(most, int) else (0, -1)


class Segment:
    """Records whose numbers follow each other: `first` and so many.

    `label` is None where they differ, `table` where nothing but the class is known of them.
    """

    def __init__(self, label: str | None, first: int, length: int, table: pa.Table | None, is_own: bool) -> None:
        self.label, self.first, self.length, self.table, self.is_own = label, first, length, table, is_own
        self._columns: dict[str, pl.Series | None] = {}

    @property
    def end(self) -> int:
        """The number after the last."""
        return self.first + self.length

    def column(self, name: str) -> pl.Series | None:
        """The values of a property, one a record; None where no record has one."""
        if name not in self._columns:
            self._columns[name] = self._converted(name)
        return self._columns[name]

    def _converted(self, name: str) -> pl.Series | None:
        if self.table is None or name not in self.table.column_names:
            return None
        column = self.table.column(name)
        return pl.Series(column) if column.null_count < len(column) else None

    def within(self, numbers: Numbers) -> bool | pl.Series:
        """Which numbers are of this segment."""
        least, most = numbers.span
        if least > most or least >= self.end or most < self.first:
            return False
        if least >= self.first and most < self.end:
            return True
        return (numbers.column >= self.first) & (numbers.column < self.end)


class Carried(Segment):
    """What the relationships of a type carry: records of RDF, which have no numbers. `owners` are their starts."""

    def __init__(self, type: str, label: str, table: pa.Table, owners: pl.Series) -> None:
        super().__init__(label, -1, len(table), table, is_own=True)
        self.type, self.carried, self.owners = type, table, owners


class ColumnGraph:
    """The segments of a numbered batch. Raises InvalidValue where columns cannot speak for a batch at all.

    So it is where an id stands in two rows of the batch, and see `checked`.
    """

    def __init__(self, numbered: Numbered) -> None:
        self.numbered, self.batch, self.ids = numbered, numbered.batch, numbered.ids
        self.segments = (*self._own_segments(), *self._context_segments())
        self.first_outside = numbered.first_outside
        self.outside = Segment(None, self.first_outside, numbered.size - self.first_outside, None, is_own=False)

    def _own_segments(self) -> Iterator[Segment]:
        first = 0
        for label, table in self.batch.nodes.items():
            numbers = self.numbered.own[label]
            if len(table) and (numbers[0], numbers[-1]) != (first, first + len(table) - 1):
                raise InvalidValue(f"{label}: an id stands in two rows")
            yield Segment(label, first, len(table), table, is_own=True)
            first += len(table)

    def _context_segments(self) -> Iterator[Segment]:
        first = self.batch.size[0]
        for label, table in self.numbered.context.nodes.items():
            numbers = self.numbered.context_numbers[label]
            is_new = (numbers >= first) & numbers.is_first_distinct()
            rows = table.filter(is_new.to_arrow())
            yield Segment(label, first, len(rows), rows, is_own=False)
            first += len(rows)

    def carried(self, label: str) -> Iterator[Carried]:
        """What relationships carry, a segment a type; `label` is what its records are called."""
        for type, table in self.batch.relationships.items():
            names = [name for name in table.column_names if name not in {"start", "end"}]
            if all(table.column(name).null_count == len(table) for name in names):
                continue
            is_there = reduce(operator.or_, (pl.Series(table.column(name)).is_not_null() for name in names))
            yield Carried(type, label, table.filter(is_there.to_arrow()), self.numbered.starts[type].filter(is_there))


def checked(numbered: Numbered) -> Numbered:
    """The same, if its tables can be read in columns. Raises InvalidValue where one is not as
    `testigo.ontology.tables` has it, where text is not valid UTF-8, and where an id is null.
    """
    for label, table in (*numbered.batch.nodes.items(), *numbered.context.nodes.items()):
        _check(label, table, node_schema(label), ["id"])
    for type, table in numbered.batch.relationships.items():
        _check(type, table, relationship_schema(type), ["start", "end"])
    return numbered


def _check(what: str, table: pa.Table, schema: pa.Schema, keys: list[str]) -> None:
    if set(zip(table.schema.names, table.schema.types, strict=True)) != set(
        zip(schema.names, schema.types, strict=True)
    ):
        raise InvalidValue(f"{what}: columns are not those of testigo.ontology.tables")
    if any(table.column(name).null_count for name in keys):
        raise InvalidValue(f"{what}: an id is null")
    try:
        for column in table.columns:
            column.validate(full=True)
    except pa.ArrowInvalid as problem:
        raise InvalidValue(f"{what}: {problem}") from problem
