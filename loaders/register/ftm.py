"""FollowTheMoney entities (https://followthemoney.tech, model 4.11) as actors, and their links as parts of actors.

Three tables say what becomes of them: `ftm_schemas.csv` of each schema, `ftm_properties.csv` of each property of those
that are taken, `ftm_kinds.csv` which kind of actor an entity is by its schema and topics. An organisation whose topics
do not tell its kind is not taken: `crime.terror` and `sanction` say what somebody holds against it, not what it is.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from testigo.loaders.register.entries import ActorEntry, Spelling
from testigo.loaders.register.rows import IDS
from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import ActorKind

OPENSANCTIONS = "opensanctions"
_FOLDER = Path(__file__).parent
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?")
Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """Something of an entity that is not taken, in the words of a fault; `refuses` the entity or only its `path`."""

    rule: str
    path: str | None
    value: str | None
    message: str
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """One line of a file."""

    id: str
    schema: str
    caption: str
    properties: Values


@dataclass(frozen=True, slots=True)
class Link:
    """That one entity was a part of another, by their ids. `by_person`: only a person is part of what it directs."""

    part: str
    whole: str
    earliest: date | None
    latest: date | None
    by_person: bool


def parsed(line: bytes) -> Entity:
    """The entity of a line. Raises InvalidValue where it is none."""
    try:
        whole = orjson.loads(line)
    except orjson.JSONDecodeError as problem:
        raise InvalidValue(f"the line is no JSON: {problem}") from problem
    if not isinstance(whole, dict) or not all(isinstance(whole.get(key), str) for key in ("id", "schema")):
        raise InvalidValue("the line is no FollowTheMoney entity: it has no id and schema")
    properties = whole.get("properties", {})
    if not _is_values(properties):
        raise InvalidValue("the properties are no lists of text")
    caption = whole.get("caption")
    return Entity(whole["id"], whole["schema"], caption if isinstance(caption, str) else "", properties)


def _is_values(properties: Any) -> bool:  # Any: foreign JSON
    return isinstance(properties, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values) for values in properties.values()
    )


def becomes(schema: str) -> str | None:
    """What a schema becomes: `actor`, `part-of` or `nothing`. None: no table has it."""
    found = _schemas().get(schema)
    return found["becomes"] if found else None


def unknown_properties(entity: Entity) -> Iterator[Told]:
    """Those that the model did not have."""
    for name in entity.properties:
        if name not in _properties():
            yield Told("ftm-property", name, None, f"{entity.schema} has the property {name!r}, which no table knows")


def actor(entity: Entity, register: str) -> tuple[ActorEntry | None, list[Told]]:
    """The actor that an entity is. None: it cannot be told which kind, or it has no name."""
    told = list(unknown_properties(entity))
    names = [name for name in _taken(entity, "name") if name.strip()]
    if not names:
        return None, [*told, Told("ftm-name", "name", None, "the entity has no name", refuses=True)]
    kind = _kind(entity)
    if kind is None:
        return None, [*told, _no_kind(entity)]
    outside = _ids(entity, register)
    if isinstance(outside, Told):
        told.append(outside)
        outside = {OPENSANCTIONS: entity.id} if register == OPENSANCTIONS else {}
    shown = entity.caption if entity.caption in names else names[0]
    found = ActorEntry(
        register=register, key=entity.id, kind=kind, name=shown, ids=outside,
        names=tuple(Spelling(name, "und") for name in names),
    )  # fmt: skip
    return found, told


def _no_kind(entity: Entity) -> Told:
    topics = ";".join(sorted(entity.properties.get("topics", ())))
    said = f"its topics ({topics})" if topics else "without topics nothing"
    return Told("ftm-kind", "topics", topics or None, f"which kind of actor the {entity.schema} is, {said} cannot tell")


def _kind(entity: Entity) -> ActorKind | None:
    """The one kind that schema and topics tell; a court is a body of government too, so the narrower is meant."""
    topics = entity.properties.get("topics", [])
    kinds = {kind for topic in topics if (kind := _kinds().get((entity.schema, topic)))}
    narrower = kinds - {ActorKind.GOVERNMENT_BODY} or kinds
    if len(narrower) > 1:
        return None
    return next(iter(narrower), _kinds().get((entity.schema, "")))


def _ids(entity: Entity, register: str) -> dict[str, str] | Told:
    """The ids of Wikidata and OpenSanctions. An OpenSanctions id may itself be one of Wikidata."""
    own = {OPENSANCTIONS: entity.id} if register == OPENSANCTIONS else {}
    wikidata = set(_taken(entity, "wikidata"))
    if register == OPENSANCTIONS and IDS["wikidata"].fullmatch(entity.id):
        wikidata = {entity.id}
    if len(wikidata) > 1 or not all(IDS["wikidata"].fullmatch(each) for each in wikidata):
        return Told(
            "ftm-wikidata", "wikidataId", ";".join(sorted(wikidata)), "it has not one Wikidata id; none is kept"
        )
    return own | ({"wikidata": wikidata.pop()} if wikidata else {})


def link(entity: Entity) -> tuple[Link | None, list[Told]]:
    """The part and the whole of a membership, with its time. None: it does not name one of each."""
    told = list(unknown_properties(entity))
    row = _schemas()[entity.schema]
    parts, wholes = entity.properties.get(row["part"], []), entity.properties.get(row["whole"], [])
    if len(set(parts)) != 1 or len(set(wholes)) != 1:
        message = f"a {entity.schema} needs one {row['part']} and one {row['whole']}"
        return None, [*told, Told("ftm-ends", row["part"], ";".join([*parts, *wholes]) or None, message, refuses=True)]
    (earliest, _), wrong_start = _day(entity, "startDate")
    (_, latest), wrong_end = _day(entity, "endDate")
    told += [*wrong_start, *wrong_end]
    if earliest and latest and earliest > latest:
        told.append(Told("ftm-dates", "endDate", f"{earliest}/{latest}", "it ends before it begins; neither is kept"))
        earliest = latest = None
    return Link(parts[0], wholes[0], earliest, latest, entity.schema == "Directorship"), told


def _day(entity: Entity, name: str) -> tuple[tuple[date | None, date | None], list[Told]]:
    """The bounds of a date. Of several values the finest counts where all others hold it ("2012", "2012-05-03")."""
    literals = entity.properties.get(name, [])
    bounds = sorted({found for each in literals if (found := _bounds(each))}, key=lambda each: each[1] - each[0])
    if not literals:
        return (None, None), []
    if bounds and len(bounds) == len(set(literals)) and all(_holds(each, bounds[0]) for each in bounds):
        return bounds[0], []
    return (None, None), [Told("ftm-dates", name, ";".join(literals), f"{name} is not one day, month or year")]


def _holds(wide: tuple[date, date], narrow: tuple[date, date]) -> bool:
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _bounds(literal: str) -> tuple[date, date] | None:
    """The first and last day of a day, a month or a year, as FollowTheMoney writes them; None where it is none."""
    match = _DATE.fullmatch(literal)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        return None
    return first, last


def _taken(entity: Entity, what: str) -> Iterable[str]:
    return dict.fromkeys(
        value for name, becomes in _properties().items() if becomes == what for value in entity.properties.get(name, ())
    )


def _table(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@cache
def _schemas() -> dict[str, dict[str, str]]:
    return {row["schema"]: row for row in _table("ftm_schemas.csv")}


@cache
def _properties() -> dict[str, str]:
    """Property → what it becomes; `name` first, since the first of all names is the one to show."""
    found = {row["property"]: row["becomes"] for row in _table("ftm_properties.csv")}
    return {"name": found["name"], **found}


@cache
def _kinds() -> dict[tuple[str, str], ActorKind]:
    """(schema, topic) → kind; the topic "" is for entities of that schema without one."""
    return {(row["schema"], row["topic"]): ActorKind(row["kind"]) for row in _table("ftm_kinds.csv")}
