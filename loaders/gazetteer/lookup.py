"""Look-ups in the gazetteer: by name, by key, upwards."""

from __future__ import annotations

import csv
from functools import cache

from testigo.loaders.gazetteer.names import BARE, bare, designation, folded, is_acronym
from testigo.loaders.gazetteer.places import GazetteerPlace, register_of
from testigo.loaders.gazetteer.tables import FOLDER, areas, entry, with_key
from testigo.ontology.terms import PlaceKind

COUNTRIES = FOLDER / "countries.csv"


def lookup(name: str) -> tuple[GazetteerPlace, ...]:
    """Every place with that name or alternate name, the most populous first; empty where there is none.

    Compared by `names.folded`; only where that finds nothing without the Arabic article, and only where that
    finds nothing either without a word such as "province" or "city of", which then says the kind.
    """
    return next((found for found in tiers(name) if found), ())


def tiers(name: str) -> tuple[tuple[GazetteerPlace, ...], ...]:
    """What a name may mean, from the strict reading to the loose one; a tier may be empty."""
    key = folded(name)
    readings = [_acronym(name) + with_key(key), _without_article(key)]
    if (said := designation(key)) is not None:
        found = with_key(said.base) or _without_article(said.base)
        readings.append(tuple(place for place in found if place.kind in said.kinds))
    return tuple(readings)


def _without_article(key: str) -> tuple[GazetteerPlace, ...]:
    base = bare(key)
    found = (with_key(base) if base != key else ()) + with_key(BARE + base)
    return tuple(dict.fromkeys(sorted(found, key=lambda place: -(place.population or 0))))


def place(register: str, key: str) -> GazetteerPlace | None:
    """The place that a register keeps under a key, or None."""
    return entry(key) if register_of(key) == register else None


def parents(place: GazetteerPlace) -> tuple[GazetteerPlace, ...]:
    """The areas around a place, nearest first, its country last."""
    return tuple(found for key in place.within if (found := entry(key)) is not None)


def countries_named(name: str) -> tuple[str, ...]:
    """The countries (ISO 3166-1 alpha-2, sorted) that a name or a demonym stands for; several for "Congolese".

    >>> countries_named("Syrian"), countries_named("Russia"), countries_named("Aleppo")
    (('SY',), ('RU',), ())
    """
    key = folded(name)
    named = {found.country for found in _acronym(name) + with_key(key) if found.kind is PlaceKind.COUNTRY}
    return tuple(sorted(named | _demonyms().get(key, set())))


def _acronym(name: str) -> tuple[GazetteerPlace, ...]:
    """The country of which this is the acronym, in capitals, with or without stops."""
    iso = _acronyms().get(name.replace(".", "")) if is_acronym(name) else None
    return tuple(area for area in areas() if area.country == iso and area.kind is PlaceKind.COUNTRY)


@cache
def _countries() -> tuple[dict[str, str], ...]:
    """The rows of the project's own table of names and demonyms."""
    with COUNTRIES.open(encoding="utf-8", newline="") as rows:
        return tuple(csv.DictReader(rows))


@cache
def _acronyms() -> dict[str, str]:
    names = ((name, row["iso"]) for row in _countries() for name in row["names"].split(";"))
    return {name.replace(".", ""): iso for name, iso in names if is_acronym(name)}


@cache
def _demonyms() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _countries():
        for demonym in filter(None, row["demonyms"].split(";")):
            found.setdefault(folded(demonym), set()).add(row["iso"])
    return found
