"""Weights of proposals: data, fitted on labelled pairs, read once. Nothing is learned at run time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """What a feature adds to the score (log odds) of a pair of events, in two rounds.

    `features`, `bias`: from the pair alone; `alone`, `others`, `bias_with_others`: what that counts for beside what
    other events say of the pair. `propose`: the probability from which on a pair is shown to a person.
    """

    features: Mapping[str, float]
    bias: float
    alone: float
    others: Mapping[str, float]
    bias_with_others: float
    propose: float

    def to_json(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), indent=2)


@cache
def shipped() -> Weights:
    """The weights that ship."""
    kept = files("testigo.store.proposals.events").joinpath("weights.json").read_text("utf-8")
    return Weights(**json.loads(kept))
