from __future__ import annotations

from datetime import UTC, datetime

from testigo.ontology import rdf
from testigo.ontology.batch import batch
from testigo.ontology.model import Place, Relationship, Statement
from testigo.ontology.terms import Modality, PlaceKind, StatementKind


def test_a_record_is_a_block_and_a_relationship_a_line() -> None:
    place = Place(id="place-1", kind=PlaceKind.CITY, name='"Banias"', latitude=35.18, wikidata_id="Q207325")
    found = batch([place], [Relationship("WITHIN", "place-1", "place-2")])

    document = b"".join(rdf.to_turtle([found])).decode()

    assert document == (
        "@prefix : <https://w3id.org/testigo/ns#> .\n"
        "@prefix id: <https://w3id.org/testigo/id/> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "id:place-1 a :Place ;\n"
        '    :kind "city" ;\n'
        '    :name "\\"Banias\\"" ;\n'
        '    :latitude "35.18"^^xsd:double ;\n'
        '    :wikidataId "Q207325" .\n'
        "\n"
        "id:place-1 :within id:place-2 .\n"
    )


def test_a_list_numbers_and_truths_are_written_bare() -> None:
    moment = datetime(2025, 3, 8, tzinfo=UTC)
    statement = Statement(id="statement-1", kind=StatementKind.COUNT, modality=Modality.ASSERTS, low=700, vague=False,
                          recorded_at=moment, extractor="x", columns=("low", "best"))  # fmt: skip

    document = b"".join(rdf.to_turtle([batch([statement], [])])).decode()

    assert ':columns ( "low" "best" ) ;' in document
    assert ":low 700 ;" in document
    assert ":vague false ." in document


def test_what_a_relationship_carries_is_a_block_beside_it() -> None:
    found = batch([], [Relationship("VIA", "statement-1", "actor-1", ord=0)])

    document = b"".join(rdf.to_turtle([found])).decode()

    assert "id:statement-1 :via id:actor-1 .\n" in document
    assert " a rdf:Statement ;\n    rdf:subject id:statement-1 ;\n    rdf:predicate :via ;\n" in document
    assert "    rdf:object id:actor-1 ;\n    :ord 0 .\n" in document
