"""Puts places into areas: which GeoNames area a first-level area of GED is, and which district a place is in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from testigo.loaders.gazetteer.names import bare

from gazetteer.entries import Area, City, GedRow
from gazetteer.ged import base_of, spot_keys
from gazetteer.globe import Nearby, apart_km

NAMED = 3  # votes of a place that GED names; one that is merely nearest has one
# areas that are smaller, older or other than the GeoNames area in which their votes lie (Kyiv is not in its oblast)
ANOTHER_DIVISION = {
    ("CI", "moyen cavally"), ("PH", "quezon"), ("SS", "equatoria"), ("UA", "kyiv"), ("UG", "gulu"), ("YE", "sana"),
}  # fmt: skip


def named(row: GedRow, nearby: Nearby) -> City | None:
    """The GeoNames place that a row of GED names as the exact spot, within 20 km of where GED has it."""
    if row.precision != 1:
        return None
    keys = spot_keys(row.where)
    keys |= {bare(key) for key in keys}
    found = nearby.within(row.country, row.point, 20)
    return next((city for _, city in found if keys & city.keys or keys & {bare(key) for key in city.keys}), None)


def link_provinces(
    rows: Sequence[GedRow], areas: Sequence[Area], cities: Sequence[City], nearby: Nearby
) -> dict[tuple[str, str], Area]:
    """(country, GeoNames code) to the first-level area of GED that it is."""
    counted: defaultdict[Area, Counter[str]] = defaultdict(Counter)
    for province, city, weight in [*votes(rows, nearby), *capitals(areas, cities)]:
        counted[province][city.admin1] += weight
    claims: defaultdict[tuple[str, str], Counter[Area]] = defaultdict(Counter)
    for province in sorted(counted, key=lambda area: area.key):
        code, count = min(counted[province].items(), key=lambda pair: (-pair[1], pair[0]))
        if count >= NAMED and 4 * count >= 3 * counted[province].total():
            claims[province.country, code][province] = count
    return dict(accepted(claims))


def votes(rows: Sequence[GedRow], nearby: Nearby) -> Iterator[tuple[Area, City, int]]:
    """Each place of GED once: its first-level area, the GeoNames place it is or is near to, and what that weighs."""
    seen = set()
    for row in rows:
        if row.province and row.precision <= 3 and (row.province, row.point) not in seen:
            seen.add((row.province, row.point))
            if (city := named(row, nearby)) is not None:
                yield row.province, city, NAMED
            elif near := nearby.within(row.country, row.point, 5 if row.precision < 3 else 15):
                yield row.province, near[0][1], 1


def capitals(areas: Iterable[Area], cities: Iterable[City]) -> Iterator[tuple[Area, City, int]]:
    """First-level areas named after the largest place of a GeoNames area, where that is within 150 km."""
    largest: dict[tuple[str, str], City] = {}
    for city in cities:
        at = (city.country, city.admin1)
        if at not in largest or (city.population or 0) > (largest[at].population or 0):
            largest[at] = city
    by_key: defaultdict[tuple[str, str], list[City]] = defaultdict(list)
    for city in largest.values():
        for key in city.keys:
            by_key[city.country, key].append(city)
    for area in areas:
        bases = {base_of(name) for name in area.spellings}
        found = {city.id: city for base in bases for city in by_key[area.country, base]}
        for city in found.values():
            if area.kind == "governorate" and area.point and apart_km(area.point, city.point) <= 150:
                yield area, city, NAMED


def accepted(claims: Mapping[tuple[str, str], Counter[Area]]) -> Iterator[tuple[tuple[str, str], Area]]:
    for code, claimants in claims.items():
        for refused in [area for area in claimants if (area.country, base_of(area.name)) in ANOTHER_DIVISION]:
            del claimants[refused]
        if not claimants:
            continue
        province, count = claimants.most_common(1)[0]
        if province.country == code[0] and 4 * count >= 3 * claimants.total():
            province.admin1 = code[1]
            yield code, province


def namesake(area: Area, cities: Iterable[City]) -> City | None:
    """The one place among those of its first-level area that an area is named after."""
    bases = {base_of(name) for name in area.spellings}
    found = [city for city in cities if bases & city.keys]
    return found[0] if len(found) == 1 else None


def put_into_areas(  # noqa: PLR0917, it joins what all the others made
    cities: Sequence[City], rows: Sequence[GedRow], areas: Sequence[Area], roots: Mapping[tuple[str, str], Area],
    countries: Mapping[str, Area], nearby: Nearby,
) -> None:  # fmt: skip
    """Give each place its nearest area, and each area the names of the place it is named after."""
    by_province: defaultdict[Area, list[City]] = defaultdict(list)
    for city in cities:
        city.area = roots.get((city.country, city.admin1), countries[city.country])
        by_province[city.area].append(city)
    for city, district in named_in_district(rows, nearby):
        if city.area in (district.parent, countries[city.country]):
            city.area = district
    for area in areas:
        seat = namesake(area, by_province[area if area.kind == "governorate" else area.parent or area])
        if seat is not None:
            area.keys |= seat.keys
            if area.kind == "district":
                seat.area = area


def named_in_district(rows: Sequence[GedRow], nearby: Nearby) -> Iterator[tuple[City, Area]]:
    """Places that GED itself puts into a second-level area, by name; two thirds of its rows must agree."""
    said: defaultdict[int, Counter[Area]] = defaultdict(Counter)
    met = {}
    for row in rows:
        if row.district and (city := named(row, nearby)) is not None:
            said[city.id][row.district] += 1
            met[city.id] = city
    for id, districts in said.items():
        district, count = districts.most_common(1)[0]
        if 3 * count >= 2 * districts.total():
            yield met[id], district
