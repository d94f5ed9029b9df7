from __future__ import annotations

import pyarrow as pa
import pytest
from testigo.ontology.batch import Batch, node_table, relationship_table
from testigo.ontology.validation.numbered import Numbered


def actors(*ids: str) -> Batch:
    return Batch({"Actor": node_table("Actor", [{"id": id} for id in ids])})


def within(*pairs: tuple[str, str]) -> Batch:
    return Batch({}, {"PART_OF": relationship_table("PART_OF", [{"start": a, "end": b} for a, b in pairs])})


def test_records_are_numbered_as_their_tables_stand() -> None:
    batch = Batch(actors("actor-b", "actor-a").nodes, within(("actor-a", "actor-c")).relationships)
    numbered = Numbered(batch, actors("actor-d", "actor-a"))

    assert numbered.own["Actor"].to_list() == [0, 1]
    assert numbered.context_numbers["Actor"].to_list() == [2, 1]
    assert (numbered.starts["PART_OF"].to_list(), numbered.ends["PART_OF"].to_list()) == ([1], [3])
    assert numbered.named(numbered.everyone) == ["actor-b", "actor-a"]


def test_equal_columns_have_equal_numbers() -> None:
    batch = within(("actor-a", "actor-b"), ("actor-b", "actor-c"))
    both = Batch({}, {**batch.relationships, "WITHIN": batch.relationships["PART_OF"].select(["start", "end"])})

    numbered = Numbered(both)

    assert numbered.starts["WITHIN"].equals(numbered.starts["PART_OF"])
    assert numbered.named(numbered.ends["WITHIN"]) == ["actor-b", "actor-c"]


def test_the_store_is_asked_once_for_what_only_relationships_name() -> None:
    asked: list[tuple[str, set[str]]] = []

    def known(label: str, ids: set[str]) -> set[str]:
        asked.append((label, ids))
        return ids

    batch = Batch(actors("actor-a").nodes, within(("actor-a", "actor-b"), ("actor-a", "odd")).relationships)
    numbered = Numbered(batch, actors("actor-c"), known)

    assert numbered.named(numbered.is_elsewhere.arg_true()) == ["actor-c", "actor-b"]
    assert numbered.named(numbered.is_unread.arg_true()) == ["actor-b"]
    assert asked == [("Actor", {"actor-b"})]


@pytest.mark.parametrize("batch", [Batch(), actors(), within()])
def test_an_empty_batch_has_no_numbers(batch: Batch) -> None:
    assert Numbered(batch).size == 0
    assert Numbered(batch).numbers(["actor-a"]) == {}


def test_empty_chunks_shift_no_number() -> None:
    first, second = (actors(id).nodes["Actor"] for id in ("actor-a", "actor-b"))
    empty = first.slice(0, 0)
    table = pa.concat_tables([empty, first, empty, second, empty])
    numbered = Numbered(Batch({"Actor": table}, within(("actor-b", "actor-a")).relationships))

    assert numbered.own["Actor"].to_list() == [0, 1]
    assert numbered.named(numbered.starts["PART_OF"]) == ["actor-b"]
