"""Actors of invented names, as many as wanted, the same for every run."""

from __future__ import annotations

import random

import polars as pl

ACTOR: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String, "kind": pl.String, "country": pl.String, "superior": pl.String, "register": pl.Boolean,
    "together": pl.List(pl.String),
}  # fmt: skip
NAME: dict[str, pl.DataType | type[pl.DataType]] = {"owner": pl.String, "literal": pl.String, "lang": pl.String}
GIVEN = ("Mohammed", "Ahmed", "Ali", "Hassan", "Hussein", "Omar", "Khaled", "Yusuf", "Ibrahim", "Samir", "Nabil")
HEADS = ("Brigade", "Battalion", "Movement", "Front", "Army", "Party", "Division", "Forces", "Council", "Union")
SYLLABLES = ("bad", "dan", "fir", "gul", "han", "jib", "kan", "lem", "man", "nur", "rad", "sir", "shal", "tan", "khal")


def invented(count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables that `propose_actors` takes; three in ten have the name of another, or a spelling of it."""
    chance = random.Random(7)  # noqa: S311
    known: list[tuple[str, str]] = []
    for _ in range(count):
        again = bool(known) and chance.random() < 0.3
        known.append(_again(chance, *chance.choice(known)) if again else _new(chance))
    ids = [f"actor-{n:08}" for n in range(count)]
    together = [[chance.choice(ids) for _ in range(chance.randrange(3))] for _ in ids]
    countries = [chance.choice(["SY", "IQ", "SD", None]) for _ in ids]
    actors = [(i, kind, c, None, False, t) for i, (kind, _), c, t in zip(ids, known, countries, together, strict=True)]
    names = [(i, name, "en") for i, (_, name) in zip(ids, known, strict=True)]
    return pl.DataFrame(actors, ACTOR, orient="row"), pl.DataFrame(names, NAME, orient="row")


def _again(chance: random.Random, kind: str, name: str) -> tuple[str, str]:
    return kind, name.replace("Mohammed", "Muhammad").replace("kh", "x") if chance.random() < 0.5 else name


def _new(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.5:
        return "person", f"{chance.choice(GIVEN)} {chance.choice(GIVEN)} al-{_family(chance)}"
    return "armed-faction", f"{_family(chance)} {_family(chance)} {chance.choice(HEADS)}"


def _family(chance: random.Random) -> str:
    return "a".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3)))).title()
