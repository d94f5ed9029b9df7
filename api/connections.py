"""What all connections share."""

from __future__ import annotations

from typing import Any

import strawberry
from testigo.api.fields import Info, Root

EDGES = "The page, each with what the relation itself holds and its cursor."
NODES = "The page, without the edges."
NODE = "What the edge leads to."


@strawberry.type(description="Where a page stands in its list. Lists are walked forward, by `first` and `after`.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more follows after `endCursor`.")
    has_previous_page: bool = strawberry.field(description="Whether the page was asked for after a cursor.")
    start_cursor: str | None = strawberry.field(description="The first edge's cursor; null on an empty page.")
    end_cursor: str | None = strawberry.field(
        description="The last edge's cursor, to go on with; null on an empty page."
    )


async def _total(root: Root, info: Info) -> Any:
    return await info.context.reader.total(root.question)


@strawberry.type
class Connection:
    """The fields of every connection."""

    page_info: PageInfo = strawberry.field(description="Where the page stands.")
    total_count: int = strawberry.field(
        resolver=_total, description="How many the whole list holds; counted only where it is asked for."
    )


@strawberry.type
class Edge:
    """The fields of every edge."""

    cursor: str = strawberry.field(description="Where this edge stands; opaque. Pass it as `after`.")
