from __future__ import annotations

from tests.api.conftest import Graph

EVIDENCE = """
query ($event: ID!) {
  event(id: $event) {
    title type earliest latest datePrecision contested
    places { name within { name } }
    participants {
      edges {
        role
        status
        node { name kind identified }
        participations { supportedBy(first: 5) { nodes {
          modality hedge hedgeText
          speakers { name canonical { name } }
          passages { exact start end text { content } snapshots { sha256 } reports { title publishedOn } }
        } } }
      }
    }
  }
}
"""


def test_event_leads_to_every_word_it_rests_on(graph: Graph) -> None:
    event = graph.client.ask(EVIDENCE, event=graph.sample.killings[0])["event"]
    edges = event.pop("participants")["edges"]
    statements = [
        statement for edge in edges for part in edge["participations"] for statement in part["supportedBy"]["nodes"]
    ]

    assert event == {
        "title": "Killing of civilians in Baniyas, 2025-03-07",
        "type": "KILLING_OF_CIVILIANS",
        "earliest": "2025-03-07",
        "latest": "2025-03-07",
        "datePrecision": "DAY",
        "contested": False,
        "places": [{"name": "Baniyas", "within": [{"name": "Tartus"}]}],
    }
    assert [(edge["role"], edge["status"], edge["node"]["name"]) for edge in edges] == [
        ("PERPETRATOR", "CORROBORATED", "Government-aligned forces"),
        ("PERPETRATOR", "ALLEGED", "gunmen"),
    ]
    assert {(each["modality"], each["hedge"], each["speakers"][0]["name"]) for each in statements} == {
        ("ACCUSES", "NONE", "SOHR"),
        ("ASSERTS", "NONE", "UN commission of inquiry"),
        ("ASSERTS", "REPORTEDLY", "unattributed"),
    }
    for statement in statements:
        (passage,) = statement["passages"]
        assert passage["text"]["content"][passage["start"] : passage["end"]] == passage["exact"]
        assert len(passage["snapshots"][0]["sha256"]) == 64
        assert passage["reports"][0]["publishedOn"]


def test_any_record_of_an_event_gives_the_same_lists(graph: Graph) -> None:
    answers = [graph.client.ask(EVIDENCE, event=record)["event"]["participants"] for record in graph.sample.killings]

    assert answers[1:] == answers[:-1]


def test_part_that_is_only_denied_is_shown_where_it_is_asked_for(graph: Graph) -> None:
    query = """query ($event: ID!, $status: [Status!]) { event(id: $event) { participants(status: $status) { edges {
      role status node { name }
      participations { supportedBy { totalCount } deniedBy { nodes { modality speakers { name } } } } } } } }"""
    default = "query ($event: ID!) { event(id: $event) { participants { totalCount } } }"
    event = graph.sample.coast[0]
    shown = graph.client.ask(query, event=event, status=None)["event"]["participants"]["edges"]

    assert graph.client.ask(default, event=event)["event"]["participants"]["totalCount"] == 0
    assert shown == [
        {
            "role": "ORDERING_PARTY",
            "status": "UNSUPPORTED",
            "node": {"name": "Government of Syria"},
            "participations": [
                {
                    "supportedBy": {"totalCount": 0},
                    "deniedBy": {"nodes": [{"modality": "DENIES", "speakers": [{"name": "UN commission of inquiry"}]}]},
                }
            ],
        }
    ]


def test_actor_is_asked_with_all_its_records(graph: Graph) -> None:
    query = """query ($id: ID!) { actor(id: $id) {
      canonical { name } records { totalCount nodes { name } } names { literal lang }
      events(role: [PERPETRATOR]) { edges { role status node { title } } }
      statements(kind: [COUNT]) { totalCount } judgements { verdict by left { __typename } right { __typename } } } }"""
    forces = graph.client.ask(query, id=graph.sample.forces)["actor"]
    monitor = graph.client.ask(query, id=graph.sample.monitor)["actor"]

    assert forces["events"]["edges"] == [
        {
            "role": "PERPETRATOR",
            "status": "CORROBORATED",
            "node": {"title": "Killing of civilians in Baniyas, 2025-03-07"},
        }
    ]
    assert monitor["canonical"] == {"name": "Syrian Observatory for Human Rights"}
    assert monitor["records"]["totalCount"] == len(monitor["records"]["nodes"]) > 3
    assert {"SOHR", "The Observatory"} <= {name["literal"] for name in monitor["names"]}
    assert monitor["statements"]["totalCount"] == 6
    assert {(each["verdict"], each["left"]["__typename"]) for each in monitor["judgements"]} == {("SAME", "Actor")}


def test_event_has_its_statements_and_reports(graph: Graph) -> None:
    query = """query ($id: ID!) { event(id: $id) {
      killedLow killedHigh
      records { totalCount }
      statements(kind: [COUNT], first: 20) { nodes { figure { low best high comparator effLow effHigh scope } } }
      reports { nodes { title } } subEvents { nodes { title } } subEventOf { id } } }"""
    event = graph.client.ask(query, id=graph.sample.coast[0])["event"]

    assert event["records"]["totalCount"] == 7
    assert (event["killedLow"], event["killedHigh"]) == (1260, 1540)
    assert event["statements"]["nodes"][0]["figure"] == {
        "low": 700, "best": None, "high": None, "comparator": "MORE_THAN", "effLow": 701, "effHigh": None,
        "scope": "CUMULATIVE",
    }  # fmt: skip
    assert {node["title"] for node in event["reports"]["nodes"]} >= {"Bulletin of 11 March", "Findings"}
    assert (event["subEvents"]["nodes"], event["subEventOf"]) == (
        [{"title": "Killing of civilians in Baniyas, 2025-03-07"}],
        [],
    )


def test_place_has_what_happened_within_and_what_it_contains(graph: Graph) -> None:
    query = """query ($id: ID!) { place(id: $id) {
      name records { totalCount } contains { nodes { name } } events { nodes { title } } } }"""
    tartus = graph.client.ask(query, id=graph.sample.tartus)["place"]

    assert tartus["contains"]["nodes"] == [{"name": "Baniyas"}]
    assert [node["title"] for node in tartus["events"]["nodes"]] == [
        "Killing of civilians in Baniyas, 2025-03-07",
        "One-sided violence in Tartus, 2025-03-10",
        "Looting in Baniyas",
    ]
