"""How nodes are reached: one entry a field that gives nodes, with its pattern, order, edge and arguments."""

from __future__ import annotations

from testigo.api.patterns import (
    DATED,
    EVENT_CONDITIONS,
    INVOLVEMENTS,
    MEMBERSHIPS,
    NAMED_CONDITIONS,
    PART_CARRIES,
    PART_CONDITIONS,
    PART_EDGE,
    PARTICIPANTS,
    READING,
    REPORT_CONDITIONS,
    STATEMENT_CONDITIONS,
    below,
    canonical,
    in_turn,
    listing,
    named,
    parts,
    relation,
    same,
)

OF_ACTOR_STAGE = (
    "MATCH (given:Actor {id: $actor})\n" + same("Actor", "given") + "\n"
    "MATCH (record)<-[:OF_ACTOR]-(part:Participation)-[:IN_EVENT]->(event:Event)\n"
    "WHERE part.status IN ['alleged', 'corroborated', 'confirmed', 'disputed']\n"
    "RETURN DISTINCT event.canonicalId AS id"
)
AT_PLACE_STAGE = (
    "MATCH (given:Place {id: $place})\n" + below("given") + "\n"
    "MATCH (record:Place) WHERE record.canonicalId = known\n"
    "MATCH (record)<-[:AT_PLACE]-(event:Event)\n"
    "RETURN DISTINCT event.canonicalId AS id"
)
WITHIN_STAGE = "MATCH (given:Place {id: $within})\n" + below("given") + "\nRETURN DISTINCT known AS id"
SAID_BY_STAGE = (
    "MATCH (given:Actor {id: $speaker})\n" + same("Actor", "given") + "\n"
    "MATCH (record)<-[:SAID_BY]-(found:Statement)\nRETURN DISTINCT found.id AS id"
)


def about_stage(label: str) -> str:
    """The stage of the statements about a record of this label."""
    return (
        f"MATCH (given:{label} {{id: $about_{label.lower()}}})\n" + same(label, "given") + "\n"
        "MATCH (record)<-[:ABOUT]-(found:Statement)\nRETURN DISTINCT found.id AS id"
    )


EVENT_STAGES = {"actor": OF_ACTOR_STAGE, "place": AT_PLACE_STAGE}
ACTORS = listing("Actor", NAMED_CONDITIONS, {"name": named("Actor")})
PLACES = listing("Place", NAMED_CONDITIONS, {"name": named("Place"), "within": WITHIN_STAGE})
EVENTS = listing("Event", EVENT_CONDITIONS, EVENT_STAGES)
TIMELINE = listing("Event", EVENT_CONDITIONS | DATED, EVENT_STAGES)
STATEMENTS = listing(
    "Statement",
    STATEMENT_CONDITIONS,
    {"speaker": SAID_BY_STAGE}
    | {f"about_{label.lower()}": about_stage(label) for label in ("Actor", "Event", "Place")},
)
REPORTS = listing("Report", REPORT_CONDITIONS)

ACTOR, PLACE, EVENT = same("Actor"), same("Place"), same("Event")
SNAPSHOT_OF_PASSAGE = "(source)-[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->"
PASSAGE_OF_SNAPSHOT = "(passage:Passage)-[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->(snapshot)"
OF_REPORT = f"MATCH (source)<-[:CAPTURE_OF]-(snapshot:Snapshot)\nMATCH {PASSAGE_OF_SNAPSHOT}\n"
POSITION = "min(coalesce(passage.start, passage.row, -1)) AS position"

ACTOR_CANONICAL = relation("Actor.canonical", "Actor", "MATCH (node:Actor) WHERE node.id = source.canonicalId")
ACTOR_RECORDS = relation("Actor.records", "Actor", "MATCH (node:Actor) WHERE node.canonicalId = source.canonicalId")
ACTOR_NAMES = relation("Actor.names", "Name", f"{ACTOR}\nMATCH (record)-[:HAS_NAME]->(node:Name)")
ACTOR_PART_OF = relation(
    "Actor.partOf",
    "Actor",
    f"{ACTOR}\nMATCH (record)-[part:PART_OF]->(found:Actor)\n"
    "WITH DISTINCT found.canonicalId AS id, part.earliest AS earliest, part.latest AS latest\n"
    "MATCH (node:Actor) WHERE node.id = id",
    order=MEMBERSHIPS,
    edge="{earliest: earliest, latest: latest}",
    carries=("node", "earliest", "latest"),
)
ACTOR_EVENTS = relation(
    "Actor.events",
    "Event",
    f"{ACTOR}\nMATCH (record)<-[:OF_ACTOR]-(part:Participation)-[:IN_EVENT]->(found:Event)\n" + parts("Event"),
    order=INVOLVEMENTS,
    edge=PART_EDGE,
    carries=PART_CARRIES,
    conditions=EVENT_CONDITIONS | PART_CONDITIONS,
)
ACTOR_STATEMENTS = relation(
    "Actor.statements", "Statement", f"{ACTOR}\nMATCH (record)<-[:SAID_BY]-(node:Statement)",
    conditions=STATEMENT_CONDITIONS,
)  # fmt: skip
ACTOR_JUDGEMENTS = relation("Actor.judgements", "Judgement", f"{ACTOR}\nMATCH (record)<-[:LEFT|RIGHT]-(node:Judgement)")

PLACE_CANONICAL = relation("Place.canonical", "Place", "MATCH (node:Place) WHERE node.id = source.canonicalId")
PLACE_RECORDS = relation("Place.records", "Place", "MATCH (node:Place) WHERE node.canonicalId = source.canonicalId")
PLACE_NAMES = relation("Place.names", "Name", f"{PLACE}\nMATCH (record)-[:HAS_NAME]->(node:Name)")
PLACE_WITHIN = relation(
    "Place.within", "Place",
    f"{PLACE}\nMATCH (record)-[:WITHIN]->(outer:Place)\n" + canonical("Place", "outer"),
)  # fmt: skip
PLACE_CONTAINS = relation(
    "Place.contains", "Place",
    f"{PLACE}\nMATCH (record)<-[:WITHIN]-(inner:Place)\n" + canonical("Place", "inner"),
)  # fmt: skip
PLACE_EVENTS = relation(
    "Place.events", "Event",
    below("source") + "\nMATCH (record:Place) WHERE record.canonicalId = known\n"
    "MATCH (record)<-[:AT_PLACE]-(event:Event)\n" + canonical("Event", "event"),
    conditions=EVENT_CONDITIONS,
)  # fmt: skip
PLACE_JUDGEMENTS = relation("Place.judgements", "Judgement", f"{PLACE}\nMATCH (record)<-[:LEFT|RIGHT]-(node:Judgement)")

EVENT_CANONICAL = relation("Event.canonical", "Event", "MATCH (node:Event) WHERE node.id = source.canonicalId")
EVENT_RECORDS = relation("Event.records", "Event", "MATCH (node:Event) WHERE node.canonicalId = source.canonicalId")
EVENT_PARTICIPANTS = relation(
    "Event.participants",
    "Actor",
    f"{EVENT}\nMATCH (record)<-[:IN_EVENT]-(part:Participation)-[:OF_ACTOR]->(found:Actor)\n" + parts("Actor"),
    order=PARTICIPANTS,
    edge=PART_EDGE,
    carries=PART_CARRIES,
    conditions=PART_CONDITIONS,
)
EVENT_PLACES = relation(
    "Event.places", "Place", f"{EVENT}\nMATCH (record)-[:AT_PLACE]->(found:Place)\n" + canonical("Place", "found")
)
EVENT_STATEMENTS = relation(
    "Event.statements", "Statement", f"{EVENT}\nMATCH (record)<-[:ABOUT]-(node:Statement)",
    conditions=STATEMENT_CONDITIONS,
)  # fmt: skip
EVENT_REPORTS = relation(
    "Event.reports", "Report",
    f"{EVENT}\nMATCH (record)<-[:ABOUT]-(:Statement)-[:ANCHORED_AT]->(passage:Passage)\n"
    "MATCH (passage)-[:IN_TEXT|EXTRACTED_FROM|IN_SNAPSHOT*1..2]->(:Snapshot)-[:CAPTURE_OF]->(node:Report)",
    conditions=REPORT_CONDITIONS,
)  # fmt: skip
EVENT_PART_OF = relation(
    "Event.subEventOf",
    "Event",
    f"{EVENT}\nMATCH (record)-[:SUB_EVENT_OF]->(found:Event)\n" + canonical("Event", "found"),
)
EVENT_PARTS = relation(
    "Event.subEvents",
    "Event",
    f"{EVENT}\nMATCH (record)<-[:SUB_EVENT_OF]-(found:Event)\n" + canonical("Event", "found"),
)
EVENT_JUDGEMENTS = relation("Event.judgements", "Judgement", f"{EVENT}\nMATCH (record)<-[:LEFT|RIGHT]-(node:Judgement)")

PARTICIPATION_ACTOR = relation("Participation.actor", "Actor", "MATCH (source)-[:OF_ACTOR]->(node:Actor)")
PARTICIPATION_EVENT = relation("Participation.event", "Event", "MATCH (source)-[:IN_EVENT]->(node:Event)")
SUPPORTED_BY = relation("Participation.supportedBy", "Statement", "MATCH (source)<-[:SUPPORTS]-(node:Statement)")
DENIED_BY = relation("Participation.deniedBy", "Statement", "MATCH (source)<-[:DENIES]-(node:Statement)")
PARTICIPATION_ASSESSMENTS = relation(
    "Participation.assessments", "Assessment", "MATCH (source)<-[:OF]-(node:Assessment)"
)

SPEAKERS = relation("Statement.speakers", "Actor", "MATCH (source)-[:SAID_BY]->(node:Actor)")
VIA = in_turn("Statement.via", "Actor", "VIA")
SOURCED_FROM = in_turn("Statement.sourcedFrom", "Actor", "SOURCED_FROM")
CITES = in_turn("Statement.cites", "Report", "CITES")
PASSAGES = relation("Statement.passages", "Passage", "MATCH (source)-[:ANCHORED_AT]->(node:Passage)")
ABOUT = relation("Statement.about", "Subject", "MATCH (source)-[:ABOUT]->(node)")
SUPPORTS = relation("Statement.supports", "Participation", "MATCH (source)-[:SUPPORTS]->(node:Participation)")
DENIES = relation("Statement.denies", "Participation", "MATCH (source)-[:DENIES]->(node:Participation)")
STATEMENT_PLACES = relation("Statement.places", "Place", "MATCH (source)-[:AT_PLACE]->(node:Place)")
SUPERSEDES = relation("Statement.supersedes", "Statement", "MATCH (source)-[:SUPERSEDES]->(node:Statement)")
SUPERSEDED_BY = relation("Statement.supersededBy", "Statement", "MATCH (source)<-[:SUPERSEDES]-(node:Statement)")
RETRACTS = relation("Statement.retracts", "Statement", "MATCH (source)-[:RETRACTS]->(node:Statement)")
RETRACTED_BY = relation("Statement.retractedBy", "Statement", "MATCH (source)<-[:RETRACTS]-(node:Statement)")
RELAYS = relation("Statement.relays", "Statement", "MATCH (source)-[:RELAYS]->(node:Statement)")
RELAYED_BY = relation("Statement.relayedBy", "Statement", "MATCH (source)<-[:RELAYS]-(node:Statement)")
STATEMENT_ASSESSMENTS = relation("Statement.assessments", "Assessment", "MATCH (source)<-[:OF]-(node:Assessment)")

PASSAGE_TEXT = relation("Passage.text", "Text", "MATCH (source)-[:IN_TEXT]->(node:Text)")
PASSAGE_SNAPSHOTS = relation("Passage.snapshots", "Snapshot", f"MATCH {SNAPSHOT_OF_PASSAGE}(node:Snapshot)")
PASSAGE_REPORTS = relation(
    "Passage.reports", "Report", f"MATCH {SNAPSHOT_OF_PASSAGE}(:Snapshot)-[:CAPTURE_OF]->(node:Report)"
)
PASSAGE_STATEMENTS = relation(
    "Passage.statements",
    "Statement",
    "MATCH (source)<-[:ANCHORED_AT]-(node:Statement)",
    conditions=STATEMENT_CONDITIONS,
)
TEXT_SNAPSHOTS = relation("Text.snapshots", "Snapshot", "MATCH (source)-[:EXTRACTED_FROM]->(node:Snapshot)")
TEXT_PASSAGES = relation("Text.passages", "Passage", "MATCH (source)<-[:IN_TEXT]-(node:Passage)")
SNAPSHOT_REPORTS = relation("Snapshot.reports", "Report", "MATCH (source)-[:CAPTURE_OF]->(node:Report)")
SNAPSHOT_TEXTS = relation("Snapshot.texts", "Text", "MATCH (source)<-[:EXTRACTED_FROM]-(node:Text)")
REPORT_SNAPSHOTS = relation("Report.snapshots", "Snapshot", "MATCH (source)<-[:CAPTURE_OF]-(node:Snapshot)")
REPORT_STATEMENTS = relation(
    "Report.statements", "Statement", OF_REPORT + "MATCH (passage)<-[:ANCHORED_AT]-(node:Statement)\n"
    f"WITH node, {POSITION}",
    order=READING, carries=("node", "position"), conditions=STATEMENT_CONDITIONS,
)  # fmt: skip
REPORT_EVENTS = relation(
    "Report.events", "Event",
    OF_REPORT + "MATCH (passage)<-[:ANCHORED_AT]-(:Statement)-[:ABOUT]->(event:Event)\n" + canonical("Event", "event"),
    conditions=EVENT_CONDITIONS,
)  # fmt: skip
JUDGEMENT_LEFT = relation("Judgement.left", "Subject", "MATCH (source)-[:LEFT]->(node)")
JUDGEMENT_RIGHT = relation("Judgement.right", "Subject", "MATCH (source)-[:RIGHT]->(node)")
BASED_ON = relation("Assessment.basedOn", "Statement", "MATCH (source)-[:BASED_ON]->(node:Statement)")
