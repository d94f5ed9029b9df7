"""Judgements on many actors at once, in columns: who of a register they are, with the entries they name.

The same as `Register.judged` writes of each. The register's records are made once; of a piece's actors only what each
distinct one is resolved to is asked one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import polars as pl
import pyarrow as pa
from testigo.loaders.coded.batches import table
from testigo.loaders.coded.minting import literal, minted, quoted
from testigo.loaders.register.entries import ActorEntry
from testigo.loaders.register.resolution import RULE, Resolution, decided
from testigo.ontology.batch import Batch, batch
from testigo.ontology.model import Node, Relationship
from testigo.ontology.tables import node_schema, relationship_schema

Records = Iterable[Node | Relationship]
PAIRS = {"left": pl.String, "right": pl.String, "verdict": pl.String, "basis": pl.String}


class EntryTables:
    """The records of all entries as tables, of which those of some entries are taken. `above`: entry → its units."""

    def __init__(self, records: Records, above: Mapping[str, Sequence[str]]) -> None:
        given = list(records)
        ends = (each for each in given if isinstance(each, Relationship))
        whole = batch((each for each in given if isinstance(each, Node)), ends)
        self._nodes = {label: _frame(found) for label, found in whole.nodes.items()}
        self._ends = {type: _frame(found) for type, found in whole.relationships.items()}
        self._above = above

    def of(self, entries: Iterable[str]) -> Batch:
        """The nodes and names of entries, and of all they are a part of."""
        ids = self._with_units(entries)
        if not ids:
            return Batch()
        ends = {type: found.filter(pl.col("start").is_in(ids)) for type, found in self._ends.items()}
        known = pl.concat([pl.Series(ids, dtype=pl.String), *(found["end"] for found in ends.values())])
        nodes = {label: found.filter(pl.col("id").is_in(known.implode())) for label, found in self._nodes.items()}
        return Batch(
            {label: table(found, node_schema(label)) for label, found in nodes.items() if len(found)},
            {type: table(found, relationship_schema(type)) for type, found in ends.items() if len(found)},
        )

    def _with_units(self, entries: Iterable[str]) -> list[str]:
        seen = dict.fromkeys(entries)
        open_ = list(seen)
        while open_:
            above = [unit for unit in self._above.get(open_.pop(), ()) if unit not in seen]
            seen |= dict.fromkeys(above)
            open_ += above
        return list(seen)


def _frame(found: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(found)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101  a table gives a frame
    return frame


def judged(resolved: Iterable[tuple[str, Resolution[ActorEntry]]], at: datetime) -> tuple[Batch, list[str]]:
    """The judgements on actors (their ids, and what they were resolved to), and the entries that they name."""
    found = pl.DataFrame(list(_pairs(resolved)), schema=PAIRS, orient="row")
    if not len(found):
        return Batch(), []
    key = [literal(RULE), *(quoted(pl.col(each)) for each in ("verdict", "left", "right"))]
    found = found.with_columns(id=minted("Judgement", *key)).filter(pl.col("id").is_first_distinct())
    said = {"by": pa.scalar(RULE), "at": pa.scalar(at, pa.timestamp("us", "UTC"))}
    ends = {side.upper(): found.select(start="id", end=side) for side in ("left", "right")}
    return Batch(
        {"Judgement": table(found, node_schema("Judgement"), ready=said)},
        {type: table(pairs, relationship_schema(type)) for type, pairs in ends.items()},
    ), found["right"].unique(maintain_order=True).to_list()


def _pairs(resolved: Iterable[tuple[str, Resolution[ActorEntry]]]) -> Iterator[tuple[str, str, str, str]]:
    for left, resolution in resolved:
        verdict, entries = decided(resolution)
        yield from ((left, entry.id, str(verdict), resolution.rule) for entry in entries if entry.id != left)


def units(entries: Iterable[ActorEntry], known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Entry → the units it is directly a part of, as far as the register has them."""
    have = set(known)
    return {each.id: tuple(unit.id for unit in each.units if unit.id in have) for each in entries}
