"""What other events say of a pair: a third that agrees with both, and a rival that fits one of them better."""

from __future__ import annotations

import polars as pl

LEAST = -6.0  # log odds of a pair that speaks neither for nor against others
NEVER = -8.0
NEIGHBOURS = 20  # of an event, the best: no event is told in more reports at once
MOST = 2.0  # a third that agrees so well agrees: however well, it is one
CLIP = 3.0
NAMES = ("a third agrees", "ahead of rivals")


def told_by_others(scored: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """Two columns beside `a`, `b` and `alone` (log odds): how well the best third event agrees with both, and how far
    the pair is ahead of the best rival, another event by one of the same speakers (`voices`: `at`, `voice`).
    """
    ends = ["a", "b", "alone"]
    both_ways = pl.concat([scored.select(ends), scored.select(a="b", b="a", alone="alone")])
    near = _best(both_ways.filter(pl.col("alone") > LEAST))
    third = (
        scored.join(_thirds(near), on=["a", "b"], how="left", maintain_order="left")["third"]
        .fill_null(NEVER)
        .clip(None, MOST)
    )
    rival = _rivals(scored, near, voices)
    ahead = (scored["alone"] - rival).clip(-CLIP, CLIP)
    return pl.DataFrame({NAMES[0]: third, NAMES[1]: ahead})


def _best(edges: pl.DataFrame) -> pl.DataFrame:
    """The nearest neighbours of each event."""
    return (
        edges.sort("a", "alone", "b", descending=[False, True, False])
        .group_by("a", maintain_order=True)
        .head(NEIGHBOURS)
    )


def _thirds(near: pl.DataFrame) -> pl.DataFrame:
    """For each pair that has one, the weaker of its two links to the best third event."""
    through = near.join(near, left_on="b", right_on="a", suffix="_on").filter(pl.col("a") != pl.col("b_on"))
    weaker = through.select("a", b="b_on", third=pl.min_horizontal("alone", "alone_on"))
    return weaker.group_by("a", "b").agg(pl.col("third").max())


def _rivals(scored: pl.DataFrame, near: pl.DataFrame, voices: pl.DataFrame) -> pl.Series:
    """The score of the best rival of either event of each pair."""
    spoken = near.join(voices, left_on="b", right_on="at").sort("alone", "b", descending=[True, False])
    best = spoken.group_by("a", "voice").agg(
        first=pl.col("b").first(), score=pl.col("alone").first(),
        next=pl.col("alone").filter(pl.col("b") != pl.col("b").first()).first(),
    )  # fmt: skip
    sides = [_rival(scored, one, other, best, voices) for one, other in (("a", "b"), ("b", "a"))]
    return pl.select(pl.max_horizontal(*sides)).to_series()


def _rival(scored: pl.DataFrame, one: str, other: str, best: pl.DataFrame, voices: pl.DataFrame) -> pl.Series:
    """How well the best event of the speakers of `other`, but itself, fits `one`."""
    pairs = scored.select(pair=pl.int_range(pl.len()), one=one, other=other)
    asked = pairs.join(voices, left_on="other", right_on="at").join(
        best, left_on=["one", "voice"], right_on=["a", "voice"]
    )
    score = pl.when(pl.col("first") == pl.col("other")).then("next").otherwise("score")
    found = asked.group_by("pair").agg(score.max().alias("score"))
    return pairs.join(found, on="pair", how="left", maintain_order="left")["score"].fill_null(NEVER)
