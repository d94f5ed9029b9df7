"""Which entry of a register an actor is, or that it cannot be said: what is found becomes a judgement, never an id.

The rules, in order; the first that fits gives its name to the resolution:

`outside-id`    an id of another register leads to one entry: the same.
`unidentified`  an actor of whom one does not know who it is ("gunmen") is never looked up by its name.
`unknown`       no entry has the name.
`person`        people share names: open.
`other-kind`    entries have the name, none of them the kind: open.
`ambiguous`     several entries of the kind have it: open.
`elsewhere`     the entry's names mean it in some countries only, and the source does not speak of these: open.
`acronym`       capitals for one that fights, of whom no country tells: PLA is an army here and a militia there: open.
`name`          one entry of the kind has exactly this name (`ids.normalised`, an English article apart): the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from testigo.loaders.gazetteer.resolution import family
from testigo.loaders.register.entries import ActorEntry, Entry, PlaceEntry
from testigo.ontology import ids
from testigo.ontology.model import Judgement, Node, Relationship
from testigo.ontology.terms import ActorKind, PlaceKind, Verdict

RULE = "rule:register/1"
MOST_CANDIDATES = 10
FIGHTING = frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.SECURITY_FORCES, ActorKind.ARMED_FACTION})

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Met:
    """An actor as a source names it. `ids`: scheme → its id there, as the source gives it.

    `countries` (ISO 3166-1 alpha-2): those that the source speaks of.
    """

    name: str
    kind: ActorKind
    identified: bool = True
    ids: Mapping[str, str] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Resolution(Generic[E]):
    """The entry an actor or place is. None: it stays open, with what it may be in `candidates`."""

    entry: E | None
    candidates: tuple[E, ...]
    rule: str


def by_ids(found: tuple[ActorEntry, ...]) -> Resolution[ActorEntry] | None:
    """What the entries found by outside ids say; None where there are none."""
    if len(found) == 1:
        return Resolution(found[0], found, "outside-id")
    return Resolution(None, found, "ambiguous") if found else None


def by_name(met: Met, found: tuple[ActorEntry, ...]) -> Resolution[ActorEntry]:
    """What the entries of the same name say."""
    if not met.identified:
        return Resolution(None, (), "unidentified")
    if not found:
        return Resolution(None, (), "unknown")
    alike = tuple(entry for entry in found if entry.kind is met.kind)
    return _decided(met, alike, found)


def _decided(met: Met, alike: tuple[ActorEntry, ...], found: tuple[ActorEntry, ...]) -> Resolution[ActorEntry]:
    if met.kind is ActorKind.PERSON:
        return Resolution(None, found, "person")
    if len(alike) != 1:
        return Resolution(None, alike or found, "ambiguous" if alike else "other-kind")
    (only,) = alike
    if only.countries and not only.countries & met.countries:
        return Resolution(None, alike, "elsewhere")
    if met.kind in FIGHTING and not only.countries and _is_acronym(met.name):
        return Resolution(None, alike, "acronym")
    return Resolution(only, alike, "name")


def of_place(kind: PlaceKind | None, found: tuple[PlaceEntry, ...]) -> Resolution[PlaceEntry]:
    """What the places of the same name say: the only one of the kind (None: no words tell it) is meant."""
    alike = tuple(entry for entry in found if kind is None or entry.kind in family(kind))
    if len(alike) == 1:
        return Resolution(alike[0], alike, "name")
    rule = "ambiguous" if alike else "other-kind"
    return Resolution(None, alike or found, rule if found else "unknown")


def _is_acronym(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return " " not in name.strip() and sum(letter.isupper() for letter in letters) > len(letters) / 2


def decided(found: Resolution[E]) -> tuple[Verdict, tuple[E, ...]]:
    """What is judged of an actor or place: `same` as the entry, or `unsure` on each that it may be."""
    if found.entry:
        return Verdict.SAME, (found.entry,)
    return Verdict.UNSURE, found.candidates[:MOST_CANDIDATES]


def judgements(left: str, found: Resolution[E], at: datetime) -> Iterator[Node | Relationship]:
    """The judgements on an actor or place (its id)."""
    verdict, entries = decided(found)
    for entry in entries:
        if entry.id == left:
            continue
        judgement = ids.minted("Judgement", RULE, verdict, left, entry.id)
        yield Judgement(id=judgement, verdict=verdict, by=RULE, at=at, basis=found.rule)
        yield Relationship("LEFT", judgement, left)
        yield Relationship("RIGHT", judgement, entry.id)
