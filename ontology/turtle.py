"""A batch as Turtle, streamed: a block a record, then a line a relationship.

rdflib's serialiser rounds doubles to seven digits and holds the whole graph; this one does neither.
https://www.w3.org/TR/turtle/
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc
from testigo.ontology import lexical
from testigo.ontology.batch import Batch
from testigo.ontology.ntriples import node_slices, reified_ids, relationship_slices
from testigo.ontology.terms import ID_BASE, NS
from testigo.ontology.vocabulary import DATATYPES, RDF, XSD, carried, checked_base, columns, relationship_name

_BARE = {pa.int64(), pa.bool_()}  # written without quotation marks


def to_turtle(batches: Iterable[Batch], base: str = ID_BASE) -> Iterator[bytes]:
    """Batches as one Turtle document in UTF-8, in pieces."""
    prefixes = {"": NS, "id": checked_base(base), "rdf": RDF, "xsd": XSD}
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()).encode() + b"\n"
    for batch in batches:
        for label, rows in node_slices(batch):
            yield _blocks(label, rows)
        for type, rows in relationship_slices(batch):
            yield from _lines(type, rows)


def _blocks(label: str, rows: pa.RecordBatch) -> bytes:
    subject = lexical.joined("id:", lexical.ids(rows.column("id")), f" a :{label}")
    return lexical.content(lexical.joined(subject, *_properties(rows, columns(label)), " .\n\n"))


def _properties(rows: pa.RecordBatch, names: Iterable[str]) -> Iterator[pa.Array]:
    """The properties of every row, each begun by the semicolon that ends the one before; empty where absent."""
    for name in names:
        column = rows.column(name)
        if column.null_count < len(column):
            written = lexical.joined(f" ;\n    :{name} ", _written(column))
            yield pc.fill_null(written, pa.scalar("", lexical.TEXT))


def _written(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type):
        return _lists(column)
    text = lexical.forms(column)
    if column.type in _BARE:
        return text
    if pa.types.is_string(column.type):
        return lexical.joined('"', lexical.escaped(text), '"')
    return lexical.joined('"', text, f'"^^xsd:{DATATYPES[column.type]}')


def _lists(column: pa.ListArray) -> pa.Array:
    lexical.refuse_null_members(column)
    members = iter(_written(pc.list_flatten(column)).to_pylist())
    lengths = pc.list_value_length(column).to_pylist()
    lists = [None if length is None else f"( {' '.join(islice(members, length))} )" for length in lengths]
    return pa.array(lists, lexical.TEXT)


def _lines(type: str, rows: pa.RecordBatch) -> Iterator[bytes]:
    start, end = (lexical.joined("id:", lexical.ids(rows.column(each))) for each in ("start", "end"))
    name = relationship_name(type)
    yield lexical.content(lexical.joined(start, f" :{name} ", end, " .\n"))
    reified = reified_ids(type, rows)
    if reified is None:
        return
    head = ("\nid:", reified, " a rdf:Statement")
    ends = (" ;\n    rdf:subject ", start, f" ;\n    rdf:predicate :{name} ;\n    rdf:object ", end)
    yield lexical.content(lexical.joined(*head, *ends, *_properties(rows, carried(type)), " .\n"))
