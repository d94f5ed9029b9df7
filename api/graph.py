"""Actors, places, events, and the parts actors are said to have in events."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from testigo.api import relations
from testigo.api.connections import EDGES, NODE, NODES, Connection, Edge
from testigo.api.fields import (
    every,
    listed,
    one,
    paged,
    paged_events,
    paged_involvements,
    paged_participants,
    paged_statements,
    where_any,
)
from testigo.api.nodes import Node
from testigo.ontology.terms import ActorKind, DatePrecision, EventType, PlaceKind, PlacePrecision, Role, Status

if TYPE_CHECKING:
    from testigo.api.evidence import Assessment, Judgement, Name, ReportConnection, StatementConnection

EVIDENCE = strawberry.lazy("testigo.api.evidence")
CANONICAL_ID = "The id all records of the same {} share; views make it from judgements."
RECORDS = "All records that are judged to be the same, this one among them."
POLICY = "The policy by which the derived fields were made."
JUDGEMENTS = "What was judged about its identity, revoked judgements included."


@strawberry.type(
    description="Who is said to act, suffer or speak, as met in one text or register. Its lists cover all `records`."
)
class Actor(Node):
    canonical_id: strawberry.ID = strawberry.field(description=CANONICAL_ID.format("actor"))
    kind: ActorKind = strawberry.field(description="What kind of actor it is.")
    name: str = strawberry.field(description="What it is called there.")
    identified: bool = strawberry.field(description="Whether one knows who it is; “gunmen” are not identified.")
    wikidata_id: str | None = strawberry.field(description="Its id in Wikidata.")
    opensanctions_id: str | None = strawberry.field(description="Its id in OpenSanctions.")
    ucdp_id: str | None = strawberry.field(description="Its id among the actors of UCDP.")
    canonical: Actor | None = one(relations.ACTOR_CANONICAL, "The record that stands for all of them.")
    records: ActorConnection = paged(relations.ACTOR_RECORDS, RECORDS)
    names: list[Annotated[Name, EVIDENCE]] = every(relations.ACTOR_NAMES, "All its names.")
    part_of: MembershipConnection = paged(relations.ACTOR_PART_OF, "What it is said to be a part of, and when.")
    events: InvolvementConnection = paged_involvements(
        relations.ACTOR_EVENTS, "The events it is said to have a part in, each with the part; undated ones last."
    )
    statements: Annotated[StatementConnection, EVIDENCE] = paged_statements(
        relations.ACTOR_STATEMENTS, "What it is said to have said, the earliest published first."
    )
    judgements: list[Annotated[Judgement, EVIDENCE]] = every(relations.ACTOR_JUDGEMENTS, JUDGEMENTS)


@strawberry.type(description="Where a place is, in WGS 84.")
class Position:
    latitude: float = strawberry.field(description="Degrees north, −90 to 90.")
    longitude: float = strawberry.field(description="Degrees east, −180 to 180.")
    precision: PlacePrecision | None = strawberry.field(description="How fine the coordinates are.")


@strawberry.type(
    description="Where something is said to be, as met in one text or gazetteer. Its lists cover all `records`."
)
class Place(Node):
    canonical_id: strawberry.ID = strawberry.field(description=CANONICAL_ID.format("place"))
    kind: PlaceKind = strawberry.field(description="What kind of place it is.")
    name: str = strawberry.field(description="What it is called there.")
    position: Position | None = where_any(
        "Where it is; null where this record does not say. A gazetteer's record does: see `canonical`.", "latitude"
    )
    geonames_id: str | None = strawberry.field(description="Its id in GeoNames.")
    wikidata_id: str | None = strawberry.field(description="Its id in Wikidata.")
    canonical: Place | None = one(relations.PLACE_CANONICAL, "The record that stands for all of them.")
    records: PlaceConnection = paged(relations.PLACE_RECORDS, RECORDS)
    names: list[Annotated[Name, EVIDENCE]] = every(relations.PLACE_NAMES, "All its names.")
    within: list[Place] = every(relations.PLACE_WITHIN, "What it lies in directly: a city's district.")
    contains: PlaceConnection = paged(relations.PLACE_CONTAINS, "What lies in it directly.")
    events: EventConnection = paged_events(
        relations.PLACE_EVENTS, "What is said to have happened there or anywhere within; undated events last."
    )
    judgements: list[Annotated[Judgement, EVIDENCE]] = every(relations.PLACE_JUDGEMENTS, JUDGEMENTS)


@strawberry.type(
    description="Something that is said to have happened. It has an identity only: type, dates, title and toll are "
    "made of what is said about it, by the policy named. Its lists cover all `records`."
)
class Event(Node):
    canonical_id: strawberry.ID = strawberry.field(description=CANONICAL_ID.format("event"))
    type: EventType | None = strawberry.field(description="What kind of event it is said to be.")
    title: str | None = strawberry.field(description="A line that tells it from others.")
    earliest: date | None = strawberry.field(description="The first day it can have been.")
    latest: date | None = strawberry.field(description="The last day it can have been.")
    date_precision: DatePrecision | None = strawberry.field(description="How fine the date is known.")
    killed_low: int | None = strawberry.field(
        description="The lowest of the latest figures of people killed; null where nobody gives one, 0 is a count."
    )
    killed_high: int | None = strawberry.field(description="The highest of them.")
    contested: bool | None = strawberry.field(description="Whether claims about it cannot all hold.")
    policy: str | None = strawberry.field(description=POLICY)
    canonical: Event | None = one(relations.EVENT_CANONICAL, "The record that stands for all of them.")
    records: EventConnection = paged(relations.EVENT_RECORDS, RECORDS)
    participants: ParticipantConnection = paged_participants(
        relations.EVENT_PARTICIPANTS, "Who is said to have a part in it, by role and name, each with the part."
    )
    places: list[Place] = every(relations.EVENT_PLACES, "Where it is said to have been.")
    statements: Annotated[StatementConnection, EVIDENCE] = paged_statements(
        relations.EVENT_STATEMENTS, "What is said about it, the earliest published first."
    )
    reports: Annotated[ReportConnection, EVIDENCE] = paged(
        relations.EVENT_REPORTS, "The reports whose words or rows tell of it, the earliest published first."
    )
    sub_event_of: list[Event] = every(relations.EVENT_PART_OF, "What it is a part of.")
    sub_events: EventConnection = paged(relations.EVENT_PARTS, "What is a part of it.")
    judgements: list[Annotated[Judgement, EVIDENCE]] = every(relations.EVENT_JUDGEMENTS, JUDGEMENTS)


@strawberry.type(description="The part one actor is said to have in one event.")
class Participation(Node):
    role: Role = strawberry.field(description="What the actor is said to have been in it.")
    status: Status | None = strawberry.field(description="How well the claim stands.")
    policy: str | None = strawberry.field(description=POLICY)
    actor: Actor = one(relations.PARTICIPATION_ACTOR, "Whose part it is.")
    event: Event = one(relations.PARTICIPATION_EVENT, "In which event.")
    supported_by: Annotated[StatementConnection, EVIDENCE] = paged(relations.SUPPORTED_BY, "Who says so.")
    denied_by: Annotated[StatementConnection, EVIDENCE] = paged(relations.DENIED_BY, "Who denies it.")
    assessments: list[Annotated[Assessment, EVIDENCE]] = every(
        relations.PARTICIPATION_ASSESSMENTS, "What a rule or a person makes of the claim."
    )


Subject = Annotated[
    Actor | Event | Place, strawberry.union("Subject", description="What a statement or a judgement is about.")
]


@strawberry.type(description="An actor in a list.")
class ActorEdge(Edge):
    node: Actor = strawberry.field(description=NODE)


@strawberry.type(description="A page of actors.")
class ActorConnection(Connection):
    edges: list[ActorEdge] = strawberry.field(description=EDGES)
    nodes: list[Actor] = strawberry.field(description=NODES)


@strawberry.type(description="What an actor is a part of, and when.")
class MembershipEdge(ActorEdge):
    earliest: date | None = strawberry.field(description="The first day it is said to hold.")
    latest: date | None = strawberry.field(description="The last day it is said to hold.")


@strawberry.type(description="A page of what an actor is a part of.")
class MembershipConnection(Connection):
    edges: list[MembershipEdge] = strawberry.field(description=EDGES)
    nodes: list[Actor] = strawberry.field(description=NODES)


@strawberry.type(description="A place in a list.")
class PlaceEdge(Edge):
    node: Place = strawberry.field(description=NODE)


@strawberry.type(description="A page of places.")
class PlaceConnection(Connection):
    edges: list[PlaceEdge] = strawberry.field(description=EDGES)
    nodes: list[Place] = strawberry.field(description=NODES)


@strawberry.type(description="An event in a list.")
class EventEdge(Edge):
    node: Event = strawberry.field(description=NODE)


@strawberry.type(description="A page of events: by first and last day, the undated last, then by id.")
class EventConnection(Connection):
    edges: list[EventEdge] = strawberry.field(description=EDGES)
    nodes: list[Event] = strawberry.field(description=NODES)


@strawberry.type(description="What leads from one to the other: the parts an actor is said to have, in one role.")
class PartEdge(Edge):
    role: Role = strawberry.field(description="The role.")
    status: Status | None = strawberry.field(description="How well the claim stands, over all `participations`.")
    participations: list[Participation] = listed(
        "parts", "The parts themselves, one a record, with who supports and who denies them."
    )


@strawberry.type(description="An event and the actor's part in it.")
class InvolvementEdge(PartEdge):
    node: Event = strawberry.field(description=NODE)


@strawberry.type(description="A page of the events an actor has a part in.")
class InvolvementConnection(Connection):
    edges: list[InvolvementEdge] = strawberry.field(description=EDGES)
    nodes: list[Event] = strawberry.field(description=NODES)


@strawberry.type(description="An actor and its part in the event.")
class ParticipantEdge(PartEdge):
    node: Actor = strawberry.field(description=NODE)


@strawberry.type(description="A page of the actors that have a part in an event.")
class ParticipantConnection(Connection):
    edges: list[ParticipantEdge] = strawberry.field(description=EDGES)
    nodes: list[Actor] = strawberry.field(description=NODES)
