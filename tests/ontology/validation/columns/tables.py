"""Graphs as tables: a record's label is its classes with the types of its literals, so that one class may be several
tables, as it is with subclasses.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field

import pyarrow as pa
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from testigo.ontology.batch import Batch
from testigo.ontology.validation.columns.plan import Naming

ARROW = {
    XSD.string: pa.string(), XSD.integer: pa.int64(), XSD.double: pa.float64(), XSD.boolean: pa.bool_(),
    XSD.date: pa.date32(), XSD.dateTime: pa.timestamp("us", "UTC"),
}  # fmt: skip


class NoTable(Exception):
    """A graph that tables do not hold; the message says why."""


@dataclass
class Tables:
    """A graph as tables, and how they call its IRIs; `base` is left out of names and ids."""

    base: str
    nodes: dict[str, list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))
    types: dict[str, dict[str, pa.DataType]] = field(default_factory=dict)
    relationships: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def batch(self) -> Batch:
        nodes = {
            label: pa.table(
                {
                    name: pa.array([row.get(name) for row in rows], kind)
                    for name, kind in ({"id": pa.string()} | self.types[label]).items()
                }
            )
            for label, rows in self.nodes.items()
        }
        ties = {
            type: pa.table({"start": [start for start, _ in pairs], "end": [end for _, end in pairs]})
            for type, pairs in self.relationships.items()
        }
        return Batch(nodes, ties)

    def naming(self) -> Naming:
        columns = {name for types in self.types.values() for name in types}
        return Naming(
            self.base,
            {iri: frozenset(labels) for iri, labels in self.classes.items()},
            {self.base + name: name for name in columns},
            {self.base + type: type for type in self.relationships},
        )


def tables(graph: Graph, base: str) -> Tables:
    """The tables of a graph. Raises NoTable."""
    if any(isinstance(term, BNode) for triple in graph for term in triple):
        raise NoTable("a blank node")
    found = Tables(base)
    records = {each for each in graph.subjects() if (each, RDFS.subClassOf, None) not in graph}
    for record in sorted(map(str, records)):
        _add(found, graph, URIRef(record))
    return found


def _add(found: Tables, graph: Graph, record: URIRef) -> None:
    row: dict[str, object] = {"id": str(record).removeprefix(found.base)}
    types: dict[str, pa.DataType] = {}
    for predicate, value in graph.predicate_objects(record):
        name = str(predicate).removeprefix(found.base)
        if predicate == RDF.type:
            continue
        if isinstance(value, URIRef):
            found.relationships[name].append((str(row["id"]), str(value).removeprefix(found.base)))
        else:
            assert isinstance(value, Literal)
            _add_literal(row, types, name, value)
    classes = {
        above for each in graph.objects(record, RDF.type) for above in graph.transitive_objects(each, RDFS.subClassOf)
    }
    label = json.dumps([sorted(map(str, classes)), sorted((name, str(kind)) for name, kind in types.items())])
    found.nodes[label].append(row)
    found.types[label] = types
    for each in classes:
        found.classes[str(each)].add(label)


def _add_literal(row: dict[str, object], types: dict[str, pa.DataType], name: str, value: Literal) -> None:
    kind = ARROW.get(value.datatype or XSD.string)
    if value.language or kind is None:
        raise NoTable("a literal of no type of a column")
    if name in row:
        raise NoTable("two literals of one property")
    if value.ill_typed:
        raise NoTable("a literal that is no value of its type")
    row[name], types[name] = value.toPython(), kind
