"""The states, and their governments and forces by their generic names."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from testigo.loaders.gazetteer.lookup import COUNTRIES, lookup
from testigo.loaders.gazetteer.names import PROVINCE

from register.tables import Row, listed

NO_STATES = frozenset({"HK", "MO", "EH"})
"""In the table of countries for the gazetteer's sake."""

NO_ARMED_FORCES = frozenset({
    "AD", "CR", "DM", "FM", "GD", "IS", "KI", "LC", "LI", "MC", "MH", "MU", "NR", "PA", "PS", "PW", "SB", "TV", "VA",
    "VC", "VU", "WS",
})  # fmt: skip
"""States without regular armed forces, of which a generic name would make an army."""

ALSO_A_PROVINCE = frozenset({"NE"})
"""States of whose name an area elsewhere is, which the gazetteer does not know: Niger State in Nigeria."""

LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "pt", "ru", "sw", "tr", "uk", "zh")
_NOUNS = re.compile(r".*(s|men|man|woman)")
ARABIC = Path(__file__).with_name("arabic.csv")
ALSO_CALLED = Path(__file__).with_name("forces_also_called.csv")
BODIES = {
    "government": ("government", "Government of {}", ("{} government",), "الحكومة {f}"),
    "armed-forces": (
        "security-forces", "Armed Forces of {}", ("{} armed forces", "{} military"), "القوات المسلحة {f}"
    ),
    "army": ("security-forces", "Army of {}", ("{} army",), "الجيش {m}"),
    "police": ("security-forces", "Police of {}", ("{} police",), "الشرطة {f}"),
}  # fmt: skip
"""Body → its kind, its name with the state's, its names with the state's adjective: in English, in Arabic."""


def state_rows(ucdp: Mapping[str, str]) -> list[Row]:
    """The rows of all states. `ucdp`: ISO alpha-2 → the UCDP actor id of the state's government."""
    return [row for state in _states() for row in _rows(state, ucdp.get(state["iso"], ""))]


@cache
def _states() -> list[Row]:
    with COUNTRIES.open(encoding="utf-8", newline="") as rows:
        return [row for row in csv.DictReader(rows) if row["iso"] not in NO_STATES]


def _rows(state: Row, ucdp: str) -> list[Row]:
    iso, name = state["iso"], Locale("en").territories[state["iso"]]
    named = [name, *filter(None, state["names"].split(";"))]
    adjectives = _adjectives(state["demonyms"])
    is_shared = iso in ALSO_A_PROVINCE or any(_is_province_elsewhere(each, iso) for each in [*named, *adjectives])
    found: list[Row] = [{
        "id": iso.lower(), "kind": "foreign-state", "name": name, "lang": "en", "names:en": listed(named[1:]),
        **{f"names:{lang}": Locale(lang).territories[iso] for lang in LANGUAGES},
    }]  # fmt: skip
    for body in BODIES:
        if not (body in {"armed-forces", "army"} and iso in NO_ARMED_FORCES):
            found.append(_body(iso, body, named, adjectives))
    found[1]["ucdp"] = ucdp
    return [row | {"countries": iso if is_shared else ""} for row in found]


def _is_province_elsewhere(name: str, iso: str) -> bool:
    """Whether an area inside another state has the name: Georgia."""
    found = (place for each in (name, f"{name} state", f"{name} province") for place in lookup(each))
    return any(place.kind in PROVINCE and place.country != iso for place in found)


def _body(iso: str, body: str, named: list[str], adjectives: list[str]) -> Row:
    kind, shown, patterns, arabic = BODIES[body]
    key = f"{iso.lower()}-{body}"
    bare = _bare(named)
    english = [
        *(pattern.format(each) for pattern in patterns for each in [*adjectives, *bare]),
        *(shown.format(each) for each in [*bare[1:], *(f"the {each}" for each in _with_article(named))]),
    ]
    adjective = _arabic().get(iso)
    return {
        "id": key, "kind": kind, "name": shown.format(bare[0]), "lang": "en",
        "part_of": f"{iso.lower()}-armed-forces" if body == "army" else "",
        "names:en": listed([*english, *_also_called().get(key, "").split(";")]),
        "names:ar": arabic.format(m=adjective["m"], f=adjective["f"]) if adjective else "",
    }  # fmt: skip


def _bare(named: list[str]) -> list[str]:
    """The names without their articles, each once."""
    return list(dict.fromkeys(name.removeprefix("the ").removeprefix("The ") for name in named))


def _with_article(named: list[str]) -> list[str]:
    """The names that may have an article, without it."""
    return _bare([name for name in named if name.lower().startswith("the ")])


def _adjectives(demonyms: str) -> list[str]:
    """The demonyms that stand before a noun: not "Syrians", not "Frenchman"; the first one always."""
    first, *others = demonyms.split(";")
    return [each for each in [first, *(other for other in others if not _NOUNS.fullmatch(other))] if each]


@cache
def _arabic() -> dict[str, Row]:
    with ARABIC.open(encoding="utf-8", newline="") as rows:
        return {row["iso"]: row for row in csv.DictReader(rows)}


@cache
def _also_called() -> dict[str, str]:
    with ALSO_CALLED.open(encoding="utf-8", newline="") as rows:
        return {row["id"]: row["names"] for row in csv.DictReader(rows)}
