from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.batch import Batch, batch, merged, node_table, relationship_table
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import Actor, Event, Relationship
from testigo.ontology.tables import node_schema, relationship_schema
from testigo.ontology.terms import ActorKind


def actor(id: str, name: str = "x") -> Actor:
    return Actor(id=id, kind=ActorKind.CROWD, name=name, identified=False)


ACTORS = st.lists(st.builds(actor, st.integers(0, 9).map("actor-{}".format)), max_size=8)
ENDS = st.tuples(st.integers(0, 3).map("statement-{}".format), st.integers(0, 3).map("actor-{}".format))
SAYINGS = st.lists(ENDS.map(lambda ends: Relationship("SAID_BY", *ends)), max_size=8)
BATCHES = st.builds(batch, ACTORS, SAYINGS)


def keys(found: Batch) -> dict[str, list[object]]:
    every: dict[str, list[object]] = {label: list(found.ids(label)) for label in found.nodes}
    for type, table in found.relationships.items():
        every[type] = [(row["start"], row["end"]) for row in table.to_pylist()]
    return every


def test_records_come_in_tables_of_their_schema() -> None:
    found = batch([actor("actor-1"), Event(id="event-1")], [Relationship("PART_OF", "actor-1", "actor-2")])

    assert found.nodes["Actor"].schema == node_schema("Actor")
    assert found.relationships["PART_OF"].schema == relationship_schema("PART_OF")
    assert found.size == (2, 1)


def test_no_table_is_empty() -> None:
    assert batch([], []) == Batch()
    assert merged([]) == Batch()


def test_of_records_with_one_key_the_first_is_kept() -> None:
    found = batch([actor("actor-1", "first"), actor("actor-1", "second")], [])

    assert found.nodes["Actor"].column("name").to_pylist() == ["first"]


def test_of_batches_with_one_key_the_first_is_kept_in_order() -> None:
    found = merged([
        batch([actor("actor-2", "first"), actor("actor-1", "a")], []),
        batch([actor("actor-2", "second"), actor("actor-3", "c")], []),
    ])  # fmt: skip

    assert found.nodes["Actor"].select(["id", "name"]).to_pylist() == [
        {"id": "actor-2", "name": "first"}, {"id": "actor-1", "name": "a"}, {"id": "actor-3", "name": "c"},
    ]  # fmt: skip


@given(st.lists(BATCHES, max_size=4))
def test_merging_keeps_every_key_once(found: list[Batch]) -> None:
    every: dict[str, set[object]] = {}
    for each in found:
        for name, several in keys(each).items():
            every.setdefault(name, set()).update(several)

    whole = keys(merged(found))

    assert {name: set(several) for name, several in whole.items()} == every
    assert all(len(set(several)) == len(several) for several in whole.values())


@given(BATCHES, BATCHES, BATCHES)
def test_merging_in_steps_is_merging_at_once(one: Batch, two: Batch, three: Batch) -> None:
    assert keys(merged([merged([one, two]), three])) == keys(merged([one, two, three]))


def test_a_label_that_is_not_there_has_no_ids() -> None:
    assert Batch().ids("Actor") == []


def test_a_column_that_no_table_has_is_refused_and_not_dropped() -> None:
    with pytest.raises(InvalidValue, match="Actor has no column 'nmae'"):
        node_table("Actor", [{"id": "actor-1"}, {"id": "actor-2", "nmae": "x"}])


@pytest.mark.parametrize(
    ("column", "value"),
    [("low", "seven"), ("low", 2**63), ("low", 1.5), ("low", True), ("vague", 1), ("since", "2025"), ("edtf", 2025),
     ("recordedAt", datetime(2025, 3, 8)), ("columns", "low"), ("columns", [1])],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_column_is_refused(column: str, value: object) -> None:
    with pytest.raises(InvalidValue, match=rf"Statement\.{column}: a value does not fit"):
        node_table("Statement", [{"id": "statement-1", column: value}])


def test_rows_of_a_relationship_may_leave_out_what_it_carries() -> None:
    table = relationship_table("VIA", [{"start": "statement-1", "end": "actor-1"}])

    assert table == pa.table({"start": ["statement-1"], "end": ["actor-1"], "ord": [None]}, schema=table.schema)
