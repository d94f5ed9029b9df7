"""A batch as N-Triples, written a column at a time and without rdflib.

https://www.w3.org/TR/n-triples/
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from testigo.ontology import lexical
from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue
from testigo.ontology.ids import minted
from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema
from testigo.ontology.terms import ID_BASE, NS
from testigo.ontology.vocabulary import DATATYPES, RDF, XSD, carried, checked_base, columns, relationship_name

ROWS = 32_768  # a slice of a table: large enough for columns to pay, small enough to stream


def to_ntriples(batch: Batch, base: str = ID_BASE) -> Iterator[bytes]:
    """A batch as N-Triples in UTF-8: pieces of whole lines, nodes before relationships."""
    checked_base(base)
    for label, rows in node_slices(batch):
        yield from _node_triples(label, rows, base)
    for type, rows in relationship_slices(batch):
        yield from _relationship_triples(type, rows, base)


def node_slices(batch: Batch) -> Iterator[tuple[str, pa.RecordBatch]]:
    """The node tables in pieces of at most ROWS rows. Raises InvalidValue where one lacks its label's columns."""
    for label, table in batch.nodes.items():
        yield from ((label, rows) for rows in _slices(label, table, node_schema(label)))


def relationship_slices(batch: Batch) -> Iterator[tuple[str, pa.RecordBatch]]:
    """The relationship tables in pieces of at most ROWS rows. Raises InvalidValue as `node_slices` does."""
    for type, table in batch.relationships.items():
        yield from ((type, rows) for rows in _slices(type, table, relationship_schema(type)))


def _slices(what: str, table: pa.Table, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    differing = sorted({name for name, _ in _types(table.schema) ^ _types(schema)})
    if differing:
        raise InvalidValue(f"{what}: columns are not those of testigo.ontology.tables: {differing}")
    return iter(table.combine_chunks().to_batches(max_chunksize=ROWS))


def _types(schema: pa.Schema) -> set[tuple[str, pa.DataType]]:
    return set(zip(schema.names, schema.types, strict=True))


def _node_triples(label: str, rows: pa.RecordBatch, base: str) -> Iterator[bytes]:
    ids = lexical.ids(rows.column("id"))
    subjects = lexical.joined(f"<{base}", ids, "> ")
    yield lexical.content(lexical.joined(subjects, f"<{RDF}type> <{NS}{label}> .\n"))
    for name, kind in columns(label).items():
        column = rows.column(name)
        if column.null_count == len(column):
            continue
        if pa.types.is_list(kind):
            yield from _list_triples(name, column, ids, subjects)
        else:
            yield lexical.content(lexical.joined(subjects, f"<{NS}{name}> ", literals(column), " .\n"))


def literals(column: pa.Array) -> pa.Array:
    """The literals of a column as N-Triples write them."""
    text = lexical.forms(column)
    if pa.types.is_string(column.type):
        return lexical.joined('"', lexical.escaped(text), '"')
    return lexical.joined('"', text, f'"^^<{XSD}{DATATYPES[column.type]}>')


def _list_triples(name: str, column: pa.Array, ids: pa.Array, subjects: pa.Array) -> Iterator[bytes]:
    """The lists of a column, each as a chain of blank nodes that are named after its owner and their place."""
    cells = list_cells(column)
    lengths = pc.list_value_length(column)
    heads = lexical.joined("_:", ids, f"-{name}-0")
    heads = pc.if_else(pc.equal(lengths, 0), pa.scalar(f"<{RDF}nil>", lexical.TEXT), heads)
    yield lexical.content(lexical.joined(subjects, f"<{NS}{name}> ", heads, " .\n"))
    owners = lexical.joined("_:", ids.take(cells.owner), f"-{name}-")
    cell = lexical.joined(owners, cells.place.cast(lexical.TEXT))
    following = lexical.joined(owners, pc.add(cells.place, 1).cast(lexical.TEXT))
    rest = pc.if_else(cells.is_last, pa.scalar(f"<{RDF}nil>", lexical.TEXT), following)
    yield lexical.content(lexical.joined(cell, f" <{RDF}first> ", literals(cells.value), " .\n"))
    yield lexical.content(lexical.joined(cell, f" <{RDF}rest> ", rest, " .\n"))


class ListCells(NamedTuple):
    """The members of all lists of a column: the row that owns each, its place from 0, whether it is the last."""

    owner: pa.Array
    place: pa.Array
    is_last: pa.Array
    value: pa.Array


def list_cells(column: pa.Array) -> ListCells:
    """The members of a column of lists. Raises InvalidValue for a member that is null."""
    lexical.refuse_null_members(column)
    value, owner = pc.list_flatten(column), pc.list_parent_indices(column)
    length = pc.fill_null(pc.list_value_length(column), 0).cast(pa.int64())
    start = pc.subtract(pc.cumulative_sum(length), length)
    place = pc.subtract(pa.array(range(len(value)), pa.int64()), start.take(owner))
    return ListCells(owner, place, pc.equal(place, pc.subtract(length.take(owner), 1)), value)


def _relationship_triples(type: str, rows: pa.RecordBatch, base: str) -> Iterator[bytes]:
    start, end = (lexical.joined(f"<{base}", lexical.ids(rows.column(each)), ">") for each in ("start", "end"))
    predicate = f"<{NS}{relationship_name(type)}>"
    yield lexical.content(lexical.joined(start, f" {predicate} ", end, " .\n"))
    reified = reified_ids(type, rows)
    if reified is None or reified.null_count == len(reified):
        return
    subjects = lexical.joined(f"<{base}", reified, "> ")
    yield lexical.content(lexical.joined(subjects, f"<{RDF}type> <{RDF}Statement> .\n"))
    yield lexical.content(lexical.joined(subjects, f"<{RDF}subject> ", start, " .\n"))
    yield lexical.content(lexical.joined(subjects, f"<{RDF}predicate> {predicate} .\n"))
    yield lexical.content(lexical.joined(subjects, f"<{RDF}object> ", end, " .\n"))
    for name in carried(type):
        yield lexical.content(lexical.joined(subjects, f"<{NS}{name}> ", literals(rows.column(name)), " .\n"))


def reified_ids(type: str, rows: pa.RecordBatch) -> pa.Array | None:
    """The ids of the records that hold what relationships carry; null where one carries nothing."""
    names = RELATIONSHIPS[type].properties
    if not names:
        return None
    present = reduce(pc.or_, (rows.column(name).is_valid() for name in names))
    ends = zip(rows.column("start").to_pylist(), rows.column("end").to_pylist(), present.to_pylist(), strict=True)
    return pa.array([reified_id(type, start, end) if one else None for start, end, one in ends], lexical.TEXT)


def reified_id(type: str, start: str, end: str) -> str:
    """The id of the record that holds what a relationship carries."""
    return minted("Relationship", type, start, end)
