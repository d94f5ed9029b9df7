"""Each construct of SHACL on a small graph: columns find who must be found, or say what they leave to the engine.

`shacl_probes.json` holds 90 graphs and shapes; who must be found was worked out by hand from the recommendation, and
two engines agree.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph
from testigo.ontology.validation.columns import ColumnGraph, Plan, compiled
from testigo.ontology.validation.columns.shapes_graph import shapes_graph
from testigo.ontology.validation.columns.suspects import breaking
from testigo.ontology.validation.numbered import Numbered

from tests.ontology.validation.columns.tables import NoTable, tables

BASE = "http://ex.org/"
FILE = json.loads(Path(__file__).with_name("shacl_probes.json").read_text("utf-8"))
PROBES = {probe["name"]: probe for probe in FILE["probes"]}


@dataclass(frozen=True, slots=True)
class Found:
    """The plan of a probe's shapes, the IRIs of the suspects, and those of all records."""

    plan: Plan
    suspects: set[str]
    records: set[str]


def found_in(probe: dict[str, str]) -> Found:
    """What columns find in a probe. Raises NoTable."""
    its = tables(Graph().parse(data=FILE["prefixes"] + probe["data"], format="turtle"), BASE)
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
