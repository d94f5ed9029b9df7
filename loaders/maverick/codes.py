"""MAVERICK's codes as tables: each CSV of this folder, read once.

The codebook (van Baalen, Edberg Landeström, Richardson-Golinski and Höglund, 2026, "The MAVERICK Dataset Codebook
Version 1.0", Uppsala University) is cited by the package that holds the data, eventreport, whose reference says what
each column records. What a code means beyond that is not assumed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from testigo.ontology.terms import ActorKind, EventType, PlacePrecision, Role

FOLDER = Path(__file__).parent

ROLES = {
    "initiator": Role.INITIATOR,
    "perpetrator": Role.PERPETRATOR,
    "intervener": Role.INTERVENING_PARTY,
    "bystander": Role.BYSTANDER,
    "victim": Role.VICTIM,
}
"""The role that each flag of an actor says; one without a flag is `participant-unspecified`."""

NOT_KNOWN = "Unknown"
"""The form of violence of a row that names none."""


@dataclass(frozen=True, slots=True)
class TypeRule:
    """A form of violence, in a context, against a target, is an event of a type; None fits any."""

    violence: str
    event_context: str | None
    target: str | None
    type: EventType


@dataclass(frozen=True, slots=True)
class CodedActor:
    """An actor of MAVERICK's list. `kind` None: the row's type and subtype say it.

    Identified are a force, an organisation or a person. People who are described ("Youth (Kenya)", "Supporters of …",
    "Kikuyu militia") are whoever they were in that row, and are never merged with those of another.
    `register`: the key of the actor in the register that ships, where it is there.
    """

    kind: ActorKind | None
    identified: bool
    register: str | None


@dataclass(frozen=True, slots=True)
class Precision:
    """What a `geo_precision` says. `coordinates`: whether it is known what the coordinates stand for."""

    precision: PlacePrecision | None
    coordinates: bool


@cache
def type_rules() -> tuple[TypeRule, ...]:
    """The rules for the type of an event, in the order in which they are tried."""
    return tuple(
        TypeRule(row["violence"], row["event_context"] or None, row["target"] or None, EventType(row["type"]))
        for row in _rows("event_types.csv")
    )


@cache
def actors() -> dict[str, CodedActor]:
    """MAVERICK's actors, by id."""
    return {
        row["actor_id"]: CodedActor(
            ActorKind(row["kind"]) if row["kind"] else None, row["identified"] == "true", row["register"] or None
        )
        for row in _rows("actors.csv")
    }


@cache
def actor_kinds() -> dict[tuple[str, str], ActorKind]:
    """(type, subtype) → kind; "" where the cell is empty."""
    return {(row["type"], row["subtype"]): ActorKind(row["kind"]) for row in _rows("actor_kinds.csv")}


@cache
def source_kinds() -> dict[str, ActorKind]:
    """`source_type` → the kind of a speaker of whom nothing else is known."""
    return {row["source_type"]: ActorKind(row["kind"]) for row in _rows("source_kinds.csv")}


@cache
def precisions() -> dict[int, Precision]:
    """`geo_precision` → what it says."""
    return {
        int(row["code"]): Precision(
            PlacePrecision(row["precision"]) if row["precision"] else None, row["coordinates"] == "true"
        )
        for row in _rows("geo_precision.csv")
    }


@cache
def known(column: str) -> frozenset[str]:
    """The codes that a column may hold, of those that have no table of their own."""
    return frozenset(row["code"] for row in _rows("known_codes.csv") if row["column"] == column)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
