"""A row of a register as an entry: every column is taken, ignored by name, or signalled.

Rows are column → cell, as CSV has them; a YAML entry is brought to the same (`files`). Several values of a cell are
separated by `;`. `names:LANG` holds names in one language (BCP 47). `part_of` holds superior units, each a key and,
after `@`, when (EDTF): `5th-corps@2016-11/..`; one of another register is written `REGISTER:KEY`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from testigo.loaders.register.entries import ActorEntry, Entry, PlaceEntry, Spelling, Unit
from testigo.ontology.edtf_literals import parse
from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import ActorKind, PlaceKind, PlacePrecision, Scheme

IDS = {
    "wikidata": re.compile(r"Q[1-9][0-9]{0,11}"),
    "opensanctions": re.compile(r"\S+"),
    "ucdp": re.compile(r"[0-9]{1,9}"),
    "geonames": re.compile(r"[0-9]{1,12}"),
}
OF_BOTH = frozenset({"id", "node", "kind", "name", "lang", "wikidata"})
OF_ACTORS = frozenset({"opensanctions", "ucdp", "identified", "countries", "part_of"})
OF_PLACES = frozenset({"geonames", "latitude", "longitude", "precision", "within"})
IGNORED = frozenset({"note", "source"})
"""For those who keep the register: why an entry is there and where it was taken from."""

_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NAMES = "names:"
_BOOLEANS = {"true": True, "false": False, "": True}
T = TypeVar("T")
S = TypeVar("S", bound=Scheme)
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be read; `spoils` the whole entry, or only what the cell would have said."""

    column: str
    value: str
    message: str
    spoils: bool


def unknown_columns(columns: Mapping[str, str] | list[str]) -> list[str]:
    """The columns that no register has."""
    known = OF_BOTH | OF_ACTORS | OF_PLACES | IGNORED
    return [each for each in columns if each not in known and not _language(each)]


def _language(column: str) -> str | None:
    """The language whose names a column holds."""
    lang = column.removeprefix(_NAMES)
    return lang if column.startswith(_NAMES) and _LANG.fullmatch(lang) else None


def entry(row: Row, register: str) -> tuple[Entry | None, list[BadCell]]:
    """The entry of a row, None where it cannot stand, and the cells that cannot be read."""
    reader = _Reader(row, register)
    node = reader.cell("node") or "actor"
    made = {"actor": reader.actor, "place": reader.place}.get(node)
    if made is None:
        reader.bad("node", f"{node!r} is no kind of node; write actor or place", spoils=True)
    found = made() if made else None
    return (None if any(each.spoils for each in reader.bad_cells) else found), reader.bad_cells


class _Reader:
    """Takes the cells of one row, and keeps what it cannot read."""

    def __init__(self, row: Row, register: str) -> None:
        self._row, self._register = row, register
        self.bad_cells: list[BadCell] = []

    def cell(self, column: str) -> str:
        return self._row.get(column, "").strip()

    def bad(self, column: str, message: str, *, spoils: bool = False) -> None:
        self.bad_cells.append(BadCell(column, self.cell(column), message, spoils))

    def actor(self) -> ActorEntry | None:
        self._reject(OF_PLACES, "actor")
        key, name, kind = self._needed("id"), self._needed("name"), self._term("kind", ActorKind, spoils=True)
        identified = self._read("identified", _boolean, spoils=True)
        units = self._units()
        countries = self._read("countries", _countries, spoils=True) or frozenset()
        if key is None or name is None or kind is None:
            return None
        return ActorEntry(
            register=self._register, key=key, kind=kind, name=name, lang=self._lang(), names=self._names(),
            ids=self._ids("wikidata", "opensanctions", "ucdp"), identified=bool(identified),
            countries=countries, units=units,
        )  # fmt: skip

    def place(self) -> PlaceEntry | None:
        self._reject(OF_ACTORS, "place")
        key, name, kind = self._needed("id"), self._needed("name"), self._term("kind", PlaceKind, spoils=True)
        latitude, longitude = self._degrees("latitude", 90), self._degrees("longitude", 180)
        precision = self._term("precision", PlacePrecision)
        if (latitude is None) != (longitude is None):
            self.bad("latitude" if latitude is None else "longitude", "a point needs latitude and longitude")
        if latitude is not None and precision is None and not self.cell("precision"):
            self.bad("precision", "coordinates need their precision (exact, near, district …)")
        if key is None or name is None or kind is None:
            return None
        point = (latitude, longitude, precision) if None not in (latitude, longitude, precision) else (None, None, None)
        return PlaceEntry(
            register=self._register, key=key, kind=kind, name=name, lang=self._lang(), names=self._names(),
            ids=self._ids("geonames", "wikidata"), latitude=point[0], longitude=point[1], precision=point[2],
            within=self.cell("within") or None,
        )  # fmt: skip

    def _reject(self, columns: frozenset[str], node: str) -> None:
        for column in sorted(columns):
            if self.cell(column):
                self.bad(column, f"is no property of {'an' if node == 'actor' else 'a'} {node}")

    def _needed(self, column: str) -> str | None:
        if not self.cell(column):
            self.bad(column, f"an entry needs its {column}", spoils=True)
        return self.cell(column) or None

    def _read(self, column: str, read: Callable[[str], T], *, spoils: bool = False) -> T | None:
        try:
            return read(self.cell(column))
        except InvalidValue as problem:
            self.bad(column, str(problem), spoils=spoils)
            return None

    def _term(self, column: str, scheme: type[S], *, spoils: bool = False) -> S | None:
        value = self.cell(column)
        if value in scheme.notations():
            return scheme(value)
        if value or spoils:
            terms = ", ".join(scheme.notations())
            self.bad(column, f"{value!r} is no {scheme.short_name()}; there are {terms}", spoils=spoils)
        return None

    def _degrees(self, column: str, most: int) -> float | None:
        return self._read(column, lambda cell: _degrees(cell, most))

    def _lang(self) -> str:
        lang = self.cell("lang") or "und"
        if not _LANG.fullmatch(lang):
            self.bad("lang", f"{lang!r} is no language tag (BCP 47), such as en or ar-Latn")
            return "und"
        return lang

    def _names(self) -> tuple[Spelling, ...]:
        return tuple(Spelling(each, lang) for c in self._row if (lang := _language(c)) for each in self._listed(c))

    def _ids(self, *schemes: str) -> dict[str, str]:
        found = {scheme: value for scheme in schemes if (value := self.cell(scheme))}
        for scheme in [each for each, value in found.items() if not IDS[each].fullmatch(value)]:
            self.bad(scheme, f"{found.pop(scheme)!r} is no id of {scheme}")
        return found

    def _listed(self, column: str) -> list[str]:
        return [part.strip() for part in self.cell(column).split(";") if part.strip()]

    def _units(self) -> tuple[Unit, ...]:
        """The superior units; the graph has one relationship, so one time, between the same two."""
        units = {unit.id: unit for literal in self._listed("part_of") if (unit := self._unit(literal))}
        if len(units) < len(self._listed("part_of")) and "part_of" not in {each.column for each in self.bad_cells}:
            self.bad("part_of", "a unit stands twice; write one time that holds all")
        return tuple(units.values())

    def _unit(self, literal: str) -> Unit | None:
        name, _, when = (part.strip() for part in literal.partition("@"))
        register, colon, key = name.rpartition(":")
        try:
            dates = parse(when) if when else None
            earliest, latest = (dates.earliest, dates.latest) if dates else (None, None)
            return Unit(register if colon else self._register, key, earliest, latest)
        except InvalidValue as problem:
            self.bad("part_of", str(problem))
            return None


def _boolean(cell: str) -> bool:
    if cell not in _BOOLEANS:
        raise InvalidValue(f"{cell!r} is neither true nor false")
    return _BOOLEANS[cell]


def _countries(cell: str) -> frozenset[str]:
    codes = {part.strip() for part in cell.split(";") if part.strip()}
    if wrong := sorted(code for code in codes if not re.fullmatch("[A-Z]{2}", code)):
        raise InvalidValue(f"{wrong[0]!r} is no country code (ISO 3166-1 alpha-2), such as SY")
    return frozenset(codes)


def _degrees(cell: str, most: int) -> float | None:
    try:
        value = float(cell) if cell else None
    except ValueError as problem:
        raise InvalidValue(f"{cell!r} is no number of degrees") from problem
    if value is not None and not -most <= value <= most:
        raise InvalidValue(f"{cell} lies outside −{most} to {most} degrees")
    return value
