"""Where a row says its event was."""

from pathlib import Path

import pytest
from testigo.loaders.maverick.codes import precisions
from testigo.ontology.batch import Batch

from tests.loaders.maverick.rows import Record, ends, faults, piece, records, statements


def own(batch: Batch) -> list[Record]:
    """The places of MAVERICK, without those of the gazetteer."""
    known = {right for found in ends(batch, "RIGHT").values() for right in found}
    lefts = {left for found in ends(batch, "LEFT").values() for left in found}
    around = {outer for id in known for outer in ends(batch, "WITHIN")[id]}
    return [each for id, each in records(batch, "Place").items() if id in lefts or id not in known | around]


def chain(folder: Path, **cells: str) -> list[Record]:
    """The place of a row and what it lies in, nearest first."""
    batch = piece(folder, cells).batch
    places, within = records(batch, "Place"), ends(batch, "WITHIN")
    (statement,) = statements(batch, "place")
    found = ends(batch, "AT_PLACE")[statement["id"]]
    while found[-1] in within:
        found.append(within[found[-1]][0])
    return [{name: value for name, value in places[id].items() if name != "id"} for id in found]


def test_a_spot_lies_in_its_town_and_that_in_its_country(tmp_path: Path) -> None:
    assert chain(tmp_path) == [
        {"kind": "area", "name": "Kondele", "latitude": -0.08, "longitude": 34.77, "precision": "near"},
        {"kind": "city", "name": "Kisumu"},
        {"kind": "country", "name": "Kenya"},
    ]


def test_a_town_as_a_row_places_it_lies_in_the_town(tmp_path: Path) -> None:
    spot, town, _ = chain(tmp_path, location="kisumu ", geo_precision="3.0")

    assert (spot["name"], spot["kind"], spot["latitude"]) == ("Kisumu", "city", -0.08)
    assert town == {"kind": "city", "name": "Kisumu"}


def test_a_building_is_placed_exactly(tmp_path: Path) -> None:
    assert chain(tmp_path, location="Post office", geo_precision="6.0")[0]["precision"] == "exact"


def test_coordinates_of_a_district_or_a_region_are_not_taken(tmp_path: Path) -> None:
    found = chain(tmp_path, city="Nyanza Province", location="", geo_precision="2.0")

    assert found == [{"kind": "area", "name": "Nyanza Province"}, {"kind": "country", "name": "Kenya"}]


@pytest.mark.parametrize("location", ["", "KENYA"])
def test_a_row_that_says_no_more_is_placed_in_its_country(tmp_path: Path, location: str) -> None:
    found = chain(tmp_path, city="", location=location, latitude="", longitude="", geo_precision="1.0")

    assert found == [{"kind": "country", "name": "Kenya"}]


def test_one_name_at_two_points_is_two_places(tmp_path: Path) -> None:
    batch = piece(tmp_path, {}, {"id": "r2", "longitude": "34.78"}, {"id": "r3"}).batch

    assert sorted(each["name"] for each in own(batch)) == [
        "Kenya",
        "Kisumu",
        "Kondele",
        "Kondele",
    ]


def test_towns_of_one_name_in_two_countries_are_two(tmp_path: Path) -> None:
    batch = piece(tmp_path, {"city": "Man"}, {"id": "r2", "city": "Man", "country": "Ivory Coast"}).batch

    assert [each["name"] for each in own(batch)].count("Man") == 2


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("latitude", "95", "out-of-range"),
        ("longitude", "east", "not-a-number"),
        ("latitude", "", "empty-cell"),
        ("geo_precision", "7.0", "unknown-code"),
        ("geo_precision", "", "empty-cell"),
    ],
)
def test_a_broken_coordinate_is_told_and_the_place_keeps_its_name(
    tmp_path: Path, column: str, cell: str, rule: str
) -> None:
    found = piece(tmp_path, {column: cell})

    assert faults(found) == {(rule, column)}
    assert [each["name"] for each in own(found.batch) if "latitude" in each] == []
    assert len(statements(found.batch, "place")) == 1


def test_a_row_without_a_country_says_no_place(tmp_path: Path) -> None:
    found = piece(tmp_path, {"country": ""})

    assert statements(found.batch, "place") == []
    assert faults(found) == {("empty-cell", "country")}


def test_no_coordinates_are_taken_without_a_precision() -> None:
    assert all(each.precision for each in precisions().values() if each.coordinates)
