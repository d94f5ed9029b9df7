"""What the shapes become, and what they say of shapes that columns cannot check."""

from __future__ import annotations

import pytest
from testigo.ontology.errors import ValidationError
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns import plan, plan_of
from testigo.ontology.validation.columns.plan import Alternative, Column, Hop, Members, Plan, Sequence, Shape
from testigo.ontology.validation.validator import shapes

from tests.ontology.validation.columns.test_own_shapes import PREFIXES


def compiled(text: str) -> Plan:
    return plan_of(PREFIXES + f"shape:own a sh:NodeShape ; sh:targetClass :Statement ; {text} .", ID_BASE)


def property_shapes(shape: Shape) -> dict[str, Shape]:
    return {each.shape.name: each.shape for each in shape.constraints if isinstance(each, plan.Nested)}


def test_columns_check_every_shape_that_ships() -> None:
    assert plan_of(shapes(), ID_BASE).exact == ()


def test_the_shapes_that_ship_reach_the_neighbours_that_portions_hold() -> None:
    reach = plan_of(shapes(), ID_BASE).reach

    assert reach.inverse == {"CAPTURE_OF", "SUPPORTS", "DENIES", "HAS_NAME"}
    assert reach.whole == {"SUPERSEDES"}


def test_a_rule_keeps_target_path_constraint_severity_and_message() -> None:
    (rule,) = (each for each in plan_of(shapes(), ID_BASE).rules if each.shape.name == "Passage")
    home = property_shapes(rule.shape)["Passage-home"]

    assert rule.targets.labels == {"Passage"}
    assert home.path == Alternative((Hop("IN_TEXT"), Hop("IN_SNAPSHOT")))
    assert set(home.constraints) == {plan.MinCount(1), plan.MaxCount(1)}
    assert (home.severity, home.message[:28]) == ("Violation", "A passage stands in exactly ")


@pytest.mark.parametrize("reading", range(8))  # blank nodes are named anew each time that a text is read
def test_of_several_reasons_the_same_is_told_each_time(reading: int) -> None:
    unfit = [f"sh:property [ sh:path :low ; sh:datatype xsd:{kind} ]" for kind in ("token", "byte", "anyURI", "gYear")]
    (left,) = compiled(f"{' ; '.join(unfit)} # {reading}\n").exact

    assert left.reason == "sh:datatype anyURI, which no column has"


@pytest.mark.parametrize(("path", "expected"), [
    (":low", Column("low")),
    (":nowhere", Column("https://w3id.org/testigo/ns#nowhere")),
    ("[ sh:inversePath :supports ]", Hop("SUPPORTS", inverse=True)),
    ("( :supersedes :low )", Sequence((Hop("SUPERSEDES"), Column("low")))),
    ("( :columns [ sh:zeroOrMorePath rdf:rest ] rdf:first )", Members("columns")),
])  # fmt: skip
def test_a_path_is_read(path: str, expected: plan.Path) -> None:
    (rule,) = compiled(f"sh:property [ sh:path {path} ]").rules

    (shape,) = property_shapes(rule.shape).values()
    assert shape.path == expected


@pytest.mark.parametrize(("text", "reason"), [
    ('sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o }" ]', "sh:sparql"),
    ("sh:property [ sh:path rdf:type ; sh:minCount 1 ]", "a path over rdf:type"),
    ("sh:property [ sh:path [ sh:inversePath :low ] ; sh:minCount 1 ]",
     "an inverse path from a literal to what has it"),
    ('sh:property [ sh:path :kind ; sh:pattern "(?=a)" ]', "the pattern '(?=a)'"),
    ('sh:property [ sh:path :kind ; sh:pattern "a" ; sh:flags "q" ]', "sh:flags 'q'"),
    ('sh:not [ sh:property [ sh:path :kind ; sh:pattern "a" ] ]',
     "sh:pattern under a negation: engines differ on the end of a line"),
    ("sh:property [ sh:path :confidence ; sh:in ( 0.5e0 ) ]", "equality with '0.5', which has more than one form"),
    ("sh:node shape:own", "a shape that refers to itself"),
    ("sh:property [ sh:path :about ; sh:property [ sh:path :type ; sh:minCount 1 ] ]",
     "sh:property in a property shape, whose findings are on the values"),
])  # fmt: skip
def test_what_columns_cannot_check_is_left_to_the_engine_with_the_reason(text: str, reason: str) -> None:
    found = compiled(text)

    assert [(each.name, each.reason) for each in found.exact] == [("own", reason)]
    assert found.rules == ()


@pytest.mark.parametrize("path", [
    "( :about :atPlace )",
    "( :supports [ sh:inversePath :supports ] )",
    "[ sh:inversePath ( :relays [ sh:inversePath :supersedes ] ) ]",
    "[ sh:oneOrMorePath :relays ]",
    "( [ sh:inversePath :relays ] :low )",
])  # fmt: skip
def test_a_path_beyond_the_neighbours_is_an_error_that_names_the_shape(path: str) -> None:
    with pytest.raises(ValidationError, match="the shape own reads more than a record's neighbours"):
        compiled(f"sh:property [ sh:path {path} ; sh:minCount 1 ]")


def test_shapes_that_are_no_turtle_are_an_error() -> None:
    with pytest.raises(ValidationError, match="no Turtle"):
        plan_of("shape:own a", ID_BASE)
