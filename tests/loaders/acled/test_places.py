from __future__ import annotations

import pytest
from testigo.ontology.batch import Batch

from tests.loaders.acled.invented import ends, mapped, names, nodes, said


def within(batch: Batch, place: str) -> list[str]:
    """The names of what a place lies in, the nearest first."""
    above = ends(batch, "WITHIN", place)
    return [*names(batch, "Place", above), *(name for each in above for name in within(batch, each))]


def sites(batch: Batch) -> list[str]:
    return [place for each in said(batch, "place") for place in ends(batch, "AT_PLACE", each["id"])]


def test_a_place_lies_in_its_areas_up_to_the_region_of_the_world() -> None:
    batch = mapped({"admin3": "Upper Veldt"}).batch

    (place,) = sites(batch)

    assert within(batch, place) == ["Upper Veldt", "Veldt", "Northland", "Ardenia", "Middle Sea"]


def test_areas_that_are_not_named_are_left_out() -> None:
    batch = mapped({"admin2": None, "region": None}).batch

    (place,) = sites(batch)

    assert within(batch, place) == ["Northland", "Ardenia"]


def test_areas_of_one_name_in_two_countries_are_two() -> None:
    batch = mapped({}, {"event_id_cnty": "BOR1", "iso": "998", "country": "Borealia"}).batch

    assert len(nodes(batch, "Place", name="Northland")) == 2


def test_a_town_that_stands_for_its_province_is_another_place_than_the_town() -> None:
    batch = mapped({}, {"event_id_cnty": "ARD2", "geo_precision": "3"}).batch

    assert {each["precision"] for each in nodes(batch, "Place", name="Mirren")} == {"exact", "province"}


def test_a_spot_is_the_same_however_its_degrees_are_written() -> None:
    batch = mapped({}, {"event_id_cnty": "ARD2", "latitude": "41.20510"}).batch

    assert len(nodes(batch, "Place", name="Mirren")) == 1


HOMS = {"iso": "760", "country": "Syria", "location": "Homs", "latitude": "34.7268", "longitude": "36.7234"}


@pytest.mark.parametrize(("precision", "verdicts"), [("1", {"same"}), ("3", set())])
def test_a_town_that_stands_for_itself_is_the_gazetteers(precision: str, verdicts: set[str]) -> None:
    batch = mapped({**HOMS, "geo_precision": precision}).batch

    (place,) = sites(batch)
    judged = [row["start"] for row in batch.relationships["LEFT"].to_pylist() if row["end"] == place]

    assert {each["verdict"] for each in nodes(batch, "Judgement") if each["id"] in judged} == verdicts
