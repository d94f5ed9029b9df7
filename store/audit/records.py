"""Nodes as a store has them, with what they are related to: nothing of them is taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from testigo.ontology.ids import LABELS
from testigo.ontology.vocabulary import ID

Row = dict[str, Any]  # Any: what the store holds
_FITS = re.compile(ID)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The node at the other end of a relationship; its properties where a shape reads them."""

    element: str
    id: object
    labels: tuple[str, ...]
    properties: Row | None


@dataclass(frozen=True, slots=True)
class Bond:
    """A relationship, with what it carries, seen from one of its ends."""

    type: str
    carried: Row
    other: Neighbour


@dataclass(frozen=True, slots=True)
class Record:
    """A node with the relationships that start from it, and those that lead to it and are asked about."""

    element: str
    labels: tuple[str, ...]
    properties: Row
    bonds: tuple[Bond, ...]
    inverse: tuple[Bond, ...]

    @property
    def name(self) -> str:
        """What a person finds it by: its id, or what the engine calls it."""
        id = self.properties.get("id")
        return id if isinstance(id, str) and id else f"element {self.element}"

    @property
    def label(self) -> str:
        """The first of its labels that the ontology has; else whatever it has."""
        return next((each for each in LABELS if each in self.labels), ", ".join(self.labels))

    @property
    def local(self) -> str:
        """What stands behind the base in its IRI."""
        return local_name(self.properties.get("id"), self.element)


def record(row: Row) -> Record:
    """A record of a row that a statement of the audit gave."""
    bonds, inverse = (tuple(_bonds(row[name])) for name in ("ties", "inverse"))
    return Record(row["element"], tuple(row["labels"]), row["properties"], bonds, inverse)


def _bonds(rows: Iterable[list[Any]]) -> Iterable[Bond]:
    for type, carried, element, id, labels, properties in rows:
        yield Bond(type, carried, Neighbour(element, id, tuple(labels), properties))


def local_name(id: object, element: str) -> str:
    """The end of an IRI for a node, whatever its id is.

    >>> local_name("actor-1", "4:0"), local_name("no id", "4:0"), local_name(None, "4:0")
    ('actor-1', 'no%20id', 'none-4%3A0')
    """
    if isinstance(id, str) and _FITS.fullmatch(id):
        return id
    return f"none-{quote(element, safe='')}" if id is None else quote(str(id), safe="")
