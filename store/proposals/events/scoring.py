"""From features to scores, with what each feature adds."""

from __future__ import annotations

import polars as pl
from testigo.store.proposals.events.others import told_by_others
from testigo.store.proposals.events.weights import Weights

TELLING = 0.1  # log odds: what a reason adds at least to be named


def alone(features: pl.DataFrame, weights: Weights) -> pl.Series:
    """The log odds of pairs by what they are themselves."""
    parts = [pl.col(name) * weight for name, weight in weights.features.items()]
    return features.select(alone=pl.sum_horizontal(*parts) + weights.bias).to_series()


def scored(pairs: pl.DataFrame, features: pl.DataFrame, voices: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """The pairs with `alone`, what others say of them, and `score`: the probability that they are one."""
    found = pairs.select("a", "b").with_columns(alone(features, weights))
    beside = found.hstack(told_by_others(found, voices))
    parts = [pl.col(name) * weight for name, weight in weights.others.items()]
    odds = pl.col("alone") * weights.alone + pl.sum_horizontal(*parts) + weights.bias_with_others
    return beside.with_columns(score=1 / (1 + (-odds).exp()))


def reasons(features: pl.DataFrame, beside: pl.DataFrame, weights: Weights) -> pl.Series:
    """What speaks for and against each pair, the weightiest first: `name`, `value` and `weight` (log odds)."""
    both = features.hstack(beside.select(*weights.others))
    every = {name: weight * weights.alone for name, weight in weights.features.items()} | dict(weights.others)
    each = [_reason(name, weight) for name, weight in every.items()]
    size = pl.element().struct.field("weight").abs()
    ordered = pl.concat_list(each).list.eval(pl.element().sort_by(size, descending=True))
    return both.select(reasons=ordered.list.eval(pl.element().filter(size >= TELLING))).to_series()


def _reason(name: str, weight: float) -> pl.Expr:
    value = pl.col(name).cast(pl.Float64)
    return pl.struct(name=pl.lit(name), value=value.round(3), weight=(value * weight).round(3))
