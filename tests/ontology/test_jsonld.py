from __future__ import annotations

import json
from typing import Any

import pytest
from testigo.ontology import rdf
from testigo.ontology.batch import Batch, batch
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import LoadRun, Place, Relationship
from testigo.ontology.tables import node_schema
from testigo.ontology.terms import PlaceKind

BASE = "https://example.org/graph/"


def written(found: Batch, base: str = BASE) -> dict[str, Any]:  # JSON
    document: dict[str, Any] = json.loads(b"".join(rdf.to_jsonld([found], base)))
    return document


def place(**more: object) -> Batch:
    return batch([Place(id="place-1", kind=PlaceKind.CITY, name="x", **more)], [])  # type: ignore[arg-type]


def test_a_record_is_an_object_with_the_names_of_its_properties() -> None:
    assert written(place(geonames_id="7"))["@graph"] == [
        {"id": "place-1", "@type": "Place", "kind": "city", "name": "x", "geonamesId": "7"},
    ]


def test_a_relationship_is_an_object_and_what_it_carries_another() -> None:
    found = batch(
        [], [Relationship("VIA", "statement-1", "actor-1", ord=0), Relationship("VIA", "statement-2", "actor-1")]
    )

    one, two, more = written(found)["@graph"]

    assert one == {"id": "statement-1", "via": "actor-1"}
    assert two == {"id": "statement-2", "via": "actor-1"}
    ends = {"subject": "statement-1", "predicate": "via", "object": "actor-1"}
    assert more.items() >= {"@type": "rdf:Statement", "ord": 0, **ends}.items()


def test_the_document_carries_its_context_and_the_base_that_is_asked_for() -> None:
    context = written(place())["@context"]

    assert isinstance(context, dict)
    assert context["@base"] == BASE
    assert rdf.parsed(b"".join(rdf.to_jsonld([place()], BASE)), "jsonld", BASE).ids("Place") == ["place-1"]


def test_a_double_is_a_string_that_keeps_every_digit() -> None:
    (object,) = written(place(latitude=0.1 + 0.2))["@graph"]

    assert object["latitude"] == "0.30000000000000004"


def test_a_whole_number_that_other_readers_would_round_is_a_string() -> None:
    row = {"id": "loadrun-1", "records": 2**53, "refused": 2**53 + 1}
    table = node_schema("LoadRun").empty_table()
    found = Batch({"LoadRun": table.from_pylist([row], schema=node_schema("LoadRun"))})

    (object,) = written(found)["@graph"]

    assert (object["records"], object["refused"]) == (9007199254740992, "9007199254740993")
    assert LoadRun.__name__ == object["@type"]


@pytest.mark.parametrize(
    "context",
    [b'"https://example.org/context"', b'[{}, "https://example.org/context"]', b'{"@import": "https://example.org/c"}',
     b'{"x": {"@id": "y:y", "@context": "https://example.org/context"}}'],
)  # fmt: skip
def test_a_context_that_would_be_fetched_is_refused(context: bytes) -> None:
    with pytest.raises(InvalidValue, match="would have to be fetched"):
        rdf.parsed(b'{"@context": ' + context + b', "@id": "actor-1"}', "jsonld")
