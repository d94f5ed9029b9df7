"""From frames to the tables of a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS, derived, node_schema, relationship_schema

Frames = Mapping[str, Sequence[pl.DataFrame]]


def batch_of(nodes: Frames, ends: Frames, unique: Frames, tables: Mapping[str, pa.Table]) -> Batch:
    """A batch of frames by label and by relationship type; of rows with equal keys the first is kept.

    `unique`: frames of relationships that hold no row twice, and none of `ends`. `tables` are of labels, and ready.
    """
    found = {**{label: _node_table(label, some) for label in NODES if (some := _filled(nodes, label))}, **tables}
    joined = {
        type: _end_table(type, _filled(ends, type), _filled(unique, type))
        for type in RELATIONSHIPS
        if _filled(ends, type) or _filled(unique, type)
    }
    return Batch({label: found[label] for label in NODES if label in found}, joined)


def _filled(frames: Frames, name: str) -> list[pl.DataFrame]:
    return [each for each in frames.get(name, ()) if len(each)]


def _node_table(label: str, frames: Sequence[pl.DataFrame]) -> pa.Table:
    frame = pl.concat(frames, how="diagonal_relaxed")
    return table(frame.filter(pl.col("id").is_first_distinct()), node_schema(label), derived(label))


def _end_table(type: str, ends: Sequence[pl.DataFrame], unique: Sequence[pl.DataFrame]) -> pa.Table:
    found = list(unique)
    if ends:
        frame = pl.concat(ends, how="diagonal_relaxed")
        found.append(frame.filter(pl.struct("start", "end").is_first_distinct()))
    return table(pl.concat(found, how="diagonal_relaxed"), relationship_schema(type))


def table(
    frame: pl.DataFrame,
    schema: pa.Schema,
    left_out: frozenset[str] = frozenset(),
    ready: Mapping[str, pa.Array | pa.Scalar] | None = None,
) -> pa.Table:
    """A frame as a table with a schema's columns, absent ones null; `ready`: columns, or the value of all rows."""
    arrow = frame.select(name for name in schema.names if name in frame.columns and name not in left_out).to_arrow()
    given = {**dict(zip(arrow.column_names, arrow.columns, strict=True)), **(ready or {})}
    return pa.Table.from_arrays(
        [_column(given.get(each.name), each.type, len(frame)) for each in schema], schema=schema
    )


def _column(given: pa.Array | pa.ChunkedArray | pa.Scalar | None, kind: pa.DataType, count: int) -> pa.Array:
    if given is None:
        return pa.nulls(count, kind)
    if isinstance(given, pa.Scalar):
        return pa.repeat(given.cast(kind), count)
    return given if given.type == kind else given.cast(kind)
