"""Who is named in a cell of sources (`source_original` of GED, `source_author` of MAVERICK): its literals taken apart.

`speakers.csv` says which literals are known, and what each stands for: an entry of the register (`register`), or
somebody who is named but in no register (`identified` true), or whoever it was ("police", "residents": false).
A literal may be bound to one source, in which alone it stands for that; `via` names who only passed it on.

What separates: `;`, a line break, `//` always. A comma, a slash, a plus or an acronym's full stop only around a literal
that the table has ("SOHR, head of the hospital, MSF" is three, "Mansour Azizi, reserve police unit commander" one),
and `and` only where the table has both sides. What is not known stays as it stands.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from testigo.ontology.ids import normalised
from testigo.ontology.terms import ActorKind

TABLE = Path(__file__).with_name("speakers.csv")
_ALWAYS = re.compile(r"\s*(?:;|\n|/{2,})\s*")
_PART = re.compile(r"(?:[^,/.+]|(?<![A-Z]{3})\.|\.(?!\s)|\+(?!\s))+")  # "HRW. CENTCOM", not "U.S. officials"
_AND = re.compile(r"\s+(?:and|&)\s+")
_AROUND = ' \t\r\n"“”.,;:/+'
_PARTICLES = frozenset({
    "a", "al", "and", "bin", "da", "das", "de", "del", "der", "di", "do", "dos", "du", "e", "el", "ibn", "in", "la",
    "las", "le", "les", "of", "on", "or", "the", "to", "van", "von", "y",
})  # fmt: skip
_NOBODY_IN_PARTICULAR = frozenset({
    "activist", "activists", "administrator", "army", "authorities", "chief", "civilian", "civilians", "commander",
    "commando", "correspondent", "defence", "defense", "doctor", "doctors", "eyewitness", "eyewitnesses", "forces",
    "government", "governor", "governorate", "hospital", "inhabitants", "local", "media", "medic", "medical",
    "medics", "military", "militants", "minister", "ministry", "newspaper", "official", "officials", "opposition",
    "police", "prosecutor", "radio", "rebel", "rebels", "relatives", "report", "representative", "resident",
    "residents", "security", "source", "sources", "spokesman", "spokesperson", "spokeswoman", "state", "statement",
    "survivor", "survivors", "troops", "villagers", "website", "witness", "witnesses",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a cell names. `literal` as it stands; `register_id` the key in the register that ships.

    One that is not `identified` is met in one row only: equal words in another row are somebody else.
    `via`: register keys of who passed it on, the one nearest the reader first.
    """

    literal: str
    register_id: str | None
    kind: ActorKind
    identified: bool
    via: tuple[str, ...] = ()


def split(cell: str, source: str = "") -> tuple[Named, ...]:
    """Those whom a cell names, in its order, each once; none for an empty cell. `source`: "ged", "maverick" …

    >>> [each.register_id for each in split("SOHR, Airwars; VDC")]
    ['sohr', 'airwars', 'vdc']
    >>> [(each.literal, each.identified) for each in split("HRW, a doctor of Kafr Hamreh")]
    [('HRW', True), ('a doctor of Kafr Hamreh', False)]
    """
    whole = _known(cell, source)
    found = [whole] if whole else [each for part in _ALWAYS.split(cell) for each in _parts(part, source)]
    return tuple({normalised(each.literal): each for each in reversed(found)}.values())[::-1]


def _parts(segment: str, source: str) -> Iterator[Named]:
    """The known literals of a segment, and what stands between them."""
    if whole := _known(segment, source):
        yield whole
        return
    parts = [(match, _known(match[0], source)) for match in _PART.finditer(segment)]
    for is_known, group in groupby(parts, key=lambda part: part[1] is not None):
        run = list(group)
        if is_known:
            yield from (named for _, named in run if named)
        else:
            yield from _between(segment[run[0][0].start() : run[-1][0].end()], source)


def _between(text: str, source: str) -> Iterator[Named]:
    """What no table has as it stands: both sides of an "and", where both are known, else one by its literal."""
    sides = [_known(side, source) for side in _AND.split(text)]
    if all(sides):
        yield from (side for side in sides if side)
    elif literal := text.strip(_AROUND):
        yield Named(literal, None, ActorKind.SOURCE, _is_name(literal))


def _is_name(literal: str) -> bool:
    """Whether words of which nothing is known look like a name: capitals throughout, and no common noun."""
    words = re.findall(r"\w+", literal)
    return any(word[0].isupper() for word in words) and not any(
        word.lower() in _NOBODY_IN_PARTICULAR or (word[0].islower() and word not in _PARTICLES) for word in words
    )


def _known(literal: str, source: str) -> Named | None:
    stripped = literal.strip(_AROUND)
    key = normalised(stripped)
    found = _table().get((source, key)) or _table().get(("", key))
    return found and Named(stripped, found.register_id, found.kind, found.identified, found.via)


@cache
def _table() -> dict[tuple[str, str], Named]:
    """(source or "", normalised literal) → what it stands for."""
    with TABLE.open(encoding="utf-8", newline="") as rows:
        return {(row["source"], normalised(row["literal"].strip(_AROUND))): _named(row) for row in csv.DictReader(rows)}


def _named(row: dict[str, str]) -> Named:
    return Named(
        row["literal"], row["register"] or None, ActorKind(row["kind"]), row["identified"] == "true",
        tuple(filter(None, row["via"].split(";"))),
    )  # fmt: skip
