"""Every shape has a failing example that is refused alone, with the shape's message; and the shapes are sound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from testigo.ontology.ntriples import to_ntriples
from testigo.ontology.terms import ID_BASE, NS, Severity
from testigo.ontology.validation.engines import SHAPES_NS, best_engine, engine
from testigo.ontology.validation.findings import Finding
from testigo.ontology.validation.refusing import Judged
from testigo.ontology.validation.validator import Validator, shapes

from tests.ontology.validation.faults import OF_LITERALS, OF_RECORDS, OF_RELATIONSHIPS
from tests.ontology.validation.worlds import World, batch_of_worlds, world

MESSAGE = URIRef(str(SH) + "message")
OF_BATCHES = OF_RECORDS | OF_RELATIONSHIPS


@cache
def graph() -> Graph:
    return Graph().parse(data=shapes(), format="turtle")


def local(node: Node) -> str:
    return str(node).removeprefix(SHAPES_NS)


def named() -> list[str]:
    return sorted(local(each) for each in graph().subjects(RDF.type) if str(each).startswith(SHAPES_NS))


def conditions() -> set[str]:
    """Shapes that only other shapes use: nothing is ever reported on them."""
    return {name for name in named() if name.startswith("Is")}


def text(shape: str, property: URIRef) -> str:
    return str(graph().value(URIRef(SHAPES_NS + shape), property))


@dataclass(frozen=True, slots=True)
class Outcome:
    """All broken worlds in one batch: where each shape's example is, and what was found."""

    at_fault: dict[str, str]
    worlds: dict[str, World]
    findings: list[Finding]
    judged: Judged


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    worlds = {shape: world(shape) for shape in OF_BATCHES}
    at_fault = {shape: fault(worlds[shape]) for shape, fault in OF_BATCHES.items()}
    batch = batch_of_worlds(worlds.values())
    with Validator() as validator:
        return Outcome(at_fault, worlds, validator.findings(batch), validator.judged(batch))


@pytest.fixture(scope="module")
def found_in_literals() -> dict[str, list[Finding]]:
    worlds = {shape: world(shape) for shape in OF_LITERALS}
    triples = b"".join(to_ntriples(batch_of_worlds(worlds.values()))).decode()
    for shape, (name, property, literal) in OF_LITERALS.items():
        triples += f"<{ID_BASE}{worlds[shape].ids[name]}> <{NS}{property}> {literal} .\n"
    found = engine(best_engine()).findings(triples, shapes())
    return {
        shape: [each for each in found if each.id == worlds[shape].ids[name]]
        for shape, (name, _, _) in OF_LITERALS.items()
    }


def test_a_sound_world_breaks_no_shape() -> None:
    with Validator() as validator:
        assert validator.findings(batch_of_worlds([world("sound")])) == []


def test_every_shape_has_a_failing_example() -> None:
    in_graphs_only = {"Relationship", "Relationship-earliest", "Relationship-latest", "Statement-columns",
                      "Statement-columns-once"}  # fmt: skip

    assert set(named()) - conditions() == {*OF_BATCHES, *OF_LITERALS, *in_graphs_only}


@pytest.mark.parametrize("shape", OF_BATCHES)
def test_a_failing_example_is_found_with_the_message_of_its_shape(shape: str, outcome: Outcome) -> None:
    (found, *_) = [each for each in outcome.findings if (each.id, each.shape) == (outcome.at_fault[shape], shape)]

    assert found.message == text(shape, MESSAGE)
    assert found.severity == text(shape, SH.severity).removeprefix(str(SH)).lower()


@pytest.mark.parametrize("shape", OF_BATCHES)
def test_a_broken_record_is_refused_alone(shape: str, outcome: Outcome) -> None:
    here = set(outcome.worlds[shape].rows) | {outcome.at_fault[shape]}
    refused = {each.id: each for each in outcome.judged.refused if each.id in here}
    left = {id for label in outcome.judged.sound.nodes for id in outcome.judged.sound.ids(label)} & here
    warned = text(shape, SH.severity) == str(SH.Warning)
    fallen = {id for each in refused.values() for id in each.fallen}

    assert set(refused) == (set() if warned else {outcome.at_fault[shape]})
    assert left == here - set(refused) - fallen


@pytest.mark.parametrize("shape", OF_LITERALS)
def test_a_literal_of_another_type_is_found(shape: str, found_in_literals: dict[str, list[Finding]]) -> None:
    assert shape in {each.shape for each in found_in_literals[shape]}


GRAPHS = {
    "Relationship": f"_:b <{RDF.type}> <{RDF.Statement}> .\n",
    "Relationship-earliest": f'<{ID_BASE}relationship-1> <{RDF.type}> <{RDF.Statement}> .\n'
    f'<{ID_BASE}relationship-1> <{NS}earliest> "2025" .\n',
    "Relationship-latest": f'<{ID_BASE}relationship-1> <{RDF.type}> <{RDF.Statement}> .\n'
    f'<{ID_BASE}relationship-1> <{NS}latest> "2025" .\n',
    "Statement-columns": f"<{ID_BASE}statement-1> <{RDF.type}> <{NS}Statement> .\n"
    f"<{ID_BASE}statement-1> <{NS}columns> _:a .\n"
    f'_:a <{RDF.first}> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n_:a <{RDF.rest}> <{RDF.nil}> .\n',
    "Statement-columns-once": f"<{ID_BASE}statement-1> <{RDF.type}> <{NS}Statement> .\n"
    f"<{ID_BASE}statement-1> <{NS}columns> <{RDF.nil}> .\n"
    f'<{ID_BASE}statement-1> <{NS}columns> _:a .\n_:a <{RDF.first}> "a" .\n_:a <{RDF.rest}> <{RDF.nil}> .\n',
}  # fmt: skip


@pytest.mark.parametrize("shape", GRAPHS)
def test_what_only_a_graph_can_get_wrong_is_found(shape: str) -> None:
    found = engine(best_engine()).findings(GRAPHS[shape], shapes())

    assert shape in {each.shape for each in found}


# The shapes themselves


@pytest.mark.parametrize("shape", named())
def test_a_shape_has_a_name_a_severity_and_a_message_to_act_on(shape: str) -> None:
    assert text(shape, SH.name) == shape
    assert Severity(text(shape, SH.severity).removeprefix(str(SH)).lower())
    assert text(shape, MESSAGE).endswith(".")
    assert len(list(graph().objects(URIRef(SHAPES_NS + shape), MESSAGE))) == 1


def test_shapes_do_not_recur() -> None:
    """shacl-rust crashes on recursion, and SHACL leaves its meaning open (SHACL, 3.4.3)."""
    from graphlib import TopologicalSorter

    leads: dict[Node, set[Node]] = {subject: set() for subject in graph().subjects()}
    for subject, _, object in graph():
        if not isinstance(object, Literal) and object in leads and subject != object:
            leads[subject].add(object)

    TopologicalSorter(leads).prepare()
    assert not [each for each in graph() if each[0] == each[2]]


def test_shapes_are_core_only() -> None:
    used = {str(predicate) for predicate in graph().predicates()}

    assert not used & {str(SH) + name for name in ("sparql", "js", "rule", "target", "expression")}


@pytest.mark.parametrize("pattern", sorted({str(each) for each in graph().objects(None, SH.pattern)}))
def test_a_pattern_is_bounded_and_looks_nowhere_else(pattern: str) -> None:
    """Engines differ on look-around and back-references; nested repeats invite catastrophic backtracking.

    One class may repeat up to the end where sh:maxLength bounds it: large counted repeats cost shacl-rust 50 ms a call.
    """
    without_classes = re.sub(r"\[(?:\\.|[^\]])*\]", "c", pattern)

    bounded = any(graph().value(each, SH.maxLength) for each in graph().subjects(SH.pattern, Literal(pattern)))

    assert not any(sign in without_classes.removesuffix("c+$") for sign in ("(?", "\\1", "*", "+", ",}"))
    assert bounded or not without_classes.endswith("c+$")
    assert all(int(most) <= 100 for most in re.findall(r",(\d+)}", without_classes))
    re.compile(pattern)


def test_only_known_terms_of_shacl_are_used() -> None:
    """shacl-rust ignores a constraint that it does not know, so a slip would check nothing."""
    known = {
        "path", "name", "severity", "message", "property", "targetClass", "targetSubjectsOf", "nodeKind", "pattern",
        "datatype", "minCount", "maxCount", "in", "or", "not", "class", "hasValue", "minInclusive", "maxInclusive",
        "minLength", "maxLength", "lessThan", "lessThanOrEquals", "equals", "disjoint", "alternativePath",
        "inversePath", "zeroOrMorePath", "qualifiedValueShape", "qualifiedMinCount",
    }  # fmt: skip

    used = {str(each).removeprefix(str(SH)) for each in graph().predicates() if str(each).startswith(str(SH))}

    assert used <= known


def test_every_list_of_notations_is_without_repetition() -> None:
    for node in graph().objects(None, URIRef(str(SH) + "in")):
        terms = [str(each) for each in Collection(graph(), node)]
        assert len(terms) == len(set(terms))
