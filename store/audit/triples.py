"""Records as N-Triples, as an export writes them, and also where no export could: whatever a store holds has a term."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import pyarrow as pa
from testigo.ontology.errors import InvalidValue
from testigo.ontology.ntriples import literals, reified_id
from testigo.ontology.tables import RELATIONSHIPS
from testigo.ontology.terms import NS
from testigo.ontology.vocabulary import RDF, relationship_name
from testigo.store.audit.records import Bond, Neighbour, Record, Row, local_name

_ARROW: dict[type, pa.DataType] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
}  # fmt: skip


def triples(record: Record, base: str) -> Iterator[str]:
    """The lines of a record and of what it is related to."""
    here = f"<{base}{record.local}>"
    yield from _classes(here, record.labels)
    yield from _properties(here, record.properties)
    for bond in record.bonds:
        yield from _described(bond.other, base)
        yield from _related(record.local, bond, _local(bond.other), base)
    for bond in record.inverse:
        yield from _described(bond.other, base)
        yield from _related(_local(bond.other), bond, record.local, base)


def reified(record: Record) -> Iterator[str]:
    """The ids, in RDF, of what the record's relationships carry."""
    for bond in record.bonds:
        if _carried(bond):
            yield reified_id(bond.type, record.local, _local(bond.other))


def _local(there: Neighbour) -> str:
    return local_name(there.id, there.element)


def _described(there: Neighbour, base: str) -> Iterator[str]:
    term = f"<{base}{_local(there)}>"
    yield from _classes(term, there.labels)
    yield from _properties(term, there.properties or {})


def _classes(term: str, labels: tuple[str, ...]) -> Iterator[str]:
    return (f"{term} <{RDF}type> <{NS}{_encoded(label)}> .\n" for label in labels)


def _properties(term: str, properties: Row) -> Iterator[str]:
    for name, value in properties.items():
        if name != "id" and value is not None:
            yield from _property(term, f"<{NS}{_encoded(name)}>", value)


def _property(term: str, predicate: str, value: Any) -> Iterator[str]:  # Any: what a store holds
    if not isinstance(value, list | tuple):
        yield f"{term} {predicate} {literal(value)} .\n"
        return
    cells = [f"_:c{abs(hash((term, predicate)))}-{place}" for place in range(len(value))]
    following = [*cells[1:], f"<{RDF}nil>"]
    yield f"{term} {predicate} {cells[0] if cells else f'<{RDF}nil>'} .\n"
    for cell, member, rest in zip(cells, value, following, strict=True):
        yield f"{cell} <{RDF}first> {literal(member)} .\n"
        yield f"{cell} <{RDF}rest> {rest} .\n"


def _related(start: str, bond: Bond, end: str, base: str) -> Iterator[str]:
    predicate = f"<{NS}{_encoded(relationship_name(bond.type))}>"
    yield f"<{base}{start}> {predicate} <{base}{end}> .\n"
    if carried := _carried(bond):
        term = f"<{base}{reified_id(bond.type, start, end)}>"
        yield f"{term} <{RDF}type> <{RDF}Statement> .\n"
        yield f"{term} <{RDF}subject> <{base}{start}> .\n{term} <{RDF}predicate> {predicate} .\n"
        yield f"{term} <{RDF}object> <{base}{end}> .\n"
        yield from _properties(term, carried)


def _carried(bond: Bond) -> Row:
    """What a relationship carries of what its type may carry."""
    type = RELATIONSHIPS.get(bond.type)
    return {name: bond.carried[name] for name in type.properties if name in bond.carried} if type else {}


def _encoded(name: str) -> str:
    return quote(name, safe="")


def literal(value: Hashable) -> str:
    """A value as a literal: of a type of the ontology, or of one that no shape knows.

    >>> literal(7)
    '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    kind = type(value)
    if kind is datetime and isinstance(value, datetime):
        value = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return _literal(kind, value)


@lru_cache(maxsize=10_000)
def _literal(kind: type, value: Hashable) -> str:
    if kind in _ARROW:
        try:
            return str(literals(pa.array([value], _ARROW[kind]))[0].as_py())
        except (InvalidValue, pa.ArrowInvalid, OverflowError):  # a number that is not finite, a year before the first
            pass
    form = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{form}"^^<{NS}{kind.__name__}>'
