import pytest
from testigo.loaders.gazetteer import lookup, resolve
from testigo.ontology.terms import PlaceKind


@pytest.mark.parametrize(("name", "key"), [("Baniyas", "171830"), ("Jableh", "169304"), ("Latakia", "173576")])
def test_a_name_unique_in_the_countries_of_the_report_is_resolved(name: str, key: str) -> None:
    found = resolve(name, context={"SY"}).place

    assert found is not None
    assert (found.key, found.kind) == (key, PlaceKind.CITY)


def test_a_town_and_the_areas_named_after_it_are_told_apart_by_kind() -> None:
    city = resolve("Latakia", context={"SY"}, kind=PlaceKind.CITY)
    governorate = resolve("Latakia", context={"SY"}, kind=PlaceKind.GOVERNORATE)
    either = resolve("Latakia", context={"SY"})

    assert city.rule == governorate.rule == "unique"
    assert city.place != governorate.place
    assert (either.place, either.rule) == (city.place, "namesake")
    assert governorate.place in either.candidates


def test_an_ambiguous_name_stays_open_with_its_candidates() -> None:
    found = resolve("Springfield", context={"US"})

    assert found.place is None
    assert found.rule == "ambiguous"
    assert len(found.candidates) > 20


def test_size_decides_nothing() -> None:
    london = resolve("London")

    assert london.place is None
    assert london.candidates[0].country == "GB"


def test_a_name_from_outside_the_countries_of_the_report_stays_open() -> None:
    found = resolve("Baniyas", context={"KE"})

    assert (found.place, found.rule) == (None, "outside")
    assert "171830" in {candidate.key for candidate in found.candidates}


def test_a_country_is_resolved_whatever_villages_bear_its_name() -> None:
    found = resolve("Russia", context={"SY", "RU"})

    assert found.place is not None
    assert (found.place.kind, found.place.country) == (PlaceKind.COUNTRY, "RU")


def test_a_state_of_the_report_contests_the_country_of_its_name() -> None:
    assert resolve("Georgia", context={"US"}).place is None
    assert resolve("Georgia", context={"GE"}).rule == "country"


def test_a_country_that_shares_its_name_stays_open() -> None:
    assert resolve("Congo", kind=PlaceKind.COUNTRY).rule == "ambiguous"


def test_an_unknown_name_is_unknown() -> None:
    assert resolve("Hmeimim", context={"SY"}).rule == "unknown"


def test_the_area_that_the_text_names_decides() -> None:
    tartus, latakia = lookup("Tartus Governorate")[0], lookup("Latakia Governorate")[0]

    assert resolve("Baniyas", context={"SY"}, inside=tartus).rule == "unique"
    assert resolve("Baniyas", context={"SY"}, inside=latakia).rule == "unknown"


def test_a_city_beside_the_area_named_after_it_is_the_namesake() -> None:
    kyiv = resolve("Kyiv", context={"UA"})

    assert kyiv.rule == "namesake"
    assert kyiv.place is not None
    assert kyiv.place.name == "Kyiv"


def test_a_town_that_geonames_has_twice_at_one_spot_is_one() -> None:
    turaif = resolve("Turaif", context={"SA"})

    assert (turaif.rule, len(turaif.candidates)) == ("one-spot", 2)
    assert turaif.place == turaif.candidates[0]


def test_two_villages_of_one_name_in_one_country_stay_open() -> None:
    assert resolve("Suran", context={"SY"}).rule == "ambiguous"
