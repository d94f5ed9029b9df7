from datetime import date
from importlib.resources import files

import pytest
from rdflib import Graph
from rdflib.namespace import SKOS
from testigo.ontology.terms import EventType, PlaceKind
from testigo.store.views.rows import Site
from testigo.store.views.times import Time
from testigo.store.views.titles import title

DAY = date(2025, 3, 7)


def site(name: str, kind: PlaceKind = PlaceKind.CITY, *, located: bool = True) -> Site:
    return Site(f"text {name}", name, name, kind, located)


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


def test_a_place_without_coordinates_is_named_where_there_is_no_other() -> None:
    villages = site("nearby villages", PlaceKind.VILLAGE, located=False)

    assert title(EventType.LOOTING, [villages, site("Baniyas")], Time()) == "Looting in Baniyas"
    assert title(EventType.LOOTING, [villages], Time()) == "Looting in nearby villages"


def test_a_place_with_a_name_of_its_own_is_named_first() -> None:
    places = [site("nearby villages", PlaceKind.VILLAGE, located=False), site("Baniyas", located=False)]

    assert title(EventType.LOOTING, places, Time()) == "Looting in Baniyas"


def test_an_event_of_no_known_type_is_an_event() -> None:
    assert title(None, [site("Baniyas")], Time()) == "Event in Baniyas"


def test_types_are_called_what_the_scheme_calls_them() -> None:
    schemes = Graph().parse(data=files("testigo.ontology").joinpath("schemes.ttl").read_text("utf-8"), format="turtle")
    names = {
        str(schemes.value(term, SKOS.notation)): str(name).capitalize()
        for term, name in schemes.subject_objects(SKOS.prefLabel)
        if "event-type" in str(term) and name.language == "en"  # type: ignore[attr-defined]  # labels are literals
    }

    assert all(title(type, [], Time()) == names[type] for type in EventType if type is not EventType.OTHER_CODED)
