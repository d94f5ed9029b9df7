"""Registers in files: every cell is taken or signalled, with its line."""

from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.register import ActorEntry, PlaceEntry, Unit
from testigo.loaders.register.files import Found, read
from testigo.ontology.errors import UnreadableInput

HEADER = (
    "id,node,kind,name,lang,names:en,names:ar,wikidata,ucdp,identified,countries,part_of,latitude,longitude,precision"
)
CORPS = "5c,actor,security-forces,5th Corps,en,5th Assault Corps;Fifth Corps,الفيلق الخامس,Q1,,,SY,army@2016-11/..,,,"
YAML = """\
register: unit-tests
entries:
  - id: 5c
    kind: security-forces
    name: 5th Corps
    lang: en
    names: {en: [5th Assault Corps, Fifth Corps], ar: الفيلق الخامس}
    wikidata: Q1
    countries: [SY]
    part_of: army@2016-11/..
"""


def found(tmp_path: Path, text: str, ending: str = ".csv") -> Found:
    path = tmp_path / f"unit-tests{ending}"
    path.write_text(text, "utf-8")
    return read(path)


def faults(tmp_path: Path, row: str) -> list[tuple[str | None, str]]:
    return [(each.path, each.locator.rpartition(":")[2]) for each in found(tmp_path, f"{HEADER}\n{row}\n").faults]


def test_a_row_is_an_actor_with_its_names_ids_and_units(tmp_path: Path) -> None:
    (line,) = found(tmp_path, f"{HEADER}\n{CORPS}\n").lines

    entry = line.entry
    assert isinstance(entry, ActorEntry)
    assert [(each.literal, each.lang) for each in entry.spellings] == [
        ("5th Corps", "en"), ("5th Assault Corps", "en"), ("Fifth Corps", "en"), ("الفيلق الخامس", "ar"),
    ]  # fmt: skip
    assert (dict(entry.ids), entry.countries) == ({"wikidata": "Q1"}, frozenset({"SY"}))
    assert entry.units == (Unit("unit-tests", "army", date(2016, 11, 1), None),)


def test_yaml_says_the_same(tmp_path: Path) -> None:
    from_csv, from_yaml = found(tmp_path, f"{HEADER}\n{CORPS}\n"), found(tmp_path, YAML, ".yaml")

    assert [each.entry for each in from_csv.lines] == [each.entry for each in from_yaml.lines]
    assert [each.number for each in from_yaml.lines] == [3]


def test_a_place_has_its_point_and_precision(tmp_path: Path) -> None:
    (line,) = found(tmp_path, f"{HEADER}\nb,place,city,Baniyas,en,,بانياس,,,,,,35.18,35.95,exact\n").lines

    assert isinstance(line.entry, PlaceEntry)
    assert (line.entry.latitude, line.entry.longitude, line.entry.precision) == (35.18, 35.95, "exact")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",actor,monitor,X,,,,,,,,,,,", "id"),
        ("x,actor,monitor,,,,,,,,,,,,", "name"),
        ("x,actor,terrorists,X,,,,,,,,,,,", "kind"),
        ("x,thing,monitor,X,,,,,,,,,,,", "node"),
        ("x,actor,monitor,X,,,,,,maybe,,,,,", "identified"),
        ("x,actor,monitor,X,,,,,,,Syria,,,,", "countries"),
        ("x,actor,monitor,X", "(row)"),
        ("x,actor,monitor,X,,,,,,,,,,,,too,many", "(row)"),
    ],
)
def test_a_broken_entry_is_refused_with_its_line(tmp_path: Path, row: str, column: str) -> None:
    held = found(tmp_path, f"{HEADER}\n{CORPS}\n{row}\n")

    assert [line.entry.key for line in held.lines] == ["5c"]
    assert [(each.path, each.locator.rpartition(":")[2]) for each in held.faults] == [(column, "3")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("x,actor,monitor,X,english!,,,,,,,,,,", "lang"),
        ("x,actor,monitor,X,,,,858,,,,,,,", "wikidata"),
        ("x,actor,monitor,X,,,,,SYR,,,,,,", "ucdp"),
        ("x,actor,monitor,X,,,,,,,,army@2019/2012,,,", "part_of"),
        ("x,actor,monitor,X,,,,,,,,army@soon,,,", "part_of"),
        ("x,actor,monitor,X,,,,,,,,,35.1,35.9,exact", "latitude"),
        ("x,place,city,X,,,,,7,,,,,,", "ucdp"),
        ("x,place,city,X,,,,,,,,,95,35.9,exact", "latitude"),
        ("x,place,city,X,,,,,,,,,35.1,,exact", "longitude"),
        ("x,place,city,X,,,,,,,,,35.1,35.9,", "precision"),
    ],
)
def test_a_broken_cell_is_signalled_and_the_entry_stands(tmp_path: Path, row: str, column: str) -> None:
    held = found(tmp_path, f"{HEADER}\n{row}\n")

    assert column in [each.path for each in held.faults]
    assert [line.entry.key for line in held.lines] == ["x"]


def test_an_id_stands_once(tmp_path: Path) -> None:
    assert faults(tmp_path, f"{CORPS}\n{CORPS}") == [("id", "3")]


def test_lines_are_counted_through_quoted_line_breaks(tmp_path: Path) -> None:
    assert faults(tmp_path, '"a\nb",actor,monitor,X,,,,,,,,,,,\ny,actor,nothing,Y,,,,,,,,,,,') == [("kind", "4")]


@pytest.mark.parametrize(
    ("text", "ending", "said"),
    [
        ("id,kind,name,color\n", ".csv", "unknown column 'color'"),
        ("entries: 7\n", ".yaml", "no list of entries"),
        ("entires: []\n", ".yaml", "unknown key 'entires'"),
        ("- id: x\n  colour: red\n", ".yaml", "unknown column 'colour'"),
        ("- id: {a: b}\n", ".yaml", "neither a value nor a list"),
        ("- [x\n", ".yaml", "is no YAML"),
        ("register: ucdp\nentries: []\n", ".yaml", "the register 'ucdp'"),
        ("id\n", ".txt", "no ending"),
        ('id,kind\n"x', ".csv", "is no CSV"),
    ],
)
def test_what_is_no_register_is_refused_whole(tmp_path: Path, text: str, ending: str, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        found(tmp_path, text, ending)
