from datetime import date

import pytest
from testigo.ontology.terms import EventType, PlaceKind
from testigo.store.views.rows import Site
from testigo.store.views.times import Time
from testigo.store.views.titles import title

DAY = date(2025, 3, 7)


def site(name: str, kind: PlaceKind = PlaceKind.CITY) -> Site:
    return Site(f"text {name}", name, name, kind)


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (Time(), ""),
        (Time(DAY, DAY), ", 2025-03-07"),
        (Time(DAY, date(2025, 3, 9)), ", 2025-03-07 to 2025-03-09"),
        (Time(DAY, None), ", from 2025-03-07"),
        (Time(None, DAY), ", until 2025-03-07"),
    ],
)
def test_a_title_says_the_days(time: Time, said: str) -> None:
    assert title(EventType.MASS_KILLING, [], time) == f"Mass killing{said}"


def test_a_title_names_the_narrowest_places_by_name() -> None:
    places = [site("Latakia", PlaceKind.GOVERNORATE), site("Jableh"), site("Baniyas")]

    assert title(EventType.LOOTING, places, Time()) == "Looting in Baniyas and Jableh"
    assert title(EventType.LOOTING, [*places, site("Qadmus")], Time()) == "Looting in Baniyas and 2 other places"


def test_an_event_of_no_known_type_is_an_event() -> None:
    assert title(None, [site("Baniyas")], Time()) == "Event in Baniyas"
