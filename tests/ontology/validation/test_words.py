from __future__ import annotations

import pytest
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns import plan_of
from testigo.ontology.validation.columns.shapes_graph import shapes_graph
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.words import Words, in_words

from tests.ontology.validation.columns.test_own_shapes import PREFIXES
from tests.ontology.validation.test_shapes import conditions, named


def told(turtle: str) -> dict[str, Words]:
    return {each.shape: each for each in in_words(plan_of(turtle, ID_BASE), shapes_graph(turtle))}


def one(text: str) -> Words:
    turtle = PREFIXES + f"shape:own sh:targetClass :Statement ; sh:message 'Mend it.' ; {text} ."
    (found,) = in_words(plan_of(turtle, ID_BASE), shapes_graph(turtle))
    return found


def test_every_shape_that_ships_is_told() -> None:
    found = told(shapes())

    assert set(found) == set(named()) - conditions()
    assert all(each.says and each.message and each.runs == "columns" for each in found.values())


@pytest.mark.parametrize(("shape", "on", "path", "says"), [
    ("Report-url", "Report", "url",
     "at most 1 value; a string; at most 2000 characters; matches ^https?://[^\\s]+$"),
    ("Statement-if-place", "Statement", "",
     "if IsPlace: ABOUT: at least 1 value of them: a record of Event; AT_PLACE: at least 1 value"),
    ("SAID_BY-end", "what SAID_BY starts from", "SAID_BY", "a record of Actor"),
    ("Participation-claimed", "Participation", "whoever SUPPORTS it or whoever DENIES it", "at least 1 value"),
])  # fmt: skip
def test_a_rule_is_told_in_words(shape: str, on: str, path: str, says: str) -> None:
    found = told(shapes())[shape]

    assert (found.on, found.path, found.says) == (on, path, says)


@pytest.mark.parametrize(("text", "says"), [
    ("sh:xone ( [ sh:class :Event ] [ sh:class :Actor ] )",
     "exactly one of (a record of Event), (a record of Actor)"),
    ("sh:not [ sh:class :Event ]", "not (a record of Event)"),
    ("sh:and ( [ sh:class :Event ] [ sh:nodeKind sh:IRI ] )", "(a record of Event) and (of the kind IRI)"),
    ("sh:in ( id:a id:b )", "one of a, b"),
    ("sh:closed true ; sh:ignoredProperties ( rdf:type )", "nothing but its class"),
    ("sh:node [ sh:property [ sh:path :low ; sh:minExclusive 3 ; sh:maxCount 0 ] ]",
     "low: no value; more than 3"),
    ("sh:property [ sh:path :low ; sh:lessThanOrEquals :high ; sh:disjoint :best ; sh:equals :low ]",
     "none that is of best too; the same as low; at most high"),
    ("sh:property [ sh:path :kind ; sh:hasValue 'count' ; sh:minLength 2 ; sh:languageIn ( 'en' ) ]",
     "count is among them; has a language tag, which no value of the graph has; at least 2 characters"),
    ("sh:property [ sh:path :about ; sh:qualifiedValueShape [ sh:class :Event ] ; sh:qualifiedMaxCount 2 ]",
     "at most 2 values of them: a record of Event"),
])  # fmt: skip
def test_every_constraint_has_words(text: str, says: str) -> None:
    assert one(text).says == says


def test_what_columns_do_not_check_says_why() -> None:
    found = one("sh:property [ sh:path rdf:type ; sh:minCount 1 ]")

    assert (found.runs, found.reason, found.says) == ("exact engine", "a path over rdf:type", "Mend it.")


@pytest.mark.parametrize(("target", "on"), [
    ("sh:targetNode id:event-1", "event-1"), ("sh:targetObjectsOf :via", "what VIA leads to"),
    ("sh:targetSubjectsOf :low", "what has low"), ("sh:targetClass rdf:Statement", "what relationships carry"),
])  # fmt: skip
def test_every_target_has_words(target: str, on: str) -> None:
    turtle = PREFIXES + f"shape:own {target} ; sh:nodeKind sh:IRI ; sh:message 'x' ."
    (found,) = in_words(plan_of(turtle, ID_BASE), shapes_graph(turtle))

    assert found.on == on
