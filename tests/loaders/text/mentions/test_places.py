from __future__ import annotations

from collections.abc import Callable

from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def places(extraction: Extraction) -> dict[str, tuple[str, list[str]]]:
    return {
        entity.name: (entity.kind, [mention.exact for mention in entity.mentions])
        for entity in extraction.entities
        if entity.node == "place"
    }


def test_the_noun_beside_a_name_says_its_kind(read: Read) -> None:
    found = places(read("Gunmen attacked the village of Nertiti in Plateau state."))

    assert found["Nertiti"] == ("village", ["the village of Nertiti", "Nertiti"])
    assert found["Plateau"][0] == "governorate"


def test_a_name_after_in_is_a_place_however_rare(read: Read) -> None:
    assert "Gidan Dan Zara" in places(read("Gunmen attacked worshippers in Gidan Dan Zara on Monday."))


def test_the_country_and_the_region_lead_back(read: Read) -> None:
    found = places(read("Fighting spread in Mali’s Mopti region. Thousands fled the region. Many left the country."))

    assert found["Mali"][1] == ["Mali", "the country"]
    assert found["Mopti"][1][-1] == "the region"


def test_the_coast_and_coastal_areas_are_one(read: Read) -> None:
    found = places(read("Rebels killed ten people on the coast. Thousands fled coastal areas."))

    assert found["coast"][1] == ["the coast", "coastal areas"]


def test_a_part_of_a_country_is_a_region(read: Read) -> None:
    assert places(read("Gunmen killed ten people in northern Nigeria."))["northern Nigeria"][0] == "region"


def test_a_country_that_acts_is_no_place(read: Read) -> None:
    assert places(read("Kenya condemned the attack in Goma.")).keys() == {"Goma"}


def test_nearby_villages_are_a_place_of_their_own(read: Read) -> None:
    assert places(read("Gunmen burned houses in Goma and nearby villages.")).keys() == {"Goma", "nearby villages"}


def test_the_city_is_no_capital_whose_ministry_spoke(read: Read) -> None:
    found = read("Moscow's defence ministry denied the report. Explosions were heard in the city.")

    assert [event.places for event in found.events] == [()]


def test_the_city_is_the_one_named_nearest_before(read: Read) -> None:
    found = read("BEIRUT — Fighters entered the city of Aleppo on Friday. Explosions were heard in the city.")

    names = {entity.id: entity.name for entity in found.entities}
    assert [[names[place] for place in event.places] for event in found.events] == [["Aleppo"]]


def test_a_building_that_one_could_find_is_a_place(read: Read) -> None:
    found = read("A shell struck the church. Two people were taken to the rural hospital.")

    assert {"church", "rural hospital"} <= {entity.name for entity in found.entities if entity.node == "place"}


def test_a_capital_that_only_owns_a_ministry_is_no_place(read: Read) -> None:
    found = read("Moscow's defence ministry said the village had fallen.")

    assert "Moscow" not in {entity.name for entity in found.entities}
