"""What relations are made of: orders, conditions, and the pieces of Cypher that several share.

In every pattern `source` is the node whose field it is, `node` what the field gives, `edge` what the edge tells.
Actors, places and events are grouped: what is asked of one record is asked of all that share its `canonicalId`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: expressions over `node` and `edge`, none ever null, the last of them unique in the list."""

    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A list of nodes. `source` is None for a list of the whole graph.

    `conditions` narrow it by argument. `stages` do so from the other end: each gives the ids that fit as `id`,
    and the list is what all of them give.
    """

    name: str
    source: str | None
    target: str
    match: str
    order: Order
    edge: str = "null"
    carries: tuple[str, ...] = ("node",)
    conditions: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)


def text_key(expression: str) -> str:
    """A string key that puts the absent last."""
    return f"coalesce({expression}, '~')"


BY_DATE = (text_key("toString(node.earliest)"), text_key("toString(node.latest)"), "node.id")
ORDERS = {
    "Actor": Order("actors", (text_key("node.name"), "node.id")),
    "Assessment": Order("assessments", ("node.id",)),
    "Event": Order("events", BY_DATE),
    "Judgement": Order("judgements", ("node.id",)),
    "Name": Order("names", ("node.literal", "node.id")),
    "Participation": Order("participations", ("node.role", "node.id")),
    "Passage": Order("passages", ("coalesce(node.start, node.row, -1)", "node.id")),
    "Place": Order("places", (text_key("node.name"), "node.id")),
    "Report": Order("reports", (text_key("toString(node.publishedOn)"), "node.id")),
    "Snapshot": Order("snapshots", ("node.id",)),
    "Statement": Order("statements", (text_key("toString(node.publishedOn)"), "node.id")),
    "Subject": Order("subjects", ("node.id",)),
    "Text": Order("texts", ("node.id",)),
}
INVOLVEMENTS = Order("involvements", (*BY_DATE, "role"))
PARTICIPANTS = Order("participants", ("role", text_key("node.name"), "node.id"))
MEMBERSHIPS = Order(
    "memberships", (*ORDERS["Actor"].keys, text_key("toString(earliest)"), text_key("toString(latest)"))
)
IN_TURN = Order("in-turn", ("coalesce(edge.ord, 0)", "node.id"))
READING = Order("reading", ("position", "node.id"))

PART_CARRIES = ("node", "role", "status", "parts")
PART_EDGE = "{role: role, status: status, parts: parts}"
EVENT_CONDITIONS = {
    "type": "node.type IN $type",
    "from": "(node.latest >= $from OR (node.latest IS NULL AND node.earliest IS NOT NULL))",
    "to": "(node.earliest <= $to OR (node.earliest IS NULL AND node.latest IS NOT NULL))",
    "contested": "node.contested = $contested",
    "title": "toLower(node.title) CONTAINS toLower($title)",
}
DATED = {"dated": "(node.earliest IS NOT NULL OR node.latest IS NOT NULL)"}
PART_CONDITIONS = {"role": "role IN $role", "status": "status IN $status"}
STATEMENT_CONDITIONS = {
    "kind": "node.kind IN $kind",
    "modality": "node.modality IN $modality",
    "measure": "node.measure IN $measure",
    "published_from": "node.publishedOn >= $published_from",
    "published_to": "node.publishedOn <= $published_to",
}
NAMED_CONDITIONS = {"kind": "node.kind IN $kind", "identified": "node.identified = $identified"}
REPORT_CONDITIONS = {
    "publisher": "toLower(node.publisher) CONTAINS toLower($publisher)",
    "published_from": "node.publishedOn >= $published_from",
    "published_to": "node.publishedOn <= $published_to",
}


def same(label: str, start: str = "source") -> str:
    """All records of the one that `start` is a record of."""
    return f"MATCH (record:{label}) WHERE record.canonicalId = {start}.canonicalId"


def below(start: str) -> str:
    """The canonical ids of a place and all within it, a row each as `known`, over all records of each."""
    return (
        f"MATCH (root:Place) WHERE root.canonicalId = {start}.canonicalId\n"
        "MATCH (root)<-[:WITHIN*0..8]-(inner:Place)\n"
        "WITH DISTINCT inner.canonicalId AS first\n"
        "MATCH (root:Place) WHERE root.canonicalId = first\n"
        "MATCH (root)<-[:WITHIN*0..8]-(inner:Place)\n"
        "WITH DISTINCT inner.canonicalId AS known"
    )


def canonical(label: str, found: str) -> str:
    """The canonical records of what was found, as `node`."""
    return f"WITH DISTINCT {found}.canonicalId AS id\nMATCH (node:{label}) WHERE node.id = id"


def parts(label: str) -> str:
    """The canonical records of what was found at the other end of `part`, once a role, with the parts' ids."""
    return (
        "WITH DISTINCT found.canonicalId AS id, part ORDER BY part.id\n"
        "WITH id, part.role AS role, min(part.status) AS status, collect(part.id) AS parts\n"
        f"MATCH (node:{label}) WHERE node.id = id"
    )


def named(label: str) -> str:
    """The stage of what has a name that contains `$name`, normalised."""
    return (
        f"MATCH (name:Name) WHERE name.norm CONTAINS $name\nMATCH (name)<-[:HAS_NAME]-(record:{label})\n"
        "RETURN DISTINCT record.canonicalId AS id"
    )


def listing(label: str, conditions: Mapping[str, str], stages: Mapping[str, str] = NOTHING) -> Relation:
    """The list of all nodes of a label; of grouped ones, the canonical records."""
    grouped = " WHERE node.canonicalId = node.id" if label in {"Actor", "Event", "Place"} else ""
    name = f"Query.{ORDERS[label].name}"
    match = f"MATCH (node:{label}){grouped}"
    return Relation(name, None, label, match, ORDERS[label], conditions=conditions, stages=stages)


def relation(
    name: str,
    target: str,
    match: str,
    *,
    order: Order | None = None,
    edge: str = "null",
    carries: tuple[str, ...] = ("node",),
    conditions: Mapping[str, str] = NOTHING,
) -> Relation:
    """A field's relation; `name` is Type.field."""
    return Relation(name, name.partition(".")[0], target, match, order or ORDERS[target], edge, carries, conditions)


def in_turn(name: str, target: str, type: str) -> Relation:
    """A relation whose relationship carries `ord`."""
    match = f"MATCH (source)-[edge:{type}]->(node:{target})"
    return relation(name, target, match, order=IN_TURN, edge="{ord: edge.ord}", carries=("node", "edge"))
