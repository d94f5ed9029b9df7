"""What somebody may do to a store behind testigo's back: one change in Cypher each, and what no shape says of it.

Parameters are the ids of a world's records by their short names (`act-type` is `$act_type`).
"""

from __future__ import annotations

from dataclasses import dataclass

BEFORE, LATER = "datetime('2020-01-01T00:00:00Z')", "date('2026-01-01')"
Outside = frozenset[tuple[str, str]]
"""The rules outside the shapes that are broken, each with the record that is at fault."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A change, and what no shape says of it."""

    cypher: str
    outside: Outside = frozenset()


def _set(label: str, name: str, change: str, *outside: tuple[str, str]) -> Damage:
    return Damage(f"MATCH (n:{label} {{id: ${name}}}) {change}", frozenset(outside))


def _lost(type: str, start: str, *outside: tuple[str, str]) -> Damage:
    return Damage(f"MATCH (n {{id: ${start}}})-[r:{type}]->() DELETE r", frozenset(outside))


def _joined(type: str, start: str, end: str, *outside: tuple[str, str]) -> Damage:
    ends = f"MATCH (a {{id: ${start}}}) MATCH (b {{id: ${end}}})"
    return Damage(f"{ends} CREATE (a)-[:{type}]->(b)", frozenset(outside))


def _moved(type: str, start: str, end: str, *outside: tuple[str, str]) -> Damage:
    ends = f"MATCH (a {{id: ${start}}})-[r:{type}]->() MATCH (b {{id: ${end}}})"
    return Damage(f"{ends} DELETE r CREATE (a)-[:{type}]->(b)", frozenset(outside))


SEEN: dict[str, Damage] = {
    "a statement without modality": _set("Statement", "occurrence", "REMOVE n.modality"),
    "an unknown kind of statement": _set("Statement", "attitude", "SET n.kind = 'rumour'"),
    "low above best": _set("Statement", "count", "SET n.low = 11"),
    "a negative figure": _set("Statement", "count", "SET n.best = -1"),
    "a count without a figure": _set("Statement", "earlier", "REMOVE n.low REMOVE n.best REMOVE n.high"),
    "a comparator that does not fit": _set("Statement", "count", "SET n.comparator = 'moreThan'"),
    "a figure of an occurrence": _set("Statement", "occurrence", "SET n.best = 3"),
    "a type of an occurrence": _set("Statement", "occurrence", "SET n.eventType = 'killing'"),
    "too much confidence": _set("Statement", "count", "SET n.confidence = 1.5"),
    "an edtf in words": _set("Statement", "time", "SET n.edtf = 'last Friday'"),
    "withdrawn before it was recorded": _set("Statement", "count", f"SET n.withdrawnAt = {BEFORE}"),
    "asserted to come": _set("Statement", "time", f"SET n.earliest = {LATER} SET n.latest = {LATER}"),
    "a place statement without place": _lost("AT_PLACE", "place"),
    "a statement by nobody": _lost("SAID_BY", "attitude"),
    "a statement from nowhere": _lost("ANCHORED_AT", "directive"),
    "a relation of no actor": _moved("ABOUT", "relation", "event"),
    "said by an event": _moved("SAID_BY", "occurrence", "event"),
    "an event that says": _joined("SAID_BY", "event", "army"),
    "passed on by a report": _moved("VIA", "count", "report", ("ord", "count")),
    "said twice by one": _joined("SAID_BY", "occurrence", "speaker", ("twin", "occurrence")),
    "a place before the first": Damage("MATCH (:Statement {id: $count})-[r:VIA]->() SET r.ord = -1"),
    "no place in an order": Damage(
        "MATCH (:Statement {id: $count})-[r:VIA]->() REMOVE r.ord", frozenset({("ord", "count")})
    ),
    "a part that ends before it begins": Damage(
        "MATCH (:Actor {id: $army})-[r:PART_OF]->() SET r.latest = date('2020-01-01')"
    ),
    "two actors of a participation": _joined("OF_ACTOR", "part", "speaker"),
    "a participation in nothing": _lost("IN_EVENT", "part"),
    "a participation that nobody claims": _lost("SUPPORTS", "participation"),
    "an unknown role": _set("Participation", "part", "SET n.role = 'killer'"),
    "no web address": _set("Report", "report", "SET n.url = 'not an address'"),
    "an address and a line": _set("Report", "report", "SET n.url = 'https://example.org/\\n'"),
    "an address with a space of another script": _set("Report", "report", "SET n.url = 'https://example.org/\u00a0x'"),
    "no language": _set("Report", "report", "SET n.language = '?'"),
    "a captured report without a date": _set("Report", "report", "REMOVE n.publishedOn"),
    "a hash that is none": _set("Snapshot", "snapshot", "SET n.sha256 = 'ABC'", ("anchor", "snapshot")),
    "no media type": _set("Snapshot", "snapshot", "SET n.mediaType = 'text'"),
    "no bytes": _set("Snapshot", "snapshot", "SET n.byteLength = 0"),
    "a wrong length": _set("Text", "text", "SET n.length = 7", ("anchor", "text")),
    "an altered text": _set(
        "Text", "text", "SET n.content = 'Nobody' + substring(n.content, 9)", ("anchor", "text"), ("anchor", "passage")
    ),
    "a passage moved": _set("Passage", "passage", "SET n.start = 1", ("anchor", "passage")),
    "other words": _set("Passage", "passage", "SET n.exact = 'Nobody said'", ("anchor", "passage")),
    "a passage that ends before it begins": _set("Passage", "passage", "SET n.end = 0", ("anchor", "passage")),
    "a passage of two homes": _joined("IN_SNAPSHOT", "passage", "snapshot"),
    "a row without a key": _set("Passage", "row", "REMOVE n.rowKey"),
    "an offset with words": _set("Passage", "offset", "SET n.exact = 'said'"),
    "beyond the pole": _set("Place", "homs", "SET n.latitude = 91.0"),
    "half a coordinate": _set("Place", "homs", "REMOVE n.latitude"),
    "an unknown precision": _set("Place", "homs", "SET n.precision = 'good'"),
    "no id of Wikidata": _set("Place", "homs", "SET n.wikidataId = 'Q0'"),
    "an actor without a name": _set("Actor", "speaker", "REMOVE n.name"),
    "an actor with an empty name": _set("Actor", "army", "SET n.name = ''"),
    "an event that ends before it begins": _set("Event", "event", "SET n.latest = date('2020-01-01')"),
    "an unknown type of event": _set("Event", "event", "SET n.type = 'massacre'"),
    "a name of nobody": _lost("HAS_NAME", "homs"),
    "judged to be itself": _moved("RIGHT", "judgement", "speaker"),
    "an actor judged to be a place": _moved("RIGHT", "judgement", "homs"),
    "superseded by another measure": _set("Statement", "earlier", "SET n.measure = 'injured'"),
    "superseded by an earlier one": _set("Statement", "count", "SET n.publishedOn = date('2020-01-01')"),
    "superseded by another speaker": _moved("SAID_BY", "earlier", "army", ("supersedes-speaker", "count")),
    "a country within its city": _joined("WITHIN", "syria", "homs", ("cycle", "homs"), ("cycle", "syria")),
    "an assessment of nothing": _lost("OF", "assessment"),
    "a load that ends before it begins": _set("LoadRun", "run", f"SET n.ended = {BEFORE}"),
    "an unknown severity": _set("Refusal", "refusal", "SET n.severity = 'bad'"),
    "an id of another make": _set("Concept", "concept", "SET n.id = 'concept-1'"),
}  # fmt: skip
"""Damage that an export still writes."""

UNWRITTEN: dict[str, Damage] = {
    "a figure in words": _set("Statement", "count", "SET n.low = 'ten'"),
    "a fraction of a person": _set("Statement", "count", "SET n.best = 10.0"),
    "figures in a list": _set("Statement", "count", "SET n.high = [10, 11]"),
    "a day in words": _set("Statement", "occurrence", "SET n.publishedOn = '2025-03-08'"),
    "an instant for a day": _set("Statement", "time", "SET n.earliest = datetime('2025-03-07T00:00:00Z')"),
    "a day for an instant": _set("Statement", "occurrence", "SET n.recordedAt = date('2025-03-08')"),
    "a truth in words": _set("Statement", "count", "SET n.vague = 'no'"),
    "a number for a name": _set("Actor", "army", "SET n.name = 7"),
    "a number for words": _set("Passage", "row", "SET n.rowKey = 7"),
    "whole degrees": _set("Place", "homs", "SET n.latitude = 34"),
    "one column for a list": _set("Statement", "count", "SET n.columns = 'a'", ("property", "count")),
    "a property of no use": _set("Event", "event", "SET n.colour = 'red'", ("property", "event")),
    "a node without an id": _set("Marking", "marking", "REMOVE n.id"),
    "an id with a space": _set("Name", "name", "SET n.id = 'no id'"),
    "another label": Damage(
        "MATCH (n:Concept {id: $concept}) DELETE n CREATE (:Concept:Rumour {id: $concept, scheme: 'event-type', "
        "notation: 'killing', prefLabelEn: 'killing'})",
        frozenset({("label", "concept")}),
    ),
    "somebody unknown who says": Damage(
        "MATCH (a:Actor {id: $army}) CREATE (:Rumour {id: 'rumour-1'})-[:SAID_BY]->(a)",
        frozenset({("label", "rumour-1")}),
    ),
    "a relationship of no use": _joined("KNOWS", "army", "speaker", ("relationship", "army")),
    "a relationship that carries too much": Damage(
        "MATCH (:Statement {id: $occurrence})-[r:SAID_BY]->() SET r.weight = 1",
        frozenset({("relationship", "occurrence")}),
    ),
    "an order in words": Damage("MATCH (:Statement {id: $count})-[r:VIA]->() SET r.ord = 'first'"),
}  # fmt: skip
"""Damage that no export can write, or that it loses in silence."""
