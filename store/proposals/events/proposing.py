"""Which events may be one: pairs near in time and place, scored, with reasons. Pure: tables in, proposals out."""

from __future__ import annotations

import polars as pl
from testigo.store.proposals.events.facts import facts
from testigo.store.proposals.events.features import compared, with_crowd
from testigo.store.proposals.events.neighbours import pairs
from testigo.store.proposals.events.scoring import reasons, scored
from testigo.store.proposals.events.tables import EventTables
from testigo.store.proposals.events.weights import Weights, shipped

RULE = "rule:events/1"
PIECE = 200_000  # pairs
REASON = pl.Struct({"name": pl.String, "value": pl.Float64, "weight": pl.Float64})
PROPOSALS = pl.Schema({"left": pl.String(), "right": pl.String(), "score": pl.Float64(), "reasons": pl.List(REASON)})


def propose_events(given: EventTables, weights: Weights | None = None) -> pl.DataFrame:
    """Pairs of events that may be one, the likeliest first: `left` < `right` (ids), `score` (probability), `reasons`.

    Reasons are what the weights make of each feature, in log odds. A pair below `weights.propose` is not proposed.
    """
    known = shipped() if weights is None else weights
    events, found, features = candidates(given, known)
    if not len(found):
        return pl.DataFrame(schema=PROPOSALS)
    beside = scored(found, features, voices(events), known)
    is_likely = beside["score"] >= known.propose
    kept, ids = beside.filter(is_likely), events["event"]
    proposals = pl.DataFrame({
        "left": ids[kept["a"]], "right": ids[kept["b"]], "score": kept["score"],
        "reasons": reasons(features.filter(is_likely), kept, known),
    }, schema_overrides=PROPOSALS)  # fmt: skip
    return proposals.sort("score", "left", "right", descending=[True, False, False])


def candidates(given: EventTables, weights: Weights | None = None) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """What is compared: the events' facts, the pairs (`a`, `b`), and their features, a row a pair."""
    events = facts(given)
    found = pairs(events)
    events = with_crowd(events, found)
    features = pl.concat([compared(events, some) for some in found.iter_slices(PIECE)] or [compared(events, found)])
    return events, found, features if weights is None else features.select(*weights.features)


def voices(events: pl.DataFrame) -> pl.DataFrame:
    """Who tells of each event: `at`, `voice`."""
    return events.select("at", voice="voices").explode("voice").drop_nulls()
