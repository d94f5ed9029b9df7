from __future__ import annotations

from tests.api.conftest import Graph


def test_relays_stand_on_the_edge_in_their_order(graph: Graph) -> None:
    query = """{ reports(publisher: "Example Agency") { nodes { statements { nodes {
      speakers { name } via { edges { ord node { name } } } sourcedFrom { totalCount } cites { totalCount } } } } } }"""
    (report,) = graph.client.ask(query)["reports"]["nodes"]

    assert report["statements"]["nodes"] == [
        {
            "speakers": [{"name": "The Observatory"}],
            "via": {"edges": [{"ord": 0, "node": {"name": "Example Agency"}}]},
            "sourcedFrom": {"totalCount": 0},
            "cites": {"totalCount": 0},
        }
    ]


def test_later_figure_of_a_speaker_names_what_it_takes_over_from(graph: Graph) -> None:
    query = """query ($id: ID!) { statement(id: $id) {
      figure { best } supersedes { figure { best } }
      supersededBy { figure { best } } retractedBy { id } relays { id } } }"""
    second = graph.client.ask(query, id=graph.sample.figures[1])["statement"]

    assert second == {
        "figure": {"best": 1383},
        "supersedes": [{"figure": {"best": 1225}}],
        "supersededBy": [{"figure": {"best": 1476}}],
        "retractedBy": [],
        "relays": [],
    }


def test_coded_row_rests_on_its_line_and_what_it_cites(graph: Graph) -> None:
    query = """query ($id: ID!) { event(id: $id) { statements(kind: [PLACE]) { nodes {
      columns places { name } time { edtf } figure { best }
      cites { edges { ord node { title publishedOn } } }
      passages { kind exact start row rowKey text { id } reports { title }
        snapshots { mediaType byteLength archiveUrl } }
    } } } }"""
    (statement,) = graph.client.ask(query, id=graph.sample.coded)["event"]["statements"]["nodes"]
    (passage,) = statement.pop("passages")
    (snapshot,) = passage.pop("snapshots")

    assert statement == {
        "columns": ["date", "side_a"],
        "places": [{"name": "Tartus"}],
        "time": None,
        "figure": None,
        "cites": {"edges": [{"ord": 0, "node": {"title": "Four die in Tartus", "publishedOn": None}}]},
    }
    assert passage == {
        "kind": "ROW",
        "exact": "501,2025-03-10,Tartus,Government of Syria,Civilians,4",
        "start": None,
        "row": 1,
        "rowKey": "501",
        "text": None,
        "reports": [{"title": "Coded events 1.0"}],
    }
    assert snapshot["mediaType"] == "text/csv"
    assert snapshot["archiveUrl"].startswith("archive:")


def test_report_is_read_in_its_order(graph: Graph) -> None:
    query = """{ reports(publisher: "SOHR", publishedTo: "2025-03-11") { nodes {
      language snapshots { sha256 retrievedAt texts { length passages { nodes { start } } } }
      statements(first: 20) { nodes { recordedAt passages { start statements { totalCount } } } }
      events { nodes { title } } } } }"""
    (report,) = graph.client.ask(query)["reports"]["nodes"]
    starts = [node["passages"][0]["start"] for node in report["statements"]["nodes"]]
    (snapshot,) = report["snapshots"]

    assert starts == sorted(starts)
    assert len(set(starts)) > 1
    assert report["statements"]["nodes"][0]["recordedAt"] == "2025-09-01T12:00:00+00:00"
    assert snapshot["retrievedAt"] == "2025-09-01T12:00:00+00:00"
    assert len(report["events"]["nodes"]) == 2
    passages = snapshot["texts"][0]["passages"]["nodes"]
    assert [each["start"] for each in passages] == sorted(each["start"] for each in passages)


def test_statement_says_what_it_is_about_and_supports(graph: Graph) -> None:
    query = """{ statements(modality: [ACCUSES]) { nodes {
      kind polarity mode extractor confidence
      about { __typename ... on Event { title } }
      supports { role status actor { canonical { name } } event { title } assessments { id } } denies { id }
      assessments { id } } } }"""
    (statement,) = graph.client.ask(query)["statements"]["nodes"]

    assert statement["about"] == [{"__typename": "Event", "title": "Killing of civilians in Baniyas, 2025-03-07"}]
    assert statement["supports"] == [
        {
            "role": "PERPETRATOR",
            "status": "CORROBORATED",
            "actor": {"canonical": {"name": "Government-aligned forces"}},
            "event": {"title": "Killing of civilians in Baniyas, 2025-03-07"},
            "assessments": [],
        }
    ]
    assert statement["denies"] == []
