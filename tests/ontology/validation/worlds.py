"""Small sound graphs with one record of every kind, and the faults that break them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from testigo.ontology.batch import Batch, node_table, relationship_table
from testigo.ontology.ids import label_of, minted
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS, relationship_schema

Row = dict[str, Any]  # Any: a row of a table
AT = datetime(2025, 3, 9, tzinfo=UTC)
FRIDAY, DAY = date(2025, 3, 7), date(2025, 3, 8)
SAID: Row = {
    "modality": "asserts", "polarity": "positive", "hedge": "none", "mode": "paraphrase", "publishedOn": DAY,
    "recordedAt": AT, "extractor": "test",
}  # fmt: skip
FIGURE: Row = {
    "kind": "count", "measure": "killed", "low": 10, "best": 10, "high": 10, "comparator": "exact",
    "population": "people", "scope": "incident", "effLow": 10, "effHigh": 10, "vague": False,
}  # fmt: skip


@dataclass(slots=True)
class World:
    """One record of every kind. Records are called by a short name; `ids` says which id each has."""

    salt: str
    ids: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    relationships: dict[tuple[str, str, str], Row] = field(default_factory=dict)

    def add(self, name: str, label: str, /, **row: Any) -> None:
        """A record; Any: the value of a property."""
        self.ids[name] = minted(label, self.salt, name)
        self.rows[self.ids[name]] = row

    def join(self, type: str, start: str, end: str, **carried: Any) -> None:
        """A relationship between two records, by name or by id; Any: what it carries."""
        self.relationships[type, self.ids.get(start, start), self.ids.get(end, end)] = carried


Fault = Callable[[World], str]
"""Breaks a world, and says which record is at fault."""


def world(salt: str) -> World:
    """A sound world."""
    it = World(salt)
    _sources(it)
    _things(it)
    _statements(it)
    _keeping(it)
    return it


def _sources(it: World) -> None:
    content = f"Residents said ten people died in Homs on Friday ({it.salt})."
    sha = hashlib.sha256(content.encode()).hexdigest()
    it.add("report", "Report", url="https://news.example.org/1", publishedOn=DAY, language="en", title="Ten died")
    it.ids["snapshot"] = minted("Snapshot", sha)
    it.rows[it.ids["snapshot"]] = {
        "sha256": sha, "mediaType": "text/plain", "byteLength": len(content), "retrievedAt": AT,
        "archiveUrl": f"archive:{sha}",
    }  # fmt: skip
    it.add("text", "Text", sha256=sha, content=content, length=len(content), language="en", extractor="plain",
           extractorVersion="1")  # fmt: skip
    it.add("passage", "Passage", kind="text", start=0, end=14, exact="Residents said", suffix=" ten")
    it.add("row", "Passage", kind="row", row=1, rowKey="a", exact="a,10")
    it.add("offset", "Passage", kind="reported-offset", start=3, end=9)
    it.join("CAPTURE_OF", "snapshot", "report")
    it.join("EXTRACTED_FROM", "text", "snapshot")
    it.join("IN_TEXT", "passage", "text")
    it.join("IN_TEXT", "offset", "text")
    it.join("IN_SNAPSHOT", "row", "snapshot")


def _things(it: World) -> None:
    it.add("event", "Event", type="killing", earliest=DAY, latest=DAY, killedLow=10, killedHigh=10, policy="default")
    it.add("war", "Event")
    it.add("speaker", "Actor", kind="source", name="Residents", identified=False)
    it.add("army", "Actor", kind="security-forces", name="the army", identified=True)
    it.add("homs", "Place", kind="city", name="Homs", latitude=34.7, longitude=36.7, precision="exact")
    it.add("syria", "Place", kind="country", name="Syria")
    it.add("name", "Name", literal="Homs", lang="en", script="Latn", norm="homs")
    it.add("part", "Participation", role="perpetrator", status="alleged", policy="default")
    it.join("SUB_EVENT_OF", "event", "war")
    it.join("AT_PLACE", "event", "homs")
    it.join("WITHIN", "homs", "syria")
    it.join("HAS_NAME", "homs", "name")
    it.join("PART_OF", "army", "speaker", earliest=DAY, latest=DAY)
    it.join("IN_EVENT", "part", "event")
    it.join("OF_ACTOR", "part", "army")


def _statements(it: World) -> None:
    kinds: dict[str, Row] = {
        "occurrence": {}, "attitude": {}, "directive": {}, "participation": {}, "cause": {}, "place": {},
        "act-type": {"eventType": "killing"}, "relation": {"relation": "commands"},
        "time": {"edtf": "2025-03-07", "earliest": FRIDAY, "latest": FRIDAY, "datePrecision": "day"},
    }  # fmt: skip
    for kind, more in kinds.items():
        it.add(kind, "Statement", **SAID, kind=kind, **more)
    it.add("count", "Statement", **SAID, **FIGURE, asOf=DAY, since=DAY)
    it.add("earlier", "Statement", **SAID | {"publishedOn": FRIDAY}, **FIGURE)
    for name in (*kinds, "count", "earlier"):
        it.join("ANCHORED_AT", name, "passage")
        it.join("SAID_BY", name, "speaker")
        it.join("ABOUT", name, "army" if name == "relation" else "event")
    it.join("SUPPORTS", "participation", "part")
    it.join("AT_PLACE", "place", "homs")
    it.join("SUPERSEDES", "count", "earlier")
    it.join("VIA", "count", "army", ord=0)


def _keeping(it: World) -> None:
    it.add("concept", "Concept", scheme="event-type", notation="killing", prefLabelEn="killing")
    it.add("run", "LoadRun", source="test", started=AT, ended=AT, inputHash="0" * 64, version="1", records=3)
    it.add("refusal", "Refusal", rule="shape", shape="Actor-kind", message="No.", severity="violation", payload="{}",
           locator="row 1", refusedAt=AT)  # fmt: skip
    it.add("assessment", "Assessment", verdict="disputed", by="person:a", at=AT)
    it.add("judgement", "Judgement", verdict="unsure", by="rule:a", at=AT)
    it.add("marking", "Marking", level="AMBER")
    it.join("OF", "assessment", "event")
    it.join("BASED_ON", "assessment", "count")
    it.join("LEFT", "judgement", "speaker")
    it.join("RIGHT", "judgement", "army")
    it.join("LOADED_BY", "report", "run")
    it.join("MARKED", "cause", "marking")


def batch_of_worlds(worlds: Iterable[World]) -> Batch:
    """Several worlds as one batch."""
    nodes: dict[str, dict[str, Row]] = {label: {} for label in NODES}
    relationships: dict[str, dict[tuple[str, str], Row]] = {type: {} for type in RELATIONSHIPS}
    for each in worlds:
        for id, row in each.rows.items():
            nodes[label_of(id)][id] = {"id": id, **row}
        for (type, start, end), carried in each.relationships.items():
            blank = dict.fromkeys(relationship_schema(type).names)
            relationships[type][start, end] = blank | carried | {"start": start, "end": end}
    return Batch(
        {label: node_table(label, rows.values()) for label, rows in nodes.items() if rows},
        {type: relationship_table(type, list(rows.values())) for type, rows in relationships.items() if rows},
    )


def changed(name: str, /, **properties: Any) -> Fault:
    """A record with other properties; None drops one."""

    def fault(it: World) -> str:
        it.rows[it.ids[name]] |= properties
        return it.ids[name]

    return fault


def renamed(name: str, id: str) -> Fault:
    """A record under another id, which its relationships follow."""

    def fault(it: World) -> str:
        old, new = it.ids[name], f"{id}{it.salt}"
        it.rows = {new if each == old else each: row for each, row in it.rows.items()}
        it.relationships = {
            (type, new if start == old else start, new if end == old else end): carried
            for (type, start, end), carried in it.relationships.items()
        }
        return new

    return fault


def lost(type: str, name: str, at_fault: str | None = None) -> Fault:
    """A record without its relationships of a type; at fault is it, or the one they led to."""

    def fault(it: World) -> str:
        it.relationships = {
            key: carried for key, carried in it.relationships.items() if key[:2] != (type, it.ids[name])
        }
        return it.ids[at_fault or name]

    return fault


def joined(type: str, start: str, end: str, at_fault: str | None = None, **carried: Any) -> Fault:
    """One relationship more, between records by name; `nowhere:Label` is a record that is not there."""

    def fault(it: World) -> str:
        for name in (start, end):
            if name.startswith("nowhere:"):
                it.ids[name] = minted(name.removeprefix("nowhere:"), it.salt, "nowhere")
        it.join(type, start, end, **carried)
        return it.ids[at_fault or start]

    return fault


def both(*faults: Fault) -> Fault:
    """Several changes; at fault is the last one's record."""

    def fault(it: World) -> str:
        return [each(it) for each in faults][-1]

    return fault
