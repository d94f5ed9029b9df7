from __future__ import annotations

from tests.api.conftest import Graph

TIMELINE = """
query ($from: Date, $to: Date, $actor: ID, $place: ID, $type: [EventType!]) {
  timeline(from: $from, to: $to, actor: $actor, place: $place, type: $type, first: 10) {
    totalCount
    nodes { title type earliest latest datePrecision killedLow killedHigh contested }
  }
}
"""


def test_timeline(graph: Graph) -> None:
    import json

    print(json.dumps(graph.client.ask(TIMELINE), indent=1))
    print(
        json.dumps(
            graph.client.ask("""
{ events { nodes { id title canonicalId records { nodes { id } totalCount } places { name within {name} position {latitude} }
   participants(first: 5) { edges { role status cursor node { name canonical { name } } participations { supportedBy(first: 2) { nodes { kind modality speakers { name } passages { exact start text { length content } snapshots { sha256 } reports { title } } } } deniedBy(first: 1) { nodes { id } } } } }
   statements { totalCount nodes { kind figure { low best high comparator population } time { edtf earliest } via(first: 2) { edges { ord node { name } } } about { __typename ... on Event { id } } } }
   reports { nodes { title publishedOn } } } } }
"""),
            indent=1,
        )
    )
