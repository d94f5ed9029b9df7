"""Records: what the store gave of a node, a page of them, and the edge that leads to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from testigo.ontology.ids import label_of
from testigo.ontology.tables import camel

Values = Mapping[str, Any]  # properties as the driver gives them: str, int, float, bool, date, datetime, list


@dataclass(frozen=True, slots=True)
class Record:
    """A node as the store holds it: its properties by their Cypher names. A missing one is None."""

    values: Values

    @property
    def id(self) -> str:
        """The node's id."""
        return str(self.values["id"])

    @property
    def label(self) -> str:
        """The node's label, which its id tells."""
        return label_of(self.id)


@dataclass(frozen=True, slots=True)
class Edge:
    """How a page's node was reached: the relation's own properties, and the place in the page's order."""

    node: Record
    values: Values
    cursor: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some edges of a list, in the list's order. `question` is what the page answers, for the count of it all."""

    edges: tuple[Edge, ...]
    has_next_page: bool
    has_previous_page: bool
    question: object = field(repr=False)

    @property
    def nodes(self) -> list[Record]:
        """The nodes without their edges."""
        return [edge.node for edge in self.edges]

    @property
    def page_info(self) -> PageInfo:
        """Where the page stands."""
        first, last = (self.edges[0], self.edges[-1]) if self.edges else (None, None)
        return PageInfo(
            self.has_next_page, self.has_previous_page, first.cursor if first else None, last.cursor if last else None
        )


def value(source: Any, name: str) -> Any:
    """A field's value, where the field has no resolver: a property of a record or edge, else an attribute.

    >>> value(Record({"id": "actor-1", "canonicalId": "actor-0"}), "canonical_id")
    'actor-0'
    """
    if isinstance(source, Record):
        return source.values.get(camel(name))
    if isinstance(source, Edge) and name not in Edge.__slots__:
        return source.values.get(camel(name))
    return getattr(source, name)
