"""Refused records as JSON that a person can mend and drive in again.

`{"nodes": {label: [row, …]}, "relationships": {type: [row, …]}}`: rows as in the tables of a batch, absent
properties left out, days and instants in ISO 8601. Equal batches give equal text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import orjson
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema

_READ: dict[pa.DataType, Callable[[Any], object]] = {
    pa.date32(): date.fromisoformat,
    pa.timestamp("us", "UTC"): datetime.fromisoformat,
}
Json = dict[str, Any]  # Any: foreign JSON


def payload(batch: Batch) -> str:
    """A batch as JSON."""
    parts = (
        {name: written_rows(table) for name, table in tables.items()} for tables in (batch.nodes, batch.relationships)
    )
    return payload_of_rows(*parts)


def payload_of_rows(nodes: Mapping[str, list[Json]], relationships: Mapping[str, list[Json]]) -> str:
    """Rows as `written_rows` gives them, by label and by relationship type, as JSON."""
    parts = {"nodes": _sorted(nodes), "relationships": _sorted(relationships)}
    return orjson.dumps(parts, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z).decode()


def _sorted(rows: Mapping[str, list[Json]]) -> dict[str, list[Json]]:
    return {name: sorted(found, key=orjson.dumps) for name, found in rows.items()}


def written_rows(table: pa.Table) -> list[Json]:
    """The rows of a table without what is absent, days and instants as text: Arrow knows days after the year 9999,
    and Python does not.
    """
    for index, column in enumerate(table.schema):
        if pa.types.is_temporal(column.type):
            table = table.set_column(index, column.name, table.column(index).cast(pa.string()))
    return [{column: value for column, value in row.items() if value is not None} for row in table.to_pylist()]


def batch_of(payload: str) -> Batch:
    """The batch that a payload holds. Raises InvalidValue that names the label, the column and what was found."""
    try:
        found = orjson.loads(payload)
    except orjson.JSONDecodeError as problem:
        raise InvalidValue(f"the record is no JSON: {problem}") from problem
    if not isinstance(found, dict) or set(found) != {"nodes", "relationships"}:
        raise InvalidValue('the record must be {"nodes": {…}, "relationships": {…}}')
    return Batch(
        _tables(found["nodes"], NODES, node_schema), _tables(found["relationships"], RELATIONSHIPS, relationship_schema)
    )


def _tables(parts: object, known: Mapping[str, object], schema: Callable[[str], pa.Schema]) -> dict[str, pa.Table]:
    if not isinstance(parts, dict):
        raise InvalidValue("the record's nodes and relationships are each a mapping of lists")
    if unknown := sorted(set(parts) - set(known)):
        raise InvalidValue(f"the record names {unknown[0]!r}; there are {', '.join(known)}")
    return {name: _table(name, rows, schema(name)) for name, rows in parts.items() if rows}


def _table(name: str, rows: object, schema: pa.Schema) -> pa.Table:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidValue(f"{name} must be a list of rows")
    return pa.Table.from_pylist([_typed(name, row, schema) for row in rows], schema=schema)


def _typed(name: str, row: Json, schema: pa.Schema) -> Json:
    """A row with its days and instants read. Raises InvalidValue where a value does not fit its column."""
    if unknown := sorted(set(row) - set(schema.names)):
        raise InvalidValue(f"{name} has no property {unknown[0]!r}; it has {', '.join(schema.names)}")
    return {column: _value(f"{name}.{column}", value, schema.field(column).type) for column, value in row.items()}


def _value(where: str, value: object, type: pa.DataType) -> object:
    if value is None:
        return None
    try:
        read = _READ[type](value) if type in _READ else value
        pa.scalar(read, type)
    except (TypeError, ValueError, pa.ArrowInvalid, pa.ArrowTypeError) as problem:
        raise InvalidValue(f"{where} is {value!r}, which is no {type}") from problem
    return read
