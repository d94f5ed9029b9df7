"""Where a query begins."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated, Any

import strawberry
from testigo.api import relations
from testigo.api.evidence import Report, ReportConnection, Statement, StatementConnection
from testigo.api.fields import (
    After,
    First,
    From,
    Info,
    Kinds,
    Measures,
    Modalities,
    PublishedFrom,
    PublishedTo,
    To,
    Types,
    asked,
    wider,
)
from testigo.api.graph import Actor, ActorConnection, Event, EventConnection, Place, PlaceConnection
from testigo.api.nodes import Node
from testigo.api.reading import FIRST, FIRST_AT_MOST, checked_label
from testigo.ontology.errors import QueryError
from testigo.ontology.ids import normalised
from testigo.ontology.terms import ActorKind, PlaceKind

Id = Annotated[strawberry.ID, strawberry.argument(description="The id.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description=f"The ids, {FIRST_AT_MOST} at most.")]
Named = Annotated[str | None, strawberry.argument(description="Only what has a name that contains this.")]
Titled = Annotated[str | None, strawberry.argument(description="Only events whose title contains this.")]
Contested = Annotated[
    bool | None, strawberry.argument(description="Only events about which claims cannot (or can) all hold.")
]
Identified = Annotated[bool | None, strawberry.argument(description="Only actors that are (or are not) identified.")]
ActorKinds = Annotated[
    list[ActorKind] | None, strawberry.argument(name="kind", description="Only actors of these kinds.")
]
PlaceKinds = Annotated[
    list[PlaceKind] | None, strawberry.argument(name="kind", description="Only places of these kinds.")
]
OfActor = Annotated[
    strawberry.ID | None,
    strawberry.argument(name="actor", description="Only events in which this actor is said to have a part: its id."),
]
AtPlace = Annotated[
    strawberry.ID | None,
    strawberry.argument(name="place", description="Only events at this place or anywhere within it: its id."),
]
Within = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only this place and what lies in it: its id.")
]
Speaker = Annotated[strawberry.ID | None, strawberry.argument(description="Only what this actor says: its id.")]
About = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only what is about this actor, event or place: its id.")
]
Publisher = Annotated[
    str | None, strawberry.argument(description="Only reports of a publisher whose name contains this.")
]
EXPOSED = (
    "Actor", "Assessment", "Event", "Judgement", "Name", "Participation", "Passage", "Place", "Report", "Snapshot",
    "Statement", "Text",
)  # fmt: skip


async def node(info: Info, id: Id) -> Any:
    checked_label(id, *EXPOSED)
    return await info.context.reader.record(id)


async def nodes(info: Info, ids: Ids) -> Any:
    if len(ids) > FIRST_AT_MOST:
        raise QueryError(f"ids: {len(ids)} are more than {FIRST_AT_MOST}; ask in parts")
    for id in ids:
        checked_label(id, *EXPOSED)
    return await asyncio.gather(*map(info.context.reader.record, ids))


def by_id(label: str) -> Any:  # it stands for the field's own annotation
    """A field that gives one node of a label by its id."""

    async def resolve(info: Info, id: Id) -> Any:
        checked_label(id, label)
        return await info.context.reader.record(id)

    description = f"One {label.lower()}, or null where the graph does not hold it."
    return strawberry.field(resolver=resolve, description=description)


def _narrowed(actor: str | None, place: str | None) -> dict[str, str | None]:
    """The arguments that are ids. Raises QueryError where one is of another label."""
    for id, label in ((actor, "Actor"), (place, "Place")):
        if id is not None:
            checked_label(id, label)
    return {"actor": actor, "place": place}


async def actors(
    info: Info, *, first: First = FIRST, after: After = None,
    name: Named = None, kind: ActorKinds = None, identified: Identified = None,
) -> Any:  # fmt: skip
    name = normalised(name) if name is not None else None
    return await asked(info, relations.ACTORS, None, first, after, name=name, kind=kind, identified=identified)


async def places(
    info: Info, *, first: First = FIRST, after: After = None,
    name: Named = None, kind: PlaceKinds = None, within: Within = None,
) -> Any:  # fmt: skip
    if within is not None:
        checked_label(within, "Place")
    name = normalised(name) if name is not None else None
    return await asked(info, relations.PLACES, None, first, after, name=name, kind=kind, within=within)


async def events(
    info: Info, *, first: First = FIRST, after: After = None, type: Types = None, from_: From = None, to: To = None,
    actor: OfActor = None, place: AtPlace = None, title: Titled = None, contested: Contested = None,
) -> Any:  # fmt: skip
    where = _narrowed(actor, place) | _dates(from_, to)
    return await asked(
        info, relations.EVENTS, None, first, after, type=wider(type), title=title, contested=contested, **where
    )


async def timeline(
    info: Info, *, from_: From = None, to: To = None, actor: OfActor = None, place: AtPlace = None, type: Types = None,
    first: First = FIRST, after: After = None,
) -> Any:  # fmt: skip
    where = _narrowed(actor, place) | _dates(from_, to)
    return await asked(info, relations.TIMELINE, None, first, after, type=wider(type), dated=True, **where)


def _dates(since: date | None, until: date | None) -> dict[str, date | None]:
    return {"from": since, "to": until}


async def statements(
    info: Info, *, first: First = FIRST, after: After = None,
    kind: Kinds = None, modality: Modalities = None, measure: Measures = None,
    published_from: PublishedFrom = None, published_to: PublishedTo = None,
    speaker: Speaker = None, about: About = None,
) -> Any:  # fmt: skip
    if speaker is not None:
        checked_label(speaker, "Actor")
    subject = {f"about_{checked_label(about, 'Actor', 'Event', 'Place').lower()}": about} if about is not None else {}
    return await asked(
        info, relations.STATEMENTS, None, first, after, kind=kind, modality=modality, measure=measure,
        published_from=published_from, published_to=published_to, speaker=speaker, **subject,
    )  # fmt: skip


async def reports(
    info: Info, *, first: First = FIRST, after: After = None, publisher: Publisher = None,
    published_from: PublishedFrom = None, published_to: PublishedTo = None,
) -> Any:  # fmt: skip
    return await asked(
        info, relations.REPORTS, None, first, after, publisher=publisher,
        published_from=published_from, published_to=published_to,
    )  # fmt: skip


@strawberry.type(
    description="Where a query begins. Lists hold one record of each actor, place and event: the canonical."
)
class Query:
    node: Node | None = strawberry.field(
        resolver=node, description="Whatever has this id, or null where the graph does not hold it."
    )
    nodes: list[Node | None] = strawberry.field(
        resolver=nodes, description="Whatever has these ids, in their order; null where the graph does not hold it."
    )
    actor: Actor | None = by_id("Actor")
    place: Place | None = by_id("Place")
    event: Event | None = by_id("Event")
    statement: Statement | None = by_id("Statement")
    report: Report | None = by_id("Report")
    actors: ActorConnection = strawberry.field(resolver=actors, description="Actors, by name.")
    places: PlaceConnection = strawberry.field(resolver=places, description="Places, by name.")
    events: EventConnection = strawberry.field(
        resolver=events, description="Events by first and last day, the undated last."
    )
    timeline: EventConnection = strawberry.field(
        resolver=timeline,
        description="Dated events in order of time: by the first day each can have been, then by the last, then by id. "
        "An event is in the span if any day it can have been is. `events` has the undated too.",
    )
    statements: StatementConnection = strawberry.field(
        resolver=statements, description="Statements, the earliest published first, the undated last."
    )
    reports: ReportConnection = strawberry.field(
        resolver=reports, description="Reports, the earliest published first, the undated last."
    )
