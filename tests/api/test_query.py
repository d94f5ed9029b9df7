from __future__ import annotations

import pytest
from testigo.ontology.ids import minted
from testigo.store.asking import ask

from tests.api.conftest import Graph

COAST = "Killing of civilians in Syria’s coastal region, 2025-03-06 to 2025-03-08"
BANIYAS = "Killing of civilians in Baniyas, 2025-03-07"
TARTUS = "One-sided violence in Tartus, 2025-03-10"

TIMELINE = """
query ($from: Date, $to: Date, $actor: ID, $place: ID, $type: [EventType!]) {
  timeline(from: $from, to: $to, actor: $actor, place: $place, type: $type) { totalCount nodes { id title } }
}
"""


def titles(graph: Graph, **arguments: object) -> list[str]:
    found = graph.client.ask(TIMELINE, **arguments)["timeline"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]]


def test_timeline_is_in_order_of_time(graph: Graph) -> None:
    assert titles(graph) == [COAST, BANIYAS, TARTUS]


def test_events_are_those_of_the_catalogue_the_undated_last(graph: Graph) -> None:
    found = graph.client.ask("{ events { nodes { id earliest } } }")["events"]["nodes"]

    assert [node["id"] for node in found] == ask("timeline", store=graph.store)["event"].to_list()
    assert [node["earliest"] for node in found][-1] is None


def test_timeline_holds_what_can_have_been_in_the_span(graph: Graph) -> None:
    assert titles(graph, **{"from": "2025-03-08"}) == [COAST, TARTUS]
    assert titles(graph, to="2025-03-06") == [COAST]
    assert titles(graph, **{"from": "2025-03-09", "to": "2025-03-09"}) == []


def test_timeline_of_a_place_holds_what_was_anywhere_within(graph: Graph) -> None:
    assert titles(graph, place=graph.sample.baniyas) == [BANIYAS]
    assert titles(graph, place=graph.sample.tartus) == [BANIYAS, TARTUS]
    assert titles(graph, place=graph.sample.syria) == titles(graph, place=graph.sample.tartus)


def test_timeline_of_an_actor_leaves_out_parts_that_are_only_denied(graph: Graph) -> None:
    assert titles(graph, actor=graph.sample.forces) == [BANIYAS]
    assert titles(graph, actor=graph.sample.government) == [TARTUS]


def test_arguments_narrow_together(graph: Graph) -> None:
    forces, tartus = graph.sample.forces, graph.sample.tartus

    assert titles(graph, actor=forces, place=tartus, type=["KILLING"]) == [BANIYAS]
    assert titles(graph, actor=forces, place=tartus, type=["LOOTING"]) == []
    assert titles(graph, actor=forces, place=tartus, to="2025-03-01") == []


def test_lists_hold_canonical_records_only(graph: Graph) -> None:
    query = "{ actors(first: 100) { totalCount nodes { id canonicalId } } places { nodes { id canonicalId } } }"
    found = graph.client.ask(query)

    nodes = found["actors"]["nodes"] + found["places"]["nodes"]
    assert all(node["id"] == node["canonicalId"] for node in nodes)
    assert found["actors"]["totalCount"] == len(found["actors"]["nodes"])


def test_actors_are_found_by_any_name_of_any_record(graph: Graph) -> None:
    query = "query ($name: String) { actors(name: $name) { nodes { name } } }"

    for name in ("sohr", "  OBSERVATORY  for human"):
        found = graph.client.ask(query, name=name)["actors"]["nodes"]
        assert [node["name"] for node in found] == ["Syrian Observatory for Human Rights"]


def test_actors_are_found_by_kind_and_whether_they_are_identified(graph: Graph) -> None:
    query = """query ($kind: [ActorKind!], $identified: Boolean) {
      actors(kind: $kind, identified: $identified) { nodes { name } } }"""

    monitors = graph.client.ask(query, kind=["MONITOR"])["actors"]["nodes"]
    unknown = graph.client.ask(query, kind=["ARMED_FACTION"], identified=False)["actors"]["nodes"]

    assert [node["name"] for node in monitors] == ["Syrian Observatory for Human Rights"]
    assert [node["name"] for node in unknown] == ["gunmen"]


def test_places_are_found_by_name_kind_and_what_they_lie_in(graph: Graph) -> None:
    query = """query ($within: ID, $kind: [PlaceKind!]) {
      places(within: $within, kind: $kind) { nodes { name position { latitude precision } within { name } } } }"""
    found = graph.client.ask(query, within=graph.sample.syria, kind=["CITY"])["places"]["nodes"]

    assert found == [
        {"name": "Baniyas", "position": {"latitude": 35.18, "precision": "EXACT"}, "within": [{"name": "Tartus"}]}
    ]


def test_statements_of_a_speaker_about_an_event(graph: Graph) -> None:
    query = """query ($speaker: ID, $about: ID, $kind: [StatementKind!]) {
      statements(speaker: $speaker, about: $about, kind: $kind, first: 50) {
      nodes { publishedOn figure { best population } } } }"""
    it = graph.sample
    found = graph.client.ask(query, speaker=it.monitor, about=it.coast[0], kind=["COUNT"])["statements"]["nodes"]

    told = [(each["publishedOn"], each["figure"]["best"]) for each in found]
    assert sorted(told, key=str) == [
        ("2025-03-08", None), ("2025-03-11", 1225), ("2025-03-12", 1383), ("2025-03-12", 158),
        ("2025-03-14", 1476), ("2025-03-14", 1476),
    ]  # fmt: skip


def test_reports_by_publisher_and_day(graph: Graph) -> None:
    query = """query ($publisher: String, $to: Date) {
      reports(publisher: $publisher, publishedTo: $to) { nodes { title publishedOn } } }"""
    found = graph.client.ask(query, publisher="sohr", to="2025-03-12")["reports"]["nodes"]

    assert [node["title"] for node in found] == ["Bulletin of 11 March", "Bulletin of 12 March"]


def test_node_gives_any_label_by_id(graph: Graph) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    wanted = {
        label: row["id"]
        for label in ("Actor", "Event", "Judgement", "Name", "Participation", "Passage", "Place", "Report", "Snapshot",
                      "Statement", "Text")
        for row in graph.store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT 1")
    }  # fmt: skip
    found = graph.client.ask(query, ids=list(wanted.values()))["nodes"]

    assert found == [{"__typename": label, "id": id} for label, id in wanted.items()]


def test_what_the_graph_does_not_hold_is_null(graph: Graph) -> None:
    known, unknown = graph.sample.monitor, minted("Actor", "nobody")
    query = "query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } actor(id: $id) { id } }"

    assert graph.client.ask(query, ids=[unknown, known], id=unknown) == {
        "nodes": [None, {"id": known}], "node": None, "actor": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('{ node(id: "nonsense") { id } }', "'nonsense' is not an id of this graph"),
        ('{ event(id: "actor-1") { id } }', "'actor-1' is the id of a Actor; give that of Event"),
        ('{ node(id: "refusal-1") { id } }', "'refusal-1' is the id of a Refusal; give that of Actor or "),
        ('{ timeline(actor: "place-1") { nodes { id } } }', "'place-1' is the id of a Place; give that of Actor"),
        (
            '{ statements(about: "text-1") { nodes { id } } }',
            "'text-1' is the id of a Text; give that of Actor or Event",
        ),
        ('{ timeline(from: "2025-02-30") { nodes { id } } }', 'Value cannot represent a Date: "2025-02-30"'),
    ],
)
def test_wrong_argument_is_one_clear_error(graph: Graph, query: str, message: str) -> None:
    error = graph.client.error(query)

    assert message in error["message"]
    assert error["extensions"]["code"] in {"BAD_ARGUMENT", "INVALID"}
