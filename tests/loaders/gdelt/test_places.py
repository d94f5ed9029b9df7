import pytest

from tests.loaders.gdelt.rows import Row, ends, event, events, nodes


def test_a_feature_is_one_place_however_it_is_spelled() -> None:
    one = events(event())
    other = events(event(GLOBALEVENTID="1230000002", ActionGeo_FullName="Banias, Tartus, Syria"))

    assert one.batch.ids("Place") == other.batch.ids("Place")
    assert [row["literal"] for row in nodes(other.batch, "Name") if "Tartus" in row["literal"]] == [
        "Banias, Tartus, Syria"
    ]


def test_canada_is_not_california() -> None:
    canada = event(ActionGeo_Type="1", ActionGeo_FeatureID="CA", ActionGeo_FullName="Canada")
    california = event(ActionGeo_Type="2", ActionGeo_FeatureID="CA", ActionGeo_FullName="California, United States")
    found = events(canada, california | {"GLOBALEVENTID": "1230000002"})

    assert [(row["name"], row["kind"], row["precision"]) for row in nodes(found.batch, "Place")] == [
        ("California, United States", "governorate", "province"),
        ("Canada", "country", "country"),
    ]


def test_a_city_or_landmark_is_no_more_than_an_area() -> None:
    (place,) = nodes(events(event()).batch, "Place")

    assert (place["kind"], place["precision"], place["latitude"]) == ("area", "near", 35.1833)


def test_a_place_without_a_number_is_known_by_its_name() -> None:
    found = events(event(ActionGeo_FeatureID=""), event(GLOBALEVENTID="1230000002", ActionGeo_FeatureID=""))

    assert len(nodes(found.batch, "Place")) == 1


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

    assert ends(found.batch, "AT_PLACE", said["id"]) == found.batch.ids("Place")
