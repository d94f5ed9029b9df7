"""Terms, model, tables, Turtle, context and shapes say the same: a property that is added in one place fails here."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import pyarrow as pa
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS, derived, properties
from testigo.ontology.terms import ID_BASE, NS, Scheme
from testigo.ontology.vocabulary import DATATYPES, XSD, carried, columns, relationship_name

T = Namespace(NS)
ANNOTATIONS = {T.takesFrom, T.derived, T.asClass}
PROPERTIES = [(label, name) for label in NODES for name in columns(label)]
CARRIED = [(type, name) for type in RELATIONSHIPS for name in carried(type)]


@cache
def turtle(name: str) -> Graph:
    return Graph().parse(data=files("testigo.ontology").joinpath(name).read_text("utf-8"), format="turtle")


@cache
def context() -> dict[str, object]:
    document = json.loads(files("testigo.ontology").joinpath("context.jsonld").read_text("utf-8"))
    found: dict[str, object] = document["@context"]
    return found


def members(graph: Graph, node: Node | None) -> set[Node]:
    """The classes of a union, or the one class."""
    union = graph.value(node, OWL.unionOf)
    return {node} if node is not None and union is None else set(Collection(graph, union))  # type: ignore[arg-type]


def datatype(kind: pa.DataType) -> URIRef:
    return URIRef(XSD + DATATYPES.get(kind, "string"))


def scheme_of(label: str, name: str) -> type[Scheme] | None:
    kind = properties(label)[name][1]
    return kind if isinstance(kind, type) and issubclass(kind, Scheme) else None


# core.ttl


def test_core_has_the_classes_of_the_model_and_no_other() -> None:
    classes = {each for each in turtle("core.ttl").subjects(RDF.type, OWL.Class) if isinstance(each, URIRef)}

    assert classes == {T[label] for label in NODES}


def test_core_has_the_properties_of_tables_and_relationships_and_no_other() -> None:
    core = turtle("core.ttl")
    kinds = (OWL.DatatypeProperty, OWL.ObjectProperty, OWL.AnnotationProperty)

    found = {each for kind in kinds for each in core.subjects(RDF.type, kind)}

    literal = {T[name] for _, name in [*PROPERTIES, *CARRIED]}
    assert found - ANNOTATIONS == literal | {T[relationship_name(type)] for type in RELATIONSHIPS}


def test_everything_in_core_has_labels_in_two_languages_and_a_definition() -> None:
    core = turtle("core.ttl")
    terms = {each for each in core.subjects() if isinstance(each, URIRef) and each.startswith(NS)}

    for term in terms:
        languages = {label.language for label in core.objects(term, RDFS.label) if isinstance(label, Literal)}
        assert languages == {"en", "ar"}, term
        assert core.value(term, SKOS.definition), term


@pytest.mark.parametrize("name", sorted({name for _, name in [*PROPERTIES, *CARRIED]}))
def test_core_gives_a_property_its_classes_its_type_and_its_schemes(name: str) -> None:
    core = turtle("core.ttl")
    labels = [label for label, each in PROPERTIES if each == name]
    relationships = {RDF.Statement} if name in {each for _, each in CARRIED} else set()
    kinds = {columns(label)[name] for label in labels} | {carried(type)[name] for type, each in CARRIED if each == name}
    schemes = {T[f"{scheme.short_name()}-scheme"] for label in labels if (scheme := scheme_of(label, name))}

    (kind,) = kinds
    assert members(core, core.value(T[name], RDFS.domain)) == {T[label] for label in labels} | relationships
    assert core.value(T[name], RDFS.range) == (RDF.List if pa.types.is_list(kind) else datatype(kind))
    assert schemes <= set(core.objects(T[name], T.takesFrom))
    assert set(core.objects(T[name], T.derived)) == {T[label] for label in labels if name in derived(label)}


@pytest.mark.parametrize("type", RELATIONSHIPS)
def test_core_gives_a_relationship_its_ends(type: str) -> None:
    core, kind, property = turtle("core.ttl"), RELATIONSHIPS[type], T[relationship_name(type)]

    assert (property, RDF.type, OWL.ObjectProperty) in core
    assert members(core, core.value(property, RDFS.domain)) == {T[label] for label in kind.starts}
    assert members(core, core.value(property, RDFS.range)) == {T[label] for label in kind.ends}


def test_schemes_that_core_names_are_there() -> None:
    named = set(turtle("core.ttl").objects(None, T.takesFrom))

    assert named <= set(turtle("schemes.ttl").subjects(RDF.type, SKOS.ConceptScheme))


@pytest.mark.parametrize(
    ("label", "classes"),
    [
        ("Report", {"http://www.w3.org/ns/prov#Entity", "https://schema.org/Article"}),
        ("Passage", {"http://www.w3.org/ns/oa#SpecificResource"}),
        ("Event", {"http://semanticweb.cs.vu.nl/2009/11/sem/Event", "https://schema.org/Event"}),
        ("Participation", {"http://semanticweb.cs.vu.nl/2009/11/sem/Role"}),
        ("Actor", {"http://semanticweb.cs.vu.nl/2009/11/sem/Actor", "http://www.w3.org/ns/prov#Agent"}),
        ("Place", {"http://www.opengis.net/ont/geosparql#Feature", "https://schema.org/Place"}),
        ("Name", {"http://www.w3.org/2008/05/skos-xl#Label"}),
        ("Concept", {str(SKOS.Concept)}),
        ("LoadRun", {"http://www.w3.org/ns/prov#Activity"}),
    ],
)
def test_a_class_is_aligned(label: str, classes: set[str]) -> None:
    assert {str(each) for each in turtle("core.ttl").objects(T[label], RDFS.subClassOf)} == classes


# context.jsonld


def test_the_context_has_the_terms_of_the_ontology_and_no_other() -> None:
    helpers = {"@version", "@base", "testigo", "rdf", "xsd", "id", "subject", "predicate", "object"}
    names = {name for _, name in [*PROPERTIES, *CARRIED]} | {relationship_name(type) for type in RELATIONSHIPS}

    assert context().keys() == helpers | NODES.keys() | names
    assert (context()["testigo"], context()["@base"]) == (NS, ID_BASE)


@pytest.mark.parametrize(("owner", "name"), [*PROPERTIES, *CARRIED])
def test_the_context_gives_a_property_the_type_of_its_column(owner: str, name: str) -> None:
    kind = (columns(owner) if owner in NODES else carried(owner))[name]
    typed = {"@type": f"xsd:{DATATYPES[kind]}"} if kind in DATATYPES else {}
    expected = {"@container": "@list"} if pa.types.is_list(kind) else typed

    assert context()[name] == {"@id": f"testigo:{name}"} | expected


def test_the_context_makes_classes_and_relationships_iris() -> None:
    assert {label: context()[label] for label in NODES} == {label: f"testigo:{label}" for label in NODES}
    for name in map(relationship_name, RELATIONSHIPS):
        assert context()[name] == {"@id": f"testigo:{name}", "@type": "@id"}


# shapes.ttl


@cache
def shapes_of(label: str) -> set[Node]:
    """The property shapes that apply to every record of a label."""
    shapes = turtle("shapes.ttl")
    return {
        property
        for shape in shapes.subjects(SH.targetClass, T[label])
        for property in shapes.objects(shape, SH.property)
    }


def notations(node: Node | None) -> set[str]:
    return set() if node is None else {str(each) for each in Collection(turtle("shapes.ttl"), node)}


def mentioned(path: Node | None) -> set[str]:
    """The local names of our terms in a path."""
    if isinstance(path, URIRef):
        return {path.removeprefix(NS)} if path.startswith(NS) else set()
    shapes = turtle("shapes.ttl")
    steps = [each for each in shapes.objects(path) if isinstance(each, URIRef | BNode)]
    return set().union(*(mentioned(each) for each in steps))


@pytest.mark.parametrize(("label", "name"), PROPERTIES)
def test_a_shape_checks_the_type_of_a_property(label: str, name: str) -> None:
    shapes, kind = turtle("shapes.ttl"), columns(label)[name]
    typed = {each for each in shapes_of(label) if shapes.value(each, SH.datatype)}
    fitting = [each for each in typed if name in mentioned(shapes.value(each, SH.path))]

    assert fitting, f"no shape of {label} says the type of {name}"
    assert {shapes.value(each, SH.datatype) for each in fitting} == {datatype(kind)}


@pytest.mark.parametrize(
    ("label", "name"), [(label, name) for label in NODES for name in columns(label) if properties(label)[name][2]]
)
def test_a_shape_demands_what_the_model_demands(label: str, name: str) -> None:
    shapes = turtle("shapes.ttl")
    demanding = {each for each in shapes_of(label) if shapes.value(each, SH.minCount) == Literal(1)}

    assert T[name] in {shapes.value(each, SH.path) for each in demanding}


@pytest.mark.parametrize(("label", "name"), [pair for pair in PROPERTIES if scheme_of(*pair)])
def test_a_shape_lists_the_notations_of_a_scheme(label: str, name: str) -> None:
    shapes, scheme = turtle("shapes.ttl"), scheme_of(label, name)
    assert scheme is not None
    lists = [
        notations(shapes.value(each, SH["in"])) for each in shapes_of(label) if shapes.value(each, SH.path) == T[name]
    ]

    assert set(scheme.notations()) in lists


def test_a_shape_lists_statuses_and_reviews_for_an_assessment() -> None:
    from testigo.ontology.terms import Review, Status

    shapes = turtle("shapes.ttl")
    lists = [
        notations(shapes.value(each, SH["in"])) for each in shapes_of("Assessment")
        if shapes.value(each, SH.path) == T.verdict
    ]  # fmt: skip

    assert {*Status.notations(), *Review.notations()} in lists


@pytest.mark.parametrize("label", NODES)
def test_shapes_of_a_label_speak_of_its_properties_and_relationships_only(label: str) -> None:
    shapes = turtle("shapes.ttl")
    own = set(columns(label)) | {
        relationship_name(type) for type, kind in RELATIONSHIPS.items() if label in kind.starts
    }
    incoming = {relationship_name(type) for type, kind in RELATIONSHIPS.items() if label in kind.ends}

    for each in shapes_of(label):
        path = shapes.value(each, SH.path)
        assert mentioned(path) <= (own if isinstance(path, URIRef) else own | incoming), each


def test_shapes_speak_of_terms_that_exist() -> None:
    shapes = turtle("shapes.ttl")
    used = {
        each.removeprefix(NS)
        for triple in shapes
        for each in triple
        if isinstance(each, URIRef) and each.startswith(NS)
    }
    names = {name for _, name in [*PROPERTIES, *CARRIED]} | {relationship_name(type) for type in RELATIONSHIPS}

    assert used <= names | NODES.keys()


def classes(node: Node) -> set[Node]:
    """The classes a shape demands: one by sh:class, or several by sh:or."""
    shapes = turtle("shapes.ttl")
    options = shapes.value(node, SH["or"])
    found = set(shapes.objects(node, SH["class"]))
    for option in Collection(shapes, options) if options is not None else ():
        found |= set(shapes.objects(option, SH["class"]))
    return found


@pytest.mark.parametrize("type", RELATIONSHIPS)
def test_a_shape_checks_both_ends_of_a_relationship(type: str) -> None:
    shapes, kind, property = turtle("shapes.ttl"), RELATIONSHIPS[type], T[relationship_name(type)]
    starting = [each for each in shapes.subjects(SH.targetSubjectsOf, property) if classes(each)]
    ending = [
        classes(end) for each in starting for end in shapes.objects(each, SH.property)
        if shapes.value(end, SH.path) == property and classes(end)
    ]  # fmt: skip

    assert [classes(each) for each in starting] == [{T[label] for label in kind.starts}]
    assert ending == [{T[label] for label in kind.ends}]


@pytest.mark.parametrize("name", sorted({name for _, name in CARRIED}))
def test_a_shape_checks_what_a_relationship_carries(name: str) -> None:
    shapes = turtle("shapes.ttl")
    (kind,) = {carried(type)[name] for type, each in CARRIED if each == name}
    typed = {
        shapes.value(each, SH.datatype)
        for shape in shapes.subjects(SH.targetClass, RDF.Statement) for each in shapes.objects(shape, SH.property)
        if shapes.value(each, SH.path) == T[name] and shapes.value(each, SH.datatype)
    }  # fmt: skip

    assert typed == {datatype(kind)}
