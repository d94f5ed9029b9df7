"""Batches broken at random: properties, ids and relationships of small worlds, by Hypothesis."""

from __future__ import annotations

import random
from collections.abc import Callable
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
    pa.float64(): [-0.0, 0.5, 1.0, 90.00001, -181.0],
    pa.bool_(): [True, False],
    pa.date32(): [date.min, date(2024, 1, 1), DAY, date(2025, 4, 1), date.max],
    pa.timestamp("us", "UTC"): [datetime.min.replace(tzinfo=UTC), AT, datetime(2026, 1, 1, tzinfo=UTC)],
    pa.list_(pa.string()): [[], ["a"], ["", "b"], ["a", "a"]],
}  # fmt: skip
UNWRITABLE: dict[pa.DataType, list[Any]] = {  # Any: a value of a column
    pa.float64(): [float("nan"), float("inf")],
    pa.date32(): [10**7],
    pa.timestamp("us", "UTC"): [2**61],
    pa.list_(pa.string()): [[None]],
}
"""What a column holds and RDF cannot write."""

ODD_IDS = ["actor 1", "actor-é", "nothing", "event-1", "actor-" + "A" * 32, "report-" + "0" * 32]
OUTSIDE = [minted(label, "elsewhere") for label in ("Actor", "Statement", "Event", "Text")]
Choose = Callable[[list[Any]], Any]  # Any: whatever is to choose from


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

    def choose(options: list[Any]) -> Any:
        return draw(st.sampled_from(options))

    it, there = world(choose(["a", "b"])), world("there")
    faults = Faults(choose, [*there.rows, *OUTSIDE, *ODD_IDS], UNWRITABLE)
    for _ in range(draw(st.integers(0, 8))):
        faults.add(it)
    batch = batch_of_worlds([it])
    return Broken(
        _in_chunks(batch) if choose([True, False]) else batch,
        batch_of_worlds([there]) if choose([True, False]) else Batch(),
        frozenset(draw(st.sets(st.sampled_from(OUTSIDE)))),
    )


def many_broken(seed: int, count: int) -> Broken:
    """So many worlds in one batch, each with up to four faults that RDF can write."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    there, worlds = world("there"), [world(f"{seed}-{number}") for number in range(count)]
    faults = Faults(chance.choice, [*there.rows, *OUTSIDE, *ODD_IDS[3:]], {})
    for it in worlds:
        for _ in range(chance.randint(0, 4)):
            faults.add(it)
    return Broken(batch_of_worlds(worlds), batch_of_worlds([there]), frozenset(OUTSIDE[:2]))


@dataclass(frozen=True, slots=True)
class Faults:
    """Faults as `choose` chooses them; `others` are ids that are in no world."""

    choose: Choose
    others: list[str]
    unwritable: dict[pa.DataType, list[Any]]

    def add(self, it: World) -> None:
        """One fault more."""
        self.choose([self._change, self._change, self._tie, self._untie, self._rename])(it)

    def _value(self, kind: pa.DataType) -> Any:
        return self.choose([None, *VALUES[kind], *self.unwritable.get(kind, [])])

    def _change(self, it: World) -> None:
        """Another value in a record, or none."""
        id = self.choose(sorted(it.rows))
        column = self.choose([each for each in node_schema(label_of(id)) if each.name != "id"])
        it.rows[id][column.name] = self._value(column.type)

    def _tie(self, it: World) -> None:
        """One relationship more, between any two records."""
        type, ids = self.choose(sorted(RELATIONSHIPS)), [*sorted(it.rows), *self.others]
        carried = {
            each.name: self._value(each.type) for each in relationship_schema(type) if each.name not in {"start", "end"}
        }
        it.relationships[type, self.choose(ids), self.choose(ids)] = carried

    def _untie(self, it: World) -> None:
        """One relationship less."""
        if it.relationships:
            del it.relationships[self.choose(sorted(it.relationships))]

    def _rename(self, it: World) -> None:
        """A record under another id; its relationships stay behind or follow."""
        old = self.choose(sorted(it.rows))
        odd = ["", "é"] if self.unwritable else []
        new = f"{old.partition('-')[0]}-{self.choose([*odd, f'x{it.salt}', f'{len(it.salt):032x}'])}"
        if new in it.rows:
            return
        it.rows = {new if each == old else each: row for each, row in it.rows.items()}
        if self.choose([True, False]):
            it.relationships = {
                (type, new if start == old else start, new if end == old else end): carried
                for (type, start, end), carried in it.relationships.items()
            }


def _in_chunks(batch: Batch) -> Batch:
    """The same batch, its tables in several chunks, some of them empty."""
    nodes, relationships = (
        {name: pa.concat_tables([table[:0], table[:2], table[:0], table[2:]]) for name, table in tables.items()}
        for tables in (batch.nodes, batch.relationships)
    )
    return Batch(nodes, relationships)
