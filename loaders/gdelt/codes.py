"""GDELT's codes as tables: each CSV of this folder, read once.

`cameo.csv` has every code of the event codebook of CAMEO 1.1b3 (Schrodt, 2012, chapters 2 and 6), which GDELT uses,
with its label and the type that it surely says. A code that is wider than every type, or than all but one that would
be a guess, says `other-coded`: 203, ethnic cleansing, is "mass expulsions and/or mass killings", so it is an attack
and no mass killing; 193, "attack using small arms", is coded for fire on demonstrators and for minefields too, so it
is no clash of two armed sides; 173 is "arrests, detentions, or imprisonments" (charges are 115).

`actor_types.csv` has the role codes of chapter 3 and of GDELT's own list, each with the kind it says; where it says a
field of work, an attitude or nothing (`BUS`, `EDU`, `RAD`, `INT`), there is none.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from testigo.ontology.terms import ActorKind, EventType, PlaceKind, PlacePrecision

FOLDER = Path(__file__).parent

PLACES = {
    "1": (PlaceKind.COUNTRY, PlacePrecision.COUNTRY),
    "2": (PlaceKind.GOVERNORATE, PlacePrecision.PROVINCE),
    "3": (PlaceKind.AREA, PlacePrecision.NEAR),
    "4": (PlaceKind.AREA, PlacePrecision.NEAR),
    "5": (PlaceKind.GOVERNORATE, PlacePrecision.PROVINCE),
}
"""What a `Geo_Type` says of a place. 3 and 4 are "a city or landmark": it may be a street, a parish or a sea."""

NO_PLACE = "0"

URL, CITATION = "url", "citation"
MENTION_TYPES = {"1": URL, "2": CITATION, "3": CITATION, "4": CITATION, "5": CITATION, "6": URL}
"""How a `MentionType` names its report: the web (1) and the video of a broadcast (6) by address; broadcast and print
(2), CORE (3), DTIC (4) and JSTOR (5) by the words or the number they are cited with."""

UNTYPED = ActorKind.COMMUNITY
"""The kind of an actor whose codes say none: people who are named by what they share, be it a country, a religion or
a trade. That a country acted is not said to be its government's act."""


@cache
def event_types() -> dict[str, EventType]:
    """CAMEO event code → the type it says.

    >>> event_types()["1723"], event_types()["112"]
    (<EventType.CURFEW: 'curfew'>, <EventType.OTHER_CODED: 'other-coded'>)
    """
    return {row["code"]: EventType(row["type"]) for row in _rows("cameo.csv")}


@cache
def actor_types() -> dict[str, ActorKind | None]:
    """CAMEO actor type code → the kind it says; None: it says none."""
    return {row["code"]: ActorKind(row["kind"]) if row["kind"] else None for row in _rows("actor_types.csv")}


@dataclass(frozen=True, slots=True)
class Country:
    """What a FIPS 10-4 code stands for: a country by its GeoNames id, or (`whole` false) a part of it."""

    geonames: str
    whole: bool


@cache
def countries() -> dict[str, Country]:
    """FIPS 10-4 code of a country → the country in the gazetteer.

    >>> countries()["CH"].geonames, countries()["SZ"].geonames  # China, Switzerland
    ('1814991', '2658434')
    """
    return {row["fips"]: Country(row["geonames"], row["is"] == "whole") for row in _rows("countries.csv")}


@cache
def languages() -> dict[str, str]:
    """ISO 639-2 code of a language, as `srclc` has it → its BCP 47 tag.

    >>> languages()["ara"]
    'ar'
    """
    return {row["code"]: row["tag"] for row in _rows("languages.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
