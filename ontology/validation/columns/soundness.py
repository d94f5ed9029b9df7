"""Records that an exact engine sees in another way than columns do, or not at all.

RDF cannot write an id that is no end of an IRI, a number that is not finite, a day outside the years 1 to 9999, a
null in a list; and a record whose id says another label than its table is of two classes. They are suspects
themselves, and so is whoever they are related to: its portion may hold them.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from functools import reduce

import polars as pl
from testigo.ontology.validation.columns.graph import NUMBER, ColumnGraph, Segment
from testigo.ontology.validation.columns.ids import Ids
from testigo.ontology.validation.columns.masks import Mask, at, chosen, either, opposite, settled
from testigo.ontology.vocabulary import ID

_DIGITS = 32
_YEARS = {
    pl.Date: (-719_162, 2_932_896),
    pl.Datetime: (-62_135_596_800_000_000, 253_402_300_799_999_999),
}
"""The first and the last day and microsecond of the years 1 to 9999, counted from 1970."""


def odd(graph: ColumnGraph, names: Ids) -> Iterator[pl.Series]:
    """The numbers of the records that columns do not speak for, in pieces."""
    strange = [*_strange(graph, names)]
    yield from strange
    is_strange = at(pl.concat(strange), len(graph.ids)) if strange else False
    for type, table in graph.batch.relationships.items():
        starts, ends = graph.numbered.starts[type], graph.numbered.ends[type]
        for name in (each for each in table.column_names if each not in {"start", "end"}):
            yield chosen(unwritable(pl.Series(table.column(name))), starts)
        if isinstance(is_strange, pl.Series):
            touches = is_strange.gather(starts) | is_strange.gather(ends)
            yield from (starts.filter(touches), ends.filter(touches))
        yield from _twice(graph, type)


def _strange(graph: ColumnGraph, names: Ids) -> Iterator[pl.Series]:
    for segment in (*graph.segments, graph.outside):
        mask = _misnamed(names, segment)
        for name in segment.table.column_names if segment.table is not None else ():
            column = segment.column(name) if name != "id" else None
            mask = mask if column is None else either(mask, unwritable(column))
        if mask is not False:
            numbers = pl.int_range(segment.first, segment.end, dtype=NUMBER, eager=True)
            yield chosen(mask, numbers)


def _misnamed(names: Ids, segment: Segment) -> Mask:
    """Whose id is none, or says another label than the table's."""
    prefix = f"{segment.label.lower()}-" if segment.label else ""
    if prefix and names.are_minted(segment, prefix, _DIGITS):
        return False
    text = names.text(segment)
    return opposite(settled(text.str.contains(f"^{ID}$") & text.str.starts_with(prefix)))


def unwritable(column: pl.Series) -> Mask:
    """Which values no literal can be written of."""
    kind = column.dtype.base_type()
    if kind is pl.Float64:
        return opposite(settled(column.is_finite(), null=True))
    if kind in _YEARS:
        return _outside_years(column)
    if kind is pl.List and column.list.explode().null_count():
        return settled(column.list.eval(pl.element().is_null()).list.any())
    return False


def _outside_years(column: pl.Series) -> Mask:
    first, last = _YEARS[column.dtype.base_type()]
    numbers = column.to_physical()
    least, most = numbers.min(), numbers.max()
    if isinstance(least, int) and isinstance(most, int) and first <= least and most <= last:
        return False
    return opposite(settled(numbers.is_between(first, last), null=True))


def _twice(graph: ColumnGraph, type: str) -> Iterator[pl.Series]:
    """Who has a relationship of a type with one other record twice and carries something: RDF would mix the two."""
    table = graph.batch.relationships[type]
    names = [name for name in table.column_names if name not in {"start", "end"}]
    if not names or reduce(operator.and_, (table.column(each).null_count == len(table) for each in names)):
        return
    pairs = graph.numbered.starts[type].cast(pl.UInt64) * 2**32 + graph.numbered.ends[type]
    if pairs.n_unique() < len(pairs):
        yield graph.numbered.starts[type].filter(pairs.is_duplicated())
