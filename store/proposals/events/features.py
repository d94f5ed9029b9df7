"""What a pair of events has in common and what tells it apart, as numbers: a column a feature.

Each is about the language of events, none about a source: days, places, types, participants, figures, who says so, in
which report, and how much else happened there then.
"""

from __future__ import annotations

import polars as pl
from testigo.store.proposals.events.facts import MEASURES

KM_A_DEGREE = 111.2
UNPLACED = 2.0  # what stands for the distance (its logarithm) of events without coordinates
FAR = 60.0  # km
CROWDED = 5.0  # km
PIECE = 200_000  # pairs


def compared(facts: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The features of pairs (`a`, `b`, numbers of `facts`): float columns, none null."""
    features = {**_days(), **_places(), **_kinds(), **_counts(), **_voices()}
    return _beside(facts, pairs).select(
        value.cast(pl.Float32).fill_null(0.0).alias(name) for name, value in features.items()
    )


def with_crowd(facts: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The facts with `crowd`: how many events are known of the same place, or within some km, on the same days."""
    near = [
        some.filter(
            _beside(facts, some).select((kilometres() < CROWDED) | _share("places")).to_series().fill_null(value=False)
        )
        for some in pairs.iter_slices(PIECE)
    ]
    met = pl.concat([pairs.head(0), *near])
    counted = pl.concat([met.select(at="a"), met.select(at="b")]).group_by("at").len("crowd")
    return facts.join(counted, on="at", how="left", maintain_order="left").with_columns(pl.col("crowd").fill_null(0))


def _beside(facts: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    one = facts[pairs["a"]].rename(lambda name: f"{name}_a")
    other = facts[pairs["b"]].rename(lambda name: f"{name}_b")
    return pl.concat([one, other], how="horizontal")


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
        "other place": ~is_same & ~is_in & ~_share("inside"),
        "distance": (1 + km.clip(0, FAR)).log().fill_null(UNPLACED),
    }


def kilometres() -> pl.Expr:
    """The distance of a pair; null where either has no coordinates. Good to some per cent over a few hundred km."""
    narrowing = _a("latitude").radians().cos()
    east, north = (_a("longitude") - _b("longitude")) * narrowing, _a("latitude") - _b("latitude")
    return KM_A_DEGREE * (east**2 + north**2).sqrt()


def _kinds() -> dict[str, pl.Expr]:
    return {
        "same types": _alike("types"),
        "other actors": (_a("actors").list.len() > 0) & (_b("actors").list.len() > 0) & ~_share("actors"),
    }


def _counts() -> dict[str, pl.Expr]:
    found: dict[str, pl.Expr] = {}
    for each in MEASURES:
        low, high = f"{each}_low", f"{each}_high"
        is_same = (_a(low) == _b(low)) & (_a(high) == _b(high))
        found[f"{each}: the same figure"] = is_same * (1 + _a(high)).log()
        if each == "killed":  # the injured are counted in too many ways for it to tell
            found[f"{each}: ratio"] = ((1 + _a(high)).log() - (1 + _b(high)).log()).abs()
        found[f"{each}: none by one"] = (_a(high) == 0) != (_b(high) == 0)
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
    return pl.col(f"places_{one}").list.set_intersection(pl.col(f"above_{other}")).list.len() > 0


def _alike(name: str) -> pl.Expr:
    """How many of all are in both; 0 where either has none."""
    shared, all = _a(name).list.set_intersection(_b(name)), _a(name).list.set_union(_b(name))
    return (shared.list.len() / all.list.len()).fill_nan(0.0)
