"""The shapes that some labels need: what can find something in a record of theirs, and all that it refers to."""

from __future__ import annotations

from collections import Counter

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.compare import isomorphic
from testigo.ontology.model import NODES
from testigo.ontology.validation.narrowed import narrowed
from testigo.ontology.validation.shipped import shapes

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://w3id.org/testigo/ns#> . @prefix ex: <http://x.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ACTOR = frozenset({"Actor"})


def kept(turtle: str) -> set[str]:
    """The shapes that actors need."""
    graph = Graph().parse(data=narrowed(PREFIXES + turtle, ACTOR), format="turtle")
    return {str(each).rpartition("/")[2] for each in graph.subjects(RDF.type, SH.NodeShape)}


def told(turtle: str) -> Counter[tuple[object, ...]]:
    """The triples of a document, blank nodes alike."""
    graph = Graph().parse(data=turtle, format="turtle")
    return Counter(tuple("_" if isinstance(term, BNode) else term for term in triple) for triple in graph)


def test_with_all_labels_the_shapes_are_whole() -> None:
    assert told(narrowed(shapes(), frozenset(NODES))) == told(shapes())


def test_text_and_languages_stay_as_they_are() -> None:
    turtle = PREFIXES + """ex:a a sh:NodeShape ; sh:message "a\\n\\"b\\" \\\\ é\\u0007"@en, "c" ; sh:minLength 1 ."""

    again = narrowed(turtle, ACTOR)
    assert isomorphic(Graph().parse(data=again, format="nt"), Graph().parse(data=turtle, format="turtle"))


def test_shapes_of_other_labels_go_and_those_of_relationships_stay() -> None:
    turtle = """
      ex:a a sh:NodeShape ; sh:targetClass :Actor ; sh:property [ sh:path :kind ; sh:minCount 1 ] .
      ex:b a sh:NodeShape ; sh:targetClass :Event ; sh:property [ sh:path :type ; sh:minCount 1 ] .
      ex:c a sh:NodeShape ; sh:targetSubjectsOf :saidBy ; sh:class :Statement .
      ex:d a sh:NodeShape ; sh:targetClass :Event ; sh:targetNode ex:one .
      ex:e a sh:NodeShape ; sh:targetClass :Event, :Actor ."""

    assert kept(turtle) == {"a", "c", "d", "e"}
    assert "type>" not in narrowed(PREFIXES + turtle, ACTOR).replace(str(RDF.type), "")


def test_what_a_shape_refers_to_stays_whoever_it_is_for() -> None:
    turtle = """
      ex:a a sh:NodeShape ; sh:targetClass :Actor ; sh:or ( ex:b [ sh:node ex:c ] ) .
      ex:b a sh:NodeShape ; sh:targetClass :Event .
      ex:c a sh:NodeShape .
      ex:d a sh:NodeShape ; sh:targetClass :Event ; sh:node ex:e, ex:f .
      ex:e a sh:NodeShape .
      ex:f a sh:NodeShape ; sh:targetClass :Actor ."""

    assert kept(turtle) == {"a", "b", "c", "f"}


def test_a_class_above_others_and_a_shape_that_is_a_class_stay() -> None:
    turtle = """
      ex:a a sh:NodeShape ; sh:targetClass :Event . :Actor rdfs:subClassOf :Event .
      ex:b a sh:NodeShape, rdfs:Class ; sh:targetClass :Place .
      ex:c a sh:NodeShape ; sh:targetClass ex:Other ."""

    assert kept(turtle) == {"a", "b", "c"}


def test_records_that_only_relationships_name_need_no_label() -> None:
    graph = Graph().parse(data=narrowed(shapes(), frozenset()), format="turtle")

    assert not {each for each in graph.objects(None, SH.targetClass) if each != RDF.Statement}
    assert URIRef("https://w3id.org/testigo/ns#saidBy") in set(graph.objects(None, SH.targetSubjectsOf))
