"""Shapes of one's own, with every construct that columns know: the verdict is that of the engine alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from rdflib import Graph
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns import plan_of
from testigo.ontology.validation.findings import Finding
from testigo.ontology.validation.own import named
from testigo.ontology.validation.validator import Validator

from tests.ontology.validation.broken import Broken, broken_batches
from tests.ontology.validation.worlds import batch_of_worlds, world

PREFIXES = f"""
@prefix : <https://w3id.org/testigo/ns#> .
@prefix id: <{ID_BASE}> .
@prefix shape: <https://w3id.org/testigo/shapes#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CONSTRAINTS = {
    "node-kind": ":Statement ; sh:property [ sh:path :kind ; sh:nodeKind sh:IRI ]",
    "node-kind-of-records": ":Statement ; sh:property [ sh:path :about ; sh:nodeKind sh:IRIOrLiteral ]",
    "type": ":Statement ; sh:property [ sh:path :low ; sh:datatype xsd:double ]",
    "type-of-record": ":Statement ; sh:property [ sh:path :about ; sh:datatype xsd:string ]",
    "class-or": ":Statement ; sh:property [ sh:path :about ; sh:or ( [ sh:class :Event ] [ sh:class :Place ] ) ]",
    "in-numbers": ":Statement ; sh:property [ sh:path :low ; sh:in ( 0 1 10 ) ]",
    "in-days": ":Statement ; sh:property [ sh:path :publishedOn ; sh:in ( \"2025-03-08\"^^xsd:date ) ]",
    "in-records": ":Participation ; sh:property [ sh:path :ofActor ; sh:in ( id:actor-1 id:actor-2 ) ]",
    "has-value": ":Statement ; sh:property [ sh:path :vague ; sh:hasValue true ]",
    "has-record": ":Statement ; sh:property [ sh:path :about ; sh:hasValue id:event-1 ]",
    "pattern-flags": ":Statement ; sh:property [ sh:path :extractor ; sh:pattern \"^TEST\" ; sh:flags \"i\" ]",
    "pattern-of-number": ":Statement ; sh:property [ sh:path :low ; sh:pattern \"^1\" ]",
    "lengths": ":Actor ; sh:property [ sh:path :name ; sh:minLength 2 ; sh:maxLength 8 ]",
    "length-of-id": ":Actor ; sh:maxLength 70",
    "ranges": ":Statement ; sh:property [ sh:path :low ; sh:minExclusive 0 ; sh:maxExclusive 11.5 ]",
    "range-of-double": ":Place ; sh:property [ sh:path :latitude ; sh:minInclusive 0 ; sh:maxInclusive 34.7e0 ]",
    "range-of-days": ":Statement ; sh:property [ sh:path :asOf ; sh:maxInclusive \"2025-03-08\"^^xsd:date ]",
    "range-of-strings": ":Actor ; sh:property [ sh:path :name ; sh:minInclusive \"b\" ]",
    "range-of-other": ":Actor ; sh:property [ sh:path :name ; sh:minInclusive 3 ]",
    "less": ":Statement ; sh:property [ sh:path :low ; sh:lessThan :high ]",
    "less-of-kinds": ":Statement ; sh:property [ sh:path :low ; sh:lessThan :publishedOn ]",
    "less-of-strings": ":Statement ; sh:property [ sh:path :kind ; sh:lessThanOrEquals :mode ]",
    "less-of-records": ":Statement ; sh:property [ sh:path :about ; sh:lessThan :saidBy ]",
    "equals": ":Statement ; sh:property [ sh:path :low ; sh:equals :best ]",
    "equals-of-kinds": ":Statement ; sh:property [ sh:path :low ; sh:equals :measure ]",
    "equals-of-records": ":Judgement ; sh:property [ sh:path :left ; sh:equals :right ]",
    "disjoint": ":Statement ; sh:property [ sh:path :low ; sh:disjoint :best ]",
    "disjoint-of-records": ":Judgement ; sh:property [ sh:path :left ; sh:disjoint :right ]",
    "alternative-once": ":Statement ; sh:property [ sh:path [ sh:alternativePath ( :low :best :high ) ] ; "
    "sh:maxCount 1 ]",
    "alternative-twice": ":Statement ; sh:property [ sh:path [ sh:alternativePath ( :low :high :kind ) ] ; "
    "sh:minCount 2 ]",
    "several": ":Statement ; sh:property [ sh:path :about ; sh:minCount 2 ; sh:maxCount 2 ]",
    "qualified": ":Statement ; sh:property [ sh:path :about ; sh:qualifiedValueShape [ sh:class :Event ] ; "
    "sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ]",
    "not": ":Statement ; sh:not [ sh:property [ sh:path :low ; sh:minCount 1 ; sh:minInclusive 5 ] ]",
    "not-on-values": ":Statement ; sh:property [ sh:path :about ; sh:not [ sh:class :Actor ] ]",
    "and": ":Statement ; sh:and ( [ sh:property [ sh:path :low ; sh:minCount 1 ] ] [ sh:class :Statement ] )",
    "xone": ":Statement ; sh:xone ( [ sh:property [ sh:path :low ; sh:minCount 1 ] ] "
    "[ sh:property [ sh:path :about ; sh:minCount 2 ] ] [ sh:property [ sh:path :edtf ; sh:minCount 1 ] ] )",
    "node": ":Participation ; sh:property [ sh:path :inEvent ; sh:node [ sh:class :Event ; sh:nodeKind sh:IRI ] ]",
    "node-with-properties": ":Participation ; sh:property [ sh:path :inEvent ; "
    "sh:node [ sh:property [ sh:path :type ; sh:minCount 1 ] ] ]",
    "closed": ":Actor ; sh:closed true ; sh:ignoredProperties ( rdf:type :hasName ) ; "
    "sh:property [ sh:path :name ] , [ sh:path :kind ] , [ sh:path :identified ]",
    "language": ":Actor ; sh:property [ sh:path :name ; sh:languageIn ( \"en\" ) ]",
    "unique-language": ":Actor ; sh:property [ sh:path :name ; sh:uniqueLang true ]",
    "inverse": ":Actor ; sh:property [ sh:path [ sh:inversePath :ofActor ] ; sh:minCount 1 ; sh:maxCount 1 ]",
    "inverse-class": ":Actor ; sh:property [ sh:path [ sh:inversePath :about ] ; sh:class :Statement ]",
    "sequence": ":Participation ; sh:property [ sh:path ( :inEvent :type ) ; sh:in ( \"killing\" ) ; sh:minCount 1 ]",
    "list": ":Statement ; sh:property [ sh:path ( :columns [ sh:zeroOrMorePath rdf:rest ] rdf:first ) ; "
    "sh:minLength 1 ]",
    "of-relationships": "rdf:Statement ; sh:property [ sh:path :ord ; sh:maxInclusive 1 ]",
    "off": ":Statement ; sh:deactivated true ; sh:property [ sh:path :low ; sh:minCount 1 ]",
}  # fmt: skip
"""Name → the class it is about, and what it asks."""

OF_LITERALS = {
    "qualified-least": ":Statement ; sh:property [ sh:path [ sh:alternativePath ( :low :high ) ] ; "
    "sh:qualifiedValueShape [ sh:minInclusive 10 ] ; sh:qualifiedMinCount 1 ]",
    "qualified-most": ":Statement ; sh:property [ sh:path :low ; sh:qualifiedValueShape [ sh:in ( 3 11 ) ] ; "
    "sh:qualifiedMaxCount 0 ]",
    "node": ":Statement ; sh:property [ sh:path :low ; sh:node [ sh:minInclusive 11 ] ]",
}  # fmt: skip
"""What shacl-rust gets wrong: to it no literal conforms to any shape."""

TURTLE = PREFIXES + "".join(
    f"shape:{name} a sh:NodeShape ; sh:targetClass {text} ; sh:message \"{name}\" .\n"
    for name, text in CONSTRAINTS.items()
) + """
shape:VIA-own sh:targetSubjectsOf :via ; sh:property [ sh:path :via ; sh:maxCount 1 ] ; sh:message "x" .
shape:passed sh:targetObjectsOf :via ; sh:property [ sh:path :name ; sh:minLength 4 ] ; sh:message "x" .
shape:given sh:targetSubjectsOf :low ; sh:property [ sh:path :best ; sh:minCount 1 ] ; sh:message "x" .
"""  # fmt: skip


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Validator, Validator]]:
    with Validator(own_shapes=TURTLE) as with_columns, Validator(own_shapes=TURTLE, columns=False) as alone:
        yield with_columns, alone


def told(findings: list[Finding]) -> set[Finding]:
    """The findings without the names of shapes that have none of their own: each process makes up others."""
    return {replace(each, shape="") if each.shape.startswith("_:") else each for each in findings}


def test_columns_leave_none_of_them_to_the_engine() -> None:
    assert plan_of(TURTLE, ID_BASE).exact == ()


def test_a_sound_world_gives_the_findings_of_the_engine(both: tuple[Validator, Validator]) -> None:
    batch = batch_of_worlds([world("own")])

    with_columns, alone = (told(validator.findings(batch)) for validator in both)

    assert with_columns == alone
    assert len(alone) > 2 * len(CONSTRAINTS)


@settings(max_examples=5)
@given(it=broken_batches())
def test_a_broken_world_gives_the_findings_of_the_engine(it: Broken, both: tuple[Validator, Validator]) -> None:
    with_columns, alone = (told(validator.findings(it.batch, it.context)) for validator in both)

    assert with_columns == alone


def test_what_is_asked_of_literals_goes_to_the_engine_that_answers_right() -> None:
    rules = (f"shape:{name} sh:targetClass {text} ; sh:message 'x' .\n" for name, text in OF_LITERALS.items())
    graph = named(Graph().parse(data=PREFIXES + "".join(rules), format="turtle"))
    it = world("literals")
    it.rows[it.ids["count"]]["low"] = 11

    with Validator(own_shapes=graph.serialize(format="turtle")) as validator:
        found = {(each.id, each.shape) for each in validator.findings(batch_of_worlds([it]))}

    counts = {it.ids["count"], it.ids["earlier"]}
    assert {each for each in found if each[0] in counts} == {
        (it.ids["count"], "qualified-most-low"), (it.ids["earlier"], "node-low"),
    }  # fmt: skip
