"""From blocks of statements to the table of statements, and to the ends of what joins them to others."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from testigo.loaders.coded.batches import repeated, table
from testigo.loaders.coded.said import OF_ROWS, Block, SpokenRows
from testigo.ontology.tables import node_schema, relationship_schema

ONLY_OF_SOURCED = frozenset({"SOURCED_FROM", "CITES"})


def statements(blocks: Sequence[Block], shared: Mapping[str, object], fallback: Mapping[str, object]) -> pa.Table:
    """The statements of all blocks, in their order; rows that say one statement give it more than once.

    `shared`: property → the value that all have; `fallback`: the value of those that say none of their own.
    """
    count = sum(len(each.rows) for each in blocks)
    schema = node_schema("Statement")
    ready = {"id": pa.concat_arrays([each.ids for each in blocks]), "columns": _columns(blocks)}
    ready |= {name: repeated(value, count, schema.field(name).type) for name, value in shared.items()}
    given = frozenset[str]().union(*(each.own for each in blocks), fallback, OF_ROWS, {"kind"})
    for name in given - ready.keys():
        kind, default = schema.field(name).type, fallback.get(name)
        ready[name] = pa.concat_arrays([_values(each, name, default, kind) for each in blocks])
    return pa.Table.from_arrays(
        [ready[each.name] if each.name in ready else pa.nulls(count, each.type) for each in schema], schema=schema
    )


def _values(block: Block, name: str, default: object, kind: pa.DataType) -> pa.Array:
    value = str(block.said.kind) if name == "kind" else block.value(name)
    if value is None or isinstance(value, str | bool):
        return repeated(default if value is None else value, len(block.rows), kind)
    known = value if value.type == kind else value.cast(kind)
    return known if default is None or not known.null_count else known.fill_null(pa.scalar(default, kind))


def _columns(blocks: Sequence[Block]) -> pa.Array:
    """The cells that statements rest on: a list a block."""
    lists = pa.array([list(each.said.columns) for each in blocks], pa.list_(pa.string()))
    return lists.take(pa.array(np.repeat(np.arange(len(blocks)), [len(each.rows) for each in blocks])))


def joined(blocks: Sequence[Block], type: str) -> pa.Table:
    """What joins statements to the node that a relationship type has for each of a block's; null: none."""
    starts, rest = [], []
    for each in blocks:
        ends = each.end(type)
        if ends is not None:
            known = ends.is_valid() if ends.null_count else None
            starts.append(each.ids if known is None else each.ids.filter(known))
            rest.append(pa.table({"end": ends if known is None else ends.filter(known)}))
    return _table(type, starts, rest)


def voiced(blocks: Sequence[Block], type: str, voices: pl.DataFrame) -> pa.Table:
    """What joins the statements of rows to the `end` of voices with the same `row`: `start`, `end`, and `ord`."""
    found: dict[SpokenRows, tuple[pa.Array | None, pa.Table]] = {}
    starts, rest = [], []
    for each in blocks:
        if type in ONLY_OF_SOURCED and not each.said.is_sourced:
            continue
        if each.rows not in found:
            found[each.rows] = _beside(each.rows, type, voices)
        at, others = found[each.rows]
        starts.append(each.ids if at is None else each.ids.take(at))
        rest.append(others)
    return _table(type, starts, rest)


def once(table: pa.Table, twins: pa.Array) -> pa.Table:
    """Each relationship of statements once; only those of `twins`, which several rows say, may stand there again."""
    at = pc.indices_nonzero(pc.is_in(table.column("start"), value_set=twins))
    is_first = pl.DataFrame(table.take(at)).select(pl.struct("start", "end").is_first_distinct()).to_series()
    kept = np.ones(len(table), dtype=bool)
    kept[at.to_numpy()] = is_first.to_numpy()
    return table.filter(pa.array(kept))


def _beside(rows: SpokenRows, type: str, voices: pl.DataFrame) -> tuple[pa.Array | None, pa.Table]:
    """The voices of rows, without `start`, and the places of their rows (None: one for each)."""
    at, others = rows.beside(voices)
    schema = relationship_schema(type)
    return at, table(others, schema.remove(schema.get_field_index("start")))


def _table(type: str, starts: Sequence[pa.Array], rest: Sequence[pa.Table]) -> pa.Table:
    schema = relationship_schema(type)
    if not starts:
        return schema.empty_table()
    others = pa.concat_tables(rest)
    columns = {"start": pa.chunked_array(starts), **dict(zip(others.column_names, others.columns, strict=True))}
    return pa.Table.from_arrays([columns[each] for each in schema.names], schema=schema).combine_chunks()
