from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from testigo.api import cursors
from testigo.ontology import ids
from testigo.ontology.batch import batch
from testigo.ontology.model import Actor, Node
from testigo.ontology.terms import ActorKind, EventType
from testigo.store.bolt import BoltStore

from tests.api.conftest import Client, Counting, Graph
from tests.conftest import emptied

PAGE = """
query ($first: Int!, $after: String, $from: Date) {
  events(first: $first, after: $after, from: $from) {
    nodes { id earliest latest }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}
"""


def many_events() -> list[dict[str, Any]]:
    """Events with equal, open, and absent dates."""
    days: list[date | None] = [None, *(date(2025, 3, 1) + timedelta(days=each) for each in range(4))]
    return [
        {"id": ids.minted("Event", "many", index), "earliest": days[index % 5], "latest": days[index % 3]}
        for index in range(33)
    ]


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def crowd(request: pytest.FixtureRequest) -> Client:
    """A store with many events and actors of one name."""
    store: BoltStore = emptied(request.getfixturevalue(f"_{request.param}"))
    store.run(
        "UNWIND $rows AS row MERGE (n:Event {id: row.id}) "
        "SET n.canonicalId = row.id, n.earliest = row.earliest, n.latest = row.latest, n.type = 'attack'",
        {"rows": many_events()},
    )
    actors: list[Node] = [
        Actor(id=ids.minted("Actor", "many", index), kind=ActorKind.SOURCE, name="a witness", identified=False)
        for index in range(13)
    ]
    store.write(batch(actors, []))
    store.run("MATCH (n:Actor) SET n.canonicalId = n.id")
    return Client(store)


def expected_order() -> list[str]:
    def key(event: dict[str, Any]) -> tuple[str, str, str]:
        return str(event["earliest"] or "~"), str(event["latest"] or "~"), event["id"]

    return [event["id"] for event in sorted(many_events(), key=key)]


@pytest.mark.parametrize("first", [1, 7, 11, 33, 100])
def test_walking_pages_meets_everything_once_in_order_the_undated_last(crowd: Client, first: int) -> None:
    found: list[str] = []
    after, pages = None, 0
    while pages == 0 or after:
        page = crowd.ask(PAGE, first=first, after=after)["events"]
        found += [node["id"] for node in page["nodes"]]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        pages += 1

    assert found == expected_order()
    assert pages == -(-33 // first)


def test_equal_names_are_told_apart_by_id(crowd: Client) -> None:
    query = "query ($after: String) { actors(first: 5, after: $after) { nodes { id } pageInfo { endCursor } } }"
    first = crowd.ask(query)["actors"]
    second = crowd.ask(query, after=first["pageInfo"]["endCursor"])["actors"]

    found = [node["id"] for page in (first, second) for node in page["nodes"]]
    assert found == sorted(found)
    assert len(set(found)) == 10


def test_count_is_of_the_whole_list_and_only_where_it_is_asked_for(crowd: Client) -> None:
    counting = Counting(crowd.store)
    client = Client(counting)

    assert client.ask("{ events(first: 2) { totalCount } }")["events"]["totalCount"] == 33
    assert len(counting.asked) == 2
    client.ask("{ events(first: 2) { nodes { id } } }")
    assert len(counting.asked) == 3


def test_cursor_beyond_the_end_gives_an_empty_page(crowd: Client) -> None:
    last = crowd.ask(PAGE, first=100)["events"]["edges"][-1]["cursor"]
    page = crowd.ask(PAGE, first=5, after=last)["events"]

    assert page["nodes"] == []
    assert page["pageInfo"] == {
        "hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None,
    }  # fmt: skip
    assert page["totalCount"] == 33


def test_cursor_of_another_list_is_one_clear_error(crowd: Client) -> None:
    cursor = crowd.ask(PAGE, first=1)["events"]["edges"][0]["cursor"]
    error = crowd.error("query ($after: String) { actors(after: $after) { nodes { id } } }", after=cursor)

    assert error["message"].startswith("after: ")
    assert error["extensions"] == {"code": "BAD_ARGUMENT"}


def test_cursor_of_an_order_with_other_keys_is_one_clear_error(crowd: Client) -> None:
    error = crowd.error(PAGE, first=1, after=cursors.encoded("events", ["2025-03-01", "event-1"]))

    assert "is no cursor of this list" in error["message"]


@pytest.mark.parametrize("first", [0, -1, 101])
def test_page_size_out_of_bounds_is_one_clear_error(crowd: Client, first: int) -> None:
    error = crowd.error(PAGE, first=first)

    assert error["message"] == f"first: {first} is not between 1 and 100; page on with `after` instead"


def test_open_dates_count_as_reaching_on(crowd: Client) -> None:
    found = crowd.ask(PAGE, first=100, **{"from": "2025-03-02"})["events"]["nodes"]

    fits = [each for each in many_events() if each["latest"] is None and each["earliest"] is not None]
    fits += [each for each in many_events() if each["latest"] is not None and each["latest"] >= date(2025, 3, 2)]
    assert {node["id"] for node in found} == {each["id"] for each in fits}


NESTED = """
query ($first: Int!) {
  events(first: $first) {
    nodes {
      participants(first: 5) {
        edges { role node { name names { literal } } participations { supportedBy(first: 3) { nodes { id
          speakers { name canonical { name } }
          passages { exact text { length } snapshots { sha256 } reports { title } } } } } }
      }
      statements(first: 20) { nodes { kind about { ... on Event { id title } } via(first: 5) { edges { ord } } } }
      places { name within { name } }
    }
  }
}
"""
FIELDS = 16  # those of NESTED that give nodes, and the parts that an edge lists


@pytest.mark.parametrize("first", [2, 3])
def test_nested_query_sends_one_statement_a_field_however_many_nodes(graph: Graph, first: int) -> None:
    counting = Counting(graph.store)
    Client(counting).ask(NESTED, first=first)

    assert len(counting.asked) == FIELDS
    assert len(set(counting.asked)) == FIELDS


def test_same_node_in_many_places_is_read_once(graph: Graph) -> None:
    counting = Counting(graph.store)
    id = graph.sample.monitor
    query = "query ($id: ID!) { a: node(id: $id) { id } b: node(id: $id) { id } nodes(ids: [$id, $id]) { id } }"
    found = Client(counting).ask(query, id=id)

    assert found == {"a": {"id": id}, "b": {"id": id}, "nodes": [{"id": id}, {"id": id}]}
    assert len(counting.asked) == 1


def test_type_argument_finds_narrower_types(graph: Graph) -> None:
    query = "query ($type: [EventType!]) { events(type: $type) { nodes { type } } }"

    assert len(graph.client.ask(query, type=["KILLING"])["events"]["nodes"]) == 2
    assert graph.client.ask(query, type=["WAR"])["events"]["nodes"] == []
    assert EventType.KILLING_OF_CIVILIANS.value == "killing-of-civilians"
