"""The words that rules go by, read from the files in `lexicons/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

ACTOR_LISTS = ("titles", "offices", "vague", "members", "attackers", "foreign", "bodies", "apart", "channels")
PLACE_LISTS = (
    "spread", "addressing", "addressing_with", "undergoing", "possessions", "place_verbs", "place_nouns",
    "arriving", "joining", "capitals",
)  # fmt: skip
EVENT_LISTS = (
    "goods", "movement", "rounds", "landing", "territory", "carriers", "light_verbs", "striking_verbs", "weapons",
    "unreal_verbs", "unreal_nouns", "unreal_words", "unreal_adjectives", "unreal_modals",
)  # fmt: skip
Table = dict[str, Any]  # Any: what YAML holds


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words for actors; each table leads to the kind of actor.

    `modified` holds heads that need a word before them: head → modifier → kind ("*" any, "" none).
    """

    heads: Mapping[str, str]
    modified: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    name_heads: Mapping[str, str]
    name_words: Mapping[str, str]
    anaphoric: Mapping[str, frozenset[str]]
    sides: Mapping[str, Mapping[str, frozenset[str]]]
    force_names: Mapping[str, re.Pattern[str]]
    titles: frozenset[str]
    offices: frozenset[str]
    vague: frozenset[str]
    members: frozenset[str]
    attackers: frozenset[str]
    foreign: frozenset[str]
    bodies: frozenset[str]
    apart: frozenset[str]
    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words for places; `heads` and `name_heads` lead to the kind of place.

    `bare` are heads that stand for a place anywhere, `prepositions` those that make a place of the others.
    """

    heads: Mapping[str, str]
    bare: frozenset[str]
    name_heads: Mapping[str, str]
    prepositions: frozenset[str]
    regions: frozenset[str]
    directions: frozenset[str]
    adjectives: Mapping[str, str]
    spread: frozenset[str]
    addressing: frozenset[str]
    addressing_with: frozenset[str]
    undergoing: frozenset[str]
    possessions: frozenset[str]
    place_verbs: frozenset[str]
    place_nouns: frozenset[str]
    arriving: frozenset[str]
    joining: frozenset[str]
    capitals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Framed:
    """What has to stand around a verb for it to name an event of the type; "" and () ask for nothing.

    `doer` and `patient` are classes of words, `onto` prepositions, `manner` further tests (see `event_frames`).
    `is_outcome`: it says what came of an event ("bodies were found") and is one only where no other is near.
    """

    type: str
    doer: str = ""
    patient: str = ""
    onto: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    is_outcome: bool = False


@dataclass(frozen=True, slots=True)
class EventWords:
    """Words for events; each table leads to the type of event.

    `phrases` and `compounds` are keyed by the lemmas of their words; `roles` gives agent and patient of a type.
    """

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    light_nouns: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], str]
    compounds: Mapping[tuple[str, ...], str]
    roles: Mapping[str, tuple[str, str]]
    measures: Mapping[str, str]
    consequences: Mapping[str, str]
    suffering: frozenset[tuple[str, ...]]
    outcomes: frozenset[tuple[str, ...]]
    framed: Mapping[str, tuple[Framed, ...]]
    classes: Mapping[str, frozenset[str]]
    weapon_types: Mapping[str, str]
    goods: frozenset[str]
    movement: frozenset[str]
    rounds: frozenset[str]
    landing: frozenset[str]
    territory: frozenset[str]
    carriers: frozenset[str]
    light_verbs: frozenset[str]
    striking_verbs: frozenset[str]
    weapons: frozenset[str]
    unreal_verbs: frozenset[str]
    unreal_nouns: frozenset[str]
    unreal_words: frozenset[str]
    unreal_adjectives: frozenset[str]
    unreal_modals: frozenset[str]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Words of quantity. `words`: phrase → low, high, comparator; `verbs`, `nouns`: lemma → measure."""

    comparators: Mapping[str, str]
    suffixes: Mapping[str, str]
    words: Mapping[str, tuple[int | None, int | None, str]]
    units: frozenset[str]
    verbs: Mapping[str, str]
    verb_phrases: Mapping[tuple[str, ...], str]
    nouns: Mapping[str, str]
    populations: Mapping[str, str]


@cache
def actor_words() -> ActorWords:
    """The lexicon of actors."""
    table = _table("actors.yaml")
    return ActorWords(
        _inverted(table["heads"]),
        {head: _inverted(kinds) for head, kinds in table["modified"].items()},
        _inverted(table["names"]),
        _inverted(table["name_heads"]),
        _inverted(table["name_words"]),
        {noun: frozenset(kinds) for noun, kinds in table["anaphoric"].items()},
        {kind: {side: frozenset(words) for side, words in sides.items()} for kind, sides in table["sides"].items()},
        {side: re.compile(pattern) for side, pattern in table["force_names"].items()},
        *(frozenset(table[key]) for key in ACTOR_LISTS),
    )


@cache
def place_words() -> PlaceWords:
    """The lexicon of places."""
    table = _table("places.yaml")
    return PlaceWords(
        _inverted(table["heads"]),
        frozenset(table["bare"]),
        _inverted(table["name_heads"]),
        frozenset(table["prepositions"]),
        frozenset(table["regions"]),
        frozenset(table["directions"]),
        table["adjectives"],
        *(frozenset(table[key]) for key in PLACE_LISTS),
    )


@cache
def event_words() -> EventWords:
    """The lexicon of events."""
    table = _table("events.yaml")
    types: Mapping[str, Table] = table["types"]
    return EventWords(
        _inverted({type: row.get("verbs", []) for type, row in types.items()}),
        _inverted({type: row.get("nouns", []) for type, row in types.items()}),
        _inverted({type: row.get("light", []) for type, row in types.items()}),
        _split({type: row.get("phrases", []) for type, row in types.items()}),
        _split(table["compounds"]),
        {type: (row["roles"][0], row["roles"][1]) for type, row in types.items()},
        {type: row["measure"] for type, row in types.items() if "measure" in row},
        table["consequences"],
        frozenset(tuple(phrase.split()) for phrase in table["suffering"]),
        frozenset(tuple(phrase.split()) for phrase in table["outcomes"]),
        _framed(table["framed"]),
        {name: frozenset(words) for name, words in table["classes"].items()},
        _inverted(table["weapon_types"]),
        *(frozenset(table[key]) for key in EVENT_LISTS),
    )


def _framed(rows: Iterable[Table]) -> dict[str, tuple[Framed, ...]]:
    """The frames of each verb, in the order of the table."""
    found: dict[str, tuple[Framed, ...]] = {}
    for row in rows:
        manner = tuple(key for key, value in row.items() if value is True and key != "is_outcome")
        onto = tuple(map(str, row.get("onto", [])))
        is_outcome = row.get("is_outcome", False)
        frame = Framed(row["type"], row.get("doer", ""), row.get("patient", ""), onto, manner, is_outcome)
        for verb in row["verbs"]:
            found[verb] = (*found.get(verb, ()), frame)
    return found


@cache
def figure_words() -> FigureWords:
    """The lexicon of figures."""
    table = _table("figures.yaml")
    return FigureWords(
        _inverted(table["comparators"]),
        _inverted(table["suffixes"]),
        {phrase: (low, high, comparator) for phrase, (low, high, comparator) in table["words"].items()},
        frozenset(str(unit) for unit in table["units"]),
        _inverted({measure: row["verbs"] for measure, row in table["measures"].items()}),
        _split({measure: row.get("phrases", []) for measure, row in table["measures"].items()}),
        _inverted({measure: row["nouns"] for measure, row in table["measures"].items()}),
        _inverted(table["populations"]),
    )


@cache
def demonyms() -> dict[str, str]:
    """The state that a word such as "Kenyan" belongs to."""
    return {word: country for country, words in _countries() for word in words}


@cache
def countries() -> frozenset[str]:
    """The names of states."""
    return frozenset(country for country, _ in _countries())


def _countries() -> Iterator[tuple[str, list[str]]]:
    for line in _text("countries.txt").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition("|")
            yield name.strip(), words.split()


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Word → key; the first key that lists a word has it."""
    found: dict[str, str] = {}
    for key, words in table.items():
        for word in words:
            found.setdefault(str(word), key)
    return found


def _split(table: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): key for phrase, key in _inverted(table).items()}


def _table(name: str) -> Table:
    table: Table = yaml.safe_load(_text(name))
    return table


def _text(name: str) -> str:
    return files("testigo.loaders.text").joinpath("lexicons", name).read_text("utf-8")
