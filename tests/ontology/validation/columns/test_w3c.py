"""The cases of the W3C's test suite for SHACL Core whose graphs are tables: columns find the focus nodes that are
expected, or name what they leave to the engine. `w3c/README.md` says where the cases come from; docs/shapes.md which
are left out, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, Namespace
from rdflib.term import Node
from testigo.ontology.validation.columns import ColumnGraph, compiled
from testigo.ontology.validation.columns.shapes_graph import graph_of
from testigo.ontology.validation.columns.suspects import breaking
from testigo.ontology.validation.numbered import Numbered

from tests.ontology.validation.columns.tables import tables

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
FOLDER = Path(__file__).with_name("w3c")
LEFT = {
    "complex/shacl-shacl": ["a path over rdf:rest"] * 3,
    "node/disjoint-001": ["sh:disjoint on a node shape"],
    "node/equals-001": ["sh:equals on a node shape"],
    "property/property-001": ["sh:property in a property shape, whose findings are on the values"],
    "property/qualifiedMinCountDisjoint-001": ["sh:qualifiedValueShapesDisjoint"],
    "property/qualifiedValueShapesDisjoint-001": ["sh:qualifiedValueShapesDisjoint"],
    "validation-reports/shared": ["sh:property in a property shape, whose findings are on the values"],
}
"""What columns leave to the exact engine, with its targets whole."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case: the graphs, and the nodes that a report of the W3C names."""

    data: Graph
    shapes: Graph
    expected: set[str]


def case(path: Path) -> Case:
    manifest = Graph().parse(path, format="turtle", publicID=path.as_uri())
    (test,) = manifest.subjects(RDF.type, SHT.Validate)
    action, report = manifest.value(test, MF.action), manifest.value(test, MF.result)
    files = (manifest.value(action, each) for each in (SHT.dataGraph, SHT.shapesGraph))
    data, shapes = (manifest if str(file) == path.as_uri() else Graph().parse(str(file)) for file in files)
    results = manifest.objects(report, SH.result)
    return Case(_data(data), shapes, {str(manifest.value(each, SH.focusNode)) for each in results})


def _data(graph: Graph) -> Graph:
    """What is said of records: nothing of shapes, of classes but their order, and of the case itself."""
    kinds = (SH.NodeShape, SH.PropertyShape, RDFS.Class, SHT.Validate, MF.Manifest)
    about = {each for kind in kinds for each in graph.subjects(RDF.type, kind)}
    about |= {each for each, predicate in graph.subject_predicates() if str(predicate).startswith(str(SH))}
    hidden = {each for start in about for each in _blank(graph, start)} | about
    found = Graph()
    for statement in graph:
        subject, predicate, object = statement
        is_order = predicate == RDFS.subClassOf and object != RDFS.Resource
        if subject not in hidden or is_order:
            found.add(statement)
    return found


def _blank(graph: Graph, start: Node) -> Iterator[Node]:
    """The blank nodes that a node leads to."""
    for each in graph.objects(start):
        if isinstance(each, BNode):
            yield each
            yield from _blank(graph, each)


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER).with_suffix(""))


CASES = {name(path): path for path in sorted(FOLDER.rglob("*.ttl")) if "sht:Validate" in path.read_text("utf-8")}


@pytest.mark.parametrize("name", CASES)
def test_columns_find_the_focus_nodes_that_the_w3c_expects(name: str) -> None:
    its = case(CASES[name])
    made = tables(its.data, "")
    whole = compiled(graph_of(its.shapes), made.naming())
    graph = ColumnGraph(Numbered(made.batch()))
    records = {str(row["id"]) for rows in made.nodes.values() for row in rows}

    found = set(graph.numbered.named(breaking(whole, graph)))

    assert [each.reason for each in whole.exact] == LEFT.get(name, [])
    assert found == its.expected & records or (name in LEFT and found >= its.expected & records)
