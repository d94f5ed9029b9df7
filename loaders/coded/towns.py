"""Which places of the gazetteer the towns and countries of rows are: judgements, never ids.

A country is the gazetteer's by its name. A town is the gazetteer's of that name in its country where a row places
itself within 25 km of it; a row farther away may mean a namesake, and is a proposal only. Areas, spots and what no row
places are not looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import polars as pl
from testigo.loaders import gazetteer
from testigo.loaders.entities import MOST_CANDIDATES, PlaceWriter
from testigo.loaders.gazetteer.places import GazetteerPlace, distance_km
from testigo.ontology.batch import Batch, batch
from testigo.ontology.model import Node, Relationship
from testigo.ontology.terms import PlaceKind, Verdict

RULE = "rule:gazetteer-near/1"
NEAR_KM = 25  # what `near` means of a place's precision
LANG = "und"
Point = tuple[float, float]
"""Latitude and longitude, in degrees of WGS 84."""


def resolved(places: pl.DataFrame, at: datetime) -> Batch:
    """The judgements on the towns and countries of rows, with the gazetteer's places and what these lie in.

    `places` has `land`, `land_name`, `town`, `town_name`, `town_kind`, `latitude` and `longitude`.
    """
    records = [*_lands(places, at), *_towns(places, at)]
    nodes = [each for each in records if isinstance(each, Node)]
    return batch(nodes, [each for each in records if isinstance(each, Relationship)])


def _lands(places: pl.DataFrame, at: datetime) -> Iterator[Node | Relationship]:
    writer = PlaceWriter(gazetteer, (), LANG, at)
    for id, name in places.select("land", "land_name").unique("land", keep="first", maintain_order=True).rows():
        yield from writer.judgements(id, name, PlaceKind.COUNTRY)


def _towns(places: pl.DataFrame, at: datetime) -> Iterator[Node | Relationship]:
    """Every point of a town judges for itself, so that it does not matter which rows come together."""
    is_placed = pl.col("town").is_not_null() & pl.col("latitude").is_not_null()
    placed = places.filter(is_placed & (pl.col("town_kind") == str(PlaceKind.CITY)))
    distinct = placed.select("town", "town_name", "land_name", "latitude", "longitude").unique(maintain_order=True)
    for id, name, land, latitude, longitude in distinct.rows():
        yield from _town(id, name, land, (latitude, longitude), at)


def _town(id: str, name: str, land: str, point: Point, at: datetime) -> Iterator[Node | Relationship]:
    countries = gazetteer.countries_named(land)
    found = gazetteer.resolve(name, context=countries, kind=PlaceKind.CITY)
    writer = PlaceWriter(gazetteer, countries, LANG, at)
    is_same = found.place is not None and _is_near(found.place, point)
    verdict = Verdict.SAME if is_same else Verdict.UNSURE
    inside = [each for each in found.candidates if each.country in countries][:MOST_CANDIDATES]
    for place in [found.place] if found.place else inside:
        yield from writer.judged(id, place, verdict, found.rule, RULE)


def _is_near(place: GazetteerPlace, point: Point) -> bool:
    return distance_km(place, replace(place, latitude=point[0], longitude=point[1])) <= NEAR_KM
