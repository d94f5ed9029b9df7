"""Fitting weights on labelled pairs: logistic regression with a ridge, by Newton's method."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from testigo.store.proposals.events.others import NAMES, told_by_others
from testigo.store.proposals.events.scoring import alone
from testigo.store.proposals.events.weights import Weights

RIDGE = 10.0
PROPOSE = 0.1
ROUNDS = 30
CLOSE = 1e-6
Floats = NDArray[np.float64]


def fitted(pairs: pl.DataFrame, features: pl.DataFrame, same: pl.Series, voices: pl.DataFrame) -> Weights:
    """Weights by which the pairs (`a`, `b`) that are `same` score above the others.

    `features`: a row a pair (`features.compared`); `voices`: `at`, `voice`. Pairs are proposed from one chance in ten
    on.
    """
    own, bias = _logistic(features, same)
    first = Weights(own, bias, 1.0, dict.fromkeys(NAMES, 0.0), 0.0, PROPOSE)
    scored = pairs.select("a", "b").with_columns(alone(features, first))
    both = told_by_others(scored, voices).with_columns(scored["alone"])
    weights, bias_with_others = _logistic(both, same)
    counts = weights.pop("alone")
    return Weights(own, bias, counts, weights, bias_with_others, PROPOSE)


def _logistic(features: pl.DataFrame, same: pl.Series) -> tuple[dict[str, float], float]:
    """The weight of each column, as it stands, and the bias."""
    given, wanted = features.to_numpy().astype(np.float64), same.to_numpy().astype(np.float64)
    middle, spread = given.mean(axis=0), given.std(axis=0) + 1e-9
    scaled = _newton(np.column_stack([(given - middle) / spread, np.ones(len(given))]), wanted)
    weights = scaled[:-1] / spread
    bias = float(scaled[-1] - weights @ middle)
    return {name: round(float(each), 4) for name, each in zip(features.columns, weights, strict=True)}, round(bias, 4)


def _newton(given: Floats, wanted: Floats) -> Floats:
    weights = np.zeros(given.shape[1])
    ridge = np.diag([*[RIDGE] * (given.shape[1] - 1), 1e-6])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (likely - wanted) + ridge @ weights
        curve = (given * (likely * (1 - likely))[:, None]).T @ given + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < CLOSE:
            break
    return weights
