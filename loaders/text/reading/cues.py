"""The words that introduce what somebody says, read from `lexicons/cues.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from testigo.ontology.terms import Hedge, Modality


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of one word: which speech act it is and where its content stands.

    `needs`: at least one of these must be there, else the word does not speak ("put", "call").
    `particle`: it speaks only with this beside it ("ruled out"). `only`: nouns of which one has to head its object.
    `is_heard`: it speaks only as a passive ("it was gathered that").
    `is_weak`: the subject need not be anyone who speaks ("footage shows").
    """

    lemma: str
    modality: Modality
    takes: frozenset[str]
    needs: frozenset[str] = frozenset()
    hedge: Hedge = Hedge.NONE
    is_weak: bool = False
    is_heard: bool = False
    particle: str = ""
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole lexicon. A lemma may have several readings, the first that fits is taken."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    stances: Mapping[str, tuple[Cue, ...]]
    adverbs: Mapping[str, Hedge]
    feelings: Mapping[str, Modality]
    light_verbs: frozenset[str]
    people: frozenset[str]
    things: frozenset[str]
    calendar: frozenset[str]
    abstract_endings: tuple[str, ...]
    relays: frozenset[str]
    titles: frozenset[str]
    persons: frozenset[str]
    hearsay: Mapping[str, Hedge]
    silences: frozenset[str]
    channels: frozenset[str]
    comments: frozenset[str]
    remarks: frozenset[str]
    denies_not: frozenset[str]
    no_sayings: frozenset[str]
    concern: re.Pattern[str]
    outrage: re.Pattern[str]
    untruths: re.Pattern[str]
    inventions: re.Pattern[str]
    harms: frozenset[str]
    blaming: re.Pattern[str]
    requests: frozenset[str]
    wrongs: re.Pattern[str]
    punishments: re.Pattern[str]


@cache
def cues() -> Cues:
    """The lexicon that ships with the package."""
    table = yaml.safe_load(files("testigo.loaders.text").joinpath("lexicons/cues.yaml").read_text("utf-8"))
    return Cues(
        _readings(table["verbs"]),
        _readings(table["nouns"]),
        _readings(table["stances"]),
        {word: Hedge(hedge) for word, hedge in table["adverbs"].items()},
        {word: Modality(name) for name, words in table["feelings"].items() for word in words},
        frozenset(table["light_verbs"]),
        frozenset(table["people"]),
        frozenset(table["things"]),
        frozenset(table["calendar"]),
        tuple(table["abstract_endings"]),
        frozenset(table["relays"]),
        frozenset(table["titles"]),
        frozenset(table["persons"]),
        {word: Hedge(hedge) for word, hedge in table["hearsay"].items()},
        frozenset(table["silences"]),
        frozenset(table["channels"]),
        frozenset(table["comments"]),
        frozenset(table["nouns_for_what_was_said"]),
        frozenset(table["denies_not"]),
        frozenset(table["no_sayings"]),
        _any_of(table["concern"]),
        _any_of(table["outrage"]),
        _any_of(table["untruths"]),
        _any_of(table["inventions"]),
        frozenset(table["harms"]),
        _any_of(table["blaming"]),
        frozenset(table["requests"]),
        _any_of(table["wrongs"]),
        _any_of(table["punishments"]),
    )


def _readings(rows: list[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:  # Any: what YAML holds
    """Group the rows of a table by lemma, in their order."""
    found: dict[str, tuple[Cue, ...]] = {}
    for row in rows:
        for lemma in row["lemmas"]:
            found[lemma] = (*found.get(lemma, ()), _cue(lemma, row))
    return found


def _cue(lemma: str, row: dict[str, Any]) -> Cue:  # Any: what YAML holds
    return Cue(
        lemma,
        Modality(row["modality"]),
        frozenset(row["takes"]),
        frozenset(row.get("needs", ())),
        Hedge(row.get("hedge", "none")),
        row.get("weak", False),
        row.get("heard", False),
        row.get("particle", ""),
        frozenset(row.get("only", ())),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
