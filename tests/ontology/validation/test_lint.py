"""What is wrong with a shapes file is told with its line; what ships is fit."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import Graph
from testigo.ontology.validation.lint import faults
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.turtle_lines import read_turtle

PREFIXES = """@prefix : <https://w3id.org/testigo/ns#> .
@prefix mine: <https://example.org/rules#> .
@prefix shape: <https://w3id.org/testigo/shapes#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
RULE = 'mine:Rule a sh:NodeShape ; sh:targetClass :Statement ; sh:message "Mend it." ;\n'


@cache
def shipped() -> Graph:
    return Graph().parse(data=shapes(), format="turtle")


def told(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.says) for each in faults(read_turtle(PREFIXES + text, "mine.ttl"), shipped())]


def test_the_shapes_that_ship_are_fit() -> None:
    assert faults(read_turtle(shapes(), "shapes.ttl"), Graph()) == []


@pytest.mark.parametrize(("text", "line", "says"), [
    ("  sh:property [ sh:path :low ; sh:minCont 1 ] .", 7, "sh:minCont is no term of SHACL"),
    ("  sh:nodeKind sh:Iri .", 7, "sh:Iri is no term of SHACL"),
    ("\n  sh:rule [ ] .", 8, "sh:rule is acted on by no engine here"),
    ("  sh:property [ sh:path :lo ; sh:minCount 1 ] .", 7, ":lo is neither a property nor a relationship"),
    ("  sh:property [ sh:path [ sh:inversePath :abut ] ; sh:minCount 1 ] .", 7, ":abut is neither"),
    ("  sh:property [ sh:path ( :supersedes\n :lo ) ; sh:minCount 1 ] .", 8, ":lo is neither"),
    ("  sh:property [ sh:path :low ; sh:lessThan :hihg ] .", 7, ":hihg is neither"),
    ("  sh:property [ sh:path :about ; sh:class :Evnt ] .", 7, ":Evnt is no class of the graph; there are Actor,"),
    ('  sh:property [ sh:path :low ; sh:minCount "1" ] .', 7, "sh:minCount takes a whole number"),
    ('  sh:property [ sh:path :kind ; sh:in "count" ] .', 7, "sh:in takes a list"),
    ("  sh:node mine:Rule .", 6, "comes back to itself"),
    ('  sh:property [ sh:path :kind ; sh:pattern "a*" ] .', 7, "repeats without a bound"),
    ('  sh:property [ sh:path :kind ; sh:maxLength 9 ; sh:pattern "(a+)+" ] .', 7, "may take for ever"),
    ('  sh:property [ sh:path :kind ; sh:pattern "(?=a)" ] .', 7, "looks ahead"),
    ('  sh:property [ sh:path :kind ; sh:pattern "a{1,400}" ] .', 7, "repeats more than 100 times"),
    ('  sh:property [ sh:path :kind ; sh:pattern "[a" ] .', 7, "is no regular expression"),
    ("  sh:severity sh:Warning ; sh:property [ sh:path :low ; sh:minCount 1 ] .", 7, "say sh:severity in each"),
    ("  sh:class :Statement .\nmine:Loose a sh:NodeShape ; sh:class :Event .", 8, "has no target"),
    ("  sh:class :Statement .\nmine:Dumb sh:targetClass :Event ; sh:nodeKind sh:IRI .", 8, "needs a sh:message"),
    ("  sh:class :Statement .\n[] sh:targetClass :Event ; sh:nodeKind sh:IRI ; sh:message \"x\" .", 8, "needs a name"),
    ("  sh:class :Statement .\nshape:Statement-modality sh:deactivated true .", 8, "is a shape that ships"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, says: str) -> None:
    ((found, message),) = told(RULE + text)

    assert found == line
    assert says in message


def test_what_is_right_is_no_fault() -> None:
    text = """  sh:property [ sh:path :name ; sh:maxLength 60 ; sh:pattern "^[a-z]+$" ] ,
    [ sh:path ( :columns [ sh:zeroOrMorePath rdf:rest ] rdf:first ) ; sh:in ( "a" mine:b ) ] ,
    [ sh:path [ sh:inversePath :supports ] ; sh:or ( [ sh:class :Event ] shape:IsCount ) ] ."""

    assert told(RULE + text) == []
