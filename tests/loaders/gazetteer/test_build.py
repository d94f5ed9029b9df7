"""The parts of the build that need no download; its script is .ci/build-gazetteer."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

CI = Path(__file__).parents[3] / ".ci"
# two events of UCDP GED 23.1, with the columns that the build reads
RAMI = {
    "id": "300380.0", "country": "Syria", "adm_1": "Idlib governorate", "adm_2": "Ariha district", "where_prec": "1.0",
    "where_coordinates": "Rami village", "latitude": "35.763369", "longitude": "36.558974",
}  # fmt: skip
LUNDA_SUL = {
    "id": "21300.0", "country": "Angola", "adm_1": "Lunda Sul province", "adm_2": "", "where_prec": "4.0",
    "where_coordinates": "Lunda Sul province", "latitude": "-9.65", "longitude": "20.4",
}  # fmt: skip


@pytest.fixture
def ged(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(CI))
    return importlib.import_module("gazetteer.ged")


@pytest.fixture
def areas(ged: ModuleType) -> ModuleType:
    entries = importlib.import_module("gazetteer.entries")
    countries = {
        iso: entries.Area("geonames", "country", "country", iso, None, keys={name.casefold()})
        for iso, name in (("SY", "Syria"), ("AO", "Angola"))
    }
    made: ModuleType = ged.Areas(countries)
    return made


def test_a_row_makes_its_areas_once(ged: ModuleType, areas: ModuleType) -> None:
    rows = [areas.row(RAMI), areas.row(RAMI | {"adm_1": "Idlib Governorate"}), areas.row(LUNDA_SUL)]

    assert [area.key for area in areas.finished()] == [
        "AO/lunda sul province",
        "SY/idlib governorate",
        "SY/idlib governorate/ariha district",
    ]
    assert rows[0].district is rows[1].district


def test_a_spot_hangs_under_its_district(ged: ModuleType, areas: ModuleType) -> None:
    rows = [areas.row(RAMI), areas.row(LUNDA_SUL)]
    areas.finished()

    (rami,) = ged.spots(rows)
    assert (rami.key, rami.kind) == ("SY/idlib governorate/ariha district/rami village", "village")
    assert rami.keys == {"rami village", "rami"}
    assert rami.point == (35.76337, 36.55897)


def test_a_spot_with_two_names_goes_by_either(ged: ModuleType) -> None:
    assert ged.spot_keys("Kobane/Ayn al Arab town") >= {"kobane", "ayn al arab"}


def test_an_area_that_ged_has_as_a_spot_is_none(ged: ModuleType) -> None:
    assert ged.is_area("Southern Aleppo Governorate")
    assert not ged.is_area("Rami village")


def test_a_machine_transliteration_is_no_name(ged: ModuleType) -> None:
    geonames = importlib.import_module("gazetteer.geonames")

    assert geonames.city_keys("Latakia", ["LTK", "ratakia", "la ta ji ya", "ltqyh", "Lattaquié"]) == {
        "latakia",
        "lattaquie",
    }
    assert geonames.city_keys("Bāniyās", ["banyas"]) == {"baniyas", "banyas"}
