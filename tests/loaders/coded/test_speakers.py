"""Cells that name sources, taken apart: real ones of GED and MAVERICK."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.coded.speakers import TABLE, split
from testigo.ontology.ids import normalised


def registered(cell: str, source: str = "ged") -> list[str | None]:
    return [each.register_id for each in split(cell, source)]


@pytest.mark.parametrize(
    "cell",
    ["SOHR", "sohr", "SOHR\n", "Syrian Observatory for HR", "Syrian Observatory for Human Rights", '"SOHR"', "SOHR,"],
)
def test_one_monitor_has_many_spellings(cell: str) -> None:
    assert registered(cell) == ["sohr"]


@pytest.mark.parametrize(
    ("cell", "keys"),
    [
        ("SOHR, Airwars; VDC", ["sohr", "airwars", "vdc"]),
        ("SOHR,VDC", ["sohr", "vdc"]),
        ("SOHR\nVDC", ["sohr", "vdc"]),
        ("Waha Report/SOHR", ["waha-report", "sohr"]),
        ("Amnesty/HRW", ["amnesty", "hrw"]),
        (
            "Balkan Battlegrounds and Bosnian Book of the Dead- List of victims",
            ["balkan-battlegrounds", "bosnian-book-of-the-dead"],
        ),
        ("medical sources // UN Commission of Inquiry on Syria", [None, "un-coi-syria"]),
        ("HRW. CENTCOM, SNHR", ["hrw", None, "snhr"]),
    ],
)
def test_a_cell_may_name_several(cell: str, keys: list[str | None]) -> None:
    assert registered(cell) == keys


def test_what_stands_beside_a_known_name_keeps_its_words() -> None:
    named = split("SOHR, head of the hospital, MSF", "ged")

    assert [(each.literal, each.register_id, each.identified) for each in named] == [
        ("SOHR", "sohr", True), ("head of the hospital", None, False), ("MSF", "msf", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "deputy head of the People's Militia Department of the DPR, Eduard Basurin",
        "Colonel Sylvain Ekenge, spokesman for military operations in Nord and Sud Kivu",
        "Afghan and coalition security forces",
        "U.S. officials",
        "TNLA/PSLF",
        "local police and hospital sources",
    ],
)
def test_words_that_may_be_one_name_are_left_together(cell: str) -> None:
    assert [each.literal for each in split(cell, "ged")] == [cell]


@pytest.mark.parametrize("cell", ["police", "Officials", "Military spokesman", "the army", "Hezbollah sources"])
def test_whoever_it_was_is_a_source_that_is_not_identified(cell: str) -> None:
    (named,) = split(cell, "ged")

    assert (named.kind, named.identified, named.register_id) == ("source", False, None)


@pytest.mark.parametrize("cell", ["Jornal Pequeno", "Bahia190", "La Opinion"])
def test_a_name_that_no_table_has_is_one_by_its_literal(cell: str) -> None:
    (named,) = split(cell, "ged")

    assert (named.literal, named.register_id, named.identified) == (cell, None, True)


@pytest.mark.parametrize("cell", ["", ".", "  \n", ";"])
def test_a_cell_without_words_names_nobody(cell: str) -> None:
    assert split(cell) == ()


def test_a_name_is_known_in_its_source_only() -> None:
    assert registered("The Nation", "maverick") == ["daily-nation"]
    assert registered("The Nation", "ged") == [None]


def test_who_only_passed_it_on_is_told_apart() -> None:
    (named,) = split("The Star/All Africa", "maverick")

    assert (named.register_id, named.via) == ("the-star-kenya", ("allafrica",))


@given(st.lists(st.sampled_from(["SOHR", "police", "Abu Ali", "and", ",", ";", "/", ".", "\n", "x y"]), max_size=9))
def test_no_words_are_invented_and_none_stands_twice(parts: list[str]) -> None:
    cell = " ".join(parts)

    literals = [each.literal for each in split(cell, "ged")]

    assert all(literal in cell for literal in literals)
    assert len({normalised(literal) for literal in literals}) == len(literals)


def test_no_literal_of_the_table_stands_twice() -> None:
    with TABLE.open(encoding="utf-8", newline="") as rows:
        keys = [(row["source"], normalised(row["literal"])) for row in csv.DictReader(rows)]

    assert len(keys) == len(set(keys))
