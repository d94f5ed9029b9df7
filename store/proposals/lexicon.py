"""What the words of names mean for comparing: read once from the tables beside this module."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml
from testigo.store.proposals import lexicons
from testigo.store.proposals.scripts import words

LONGEST = 7  # words of the longest phrase that is looked up


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase stands for.

    `sort` is one of: little (tells nothing), head (front, party: may be left out), arm (army, police: tells two bodies
    apart, also where one has none), unit (brigade, division: tells apart beside a number), side (supporters, anti-,
    north: tells apart where one has none), plain (officials, gunmen: no name), number, word, given (a first name),
    country.
    """

    concept: str
    sort: str


@cache
def meanings() -> dict[tuple[str, ...], Meaning]:
    """Meaning by the keys of the words."""
    found: dict[tuple[str, ...], Meaning] = {}
    for concept, sort, phrases in (*_rows("words.csv"), *_countries()):
        for phrase in phrases.split(";"):
            keys = tuple(word.key for word in words(phrase))
            if keys and len(keys) <= LONGEST:
                own = " ".join(keys) if sort == "plain" else concept  # a medic is a source, and no spokesman
                found.setdefault(keys, Meaning(own, sort))
    return found


@cache
def longest() -> dict[str, int]:
    """How many words the longest phrase has that begins with a key."""
    found: dict[str, int] = {}
    for keys in meanings():
        found[keys[0]] = max(found.get(keys[0], 0), len(keys))
    return found


@cache
def weights() -> dict[str, Any]:  # Any: a tree of numbers, as the file has it
    """The weights of words and of evidence, `lexicons/weights.yaml`."""
    found: dict[str, Any] = yaml.safe_load(_text("weights.yaml"))
    return found


def _countries() -> Iterator[list[str]]:
    for country, phrases in _rows("countries.csv"):
        yield [country, "country", phrases]


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(_text(name).splitlines()))[1:]


def _text(name: str) -> str:
    return (resources.files(lexicons) / name).read_text("utf-8")
