from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from testigo.ontology import ntriples, rdf
from testigo.ontology.batch import Batch, batch, node_table, relationship_table
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import NODES, Actor, Marking, Place, Relationship, Statement
from testigo.ontology.tables import RELATIONSHIPS
from testigo.ontology.terms import ActorKind, Modality, PlaceKind, StatementKind, Tlp
from testigo.ontology.vocabulary import carried, columns

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES: dict[pa.DataType, st.SearchStrategy[object]] = {
    pa.string(): TEXT,
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(allow_nan=False, allow_infinity=False),
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(),
    pa.timestamp("us", "UTC"): st.datetimes(timezones=st.just(UTC)),
    pa.list_(pa.string()): st.lists(TEXT, max_size=3),
}


def ids(label: str) -> st.SearchStrategy[str]:
    return st.text("0123456789abcdef", min_size=1, max_size=3).map(lambda tail: f"{label.lower()}-{tail}")


def values(kinds: dict[str, pa.DataType]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional={name: st.none() | VALUES[kind] for name, kind in kinds.items()})


def node_tables(label: str) -> st.SearchStrategy[pa.Table]:
    rows = st.dictionaries(ids(label), values(columns(label)), min_size=1, max_size=3)
    return rows.map(lambda found: node_table(label, [{"id": id, **more} for id, more in found.items()]))


def relationship_tables(type: str) -> st.SearchStrategy[pa.Table]:
    kind = RELATIONSHIPS[type]
    starts, ends = (st.sampled_from(labels).flatmap(ids) for labels in (kind.starts, kind.ends))
    rows = st.dictionaries(st.tuples(starts, ends), values(carried(type)), min_size=1, max_size=3)
    return rows.map(
        lambda found: relationship_table(type, [{"start": a, "end": b, **more} for (a, b), more in found.items()])
    )


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """Any batch that the tables allow: every column, every value, absent or not."""
    labels = draw(st.sets(st.sampled_from(list(NODES)), max_size=3))
    types = draw(st.sets(st.sampled_from(list(RELATIONSHIPS)), max_size=3))
    return Batch(
        {label: draw(node_tables(label)) for label in NODES if label in labels},
        {type: draw(relationship_tables(type)) for type in RELATIONSHIPS if type in types},
    )


def content(batch: Batch) -> object:
    """What a batch says, the order of rows apart; −0 is not 0."""
    tables = {**batch.nodes, **batch.relationships}
    return {name: (table.schema, sorted(map(repr, table.to_pylist()))) for name, table in tables.items()}


WRITERS: dict[str, Callable[[Batch], bytes]] = {
    "ntriples": lambda batch: b"".join(rdf.to_ntriples(batch)),
    "turtle": lambda batch: b"".join(rdf.to_turtle([batch])),
    "jsonld": lambda batch: b"".join(rdf.to_jsonld([batch])),
}


@pytest.mark.parametrize("format", WRITERS)
@given(found=batches())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
def test_any_batch_survives_the_way_to_a_document_and_back(format: str, found: Batch) -> None:
    document = WRITERS[format](found)

    assert content(rdf.parsed(document, format)) == content(found)


@given(found=batches())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
def test_any_batch_survives_the_way_to_a_graph_and_back(found: Batch) -> None:
    assert content(rdf.from_graph(rdf.graph(found))) == content(found)


@given(found=batches(), draw=st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
def test_damaged_lines_make_another_batch_or_one_error(found: Batch, draw: st.DataObject) -> None:
    lines = b"".join(rdf.to_ntriples(found)).decode().splitlines()
    words = [word for line in lines for word in line.split(" ")]
    damaged = [
        draw.draw(st.sampled_from(words)).join(line.split(draw.draw(st.sampled_from(line.split(" "))), 1))
        for line in draw.draw(st.permutations(lines)) if draw.draw(st.booleans())
    ]  # fmt: skip

    try:
        read = rdf.from_ntriples("\n".join(damaged).encode())
    except InvalidValue:
        return

    assert content(rdf.from_ntriples(rdf.to_ntriples(read))) == content(read)


def statement(id: str = "statement-1", **more: object) -> Statement:
    moment = datetime(2025, 3, 8, 1, 2, 3, 4, UTC)
    fixed = {"kind": StatementKind.COUNT, "modality": Modality.ASSERTS, "recorded_at": moment, "extractor": "x"}
    return Statement(id=id, **fixed | more)  # type: ignore[arg-type]


def everything() -> Batch:
    place = Place(id="place-1", kind=PlaceKind.CITY, name="بانياس", latitude=-0.0, longitude=0.1 + 0.2)
    return batch(
        [statement(columns=("b", "a", "b"), low=700, vague=False), statement("statement-2", columns=()), place,
         Actor(id="actor-1", kind=ActorKind.MONITOR, name='a "\\\n\r\t\x00\x7f\u2028😀', identified=True)],
        [Relationship("SAID_BY", "statement-1", "actor-1"), Relationship("VIA", "statement-1", "actor-1", ord=0),
         Relationship("VIA", "statement-2", "actor-1")],
    )  # fmt: skip


def test_all_formats_hold_the_same_triples() -> None:
    found = everything()
    nt, ttl, jsonld = (
        Graph().parse(data=WRITERS[name](found), format=rdf.FORMATS[name]) for name in ("ntriples", "turtle", "jsonld")
    )

    assert isomorphic(nt, ttl)
    assert isomorphic(nt, jsonld)


def test_a_statement_is_written_with_exact_types() -> None:
    found = batch([statement(confidence=0.1 + 0.2, low=700, since=date(2025, 3, 6), vague=True)], [])

    lines = b"".join(rdf.to_ntriples(found)).decode().splitlines()

    about = "<https://w3id.org/testigo/id/statement-1> <https://w3id.org/testigo/ns#"
    xsd = "<http://www.w3.org/2001/XMLSchema#"
    assert f'{about}kind> "count" .' in lines
    assert f'{about}low> "700"^^{xsd}integer> .' in lines
    assert f'{about}vague> "true"^^{xsd}boolean> .' in lines
    assert f'{about}since> "2025-03-06"^^{xsd}date> .' in lines
    assert f'{about}confidence> "0.30000000000000004"^^{xsd}double> .' in lines
    assert f'{about}recordedAt> "2025-03-08T01:02:03.000004Z"^^{xsd}dateTime> .' in lines


def test_ids_stand_under_the_base_that_is_asked_for() -> None:
    found, base = everything(), "https://example.org/graph/"

    document = b"".join(rdf.to_ntriples(found, base))

    assert b"<https://example.org/graph/statement-1>" in document
    assert b"testigo/id/" not in document
    assert content(rdf.from_ntriples(document, base)) == content(found)


@pytest.mark.parametrize(
    "base", ["", "id/", "https://example.org/id", "https://example.org/#", "https://a b/", "urn:x:"]
)
def test_a_base_that_would_make_no_iris_is_refused(base: str) -> None:
    with pytest.raises(InvalidValue, match="absolute IRI that ends with a slash"):
        list(rdf.to_ntriples(everything(), base))


def test_ids_under_another_base_are_refused_with_the_remedy() -> None:
    document = b"".join(rdf.to_ntriples(everything(), "https://example.org/graph/"))

    with pytest.raises(InvalidValue, match="with ids under another base, name it"):
        rdf.from_ntriples(document)


def test_a_batch_is_written_in_pieces_of_whole_lines() -> None:
    pieces = list(rdf.to_ntriples(everything()))

    assert len(pieces) > 10
    assert all(piece.endswith(b".\n") for piece in pieces if piece)


def test_a_part_of_a_table_is_written_as_that_part() -> None:
    found = batch([statement(f"statement-{n}", columns=(str(n), "x")) for n in range(9)], [])
    part = Batch({"Statement": found.nodes["Statement"].slice(3, 2)})

    assert content(rdf.from_ntriples(rdf.to_ntriples(part))) == content(part)
    assert content(rdf.parsed(WRITERS["turtle"](part), "turtle")) == content(part)
    assert content(rdf.parsed(WRITERS["jsonld"](part), "jsonld")) == content(part)


def test_a_table_longer_than_a_slice_is_written_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ntriples, "ROWS", 2)
    found = batch(
        [statement(f"statement-{n}", columns=(str(n),) * n) for n in range(5)],
        [Relationship("VIA", f"statement-{n}", "actor-1", ord=n if n % 2 else None) for n in range(5)],
    )

    for format, write in WRITERS.items():
        assert content(rdf.parsed(write(found), format)) == content(found)


def test_a_table_with_other_columns_is_refused() -> None:
    table = node_table("Actor", [{"id": "actor-1"}])

    with pytest.raises(InvalidValue, match=r"Actor: columns .* \['colour'\]"):
        list(rdf.to_ntriples(Batch({"Actor": table.append_column("colour", pa.array(["red"]))})))
    with pytest.raises(InvalidValue, match=r"Actor: columns .* \['name'\]"):
        list(rdf.to_ntriples(Batch({"Actor": table.drop_columns(["name"])})))


def test_several_batches_make_one_document() -> None:
    one, other = batch([Marking(id="marking-1", level=Tlp.RED)], []), everything()

    whole = rdf.parsed(b"".join(rdf.to_turtle([one, other])), "turtle")

    assert content(whole) == content(Batch({**other.nodes, **one.nodes}, other.relationships))


def test_an_empty_batch_is_an_empty_document_in_every_format() -> None:
    for format, write in WRITERS.items():
        assert content(rdf.parsed(write(Batch()), format)) == {}


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_is_not_finite_is_refused(number: float) -> None:
    place = Place(id="place-1", kind=PlaceKind.CITY, name="x", latitude=number)

    with pytest.raises(InvalidValue, match="no finite number"):
        list(rdf.to_ntriples(batch([place], [])))


def test_half_of_a_surrogate_pair_is_refused_in_a_record_and_in_a_document() -> None:
    with pytest.raises(InvalidValue, match=r"Actor\.name: a value does not fit"):
        batch([Actor(id="actor-1", kind=ActorKind.CROWD, name="\ud800", identified=False)], [])
    with pytest.raises(InvalidValue, match="no value of its type"):
        rdf.from_ntriples(rb'<https://w3id.org/testigo/id/actor-1> <https://w3id.org/testigo/ns#name> "\uD800" .')


def test_bytes_that_are_no_utf_8_are_refused() -> None:
    forged = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\x03\0\0\0"), pa.py_buffer(b"\xed\xa0\x80"))
    table = node_table("Actor", [{"id": "actor-1", "name": "x"}])
    table = table.set_column(table.schema.get_field_index("name"), "name", forged)

    with pytest.raises(InvalidValue, match="surrogate"):
        list(rdf.to_ntriples(Batch({"Actor": table})))


@pytest.mark.parametrize("id", ["actor 1", "actor-1>", "Actor-1", "actor", "actor-é", "actor-1\n", ""])
def test_an_id_that_would_be_no_iri_is_refused(id: str) -> None:
    table = node_table("Actor", [{"id": id}])

    with pytest.raises(InvalidValue, match="is no id"):
        list(rdf.to_ntriples(Batch({"Actor": table})))


def test_a_moment_in_another_zone_is_the_same_moment_in_utc() -> None:
    zone = timezone(timedelta(hours=3))
    found = batch([statement(recorded_at=datetime(2025, 3, 8, 3, 0, tzinfo=zone))], [])

    document = b"".join(rdf.to_ntriples(found))

    assert b'"2025-03-08T00:00:00.000000Z"' in document
    moment = document.replace(b"00:00:00.000000Z", b"03:00:00+03:00")
    assert content(rdf.from_ntriples(moment)) == content(found)


ID, NS, XSD = "https://w3id.org/testigo/id/", "https://w3id.org/testigo/ns#", "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HEAD = f"""@prefix : <{NS}> . @prefix id: <{ID}> . @prefix rdf: <{RDF}> . @prefix xsd: <{XSD}> .
"""


@pytest.mark.parametrize(
    ("turtle", "finding"),
    [
        ("id:actor-1 a :Place .", "its id says Actor"),
        ("id:actor-1 a :Gang .", "its id says Actor"),
        ('id:actor-1 :name "x" .', "has properties and no class"),
        ('id:actor-1 a :Actor ; :colour "red" .', "'colour', which is no property of Actor"),
        ("id:actor-1 a :Actor ; :low 3 .", "'low', which is no property of Actor"),
        ('id:actor-1 a :Actor ; :name "a" , "b" .', "two values for 'name'"),
        ('id:actor-1 a :Actor ; :name "a"@en .', "name of actor-1 is 'a'@en; need a literal of xsd:string"),
        ("id:actor-1 a :Actor ; :name id:actor-2 .", "need a literal of xsd:string"),
        ('id:actor-1 a :Actor ; :identified "yes"^^xsd:boolean .', "no value of its type"),
        ("id:actor-1 a :Actor ; :identified 1 .", "need a literal of xsd:boolean"),
        ('id:event-1 a :Event ; :earliest "2023-02-30"^^xsd:date .', "no value of its type"),
        ('id:event-1 a :Event ; :earliest "20230228"^^xsd:date .', "no value of its type"),
        ('id:event-1 a :Event ; :earliest "2023-02-28" .', "need a literal of xsd:date"),
        ('id:event-1 a :Event ; :killedLow "1e3"^^xsd:integer .', "no value of its type"),
        ("id:event-1 a :Event ; :killedLow 9223372036854775808 .", "no value of its type"),
        ("id:place-1 a :Place ; :latitude 35.1 .", "need a literal of xsd:double"),
        ('id:place-1 a :Place ; :latitude "INF"^^xsd:double .', "no value of its type"),
        ('id:statement-1 a :Statement ; :recordedAt "2025-03-08T01:02:03"^^xsd:dateTime .', "no value of its type"),
        ('id:statement-1 a :Statement ; :recordedAt "2025-03-08T01:02:03.0000001Z"^^xsd:dateTime .', "no value"),
        ("id:statement-1 a :Statement ; :columns 3 .", "columns of statement-1 is a list"),
        ("id:statement-1 a :Statement ; :columns ( 3 ) .", "need a literal of xsd:string"),
        ('id:statement-1 a :Statement ; :columns ( "a" ) , ( "b" ) .', "two values for"),
        ('id:statement-1 :columns _:x . _:x rdf:first "a" .', "broken off"),
        ('id:statement-1 :columns _:x . _:x rdf:first "a" ; rdf:rest _:x .', "runs in a circle"),
        ('[] rdf:first "a" ; rdf:rest () .', "belongs to no record"),
        ('[] :name "a" .', "only lists have blank nodes"),
        ("id:statement-1 :saidBy id:place-1 .", "SAID_BY joins Statement to Actor, not statement-1 to place-1"),
        ("id:statement-1 :saidBy <https://example.org/me> .", "is no record under"),
        ("id:relationship-1 a rdf:Statement ; :ord 1 .", "does not say its start"),
        ("<https://example.org/me> a :Actor .", "is no record under"),
        ("<https://w3id.org/testigo/id/actor-1/x> a :Actor .", "is no record under"),
        ("id:gang-1 a :Actor .", "gang-1 is no id of a record"),
        ("id:statement-1 :saidBy id:relationship-1 .", "relationship-1 is no id of a record"),
        ("id:relationship-1 a rdf:Statement ; rdf:subject id:statement-1 ; rdf:predicate :via ; rdf:object 3 .",
         "does not say its end"),
    ],
)  # fmt: skip
def test_a_triple_that_no_batch_holds_is_refused_and_not_dropped(turtle: str, finding: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        rdf.parsed((HEAD + turtle).encode(), "turtle")

    assert finding in str(refused.value)


def test_an_ill_typed_literal_is_one_error_and_no_warning(
    recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(InvalidValue, match="earliest of event-1 is '2023-02-30'"):
        rdf.parsed((HEAD + 'id:event-1 a :Event ; :earliest "2023-02-30"^^xsd:date .').encode(), "turtle")

    assert not recwarn.list
    assert not caplog.records


def test_what_a_relationship_carries_needs_its_relationship() -> None:
    document = b"".join(rdf.to_ntriples(batch([], [Relationship("VIA", "statement-1", "actor-1", ord=2)])))
    graph = Graph().parse(data=document, format="nt")
    graph.remove((URIRef(ID + "statement-1"), URIRef(NS + "via"), None))

    with pytest.raises(InvalidValue, match="stands beside no relationship"):
        rdf.from_graph(graph)


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_a_document_that_is_not_well_formed_is_refused(format: str) -> None:
    with pytest.raises(InvalidValue, match="not well-formed"):
        rdf.parsed(b"{ this is neither", format)
