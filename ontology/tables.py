"""The tables of a batch: one Arrow schema a node label and a relationship type, made from the model.

A column is named as the Cypher property. Types: string, int64, double, bool, date32, timestamp[us, UTC],
list<string>. Null is an absent property.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache

import pyarrow as pa
from testigo.ontology.model import NODES, Node

ANY = tuple(NODES)
_ARROW: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
    tuple[str, ...]: pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """What a relationship type may join, and the properties it may carry."""

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[str, ...] = ()


def _type(name: str, starts: str, ends: str, *properties: str) -> RelationshipType:
    every = {"*": ANY}
    return RelationshipType(
        name, every.get(starts, tuple(starts.split("|"))), every.get(ends, tuple(ends.split("|"))), properties
    )


RELATIONSHIPS: dict[str, RelationshipType] = {
    kind.name: kind
    for kind in (
        _type("ANCHORED_AT", "Statement", "Passage"),
        _type("IN_TEXT", "Passage", "Text"),
        _type("IN_SNAPSHOT", "Passage", "Snapshot"),
        _type("EXTRACTED_FROM", "Text", "Snapshot"),
        _type("CAPTURE_OF", "Snapshot", "Report"),
        _type("SAID_BY", "Statement", "Actor"),
        _type("VIA", "Statement", "Actor", "ord"),
        _type("SOURCED_FROM", "Statement", "Actor", "ord"),
        _type("CITES", "Statement", "Report", "ord"),
        _type("RELAYS", "Statement", "Statement"),
        _type("ABOUT", "Statement", "Event|Actor|Place"),
        _type("SUPPORTS", "Statement", "Participation"),
        _type("DENIES", "Statement", "Participation"),
        _type("IN_EVENT", "Participation", "Event"),
        _type("OF_ACTOR", "Participation", "Actor"),
        _type("SUPERSEDES", "Statement", "Statement"),
        _type("RETRACTS", "Statement", "Statement"),
        _type("SUB_EVENT_OF", "Event", "Event"),
        _type("AT_PLACE", "Event|Statement", "Place"),
        _type("WITHIN", "Place", "Place"),
        _type("HAS_NAME", "Actor|Place", "Name"),
        _type("PART_OF", "Actor", "Actor", "earliest", "latest"),
        _type("BROADER", "Concept", "Concept"),
        _type("CLOSE_MATCH", "Concept", "Concept"),
        _type("OF", "Assessment", "Statement|Participation|Event|Actor|Place|Judgement"),
        _type("BASED_ON", "Assessment", "Statement"),
        _type("LEFT", "Judgement", "Actor|Place|Event"),
        _type("RIGHT", "Judgement", "Actor|Place|Event"),
        _type("LOADED_BY", "*", "LoadRun"),
        _type("MARKED", "*", "Marking"),
    )
}
_PROPERTY = {"ord": pa.int64(), "earliest": pa.date32(), "latest": pa.date32()}


def camel(name: str) -> str:
    """A field's name as a property.

    >>> camel("geonames_id")
    'geonamesId'
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@cache
def properties(label: str) -> dict[str, tuple[str, object, bool]]:
    """Property → (model field, Python type without None, required), `id` first, in the model's order."""
    node = NODES[label]
    hints = typing.get_type_hints(node)
    return {camel(each.name): (each.name, *_unwrapped(hints[each.name])) for each in fields(node)}


def _unwrapped(hint: object) -> tuple[object, bool]:
    """The type of a hint without its None, and whether a value is required."""
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    (kind,) = (option for option in options if option is not type(None))
    return kind, type(None) not in options


def _arrow(kind: object) -> pa.DataType:
    return pa.string() if isinstance(kind, type) and issubclass(kind, StrEnum) else _ARROW[kind]


@cache
def node_schema(label: str) -> pa.Schema:
    """The columns of a label's table."""
    return pa.schema(
        [pa.field(name, _arrow(kind), nullable=not required) for name, (_, kind, required) in properties(label).items()]
    )


@cache
def relationship_schema(name: str) -> pa.Schema:
    """The columns of a relationship type's table: start, end, and what it may carry."""
    ends = [pa.field("start", pa.string(), nullable=False), pa.field("end", pa.string(), nullable=False)]
    return pa.schema(ends + [pa.field(each, _PROPERTY[each]) for each in RELATIONSHIPS[name].properties])


def derived(label: str) -> frozenset[str]:
    """The properties of a label that views write, never a load."""
    return frozenset(camel(name) for name in NODES[label].DERIVED)


def row(node: Node) -> dict[str, object]:
    """A node as a row of its table."""
    return {name: getattr(node, attribute) for name, (attribute, _, _) in properties(type(node).__name__).items()}
