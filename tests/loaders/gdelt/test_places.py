from typing import Any

import pytest
from testigo.loaders.gazetteer import GEONAMES, place
from testigo.loaders.gdelt.codes import countries
from testigo.ontology.batch import Batch
from testigo.ontology.ids import minted

from tests.loaders.gdelt.rows import Row, ends, event, events, nodes


def here(batch: Batch) -> list[dict[str, Any]]:
    """The places that rows name, without the countries of the gazetteer."""
    return [row for row in nodes(batch, "Place") if "geonamesId" not in row]


def test_a_feature_is_one_place_however_it_is_spelled() -> None:
    one = events(event())
    other = events(event(GLOBALEVENTID="1230000002", ActionGeo_FullName="Banias, Tartus, Syria"))

    assert [row["id"] for row in here(one.batch)] == [row["id"] for row in here(other.batch)]
    assert [row["literal"] for row in nodes(other.batch, "Name") if "Tartus" in row["literal"]] == [
        "Banias, Tartus, Syria"
    ]


def test_canada_is_not_california() -> None:
    canada = event(ActionGeo_Type="1", ActionGeo_FeatureID="CA", ActionGeo_FullName="Canada")
    california = event(ActionGeo_Type="2", ActionGeo_FeatureID="CA", ActionGeo_FullName="California, United States")
    found = events(canada, california | {"GLOBALEVENTID": "1230000002"})

    assert [(row["name"], row["kind"], row["precision"]) for row in here(found.batch)] == [
        ("California, United States", "governorate", "province"),
        ("Canada", "country", "country"),
    ]


def test_a_city_or_landmark_is_no_more_than_an_area() -> None:
    (spot,) = here(events(event()).batch)

    assert (spot["kind"], spot["precision"], spot["latitude"]) == ("area", "near", 35.1833)


def test_a_place_without_a_number_is_known_by_its_name() -> None:
    found = events(event(ActionGeo_FeatureID=""), event(GLOBALEVENTID="1230000002", ActionGeo_FeatureID=""))

    assert len(here(found.batch)) == 1


@pytest.mark.parametrize("cells", [{"ActionGeo_Type": "0"}, {"ActionGeo_Type": ""}])
def test_no_place_is_none(cells: Row) -> None:
    found = events(event(**cells))

    assert "Place" not in found.batch.nodes
    assert len(found.faults) == 0


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"ActionGeo_Type": "6"}, "unknown-code"),
        ({"ActionGeo_Lat": "95"}, "out-of-range"),
        ({"ActionGeo_Long": "east"}, "not-a-number"),
        ({"ActionGeo_FullName": ""}, "empty-cell"),
    ],
)
def test_a_broken_cell_refuses_the_place_alone(cells: Row, rule: str) -> None:
    found = events(event(**cells))
    (fault,) = found.faults.to_dicts()

    assert (fault["column"], fault["rule"]) == (next(iter(cells)), rule)
    assert not nodes(found.batch, "Statement", kind="place")
    assert len(nodes(found.batch, "Statement")) == 4


def test_the_act_was_at_the_place_nearest_to_its_words() -> None:
    found = events(event())
    (said,) = nodes(found.batch, "Statement", kind="place")

    assert ends(found.batch, "AT_PLACE", said["id"]) == [row["id"] for row in here(found.batch)]


def test_a_place_lies_in_the_country_of_its_code() -> None:
    found = events(event())
    (spot,) = here(found.batch)
    (syria,) = nodes(found.batch, "Place", geonamesId="163843")

    assert ends(found.batch, "WITHIN", spot["id"]) == [syria["id"]] == [minted("Place", GEONAMES, "163843")]
    assert (syria["name"], syria["kind"]) == ("Syria", "country")


def test_a_country_is_judged_to_be_the_gazetteers_by_its_code() -> None:
    code = {"ActionGeo_CountryCode": "SY", "ActionGeo_FeatureID": "SY", "ActionGeo_FullName": "Syria"}
    found = events(event(ActionGeo_Type="1", **code))
    (judgement,) = nodes(found.batch, "Judgement")
    (spot,) = here(found.batch)

    assert (judgement["verdict"], judgement["by"], judgement["basis"]) == ("same", "rule:gdelt-fips/1", "FIPS 10-4 SY")
    assert ends(found.batch, "LEFT", judgement["id"]) == [spot["id"]]
    assert ends(found.batch, "RIGHT", judgement["id"]) == [minted("Place", GEONAMES, "163843")]
    assert "WITHIN" not in found.batch.relationships


def test_the_gaza_strip_is_a_part_and_not_the_whole() -> None:
    code = {"ActionGeo_CountryCode": "GZ", "ActionGeo_FeatureID": "GZ", "ActionGeo_FullName": "Gaza Strip"}
    found = events(event(ActionGeo_Type="1", **code))

    assert not nodes(found.batch, "Judgement")
    assert len(found.batch.relationships["WITHIN"]) == 1


@pytest.mark.parametrize("code", ["", "OC"])
def test_a_place_in_no_country_that_is_known_lies_in_none(code: str) -> None:
    found = events(event(ActionGeo_CountryCode=code))

    assert "WITHIN" not in found.batch.relationships
    assert len(found.faults) == 0


def test_every_country_of_the_table_is_in_the_gazetteer() -> None:
    assert all(place(GEONAMES, country.geonames) for country in countries().values())
