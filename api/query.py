"""Where a query begins."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated, Any

import strawberry
from strawberry import UNSET
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
    given,
    wider,
)
from testigo.api.graph import Actor, ActorConnection, Event, EventConnection, Place, PlaceConnection
from testigo.api.nodes import Node
from testigo.api.reading import FIRST, FIRST_AT_MOST, checked_label
from testigo.ontology.errors import QueryError
from testigo.ontology.ids import label_of, normalised
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
    return {"actor": _of(actor, "Actor"), "place": _of(place, "Place")}


def _of(id: str | None, *labels: str) -> str | None:
    """An id where one is given. Raises QueryError where it is of another label."""
    asked_for = given(id)
    if asked_for is not None:
        checked_label(asked_for, *labels)
    return asked_for


async def actors(
    info: Info, *, first: First = FIRST, after: After = UNSET,
    name: Named = UNSET, kind: ActorKinds = UNSET, identified: Identified = UNSET,
) -> Any:  # fmt: skip
    values = {"name": _sought(name), "kind": kind, "identified": identified}
    return await asked(info, relations.ACTORS, None, first, after, **values)


async def places(
    info: Info, *, first: First = FIRST, after: After = UNSET,
    name: Named = UNSET, kind: PlaceKinds = UNSET, within: Within = UNSET,
) -> Any:  # fmt: skip
    values = {"name": _sought(name), "kind": kind, "within": _of(within, "Place")}
    return await asked(info, relations.PLACES, None, first, after, **values)


async def events(
    info: Info, *, first: First = FIRST, after: After = UNSET, type: Types = UNSET, from_: From = UNSET, to: To = UNSET,
    actor: OfActor = UNSET, place: AtPlace = UNSET, title: Titled = UNSET, contested: Contested = UNSET,
) -> Any:  # fmt: skip
    where = _narrowed(actor, place) | _dates(from_, to)
    return await asked(
        info, relations.EVENTS, None, first, after, type=wider(type), title=title, contested=contested, **where
    )


async def timeline(
    info: Info, *, from_: From = UNSET, to: To = UNSET, actor: OfActor = UNSET, place: AtPlace = UNSET,
    type: Types = UNSET, first: First = FIRST, after: After = UNSET,
) -> Any:  # fmt: skip
    where = _narrowed(actor, place) | _dates(from_, to)
    return await asked(info, relations.TIMELINE, None, first, after, type=wider(type), dated=True, **where)


def _sought(name: str | None) -> str | None:
    """A name as names are searched by."""
    return None if name is None or name is UNSET else normalised(name)


def _about(id: str | None) -> dict[str, str]:
    """The argument for what statements are about: one a label, for each begins at its own index."""
    subject = _of(id, "Actor", "Event", "Place")
    return {} if subject is None else {f"about_{label_of(subject).lower()}": subject}


def _dates(since: date | None, until: date | None) -> dict[str, date | None]:
    return {"from": since, "to": until}


async def statements(
    info: Info, *, first: First = FIRST, after: After = UNSET,
    kind: Kinds = UNSET, modality: Modalities = UNSET, measure: Measures = UNSET,
    published_from: PublishedFrom = UNSET, published_to: PublishedTo = UNSET,
    speaker: Speaker = UNSET, about: About = UNSET,
) -> Any:  # fmt: skip
    said_by, subject = _of(speaker, "Actor"), _about(about)
    return await asked(
        info, relations.STATEMENTS, None, first, after, kind=kind, modality=modality, measure=measure,
        published_from=published_from, published_to=published_to, speaker=said_by, **subject,
    )  # fmt: skip


async def reports(
    info: Info, *, first: First = FIRST, after: After = UNSET, publisher: Publisher = UNSET,
    published_from: PublishedFrom = UNSET, published_to: PublishedTo = UNSET,
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
