from testigo.loaders.gazetteer import GEONAMES, UCDP_GED, countries_named, lookup, parents, place
from testigo.ontology.terms import PlaceKind, PlacePrecision


def test_a_name_finds_its_place_with_coordinates_and_geonames_id() -> None:
    (baniyas,) = [found for found in lookup("Baniyas") if found.country == "SY"]

    assert (baniyas.register, baniyas.key, baniyas.kind) == (GEONAMES, "171830", PlaceKind.CITY)
    assert (baniyas.latitude, baniyas.longitude) == (35.18188, 35.94871)
    assert baniyas.precision is PlacePrecision.EXACT
    assert baniyas.population == 39_066


def test_the_most_populous_place_comes_first() -> None:
    populations = [found.population or 0 for found in lookup("San Antonio")]

    assert len(populations) > 20
    assert populations == sorted(populations, reverse=True)


def test_spellings_that_differ_in_marks_only_find_the_same_places() -> None:
    assert lookup("Bāniyās") == lookup("baniyas") == lookup(" BANIYAS ")
    assert lookup("Deir ez-Zor") == lookup("Deir ez Zor")
    assert lookup("بَانِيَاس") == lookup("بانياس")


def test_the_arabic_article_may_be_there_or_not() -> None:
    assert lookup("al-Raqqah")[0] == lookup("Ar Raqqah")[0]
    assert lookup("el-Latakia")[0].key == "173576"


def test_the_article_is_kept_where_a_place_has_that_very_name() -> None:
    assert [found.name for found in lookup("El Salvador") if found.kind is PlaceKind.COUNTRY] == ["El Salvador"]
    assert "Salvador" not in {found.name for found in lookup("El Salvador")}


def test_a_word_of_administration_says_the_kind() -> None:
    (governorate,) = lookup("Latakia province")

    assert (governorate.register, governorate.kind) == (UCDP_GED, PlaceKind.GOVERNORATE)
    assert governorate.precision is PlacePrecision.PROVINCE


def test_an_area_goes_by_the_names_of_the_place_it_is_named_after() -> None:
    assert lookup("Lattakia governorate") == lookup("Latakia Governorate")


def test_a_name_that_is_not_there_finds_nothing() -> None:
    assert lookup("Hmeimim") == ()
    assert lookup("") == lookup("  ") == lookup("’") == ()


def test_an_airport_code_is_not_a_name() -> None:
    assert "173576" not in {found.key for found in lookup("LTK")}


def test_a_place_is_found_by_register_and_key() -> None:
    jablah = place(GEONAMES, "169304")

    assert jablah is not None
    assert jablah.name == "Jablah"
    assert place(UCDP_GED, "169304") is None
    assert place(GEONAMES, "1") is None
    assert place(GEONAMES, "not a key") is None


def test_the_parents_lead_through_district_and_governorate_to_the_country() -> None:
    (jableh,) = [found for found in lookup("Jableh") if found.kind is PlaceKind.CITY]

    assert [(above.name, above.kind) for above in parents(jableh)] == [
        ("Jablah district", PlaceKind.DISTRICT),
        ("Latakia Governorate", PlaceKind.GOVERNORATE),
        ("Syria", PlaceKind.COUNTRY),
    ]


def test_a_place_without_a_named_district_is_in_its_governorate() -> None:
    (baniyas,) = [found for found in lookup("Baniyas") if found.country == "SY"]

    assert [above.name for above in parents(baniyas)] == ["Tartus Governorate", "Syria"]


def test_demonyms_and_names_find_countries() -> None:
    assert countries_named("Syrian") == countries_named("Syria") == countries_named("Syrians") == ("SY",)
    assert countries_named("Russia") == countries_named("Russian Federation") == ("RU",)
    assert countries_named("U.S.") == countries_named("the United States") == countries_named("American") == ("US",)


def test_a_demonym_of_two_countries_finds_both() -> None:
    assert countries_named("Congolese") == ("CD", "CG")
    assert countries_named("Dominican") == ("DM", "DO")


def test_a_town_is_no_country() -> None:
    assert countries_named("Aleppo") == ()


def test_a_spot_that_only_ged_names_is_found_with_its_district() -> None:
    saqba = lookup("Saqba")[0]

    assert (saqba.register, saqba.precision) == (UCDP_GED, PlacePrecision.EXACT)
    assert [above.name for above in parents(saqba)] == [
        "Markaz Rif Dimashq district",
        "Rif Dimashq Governorate",
        "Syria",
    ]


def test_an_acronym_is_a_country_in_capitals_only() -> None:
    assert countries_named("CAR") == ("CF",)
    assert countries_named("car") == ()
    assert countries_named("US") == ("US",)
    assert countries_named("us") == ()
    assert lookup("UAE")[0].name == "United Arab Emirates"
