"""Proposals from what a store holds: unsure judgements by a rule, with their reasons, for people to decide."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl
from testigo.ontology import ids
from testigo.ontology.batch import batch
from testigo.ontology.model import Judgement, Node, Relationship
from testigo.ontology.terms import Verdict
from testigo.store.judgements.tables import actor_tables, event_tables
from testigo.store.proposals.actors import propose_actors
from testigo.store.proposals.events import RULE as EVENTS
from testigo.store.proposals.events import propose_events
from testigo.store.protocols import Store

ACTORS = "rule:actors/1"
AT_ONCE = 2_000
Found = Mapping[str, Any]  # Any: a row of proposals, whose reasons are structs


def propose(store: Store, *, at: datetime | None = None) -> dict[str, int]:
    """Write what may be one as unsure judgements; how many are new, by label. Views do not change.

    Proposing again adds nothing where nothing changed: a pair is proposed once by one version of a rule, with the
    reasons of the first time.
    """
    when = at or datetime.now(UTC)
    return {label: sum(_written(store, rule, found(store), when)) for label, (rule, found) in RULES.items()}


def _written(store: Store, rule: str, found: pl.DataFrame, at: datetime) -> Iterator[int]:
    for some in found.iter_slices(AT_ONCE):
        records = [record for row in some.iter_rows(named=True) for record in _records(rule, row, at)]
        nodes = [each for each in records if not isinstance(each, Relationship)]
        new = store.write(batch(nodes, [each for each in records if isinstance(each, Relationship)])).new
        yield new.get("Judgement", 0)


def _records(rule: str, row: Found, at: datetime) -> Iterator[Node | Relationship]:
    left, right = row["left"], row["right"]
    id = ids.minted("Judgement", rule, Verdict.UNSURE, left, right)
    basis = {"score": round(row["score"], 3), "reasons": row["reasons"]}
    yield Judgement(id=id, verdict=Verdict.UNSURE, by=rule, at=at, basis=json.dumps(basis, ensure_ascii=False))
    yield Relationship("LEFT", id, left)
    yield Relationship("RIGHT", id, right)


def _actors(store: Store) -> pl.DataFrame:
    return propose_actors(*actor_tables(store))


def _events(store: Store) -> pl.DataFrame:
    return propose_events(event_tables(store))


RULES: dict[str, tuple[str, Callable[[Store], pl.DataFrame]]] = {
    "Actor": (ACTORS, _actors),
    "Event": (EVENTS, _events),
}
"""Label → the rule and what it finds."""
