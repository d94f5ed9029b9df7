import pytest
from testigo.loaders.gazetteer import lookup
from testigo.loaders.gazetteer.places import distance_km


def test_the_distance_between_two_cities_is_in_kilometres() -> None:
    damascus, aleppo = (lookup(name)[0] for name in ("Damascus", "Aleppo"))

    assert distance_km(damascus, aleppo) == pytest.approx(310, abs=3)
    assert distance_km(damascus, damascus) == 0


def test_a_place_without_a_point_is_infinitely_far() -> None:
    damascus, antarctica = (lookup(name)[0] for name in ("Damascus", "Antarctica"))

    assert distance_km(damascus, antarctica) == float("inf")
