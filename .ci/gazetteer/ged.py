"""Reads the places of UCDP GED: its rows, the areas they name, and the spots that GeoNames lacks."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from testigo.loaders.gazetteer.names import SETTLEMENT, designation, folded
from testigo.loaders.gazetteer.places import UCDP_GED
from testigo.ontology.ids import normalised

from gazetteer.entries import Area, GedRow, Point
from gazetteer.globe import apart_km, mean

# UCDP's countries follow its list of states; GeoNames keeps these apart, and its places say so
OTHER_COUNTRY = {
    ("IL", "gaza strip"): "PS",
    ("IL", "west bank"): "PS",
    ("RS", "kosovo province"): "XK",
    ("SD", "equatoria state"): "SS",
    ("SD", "upper nile state"): "SS",
    ("SD", "western bahr al ghazal state"): "SS",
}
UCDP_NAMES = {"macedonia fyr": "MK", "kingdom of eswatini swaziland": "SZ"}
DIRECTIONS = {
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "centre", "middle",
    "upper", "lower",
}  # fmt: skip
SPOT_KINDS = (
    dict.fromkeys(("city", "town", "township"), "city")
    | dict.fromkeys(("village", "villages", "hamlet"), "village")
    | dict.fromkeys(
        ("airport", "airbase", "base", "complex", "factory", "plant", "brigade", "heliport", "hospital", "university",
         "prison", "school", "camp"), "facility",
    )
    | dict.fromkeys(("dam", "checkpoint", "crossing", "bridge", "road", "highway", "junction"), "infrastructure")
)  # fmt: skip


def read_ged(paths: Sequence[Path]) -> Iterator[dict[str, str]]:
    """The rows of GED, each id once: as in the first file that has it."""
    seen = set()
    for path in paths:
        with (
            gzip.open(path) if path.suffix == ".gz" else path.open("rb") as raw,
            io.TextIOWrapper(raw, encoding="utf-8", newline="") as text,
        ):
            for row in csv.DictReader(text):
                if (id := int(float(row["id"]))) not in seen:
                    seen.add(id)
                    yield row


def base_of(name: str) -> str:
    """What an area is called without its word of administration: Latakia, of "Latakia Governorate"."""
    key = folded(name)
    said = designation(key)
    return said.base if said else key


def plain(name: str) -> str:
    """A name of GED without what it adds in brackets."""
    return " ".join(re.sub(r"\([^)]*\)", "", name).split())


class Areas:
    """The administrative areas that GED names, made as its rows are met; one base name is one area."""

    def __init__(self, countries: Mapping[str, Area]) -> None:
        self.countries = countries
        self.found: dict[tuple[str, ...], Area] = {}
        self._iso = {key: iso for iso, area in countries.items() for key in sorted(area.keys)} | UCDP_NAMES

    def row(self, raw: Mapping[str, str]) -> GedRow:
        """One row of GED with its areas."""
        iso = self._iso[folded(raw["country"])]
        first, second = plain(raw["adm_1"]), plain(raw["adm_2"])
        iso = OTHER_COUNTRY.get((iso, folded(first)), iso)
        point = (round(float(raw["latitude"]), 5), round(float(raw["longitude"]), 5))
        province = self._area((iso,), first, "governorate", "province", self.countries[iso]) if first else None
        district = None
        if province and second:
            district = self._area((iso, base_of(first)), second, "district", "district", province)
        self._place(raw, (province, district), point)
        return GedRow(iso, province, district, raw["where_coordinates"], int(float(raw["where_prec"])), point)

    def _area(self, path: tuple[str, ...], name: str, kind: str, precision: str, parent: Area) -> Area:
        area = self.found.setdefault((*path, base_of(name)), Area(UCDP_GED, kind, precision, parent.country, parent))
        area.spellings[name] += 1
        return area

    @staticmethod
    def _place(raw: Mapping[str, str], areas: Iterable[Area | None], point: Point) -> None:
        for area in filter(None, areas):
            area.points.add(point)
            if folded(raw["where_coordinates"]) in {folded(name) for name in area.spellings}:
                area.own_points.add(point)

    def finished(self) -> list[Area]:
        """The areas with keys, names and points, provinces before their districts."""
        ordered = [self.found[path] for path in sorted(self.found, key=lambda path: (len(path), path))]
        for area in ordered:
            above = area.parent.key if area.parent and area.parent.register == UCDP_GED else area.country
            area.key = f"{above}/{normalised(area.name)}"
            area.point = mean(area.own_points or area.points)
            area.keys = {folded(name) for name in area.spellings}
            area.keys |= {key for name in area.spellings if not set((key := base_of(name)).split()) <= DIRECTIONS}
        return ordered


# ---------------------------------------------------------------- spots


def spots(rows: Iterable[GedRow]) -> list[Area]:
    """The exact spots of rows, one a name and area; a name whose spots are more than 5 km apart there is left out."""
    found: dict[tuple[str, str], Area] = {}
    for row in rows:
        around = row.district or row.province
        if around is None or row.precision != 1 or not (base := base_of(spot_name(row.where))) or is_area(row.where):
            continue
        spot = found.setdefault(
            (around.key, base), Area(UCDP_GED, spot_kind(row.where), "exact", around.country, around)
        )
        spot.spellings[spot_name(row.where)] += 1
        spot.points.add(row.point)
    return [_finished(found[path]) for path in sorted(found) if _is_one(found[path].points)]


def spot_name(where: str) -> str:
    """The name of a spot without what GED adds: "Chassana village - Mahore sub-district" has two names in one."""
    return re.split(r",|\s-\s", plain(where))[0].strip()


def spot_keys(where: str) -> set[str]:
    """The folded names of a spot: "Kobane/Ayn al Arab town" goes by either, with and without its last word."""
    parts = [spot_name(where), *spot_name(where).split("/")]
    return ({folded(spot_name(where))} | {base_of(part) for part in parts}) - {""}


def is_area(where: str) -> bool:
    """Whether GED calls an administrative area the spot, in rows that it has as exact all the same."""
    said = designation(folded(spot_name(where)))
    return said is not None and not said.kinds & SETTLEMENT


def spot_kind(where: str) -> str:
    """What the last word of a name says a spot is; an area where it says nothing."""
    return SPOT_KINDS.get(folded(spot_name(where)).rpartition(" ")[2], "area")


def _is_one(points: Iterable[Point]) -> bool:
    middle = mean(points := list(points))
    return all(apart_km(middle, point) <= 5 for point in points)


def _finished(spot: Area) -> Area:
    assert spot.parent is not None  # noqa: S101, spots are made with one
    spot.key = f"{spot.parent.key}/{normalised(spot.name).replace('/', ' or ')}"
    spot.point = mean(spot.points)
    spot.keys = set().union(*(spot_keys(name) for name in spot.spellings))
    return spot
