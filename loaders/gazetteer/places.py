"""A place as the gazetteer holds it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from testigo.ontology.terms import PlaceKind, PlacePrecision

GEONAMES = "geonames"
UCDP_GED = "ucdp-ged"

EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One entry of a register of places.

    `register` and `key` say which: a GeoNames id as digits, or for an area that UCDP GED names a path of country,
    first and second administrative level (`SY/latakia governorate/jablah district`). So no key is in both registers.
    Latitude and longitude are degrees (WGS 84), None where the register gives no point; for an area the mean of
    what the source places in it. `country` is ISO 3166-1 alpha-2 (XK: Kosovo). `population` None: not known.
    `within` holds the keys of the areas around it, nearest first, the country last; a country is within nothing.
    """

    register: str
    key: str
    name: str
    kind: PlaceKind
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    country: str
    population: int | None
    within: tuple[str, ...]


def register_of(key: str) -> str:
    """The register a key belongs to.

    >>> register_of("173576"), register_of("SY/latakia governorate")
    ('geonames', 'ucdp-ged')
    """
    return UCDP_GED if "/" in key else GEONAMES


def distance_km(a: GazetteerPlace, b: GazetteerPlace) -> float:
    """The distance between two places along the surface of a sphere; infinite where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    north, east = math.radians(b.latitude - a.latitude), math.radians(b.longitude - a.longitude)
    flat = math.cos(math.radians(a.latitude)) * math.cos(math.radians(b.latitude))
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(math.sin(north / 2) ** 2 + flat * math.sin(east / 2) ** 2)))
