import csv

import pyarrow.parquet as pq
from testigo.loaders.gazetteer import tables
from testigo.loaders.gazetteer.lookup import COUNTRIES
from testigo.loaders.gazetteer.tables import AREAS, CITIES, FOLDER, NAMES, areas
from testigo.ontology.terms import PlaceKind


def test_the_shipped_tables_take_ten_megabytes_at_most() -> None:
    assert sum((FOLDER / name).stat().st_size for name in (AREAS, CITIES, NAMES)) <= 10_000_000


def test_every_chain_ends_at_its_country_and_has_no_cycle() -> None:
    by_key = {area.key: area for area in areas()}

    for area in areas():
        chain = (area.key, *area.within)
        assert len(set(chain)) == len(chain)
        assert by_key[chain[-1]].kind is PlaceKind.COUNTRY
        assert {by_key[key].country for key in chain} == {area.country}
        assert all(by_key[key].within == chain[position + 1 :] for position, key in enumerate(chain))


def test_every_city_lies_in_an_area() -> None:
    numbers = pq.read_table(FOLDER / CITIES, columns=["area"]).column("area")

    assert numbers.null_count == 0
    assert set(numbers.to_pylist()) <= set(range(len(areas())))


def test_keys_are_unique_over_both_registers() -> None:
    ids = pq.read_table(FOLDER / CITIES, columns=["id"]).column("id").to_pylist()
    keys = [area.key for area in areas()] + [str(id) for id in ids]

    assert len(keys) == len(set(keys))
    assert ids == sorted(ids)


def test_names_are_sorted_and_name_places_that_are_there() -> None:
    names = pq.read_table(FOLDER / NAMES)
    keys = names.column("key").to_pylist()

    assert keys == sorted(keys)
    assert max(names.column("place").to_pylist()) == len(areas()) + pq.read_metadata(FOLDER / CITIES).num_rows - 1


def test_a_key_that_runs_over_two_row_groups_is_found_whole() -> None:
    table = tables.SortedTable(FOLDER / NAMES)
    column = pq.read_table(FOLDER / NAMES, columns=["key"]).column("key").to_pylist()
    across = next(column[end] for end in table._start[1:-1] if column[end - 1] == column[end])

    assert len(list(table.where(across))) == column.count(across)


def test_coordinates_are_on_the_globe_and_missing_only_for_lands_without_settlements() -> None:
    lost = {area.country for area in areas() if area.latitude is None}

    assert lost == {"AQ", "BV", "HM", "UM"}
    for area in areas():
        assert area.latitude is None or -90 <= area.latitude <= 90
        assert area.longitude is None or -180 <= area.longitude <= 180


def test_the_table_of_countries_has_none_that_the_gazetteer_lacks() -> None:
    with COUNTRIES.open(encoding="utf-8", newline="") as rows:
        named = [row["iso"] for row in csv.DictReader(rows)]
    known = {area.country for area in areas() if area.kind is PlaceKind.COUNTRY}

    assert len(named) == len(set(named))
    assert set(named) <= known
