"""The gazetteer's three Parquet tables, read by need: a name costs one row group, not the file.

`areas.parquet`: countries, first and second administrative levels; some hundreds of rows, held in memory.
`cities.parquet`: populated places, sorted by GeoNames id. `names.parquet`: (key, place), sorted by key, where
`place` counts the rows of areas and then those of cities. docs/decisions/gazetteer.md says why Parquet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from testigo.loaders.gazetteer.places import GEONAMES, GazetteerPlace
from testigo.ontology.terms import PlaceKind, PlacePrecision

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = Path(__file__).parent
AREAS, CITIES, NAMES = "areas.parquet", "cities.parquet", "names.parquet"
COORDINATE_UNIT = 1e-5  # degrees: what one step of a stored coordinate is worth

CITY_FROM = 5_000
"""Inhabitants from which a settlement is a city, below a village: the smallest urban cluster of the Degree of
Urbanisation (Eurostat and others, 2021). GeoNames itself does not tell cities from villages; where it has no
population, the place is the seat of a small administrative unit, a village here."""

Row = dict[str, Any]  # one row of a table, of its columns' types


class SortedTable:
    """A Parquet file sorted by its first column, of which one row group at a time is read."""

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq

        self._file = pq.ParquetFile(path, memory_map=True)
        groups = [self._file.metadata.row_group(number) for number in range(self._file.metadata.num_row_groups)]
        self._first = [group.column(0).statistics.min for group in groups]
        self._last = [group.column(0).statistics.max for group in groups]
        self._start = [0]
        for group in groups:
            self._start.append(self._start[-1] + group.num_rows)
        self._lock = Lock()  # a Parquet reader is not made for two threads
        self._group = lru_cache(maxsize=8)(self._read)

    def _read(self, number: int) -> pa.Table:
        with self._lock:
            return self._file.read_row_group(number, use_threads=False)

    def where(self, key: str | int) -> Iterator[Row]:
        """The rows whose first column equals `key`, in the order of the file."""
        for number in range(bisect_left(self._last, key), bisect_right(self._first, key)):
            group = self._group(number)
            column = group.column(0)
            start, end = _bounds(column, key)
            yield from group.slice(start, end - start).to_pylist()

    def at(self, number: int) -> Row:
        """The row with this number, from 0."""
        group = bisect_right(self._start, number) - 1
        row: Row = self._group(group).slice(number - self._start[group], 1).to_pylist()[0]
        return row


def _bounds(column: pa.ChunkedArray, key: str | int) -> tuple[int, int]:
    """Where in a sorted column the values equal to `key` begin and end."""

    def value(index: int) -> Any:  # of the column's type
        return column[index].as_py()

    start = bisect_left(range(len(column)), key, key=value)
    return start, bisect_right(range(len(column)), key, lo=start, key=value)


@cache
def areas() -> tuple[GazetteerPlace, ...]:
    """Countries and administrative areas, in the order in which the tables count them."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(FOLDER / AREAS) as file:  # pq.read_table would import the whole of pyarrow.dataset
        rows = file.read(use_threads=False).to_pylist()
    return tuple(_area(row, _chain(rows, row["within"])) for row in rows)


def _chain(rows: Sequence[Row], number: int | None) -> tuple[str, ...]:
    """The keys from an area up to its country. The build refuses a cycle."""
    keys = []
    while number is not None:
        keys.append(rows[number]["key"])
        number = rows[number]["within"]
    return tuple(keys)


def _area(row: Row, within: tuple[str, ...]) -> GazetteerPlace:
    return GazetteerPlace(
        row["register"], row["key"], row["name"], PlaceKind(row["kind"]), _degrees(row["latitude"]),
        _degrees(row["longitude"]), PlacePrecision(row["precision"]), row["country"], row["population"], within,
    )  # fmt: skip


def _city(row: Row) -> GazetteerPlace:
    around = areas()[row["area"]]
    kind = PlaceKind.CITY if (row["population"] or 0) >= CITY_FROM else PlaceKind.VILLAGE
    return GazetteerPlace(
        GEONAMES, str(row["id"]), row["name"], kind, _degrees(row["latitude"]), _degrees(row["longitude"]),
        PlacePrecision.EXACT, around.country, row["population"], (around.key, *around.within),
    )  # fmt: skip


def _degrees(steps: int | None) -> float | None:
    return None if steps is None else round(steps * COORDINATE_UNIT, 5)


@cache
def _names() -> SortedTable:
    return SortedTable(FOLDER / NAMES)


@cache
def _cities() -> SortedTable:
    return SortedTable(FOLDER / CITIES)


@cache
def _areas_by_key() -> dict[str, GazetteerPlace]:
    return {area.key: area for area in areas()}


@lru_cache(maxsize=1024)
def with_key(key: str) -> tuple[GazetteerPlace, ...]:
    """The places under one key of the table of names, the most populous first, then by register and key."""
    found = [_at(row["place"]) for row in _names().where(key)]
    return tuple(sorted(found, key=lambda place: (-(place.population or 0), place.register, place.key)))


def _at(number: int) -> GazetteerPlace:
    return areas()[number] if number < len(areas()) else _city(_cities().at(number - len(areas())))


def entry(key: str) -> GazetteerPlace | None:
    """The place with a key of either register, or None."""
    if (area := _areas_by_key().get(key)) is not None:
        return area
    return next((_city(row) for row in _cities().where(int(key))), None) if key.isdecimal() else None
