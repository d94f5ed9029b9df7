"""Variants of an annotated report: other names, places, countries, communities, figures and weekdays, gold in step.

Every exchange is a word (or figure) of the text for another of its kind, the same everywhere; offsets of the gold
are carried over, and what depends on the words (figures, dates) is computed anew.
"""

from __future__ import annotations

import copy
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Gold = dict[str, Any]  # Any: JSON
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PEOPLE = (
    ("Omar", "Haddad"), ("Nadia", "Petrenko"), ("Joseph", "Mwangi"), ("Carlos", "Restrepo"), ("Aung", "Thein"),
    ("Fatima", "Bello"), ("Yusuf", "Demir"), ("Samuel", "Okello"), ("Elena", "Markovic"), ("Ibrahim", "Traore"),
)  # fmt: skip
COUNTRIES = (
    ("Sudan", "Sudanese"), ("Ethiopia", "Ethiopian"), ("Colombia", "Colombian"), ("Nigeria", "Nigerian"),
    ("Yemen", "Yemeni"), ("Haiti", "Haitian"), ("Mali", "Malian"), ("Kenya", "Kenyan"),
)  # fmt: skip
POWERS = ("Turkey", "France", "Iran", "India", "Egypt", "China")
TOWNS = (
    "Nyala", "Kutum", "Goma", "Bunia", "Maiduguri", "Kismayo", "Sumy", "Bakhmut", "Taiz", "Hodeidah", "Kidal",
    "Gondar", "Quibdo", "Sittwe", "Lashio", "Zinder",
)  # fmt: skip
COMMUNITIES = ("Masalit", "Hazara", "Yazidi", "Rohingya", "Tigrayan", "Ahmadi")
BELIEVERS = ("Muslims", "Hindus", "Copts", "Sikhs", "Baptists")
LEANINGS = ("nationalist", "Maoist", "royalist", "Islamist")
MINISTRIES = ("Interior", "Security", "Justice", "Defence")
MONITORS = (
    "Centre for Human Rights", "Network for Human Rights", "Observatory for Civil Liberties",
    "Society for Human Rights", "Observatory for Human Rights",
)  # fmt: skip
PARTS = (("Western", "Arab"), ("European", "African"), ("American", "Asian"))
FIGURES: dict[str, tuple[tuple[str, int | None, int | None], ...]] = {
    "More than 700": (("At least 350", 350, None), ("More than 1,200", 1200, None), ("About 90", 90, 90),
                      ("Between 40 and 60", 40, 60), ("Two hundred and six", 206, 206)),
    "Several dozen": (("At least 45", 45, None), ("Some 60", 60, 60), ("Between 20 and 30", 20, 30), ("19", 19, 19)),
    "thousands": (("hundreds", 200, None), ("tens of thousands", 20000, None), ("dozens", 24, 99)),
    "Hundreds": (("Thousands", 2000, None), ("Dozens", 24, 99), ("Hundreds", 200, None)),
}  # fmt: skip


@dataclass(frozen=True)
class Variant:
    """A text, its gold and its day of publication."""

    text: str
    gold: Gold
    published: date


@dataclass(frozen=True)
class Exchange:
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


def variant(text: str, gold: Gold, seed: int) -> Variant:
    """The variant of a seed: the same seed gives the same text."""
    dice = random.Random(seed)  # noqa: S311  no secret hangs on it
    exchanges = sorted(_names(text, dice), key=lambda one: one.start)
    figures = {count["span"]["start"]: _figure(count, dice) for count in gold["counts"]}
    exchanges += [Exchange(start, start + len(old), new[0]) for start, (old, new) in figures.items()]
    day = dice.choice(DAYS)
    exchanges += [Exchange(*match.span(), day) for match in re.finditer(r"\bThursday\b", text)]
    exchanges.sort(key=lambda one: one.start)
    changed = _carried(_applied(text, exchanges), gold, exchanges)
    for count, (_, new) in zip(changed["counts"], figures.values(), strict=True):
        count["low"], count["high"] = new[1], new[2]
    _redated(changed, day)
    return Variant(_applied(text, exchanges), changed, date.fromisoformat(gold["report"]["published"]))


def _names(text: str, dice: random.Random) -> Iterator[Exchange]:
    for pattern, new in _table(dice).items():
        for match in re.finditer(rf"(?<![\w-]){pattern}(?!\w)", text):
            yield Exchange(match.start(), match.end(), new)


def _table(dice: random.Random) -> dict[str, str]:
    (first, last), (other_first, other_last), (third_first, third_last) = dice.sample(PEOPLE, 3)
    country, demonym = dice.choice(COUNTRIES)
    towns = dice.sample(TOWNS, 4)
    community, ministry = dice.choice(COMMUNITIES), dice.choice(MINISTRIES)
    one, other = dice.choice(PARTS)
    return {
        "Rami": first, "Abdulrahman": last, "Ahmed": other_first, "Sharaa": other_last,
        "Bashar": third_first, "al-Assad": third_last, "Assad": third_last,
        "Syria": country, "Syrian": demonym, "Russia": dice.choice(POWERS),
        "Observatory for Human Rights": dice.choice(MONITORS),
        "Jableh": towns[0], "Baniyas": towns[1], "Hmeimim": towns[2], "Latakia": towns[3],
        "Alawite": community, "Alawites": f"{community}s", "Christians": dice.choice(BELIEVERS),
        "Islamist": dice.choice(LEANINGS), "Defense(?= Ministry)": ministry, "defense(?= ministry)": ministry.lower(),
        "Western(?= and Arab)": one, "(?<=Western and )Arab": other,
    }  # fmt: skip


def _figure(count: Gold, dice: random.Random) -> tuple[str, tuple[str, int | None, int | None]]:
    old = count["span"]["exact"]
    return old, dice.choice(FIGURES[old])


def _applied(text: str, exchanges: list[Exchange]) -> str:
    parts, at = [], 0
    for one in exchanges:
        parts += [text[at : one.start], one.new]
        at = one.end
    return "".join([*parts, text[at:]])


def _carried(text: str, gold: Gold, exchanges: list[Exchange]) -> Gold:
    """The gold on the changed text. A span that begins or ends inside an exchanged word takes in the whole of it."""
    changed = copy.deepcopy(gold)
    for span in _spans(changed):
        span["start"], span["end"] = _moved(span["start"], exchanges, False), _moved(span["end"], exchanges, True)
        span["exact"] = text[span["start"] : span["end"]]
    return changed


def _moved(at: int, exchanges: list[Exchange], is_end: bool) -> int:
    shift = 0
    for one in exchanges:
        if at >= one.end:
            shift += len(one.new) - (one.end - one.start)
        elif one.start < at:
            return one.start + shift + (len(one.new) if is_end else 0)
    return at + shift


def _spans(node: Any) -> Iterator[Gold]:
    if isinstance(node, dict):
        if {"start", "end", "exact"} <= node.keys():
            yield node
        for value in node.values():
            yield from _spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from _spans(value)


def _redated(gold: Gold, day: str) -> None:
    """A weekday is the last one up to the day of publication."""
    published = date.fromisoformat(gold["report"]["published"])
    last = published - timedelta(days=(published.weekday() - DAYS.index(day)) % 7)
    for event in gold["events"]:
        if event["dates"] and event["dates"]["evidence"]["exact"] == day:
            event["dates"]["earliest"] = last.isoformat()


if __name__ == "__main__":
    here = Path(__file__).parent
    name = "000_787ec250aeefa238"
    source = (here.parents[1] / "loaders" / "samples" / f"{name}.txt").read_text("utf-8")
    made = variant(source, json.loads((here / "gold" / f"{name}.json").read_text("utf-8")), int(sys.argv[1]))
    sys.stdout.write(made.text + "\n")
