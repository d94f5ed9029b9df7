"""Statements, and what they rest on: passages, texts, snapshots, reports; and what is made of them."""

from __future__ import annotations

from datetime import date, datetime

import strawberry
from testigo.api import relations
from testigo.api.connections import EDGES, NODE, NODES, Connection, Edge
from testigo.api.fields import every, heavy, one, paged, paged_events, paged_statements, where_any
from testigo.api.graph import Actor, ActorEdge, EventConnection, Participation, Place, Subject
from testigo.api.nodes import Node
from testigo.ontology.terms import (
    Comparator,
    DatePrecision,
    EventType,
    Hedge,
    Measure,
    Modality,
    Mode,
    PassageKind,
    Polarity,
    Population,
    Scope,
    StatementKind,
    Verdict,
)


@strawberry.type(description="A figure as it is given, and the bounds that its comparator leaves.")
class Figure:
    measure: Measure = strawberry.field(description="What is counted.")
    low: int | None = strawberry.field(description="The lowest number said; null where none is, 0 is a count.")
    best: int | None = strawberry.field(description="The number the speaker holds to; null where none is said.")
    high: int | None = strawberry.field(description="The highest number said.")
    comparator: Comparator | None = strawberry.field(description="How the figure is meant.")
    population: Population | None = strawberry.field(description="Whom it counts.")
    scope: Scope | None = strawberry.field(description="What it covers.")
    since: date | None = strawberry.field(description="The day from which it counts.")
    as_of: date | None = strawberry.field(description="The day up to which it counts.")
    eff_low: int | None = strawberry.field(
        description="The lowest number that it allows; null where there is no bound."
    )
    eff_high: int | None = strawberry.field(
        description="The highest number that it allows; null where there is no bound."
    )
    vague: bool | None = strawberry.field(description="Whether words stand for the number: “dozens”.")
    zero_may_be_silence: bool | None = strawberry.field(
        description="Whether a 0 may mean that the source says nothing."
    )


@strawberry.type(description="A time as it is given.")
class Time:
    edtf: str | None = strawberry.field(description="The date in EDTF (ISO 8601-2), as read from the words.")
    earliest: date | None = strawberry.field(description="The first day it can mean.")
    latest: date | None = strawberry.field(description="The last day it can mean.")
    date_precision: DatePrecision | None = strawberry.field(description="How fine it is.")


@strawberry.type(description="One proposition that somebody is said to make, on words that stand in a report.")
class Statement(Node):
    kind: StatementKind = strawberry.field(description="What kind of proposition it is.")
    modality: Modality = strawberry.field(description="What the speaker does by saying it.")
    polarity: Polarity = strawberry.field(description="Whether it is said to hold or not to hold.")
    hedge: Hedge = strawberry.field(description="How the words hold back.")
    hedge_text: str | None = strawberry.field(description="The words that hold back.")
    mode: Mode = strawberry.field(description="Whether the speaker's own words are given.")
    said_earliest: date | None = strawberry.field(description="The first day it can have been said.")
    said_latest: date | None = strawberry.field(description="The last day it can have been said.")
    published_on: date | None = strawberry.field(description="The day its report was published.")
    recorded_at: datetime = strawberry.field(description="When this graph came to know it.")
    withdrawn_at: datetime | None = strawberry.field(description="When it was taken out of use; it stays in the graph.")
    extractor: str = strawberry.field(description="What read it out of the report.")
    confidence: float | None = strawberry.field(description="How sure the extractor is that it says so, 0 to 1.")
    columns: list[str] | None = strawberry.field(description="The columns it rests on, where it is of a table.")
    record_version: str | None = strawberry.field(
        description="The version of the row it was read from; a later one compares greater."
    )
    event_type: EventType | None = strawberry.field(description="The type it says an event is of.")
    relation: str | None = strawberry.field(description="The relation it says two actors have.")
    figure: Figure | None = where_any("The figure, where it is a count.", "measure")
    time: Time | None = where_any("The time it gives, where it is about a time.", "edtf", "earliest", "latest")
    speakers: list[Actor] = every(relations.SPEAKERS, "Who makes the claim, as named there.")
    via: OrderedActorConnection = paged(relations.VIA, "Who passed it on, the nearest to the reader first.")
    sourced_from: OrderedActorConnection = paged(
        relations.SOURCED_FROM, "Whom the speaker names as its source, in the order given."
    )
    cites: CitedReportConnection = paged(relations.CITES, "The reports a coded row rests on.")
    about: list[Subject] = every(relations.ABOUT, "What it is about, as met there.")
    supports: list[Participation] = every(relations.SUPPORTS, "The parts in events that it supports.")
    denies: list[Participation] = every(relations.DENIES, "The parts in events that it denies.")
    places: list[Place] = every(relations.STATEMENT_PLACES, "Where it says an event was.")
    passages: list[Passage] = every(relations.PASSAGES, "The words or rows it stands on.")
    supersedes: list[Statement] = every(
        relations.SUPERSEDES, "The earlier ones of the same speaker it takes over from."
    )
    superseded_by: list[Statement] = every(relations.SUPERSEDED_BY, "The later ones that take over from it.")
    retracts: list[Statement] = every(relations.RETRACTS, "What the speaker takes back by it.")
    retracted_by: list[Statement] = every(relations.RETRACTED_BY, "What takes it back.")
    relays: list[Statement] = every(relations.RELAYS, "What it passes on.")
    relayed_by: list[Statement] = every(relations.RELAYED_BY, "What passes it on.")
    assessments: list[Assessment] = every(relations.STATEMENT_ASSESSMENTS, "What a rule or a person makes of it.")


@strawberry.type(description="Words that stand in a text, or a row of a table.")
class Passage(Node):
    kind: PassageKind = strawberry.field(description="What it is.")
    start: int | None = strawberry.field(description="Where it begins in the text, in Unicode code points from 0.")
    end: int | None = strawberry.field(description="Where it ends, exclusive.")
    exact: str | None = strawberry.field(description="The words, or the row, exactly as they stand.")
    prefix: str | None = strawberry.field(description="The words before it.")
    suffix: str | None = strawberry.field(description="The words after it.")
    row: int | None = strawberry.field(description="The row's number in its table, from 1.")
    row_key: str | None = strawberry.field(description="The row's own id in its table.")
    text: Text | None = one(relations.PASSAGE_TEXT, "The text it stands in; null for a row.")
    snapshots: list[Snapshot] = every(relations.PASSAGE_SNAPSHOTS, "The bytes it was read from, by their hash.")
    reports: list[Report] = every(relations.PASSAGE_REPORTS, "The reports it stands in.")
    statements: StatementConnection = paged_statements(relations.PASSAGE_STATEMENTS, "What it says.")


@strawberry.type(description="The text of a report, as passages count in it.")
class Text(Node):
    sha256: str = strawberry.field(description="The SHA-256 of its UTF-8 bytes, in hex.")
    content: str = heavy("content", "The text itself.")
    length: int = strawberry.field(description="Its length in Unicode code points.")
    language: str = strawberry.field(description="Its language, as in BCP 47; `und` where it is unknown.")
    extractor: str = strawberry.field(description="What took the text out of the bytes.")
    extractor_version: str = strawberry.field(description="Its version.")
    snapshots: list[Snapshot] = every(relations.TEXT_SNAPSHOTS, "The bytes it was taken from.")
    passages: PassageConnection = paged(relations.TEXT_PASSAGES, "The passages in it, in reading order.")


@strawberry.type(description="The bytes of a report as they were taken; they lie in the archive under their hash.")
class Snapshot(Node):
    sha256: str = strawberry.field(description="The SHA-256 of the bytes, in hex.")
    media_type: str = strawberry.field(description="Their media type.")
    byte_length: int = strawberry.field(description="How many they are.")
    retrieved_at: datetime = strawberry.field(description="When they were taken.")
    archive_url: str = strawberry.field(description="Where they lie: `archive:` and the hash.")
    reports: list[Report] = every(relations.SNAPSHOT_REPORTS, "What they are the bytes of.")
    texts: list[Text] = every(relations.SNAPSHOT_TEXTS, "The texts taken out of them.")


@strawberry.type(description="A published item: an article, a bulletin, a data release.")
class Report(Node):
    title: str | None = strawberry.field(description="Its headline.")
    publisher: str | None = strawberry.field(description="Who published it.")
    url: str | None = strawberry.field(description="Where it was published.")
    published_on: date | None = strawberry.field(description="The day it was published.")
    language: str = strawberry.field(description="Its language, as in BCP 47; `und` where it is unknown.")
    licence: str | None = strawberry.field(description="The licence it is under.")
    snapshots: list[Snapshot] = every(relations.REPORT_SNAPSHOTS, "Its bytes, each time they were taken.")
    statements: StatementConnection = paged_statements(relations.REPORT_STATEMENTS, "What it says, in reading order.")
    events: EventConnection = paged_events(relations.REPORT_EVENTS, "The events it tells of; undated ones last.")


@strawberry.type(description="A name of an actor or a place.")
class Name(Node):
    literal: str = strawberry.field(description="The name as written.")
    lang: str = strawberry.field(description="Its language, as in BCP 47.")
    script: str = strawberry.field(description="Its script, as in ISO 15924.")


@strawberry.type(description="Whether two records are one actor, place or event. It can be revoked; it is not deleted.")
class Judgement(Node):
    verdict: Verdict = strawberry.field(description="Whether they are the same.")
    by: str = strawberry.field(description="The rule or person that judged.")
    at: datetime = strawberry.field(description="When.")
    basis: str | None = strawberry.field(description="What it rests on.")
    note: str | None = strawberry.field(description="What else is said to it.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked; null while it holds.")
    left: Subject | None = one(relations.JUDGEMENT_LEFT, "The one record: the text's.")
    right: Subject | None = one(relations.JUDGEMENT_RIGHT, "The other record: the register's or gazetteer's.")


@strawberry.type(description="What a rule or a person makes of a claim.")
class Assessment(Node):
    verdict: str = strawberry.field(description="A status (`corroborated` …) or a review (`accepted` …).")
    by: str = strawberry.field(description="The rule or person that assessed.")
    at: datetime = strawberry.field(description="When.")
    basis: str | None = strawberry.field(description="What it rests on.")
    note: str | None = strawberry.field(description="What else is said to it.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked; null while it holds.")
    based_on: list[Statement] = every(relations.BASED_ON, "The statements it rests on.")


@strawberry.type(description="A statement in a list.")
class StatementEdge(Edge):
    node: Statement = strawberry.field(description=NODE)


@strawberry.type(description="A page of statements.")
class StatementConnection(Connection):
    edges: list[StatementEdge] = strawberry.field(description=EDGES)
    nodes: list[Statement] = strawberry.field(description=NODES)


@strawberry.type(description="A passage in a list.")
class PassageEdge(Edge):
    node: Passage = strawberry.field(description=NODE)


@strawberry.type(description="A page of passages.")
class PassageConnection(Connection):
    edges: list[PassageEdge] = strawberry.field(description=EDGES)
    nodes: list[Passage] = strawberry.field(description=NODES)


@strawberry.type(description="A report in a list.")
class ReportEdge(Edge):
    node: Report = strawberry.field(description=NODE)


@strawberry.type(description="A page of reports.")
class ReportConnection(Connection):
    edges: list[ReportEdge] = strawberry.field(description=EDGES)
    nodes: list[Report] = strawberry.field(description=NODES)


@strawberry.type(description="An actor in a chain or a list that has an order.")
class OrderedActorEdge(ActorEdge):
    ord: int | None = strawberry.field(description="Its place in the order, from 0.")


@strawberry.type(description="A page of actors in their order.")
class OrderedActorConnection(Connection):
    edges: list[OrderedActorEdge] = strawberry.field(description=EDGES)
    nodes: list[Actor] = strawberry.field(description=NODES)


@strawberry.type(description="A report that a coded row rests on.")
class CitedReportEdge(ReportEdge):
    ord: int | None = strawberry.field(description="Its place in the order given, from 0.")


@strawberry.type(description="A page of the reports a coded row rests on.")
class CitedReportConnection(Connection):
    edges: list[CitedReportEdge] = strawberry.field(description=EDGES)
    nodes: list[Report] = strawberry.field(description=NODES)
