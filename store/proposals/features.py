"""What a pair of events has in common and what tells it apart, as numbers: a column a feature.

Each is about the language of events, none about a source: days, places, types, participants, figures, who says so, in
which report, and how much else happened there then.
"""

from __future__ import annotations

import polars as pl
from testigo.store.proposals.facts import MEASURES

KM_A_DEGREE = 111.2
UNPLACED = 2.0  # what stands for the distance (its logarithm) of events without coordinates
FAR = 60.0  # km


def compared(facts: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The features of pairs (`a`, `b`, numbers of `facts`): float columns, none null."""
    one = facts[pairs["a"]].rename(lambda name: f"{name}_a")
    other = facts[pairs["b"]].rename(lambda name: f"{name}_b")
    beside = pl.concat([pairs, one, other], how="horizontal")
    features = {**_days(), **_places(), **_kinds(), **_counts(), **_voices()}
    return beside.select(value.cast(pl.Float32).fill_null(0.0).alias(name) for name, value in features.items())


def _a(name: str) -> pl.Expr:
    return pl.col(f"{name}_a")


def _b(name: str) -> pl.Expr:
    return pl.col(f"{name}_b")


def _days() -> dict[str, pl.Expr]:
    gap = pl.max_horizontal(_a("first"), _b("first")) - pl.min_horizontal(_a("last"), _b("last"))
    span = pl.max_horizontal(_a("last"), _b("last")) - pl.min_horizontal(_a("first"), _b("first"))
    return {
        "same days": (_a("first") == _b("first")) & (_a("last") == _b("last")),
        "days between": gap.clip(0, 5),
        "days in all": (span + 1).log(),
    }


def _places() -> dict[str, pl.Expr]:
    km = kilometres()
    is_same, is_in = _share("places"), _is_in("a", "b") | _is_in("b", "a")
    return {
        "same place": is_same,
        "one in the other": ~is_same & is_in,
        "side by side": ~is_same & ~is_in & _share("inside"),
        "other place": ~is_same & ~is_in & ~_share("inside"),
        "distance": (1 + km.clip(0, FAR)).log().fill_null(UNPLACED),
        "same spot": (km < 0.5).fill_null(value=False),
    }


def kilometres() -> pl.Expr:
    """The distance of a pair; null where either has no coordinates. Good to some per cent over a few hundred km."""
    narrowing = _a("latitude").radians().cos()
    east, north = (_a("longitude") - _b("longitude")) * narrowing, _a("latitude") - _b("latitude")
    return KM_A_DEGREE * (east**2 + north**2).sqrt()


def _kinds() -> dict[str, pl.Expr]:
    return {
        "same types": _alike("types"),
        "same actors": _alike("actors"),
        "other actors": (_a("actors").list.len() > 0) & (_b("actors").list.len() > 0) & ~_share("actors"),
    }


def _counts() -> dict[str, pl.Expr]:
    found: dict[str, pl.Expr] = {}
    for each in MEASURES:
        low, high = (
            pl.max_horizontal(_a(f"{each}_low"), _b(f"{each}_low")),
            pl.min_horizontal(_a(f"{each}_high"), _b(f"{each}_high")),
        )
        is_same = (_a(f"{each}_low") == _b(f"{each}_low")) & (_a(f"{each}_high") == _b(f"{each}_high"))
        found[f"{each}: the same figure"] = is_same * (1 + high).log()
        found[f"{each}: ratio"] = ((1 + _a(f"{each}_high")).log() - (1 + _b(f"{each}_high")).log()).abs()
        found[f"{each}: none by one"] = (_a(f"{each}_high") == 0) != (_b(f"{each}_high") == 0)
        found[f"{each}: disjoint"] = low > high
    return found


def _voices() -> dict[str, pl.Expr]:
    return {
        "same speaker": _share("voices"),
        "same report": _share("reports"),
        "much else there then": (1 + _a("crowd")).log() + (1 + _b("crowd")).log(),
    }


def _share(name: str) -> pl.Expr:
    return _a(name).list.set_intersection(_b(name)).list.len() > 0


def _is_in(one: str, other: str) -> pl.Expr:
    return pl.col(f"places_{one}").list.set_intersection(pl.col(f"inside_{other}")).list.len() > 0


def _alike(name: str) -> pl.Expr:
    """How many of all are in both; 0 where either has none."""
    shared, all = _a(name).list.set_intersection(_b(name)), _a(name).list.set_union(_b(name))
    return (shared.list.len() / all.list.len()).fill_nan(0.0)
