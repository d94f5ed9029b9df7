"""Each construct of SHACL on a small graph: columns find who must be found, or say what they leave to the engine.

`shacl_probes.json` holds 90 graphs and shapes; who must be found was worked out by hand from the recommendation, and
two engines agree. A graph becomes tables: a record's label is its classes with the types of its literals, so that
one class may be several tables, as it is with subclasses.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pytest
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from testigo.ontology.batch import Batch
from testigo.ontology.validation.columns import ColumnGraph, Plan, compiled
from testigo.ontology.validation.columns.plan import Naming
from testigo.ontology.validation.columns.shapes_graph import shapes_graph
from testigo.ontology.validation.columns.suspects import breaking
from testigo.ontology.validation.numbered import Numbered

BASE = "http://ex.org/"
FILE = json.loads(Path(__file__).with_name("shacl_probes.json").read_text("utf-8"))
PROBES = {probe["name"]: probe for probe in FILE["probes"]}
ARROW = {
    XSD.string: pa.string(), XSD.integer: pa.int64(), XSD.double: pa.float64(), XSD.boolean: pa.bool_(),
    XSD.date: pa.date32(), XSD.dateTime: pa.timestamp("us", "UTC"),
}  # fmt: skip


class NoTable(Exception):
    """A graph that tables do not hold; the message says why."""


@dataclass
class Tables:
    """A graph as tables, and how they call its IRIs."""

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
            BASE,
            {iri: frozenset(labels) for iri, labels in self.classes.items()},
            {BASE + name: name for name in columns},
            {BASE + type: type for type in self.relationships},
        )


def tables(turtle: str) -> Tables:
    """The tables of a graph. Raises NoTable."""
    graph = Graph().parse(data=turtle, format="turtle")
    if any(isinstance(term, BNode) for triple in graph for term in triple):
        raise NoTable("a blank node")
    found = Tables()
    records = {each for each in graph.subjects() if (each, RDFS.subClassOf, None) not in graph}
    for record in sorted(map(str, records)):
        _add(found, graph, URIRef(record))
    return found


def _add(found: Tables, graph: Graph, record: URIRef) -> None:
    row: dict[str, object] = {"id": str(record).removeprefix(BASE)}
    types: dict[str, pa.DataType] = {}
    for predicate, value in graph.predicate_objects(record):
        name = str(predicate).removeprefix(BASE)
        if predicate == RDF.type:
            continue
        if isinstance(value, URIRef):
            found.relationships[name].append((str(row["id"]), str(value).removeprefix(BASE)))
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


@dataclass(frozen=True, slots=True)
class Found:
    """The plan of a probe's shapes, the IRIs of the suspects, and those of all records."""

    plan: Plan
    suspects: set[str]
    records: set[str]


def found_in(probe: dict[str, str]) -> Found:
    """What columns find in a probe. Raises NoTable."""
    its = tables(FILE["prefixes"] + probe["data"])
    plan = compiled(shapes_graph(FILE["prefixes"] + probe["shapes"]), its.naming())
    graph = ColumnGraph(Numbered(its.batch()))
    records = {BASE + str(row["id"]) for rows in its.nodes.values() for row in rows}
    return Found(plan, {BASE + id for id in graph.numbered.named(breaking(plan, graph))}, records)


LEFT = {
    "sparql": "sh:sparql",
    "minCount on rdf:type path": "a path over rdf:type",
    "hasValue on rdf:type": "a path over rdf:type",
    "nested sh:property": "sh:property in a property shape, whose findings are on the values",
}
"""What columns leave to the exact engine, and why."""


NO_TABLE = {
    "maxCount literals",
    "maxCount literals of 2 datatypes",
    "maxCount same text, 2 languages",
    "min+maxCount",
    "datatype string",
    "datatype integer",
    "datatype decimal",
    "datatype date",
    "datatype anyURI",
    "datatype gYear",
    "datatype rdf:langString",
    "nodeKind IRI",
    "nodeKind BlankNode",
    "nodeKind BlankNodeOrIRI",
    "nodeKind IRIOrLiteral",
    "in language-tagged",
    "pattern on lang string",
    "maxLength on lang string",
    "maxInclusive 0.5 (decimal bound)",
    "hasValue string",
    "uniqueLang",
    "languageIn",
    "nodeKind on node shape",
}
"""Probes whose data no table of a batch can hold: language tags, two literals of one property, blank nodes."""


@pytest.mark.parametrize("name", PROBES)
def test_columns_find_who_must_be_found_or_leave_the_shape_to_the_engine(name: str) -> None:
    if name in NO_TABLE:
        with pytest.raises(NoTable):
            found_in(PROBES[name])
        return
    found = found_in(PROBES[name])

    violating = set(PROBES[name]["violating"])
    assert [each.reason for each in found.plan.exact] == ([LEFT[name]] if name in LEFT else [])
    assert found.suspects == violating or (name in LEFT and found.suspects >= violating & found.records)
