"""Distances, middles and neighbourhoods on the globe."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from gazetteer.entries import City, Point

EARTH_KM = 6371.0


def mean(points: Iterable[Point]) -> Point:
    """The middle of points on the sphere, so that the date line does no harm."""
    vectors = [vector(point) for point in sorted(points)]
    x, y, z = (math.fsum(part) for part in zip(*vectors, strict=True))
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 5), round(math.degrees(math.atan2(y, x)), 5)


def vector(point: Point) -> tuple[float, float, float]:
    latitude, longitude = map(math.radians, point)
    flat = math.cos(latitude)
    return flat * math.cos(longitude), flat * math.sin(longitude), math.sin(latitude)


def apart_km(a: Point, b: Point) -> float:
    """The distance along the surface."""
    return 2 * EARTH_KM * math.asin(min(1.0, math.dist(vector(a), vector(b)) / 2))


def middle_of(cities: Sequence[City]) -> Point | None:
    """A point inside a country that no source places: its settlement nearest to the middle of all of them."""
    if not cities:
        return None
    middle = mean(city.point for city in cities)
    nearest = min(cities, key=lambda city: (apart_km(middle, city.point), city.id))
    return nearest.latitude, nearest.longitude


class Nearby:
    """The places of each country by square of half a degree."""

    def __init__(self, cities: Iterable[City]) -> None:
        self._squares: defaultdict[tuple[str, int, int], list[City]] = defaultdict(list)
        for city in cities:
            self._squares[(city.country, *self._square(city.point))].append(city)

    @staticmethod
    def _square(point: Point) -> tuple[int, int]:
        return math.floor(point[0] * 2), math.floor(point[1] * 2)

    def within(self, country: str, point: Point, radius_km: float) -> list[tuple[float, City]]:
        """Places of a country around a point with their distance in km, the nearest first; up to 25 km."""
        row, column = self._square(point)
        around = [
            city for i in (-1, 0, 1) for j in (-1, 0, 1)
            for city in self._squares.get((country, row + i, column + j), ())
        ]  # fmt: skip
        measured = [(apart_km(point, city.point), city) for city in around]
        return sorted(((d, city) for d, city in measured if d <= radius_km), key=lambda pair: (pair[0], pair[1].id))
