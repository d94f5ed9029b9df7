"""A batch as JSON-LD, streamed: an object a record, then an object a relationship, one a line.

Every document carries the context (`context.jsonld`) in itself, so that it can be read offline.
https://www.w3.org/TR/json-ld11/
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain

import orjson
import pyarrow as pa
import pyarrow.compute as pc
from testigo.ontology import lexical
from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue
from testigo.ontology.ntriples import node_slices, reified_ids, relationship_slices
from testigo.ontology.terms import ID_BASE
from testigo.ontology.vocabulary import carried, checked_base, columns, relationship_name

_SAFE = 2**53  # JSON readers of other languages round a whole number beyond it


@cache
def context() -> dict[str, object]:
    """The terms of `context.jsonld`."""
    document = orjson.loads(files("testigo.ontology").joinpath("context.jsonld").read_bytes())
    found: dict[str, object] = document["@context"]
    return found


def to_jsonld(batches: Iterable[Batch], base: str = ID_BASE) -> Iterator[bytes]:
    """Batches as one JSON-LD document in UTF-8, in pieces."""
    yield b'{"@context": ' + orjson.dumps(context() | {"@base": checked_base(base)}) + b',\n"@graph": ['
    separator = b"\n"
    for each in chain.from_iterable(map(_objects, batches)):
        yield separator + orjson.dumps(each)
        separator = b",\n"
    yield b"\n]}\n"


def _objects(batch: Batch) -> Iterator[Mapping[str, object]]:
    for label, rows in node_slices(batch):
        yield from _node_objects(label, rows)
    for type, rows in relationship_slices(batch):
        yield from _relationship_objects(type, rows)


def _node_objects(label: str, rows: pa.RecordBatch) -> Iterator[Mapping[str, object]]:
    heads = ({"id": id, "@type": label} for id in lexical.ids(rows.column("id")).to_pylist())
    for head, properties in zip(heads, _properties(rows, columns(label)), strict=True):
        yield head | properties


def _properties(rows: pa.RecordBatch, names: Iterable[str]) -> Iterator[dict[str, object]]:
    """The properties of every row that are there."""
    wanted = [name for name in names if rows.column(name).null_count < len(rows)]
    values = [_values(rows.column(name)) for name in wanted]
    for row in zip(*values, strict=True) if wanted else ((),) * len(rows):
        yield {name: value for name, value in zip(wanted, row, strict=True) if value is not None}


def _values(column: pa.Array) -> list[object]:
    """A column's values in JSON. A double is a string: as a native number it loses a digit on its way to RDF."""
    if pa.types.is_list(column.type):
        lexical.refuse_null_members(column)
        lexical.forms(pc.list_flatten(column))
        return list(column.to_pylist())
    if pa.types.is_boolean(column.type):
        return list(column.to_pylist())
    if pa.types.is_integer(column.type):
        return [str(n) if n is not None and abs(n) > _SAFE else n for n in column.to_pylist()]
    return list(lexical.forms(column).to_pylist())


def _relationship_objects(type: str, rows: pa.RecordBatch) -> Iterator[Mapping[str, object]]:
    name = relationship_name(type)
    starts, ends = (lexical.ids(rows.column(each)).to_pylist() for each in ("start", "end"))
    for start, end in zip(starts, ends, strict=True):
        yield {"id": start, name: end}
    reified = reified_ids(type, rows)
    if reified is None:
        return
    for id, start, end, more in zip(reified.to_pylist(), starts, ends, _properties(rows, carried(type)), strict=True):
        if id is not None:
            yield {"id": id, "@type": "rdf:Statement", "subject": start, "predicate": name, "object": end} | more


def refuse_remote_contexts(document: bytes) -> None:
    """Raise InvalidValue where reading the document would fetch a context from elsewhere, or it is no JSON."""
    try:
        waiting: list[object] = [orjson.loads(document)]
    except orjson.JSONDecodeError as problem:
        raise InvalidValue(f"not well-formed JSON: {problem}") from problem
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            _refuse_remote(each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


def _refuse_remote(object: Mapping[str, object]) -> None:
    context = object.get("@context")
    for each in context if isinstance(context, list) else [context]:
        remote = each if isinstance(each, str) else each.get("@import") if isinstance(each, dict) else None
        if remote is not None:
            raise InvalidValue(f"the context {remote!r} would have to be fetched; write it into the document")
