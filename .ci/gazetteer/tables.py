"""Writes the tables that testigo.loaders.gazetteer.tables reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from testigo.loaders.gazetteer.names import BARE, bare
from testigo.loaders.gazetteer.tables import COORDINATE_UNIT

from gazetteer.entries import Area, City, Point

ROW_GROUP = 2048  # rows: 0.3 ms to read one; half of it costs 6 % of size, double of it 0.2 ms a look-up


def steps(point: Point | None) -> tuple[int | None, int | None]:
    """Coordinates as whole steps of the tables."""
    return (None, None) if point is None else (round(point[0] / COORDINATE_UNIT), round(point[1] / COORDINATE_UNIT))


def area_table(areas: Sequence[Area]) -> pa.Table:
    number = {area: position for position, area in enumerate(areas)}
    return pa.table(
        {
            "register": [area.register for area in areas],
            "key": [area.key for area in areas],
            "name": [area.name for area in areas],
            "kind": [area.kind for area in areas],
            "latitude": pa.array([steps(area.point)[0] for area in areas], pa.int32()),
            "longitude": pa.array([steps(area.point)[1] for area in areas], pa.int32()),
            "precision": [area.precision for area in areas],
            "country": [area.country for area in areas],
            "population": pa.array([area.population for area in areas], pa.int64()),
            "within": pa.array([number[area.parent] if area.parent else None for area in areas], pa.int32()),
        }
    )


def city_table(cities: Sequence[City], areas: Sequence[Area]) -> pa.Table:
    number = {area: position for position, area in enumerate(areas)}
    points = [steps(city.point) for city in cities]
    return pa.table(
        {
            "id": pa.array([city.id for city in cities], pa.int32()),
            "name": [city.name for city in cities],
            "latitude": pa.array([point[0] for point in points], pa.int32()),
            "longitude": pa.array([point[1] for point in points], pa.int32()),
            "population": pa.array([city.population for city in cities], pa.int32()),
            "area": pa.array([number[city.area] for city in cities if city.area], pa.int32()),
        }
    )


def name_table(places: Sequence[Area | City]) -> pa.Table:
    """Every key with the number of its place; the bare key too where it differs from each folded one."""
    pairs = set()
    for number, place in enumerate(places):
        pairs |= {(key, number) for key in place.keys}
        pairs |= {(BARE + bare(key), number) for key in place.keys if bare(key) not in place.keys}
    ordered = sorted(pairs)
    return pa.table(
        {"key": [key for key, _ in ordered], "place": pa.array([number for _, number in ordered], pa.int32())}
    )


def write(table: pa.Table, path: Path, **options: Any) -> None:  # options of the writer
    pq.write_table(
        table, path, compression="zstd", compression_level=19, row_group_size=ROW_GROUP, store_schema=False, **options
    )
