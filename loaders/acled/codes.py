"""ACLED's codes as tables: each CSV of this folder, read once.

Source: ACLED Codebook (acleddata.com), sections on event types, actors, time, geography and fatalities.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from testigo.ontology.terms import ActorKind, DatePrecision, EventType, PlacePrecision

FOLDER = Path(__file__).parent

WHEN = {"1": DatePrecision.DAY, "2": DatePrecision.WEEK, "3": DatePrecision.MONTH}
"""time_precision: 1 the day is known; 2 a week or weekend, of which `event_date` is the middle; 3 a month, of which it
is the middle, or the first or last day where the source says the beginning or the end."""

HALF_A_WEEK_D = 3
"""Days before and after the middle of a week."""

WHERE = {"1": PlacePrecision.EXACT, "2": PlacePrecision.NEAR, "3": PlacePrecision.PROVINCE}
"""geo_precision: 1 the place itself, or its outskirts; 2 near a known place, or a small part of a region, which a town
stands for; 3 a region, which a provincial capital or a natural landmark stands for."""

UNIDENTIFIED_TYPES = ("5", "6", "7")
"""Rioters, protesters, civilians: whoever they were at that event."""

UNIDENTIFIED_NAME = r"^(?:Unidentified|Vigilante (?:Militia|Group)|Private Security Forces)\b"
"""How ACLED names an actor of whom the reports say what it was, not who."""


@dataclass(frozen=True, slots=True)
class Associate:
    """What the form of an associated actor's name says of it; ACLED gives it no type."""

    pattern: str
    kind: ActorKind
    identified: bool


@cache
def event_types() -> dict[tuple[str, str], EventType]:
    """(event_type, sub_event_type) → the type of the event."""
    return {(row["event_type"], row["sub_event_type"]): EventType(row["type"]) for row in _rows("sub_events")}


@cache
def actor_types() -> dict[str, str]:
    """A cell of inter1 or inter2, the number of older exports or the words of newer ones → the number."""
    return {row["cell"]: row["code"] for row in _rows("actor_types")}


@cache
def actor_kinds() -> dict[str, ActorKind]:
    """The number of an actor type → the kind of actor."""
    return {row["code"]: ActorKind(row["kind"]) for row in _rows("actor_types")}


@cache
def associates() -> tuple[Associate, ...]:
    """The forms of names, the first that fits counts."""
    return tuple(
        Associate(row["pattern"], ActorKind(row["kind"]), row["identified"] == "true") for row in _rows("associates")
    )


OTHER_ASSOCIATE = Associate("", ActorKind.COMMUNITY, identified=True)
"""An associated actor whose name has no form of the table: the kind that claims least."""


def _rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))
