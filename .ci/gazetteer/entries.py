"""What the gazetteer is made of, while it is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

Point = tuple[float, float]  # latitude and longitude in degrees


@dataclass(slots=True)
class City:
    """A populated place of GeoNames, with the folded names it goes by."""

    id: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    population: int | None
    keys: set[str]
    area: Area | None = None

    @property
    def point(self) -> Point:
        """Latitude and longitude in degrees."""
        return self.latitude, self.longitude


@dataclass(slots=True, eq=False)
class Area:
    """A country or an administrative area; `spellings` counts the names it has in the source."""

    register: str
    kind: str
    precision: str
    country: str
    parent: Area | None
    spellings: Counter[str] = field(default_factory=Counter)
    key: str = ""
    points: set[Point] = field(default_factory=set)
    own_points: set[Point] = field(default_factory=set)  # of events placed at the area as a whole
    keys: set[str] = field(default_factory=set)
    population: int | None = None
    point: Point | None = None
    admin1: str | None = None

    @property
    def name(self) -> str:
        """The spelling met most, of equals the first in the alphabet."""
        return min(self.spellings, key=lambda name: (-self.spellings[name], name))


@dataclass(frozen=True, slots=True)
class GedRow:
    """Where one event of GED took place."""

    country: str
    province: Area | None
    district: Area | None
    where: str
    precision: int
    point: Point
