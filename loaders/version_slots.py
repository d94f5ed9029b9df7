"""What linking the versions of coded records needs to know of a batch: one row a statement and passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import polars as pl
import pyarrow as pa
from testigo.loaders.source import Piece
from testigo.ontology.batch import Batch

Unread = Mapping[str, frozenset[str]]
"""Passage → the columns of its row that no statement could be made of."""

NOTHING_UNREAD: Unread = {}

SLOTS = pl.Schema({
    "event": pl.String(), "passage": pl.String(), "source": pl.String(), "version": pl.String(), "id": pl.String(),
    "kind": pl.String(), "modality": pl.String(), "columns": pl.List(pl.String()), "measure": pl.String(),
    "population": pl.String(), "scope": pl.String(), "target": pl.String(), "unread": pl.List(pl.String()),
})  # fmt: skip
"""One row a statement and passage: all that linking needs. `target`: the participation or place it is about."""

_TARGETS = ("SUPPORTS", "DENIES", "AT_PLACE")
STATEMENT = (
    "kind", "modality", "columns", "measure", "population", "scope", "extractor", "recordVersion", "publishedOn",
    "asOf", "saidLatest",
)  # fmt: skip
"""The properties of a statement that linking and the shape of supersession read."""


def unread(piece: Piece) -> Unread:
    """The columns of a piece that its faults refuse, by passage."""
    columns: dict[str, set[str]] = defaultdict(set)
    for fault in piece.faults:
        if fault.refuses and fault.path:
            columns[fault.locator].add(fault.path)
    passages = piece.batch.ids("Passage") if columns else []
    return {id: frozenset(columns[at]) for id in passages if (at := piece.place_of(id)) in columns}


def slots(batch: Batch, unread: Unread = NOTHING_UNREAD) -> pl.DataFrame:
    """The statements of a batch that carry a version, as `SLOTS` has them."""
    statements = batch.nodes.get("Statement")
    if statements is None or statements.column("recordVersion").null_count == len(statements):
        return SLOTS.to_frame()
    rows = frame(statements.select(["id", *STATEMENT])).filter(pl.col("recordVersion").is_not_null())
    targets = pl.concat([_pairs(batch, type, "target") for type in _TARGETS])
    cells = pl.DataFrame(
        [(passage, sorted(columns)) for passage, columns in unread.items()],
        schema={"passage": pl.String, "unread": pl.List(pl.String)},
        orient="row",
    )
    return (
        rows.join(_pairs(batch, "ABOUT", "event").filter(pl.col("event").str.starts_with("event-")), on="id")
        .join(_pairs(batch, "ANCHORED_AT", "passage"), on="id")
        .join(targets, on="id", how="left")
        .join(cells, on="passage", how="left")
        .with_columns(source=pl.col("extractor").str.split("/").list.first(), version=pl.col("recordVersion"))
        .select(SLOTS.names())
    )


def frame(table: pa.Table) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(table))


def _pairs(batch: Batch, type: str, end: str) -> pl.DataFrame:
    """The relationships of a type: `id` of the start, and the end under the name given."""
    table = batch.relationships.get(type)
    if table is None:
        return pl.DataFrame(schema={"id": pl.String, end: pl.String})
    return frame(table.select(["start", "end"])).rename({"start": "id", "end": end})


def renamed(batch: Batch, ids: Mapping[str, str]) -> Batch:
    """The batch with other ids for some of its statements, wherever they stand."""
    nodes = {**batch.nodes, "Statement": _replaced(batch.nodes["Statement"], ("id",), ids)}
    ends = {type: _replaced(table, ("start", "end"), ids) for type, table in batch.relationships.items()}
    return Batch(nodes, ends)


def _replaced(table: pa.Table, columns: tuple[str, ...], ids: Mapping[str, str]) -> pa.Table:
    for column in columns:
        values = pl.Series(table.column(column)).replace(ids)
        at = table.schema.get_field_index(column)
        table = table.set_column(at, table.schema.field(column), values.to_arrow().cast(pa.string()))
    return table
