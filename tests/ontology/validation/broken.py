"""Batches broken at random: properties, ids and relationships of small worlds, by Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st
from testigo.ontology.batch import Batch
from testigo.ontology.ids import label_of, minted
from testigo.ontology.tables import RELATIONSHIPS, node_schema, relationship_schema
from testigo.ontology.terms import Comparator, Measure, Population, Scope, StatementKind

from tests.ontology.validation.worlds import AT, DAY, World, batch_of_worlds, world

TERMS = [*StatementKind, *Comparator, *Measure, *Population, *Scope, "text", "row", "reported-offset", "asserts"]
VALUES: dict[pa.DataType, list[Any]] = {  # Any: a value of a column
    pa.string(): [
        "", "x", "none", "en", "2025", "Q1", "Q1\n", "a\nb", '"\\', "\x00", "🙂", "23.1", "event-" + "0" * 32,
        *map(str, TERMS),
    ],
    pa.int64(): [-(2**63), -1, 0, 1, 10, 11, 14, 2**62],
    pa.float64(): [float("nan"), float("inf"), -0.0, 0.5, 1.0, 90.00001, -181.0],
    pa.bool_(): [True, False],
    pa.date32(): [date.min, date(2024, 1, 1), DAY, date(2025, 4, 1), date.max, 10**7],
    pa.timestamp("us", "UTC"): [datetime.min.replace(tzinfo=UTC), AT, datetime(2026, 1, 1, tzinfo=UTC), 2**61],
    pa.list_(pa.string()): [[], ["a"], ["", "b"], ["a", "a"], [None]],
}  # fmt: skip
ODD_IDS = ["actor 1", "actor-é", "nothing", "event-1", "actor-" + "A" * 32, "report-" + "0" * 32]


@dataclass(frozen=True, slots=True)
class Broken:
    """A batch, its context, and the ids that the store knows."""

    batch: Batch
    context: Batch
    in_store: frozenset[str]

    def known(self, label: str, ids: set[str]) -> set[str]:
        """As `Store.known`."""
        return {id for id in ids & self.in_store if label_of(id) == label}


@st.composite
def broken_batches(draw: st.DrawFn) -> Broken:
    """A world with up to eight faults, beside one that the store holds."""
    it, there = world(draw(st.sampled_from("ab"))), world("there")
    outside = [minted(label, "elsewhere") for label in ("Actor", "Statement", "Event", "Text")]
    for _ in range(draw(st.integers(0, 8))):
        draw(st.sampled_from([_change, _change, _tie, _untie, _rename]))(draw, it, [*there.rows, *outside, *ODD_IDS])
    in_store = draw(st.sets(st.sampled_from(outside)))
    context = batch_of_worlds([there]) if draw(st.booleans()) else Batch()
    batch = batch_of_worlds([it])
    return Broken(_in_chunks(batch) if draw(st.booleans()) else batch, context, frozenset(in_store))


def _in_chunks(batch: Batch) -> Batch:
    """The same batch, its tables in several chunks, some of them empty."""
    nodes, relationships = (
        {name: pa.concat_tables([table[:0], table[:2], table[:0], table[2:]]) for name, table in tables.items()}
        for tables in (batch.nodes, batch.relationships)
    )
    return Batch(nodes, relationships)


def _change(draw: st.DrawFn, it: World, others: list[str]) -> None:
    """Another value in a record, or none."""
    id = draw(st.sampled_from(sorted(it.rows)))
    column = draw(st.sampled_from([each for each in node_schema(_label(id)) if each.name != "id"]))
    it.rows[id][column.name] = draw(st.sampled_from([None, *VALUES[column.type]]))


def _tie(draw: st.DrawFn, it: World, others: list[str]) -> None:
    """One relationship more, between any two records."""
    ids = st.sampled_from([*sorted(it.rows), *others])
    type = draw(st.sampled_from(sorted(RELATIONSHIPS)))
    carried = {
        each.name: draw(st.sampled_from([None, *VALUES[each.type]]))
        for each in relationship_schema(type)
        if each.name not in {"start", "end"}
    }
    it.relationships[type, draw(ids), draw(ids)] = carried


def _untie(draw: st.DrawFn, it: World, others: list[str]) -> None:
    """One relationship less."""
    if it.relationships:
        del it.relationships[draw(st.sampled_from(sorted(it.relationships)))]


def _rename(draw: st.DrawFn, it: World, others: list[str]) -> None:
    """A record under an id that is none, or another label's; its relationships stay behind or follow."""
    old = draw(st.sampled_from(sorted(it.rows)))
    new = f"{old.partition('-')[0]}-{draw(st.sampled_from(['', 'x', 'é', 'A' * 32, '0' * 32]))}"
    it.rows = {new if each == old else each: row for each, row in it.rows.items()}
    if draw(st.booleans()):
        it.relationships = {
            (type, new if start == old else start, new if end == old else end): carried
            for (type, start, end), carried in it.relationships.items()
        }


def _label(id: str) -> str:
    return label_of(id)
