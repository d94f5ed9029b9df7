from importlib.resources import files

from rdflib import Graph
from rdflib.namespace import SKOS
from testigo.ontology.terms import EventType, PlaceKind, Scope
from testigo.store.views.policy import BROADER, NARROWEST, SCOPES


def test_the_hierarchy_of_types_is_that_of_the_scheme() -> None:
    schemes = Graph().parse(data=files("testigo.ontology").joinpath("schemes.ttl").read_text("utf-8"), format="turtle")
    notation = {term: str(value) for term, value in schemes.subject_objects(SKOS.notation)}
    types = set(EventType.notations())
    of_scheme = {
        notation[narrower]: notation[broader]
        for narrower, broader in schemes.subject_objects(SKOS.broader)
        if "event-type" in str(narrower) and notation[narrower] in types
    }

    assert {str(narrower): str(broader) for narrower, broader in BROADER.items()} == of_scheme


def test_every_scope_and_kind_of_place_has_its_rank() -> None:
    assert set(SCOPES) == set(Scope)
    assert set(NARROWEST) == set(PlaceKind)
