"""From frames to the tables of a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS, derived, node_schema, relationship_schema

Frames = Mapping[str, Sequence[pl.DataFrame]]
Tables = Mapping[str, pa.Table]


def batch_of(nodes: Frames, ends: Frames, tables: Tables, joins: Tables) -> Batch:
    """A batch of frames by label and by relationship type; of rows with equal keys the first is kept.

    `tables`, of labels, and `joins`, of types, are ready: none has a key that another or a frame has too.
    """
    found = {**{label: _node_table(label, some) for label in NODES if (some := _filled(nodes, label))}, **tables}
    joined = {type: _end_table(type, _filled(ends, type), joins.get(type)) for type in RELATIONSHIPS}
    return Batch(
        {label: found[label] for label in NODES if label in found},
        {type: table for type, table in joined.items() if len(table)},
    )


def _filled(frames: Frames, name: str) -> list[pl.DataFrame]:
    return [each for each in frames.get(name, ()) if len(each)]


def _node_table(label: str, frames: Sequence[pl.DataFrame]) -> pa.Table:
    frame = pl.concat(frames, how="diagonal_relaxed") if len(frames) > 1 else frames[0]
    return table(_first(frame, pl.col("id")), node_schema(label), derived(label))


def _end_table(type: str, ends: Sequence[pl.DataFrame], ready: pa.Table | None) -> pa.Table:
    found, schema = [] if ready is None else [ready], relationship_schema(type)
    if ends:
        frame = pl.concat(ends, how="diagonal_relaxed") if len(ends) > 1 else ends[0]
        found.append(table(_of_pairs(frame), schema))
    return pa.concat_tables(found).combine_chunks() if len(found) > 1 else found[0] if found else schema.empty_table()


def _of_pairs(frame: pl.DataFrame) -> pl.DataFrame:
    """The first row of each pair of ends."""
    if frame["start"].is_unique().all():  # quicker to ask, and nearly always so
        return frame
    return _first(frame, pl.struct("start", "end"))


def _first(frame: pl.DataFrame, key: pl.Expr) -> pl.DataFrame:
    """The first row of each key."""
    is_first = frame.select(key.is_first_distinct()).to_series()
    return frame if is_first.all() else frame.filter(is_first)


def table(
    frame: pl.DataFrame,
    schema: pa.Schema,
    left_out: frozenset[str] = frozenset(),
    ready: Mapping[str, pa.Array | pa.Scalar] | None = None,
) -> pa.Table:
    """A frame as a table with a schema's columns, absent ones null; `ready`: columns, or the value of all rows."""
    given = dict(ready or {})
    given |= {name: column(frame[name]) for name in schema.names if name in frame.columns and name not in left_out}
    return pa.Table.from_arrays(
        [_fitted(given.get(each.name), each.type, len(frame)) for each in schema], schema=schema
    )


def column(values: pl.Series) -> pa.Array:
    """A column as the tables have it: text with offsets of 32 bits."""
    found = values.to_arrow()
    return found.cast(pa.string()) if pa.types.is_large_string(found.type) else found


def _fitted(given: pa.Array | pa.Scalar | None, kind: pa.DataType, count: int) -> pa.Array:
    if given is None:
        return pa.nulls(count, kind)
    if isinstance(given, pa.Scalar):
        return pa.repeat(given.cast(kind), count)
    return given if given.type == kind else given.cast(kind)


def repeated(value: object, count: int, kind: pa.DataType) -> pa.Array:
    """The same value for all rows; None: null."""
    return pa.nulls(count, kind) if value is None else pa.repeat(pa.scalar(value, kind), count)
