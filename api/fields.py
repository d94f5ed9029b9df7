"""Fields that give nodes, and the arguments they share."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeAlias, TypeVar

import strawberry
from strawberry import UNSET
from testigo.api.enums import with_narrower
from testigo.api.patterns import Relation
from testigo.api.reading import FIRST, FIRST_AT_MOST, Question, Reader, arguments
from testigo.api.records import Page, Record
from testigo.ontology.terms import EventType, Measure, Modality, Role, StatementKind, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """What every resolver is given: the store, as this request sees it."""

    reader: Reader


Info: TypeAlias = strawberry.Info[Context, None]
Root: TypeAlias = strawberry.Parent[Any]  # a Record: strawberry names types after its own classes
First = Annotated[int, strawberry.argument(description=f"How many, 1 to {FIRST_AT_MOST}.")]
After = Annotated[str | None, strawberry.argument(description="Go on after this cursor, the `endCursor` of a page.")]
Types = Annotated[
    list[EventType] | None, strawberry.argument(name="type", description="Only events of these types or narrower ones.")
]
From = Annotated[
    date | None, strawberry.argument(name="from", description="Leave out what ended before this day, and the undated.")
]
To = Annotated[
    date | None, strawberry.argument(name="to", description="Leave out what began after this day, and the undated.")
]
Roles = Annotated[list[Role] | None, strawberry.argument(name="role", description="Only parts with these roles.")]
STANDING = [Status.ALLEGED, Status.CORROBORATED, Status.CONFIRMED, Status.DISPUTED]  # as in the catalogue's questions
Statuses = Annotated[
    list[Status] | None,
    strawberry.argument(
        name="status", description="Only parts of these statuses. By default those somebody stands by; null: all."
    ),
]
Kinds = Annotated[
    list[StatementKind] | None, strawberry.argument(name="kind", description="Only statements of these kinds.")
]
Modalities = Annotated[
    list[Modality] | None,
    strawberry.argument(name="modality", description="Only statements made in these ways: ASSERTS, DENIES …"),
]
Measures = Annotated[
    list[Measure] | None, strawberry.argument(name="measure", description="Only counts of this: KILLED, DISPLACED …")
]
PublishedFrom = Annotated[date | None, strawberry.argument(description="Only what was published on this day or later.")]
PublishedTo = Annotated[date | None, strawberry.argument(description="Only what was published on this day or earlier.")]


async def asked(info: Info, relation: Relation, root: Any, first: int, after: str | None, **values: Any) -> Page:
    """A page of a relation, of a record (`root` None: of the graph), narrowed by the arguments that are given."""
    question = Question(relation, root.id if root is not None else None, arguments(values))
    return await info.context.reader.page(question, first, given(after))


def given(value: T | None) -> T | None:
    """An argument, None where it is left out. (UNSET as a default keeps `= null` out of the schema.)"""
    return None if value is UNSET else value


def one(relation: Relation, description: str) -> Any:  # each stands for the field's own annotation
    """A field that gives one node, or null."""

    async def resolve(root: Root, info: Info) -> Any:
        return await info.context.reader.one(relation, root.id)

    return strawberry.field(resolver=resolve, description=description)


def every(relation: Relation, description: str) -> Any:
    """A field that gives a short list, whole."""

    async def resolve(root: Root, info: Info) -> Any:
        return await info.context.reader.all(relation, root.id)

    return strawberry.field(resolver=resolve, description=description)


def paged(relation: Relation, description: str) -> Any:
    """A connection without arguments of its own."""

    async def resolve(root: Root, info: Info, *, first: First = FIRST, after: After = UNSET) -> Any:
        return await asked(info, relation, root, first, after)

    return strawberry.field(resolver=resolve, description=description)


def paged_events(relation: Relation, description: str) -> Any:
    """A connection of events."""

    async def resolve(
        root: Root, info: Info, *, first: First = FIRST, after: After = UNSET,
        type: Types = UNSET, from_: From = UNSET, to: To = UNSET,
    ) -> Any:  # fmt: skip
        return await asked(info, relation, root, first, after, type=wider(type), **{"from": from_, "to": to})

    return strawberry.field(resolver=resolve, description=description)


def paged_involvements(relation: Relation, description: str) -> Any:
    """A connection of the events of an actor, each with the actor's part."""

    async def resolve(
        root: Root, info: Info, *, first: First = FIRST, after: After = UNSET,
        role: Roles = UNSET, status: Statuses = STANDING, type: Types = UNSET, from_: From = UNSET, to: To = UNSET,
    ) -> Any:  # fmt: skip
        dates = {"from": from_, "to": to}
        return await asked(info, relation, root, first, after, role=role, status=status, type=wider(type), **dates)

    return strawberry.field(resolver=resolve, description=description)


def paged_participants(relation: Relation, description: str) -> Any:
    """A connection of the actors of an event, each with its part."""

    async def resolve(
        root: Root, info: Info, *, first: First = FIRST, after: After = UNSET,
        role: Roles = UNSET, status: Statuses = STANDING,
    ) -> Any:  # fmt: skip
        return await asked(info, relation, root, first, after, role=role, status=status)

    return strawberry.field(resolver=resolve, description=description)


def paged_statements(relation: Relation, description: str) -> Any:
    """A connection of statements."""

    async def resolve(
        root: Root, info: Info, *, first: First = FIRST, after: After = UNSET,
        kind: Kinds = UNSET, modality: Modalities = UNSET, measure: Measures = UNSET,
        published_from: PublishedFrom = UNSET, published_to: PublishedTo = UNSET,
    ) -> Any:  # fmt: skip
        return await asked(
            info, relation, root, first, after, kind=kind, modality=modality, measure=measure,
            published_from=published_from, published_to=published_to,
        )  # fmt: skip

    return strawberry.field(resolver=resolve, description=description)


def heavy(name: str, description: str) -> Any:
    """A field whose property is read only where it is asked for."""

    async def resolve(root: Root, info: Info) -> Any:
        return await info.context.reader.heavy(root, name)

    return strawberry.field(resolver=resolve, description=description)


def listed(name: str, description: str) -> Any:
    """A field that gives the nodes whose ids an edge lists."""

    async def resolve(root: Root, info: Info) -> Any:
        ids = root.values[name]
        return [found for found in await asyncio.gather(*map(info.context.reader.record, ids)) if found]

    return strawberry.field(resolver=resolve, description=description)


def where_any(description: str, *names: str) -> Any:
    """A field that gives the record itself, as another type, where one of the properties is there; else null."""

    def resolve(root: Root) -> Any:
        values: Mapping[str, Any] = root.values
        return Record(values) if any(values.get(name) is not None for name in names) else None

    return strawberry.field(resolver=resolve, description=description)


def wider(types: list[EventType] | None) -> list[str] | None:
    """The types and all that are narrower."""
    asked_for = given(types)
    return None if asked_for is None else with_narrower(asked_for)
