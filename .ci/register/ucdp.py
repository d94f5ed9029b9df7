"""The actors of UCDP GED: its ids, its names, where it places their events."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from testigo.loaders.gazetteer import countries_named
from testigo.loaders.register.ucdp import CIVILIANS, GOVERNMENT_OF, kind_of, names_one_actor

from register.tables import Row, listed

ALSO_CALLED = Path(__file__).with_name("also_called.csv")


@dataclass(slots=True)
class Side:
    """One actor: its names, the one of the newest row first, and the countries of its events (ISO alpha-2)."""

    names: dict[str, None] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return next(iter(self.names))


def read_sides(paths: Sequence[Path]) -> dict[str, Side]:
    """UCDP actor id → the actor."""
    sides: defaultdict[str, Side] = defaultdict(Side)
    for path in paths:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
            for side in "ab":
                found = sides[row[f"side_{side}_new_id"].removesuffix(".0")]
                found.names[row[f"side_{side}"]] = None
                found.countries.update(countries_named(row["country"]))
    return dict(sides)


def governments(sides: Mapping[str, Side]) -> dict[str, str]:
    """ISO alpha-2 → the UCDP id of the government of that state."""
    found: dict[str, str] = {}
    for id, side in sides.items():
        if side.name.startswith(GOVERNMENT_OF):
            named = countries_named(side.name.removeprefix(GOVERNMENT_OF))
            if len(named) != 1 or named[0] in found:
                raise SystemExit(f"{side.name} ({id}) is not the government of one state: {named}")
            found[named[0]] = id
    return found


def actor_rows(sides: Mapping[str, Side]) -> list[Row]:
    """The actors that are neither a government, which is among the states, nor civilians, who are nobody's unit."""
    own = {id: side for id, side in sides.items() if not side.name.startswith(GOVERNMENT_OF) and side.name != CIVILIANS}
    return [
        _row(id, side, _also_called().get(id, [])) for id, side in sorted(own.items(), key=lambda each: int(each[0]))
    ]


def _row(id: str, side: Side, also: list[tuple[str, str]]) -> Row:
    by_language: defaultdict[str, list[str]] = defaultdict(list)
    for lang, name in also:
        by_language[lang].append(name)
    return {
        "id": f"ucdp-{id}", "kind": str(kind_of(side.name)), "name": side.name, "lang": "und", "ucdp": id,
        "identified": "" if names_one_actor(side.name) else "false",
        "countries": listed(sorted(side.countries)),
        "names:und": listed(list(side.names)[1:]),
        **{f"names:{lang}": listed(names) for lang, names in by_language.items()},
    }  # fmt: skip


def _also_called() -> dict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with ALSO_CALLED.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["ucdp"]].append((row["lang"], row["name"]))
    return found
