"""What every store does alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from testigo.ontology.batch import Batch, node_table
from testigo.ontology.errors import StoreError
from testigo.ontology.tables import relationship_schema
from testigo.store import Written
from testigo.store.bolt import BoltStore

MADE_AT = datetime(2025, 3, 8, 12, 30, 15, 123456, tzinfo=UTC)
ACTOR = {"id": "actor-1", "canonicalId": "actor-1", "kind": "monitor", "name": "المرصد السوري", "identified": True}
EVENT = {"id": "event-1", "canonicalId": "event-1"}
PLACE = {
    "id": "place-1", "canonicalId": "place-1", "kind": "city", "name": "Baniyas",
    "latitude": 35.18, "longitude": 35.95, "precision": "exact",
}  # fmt: skip


def joined(name: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=relationship_schema(name))


def small() -> Batch:
    """An event at a place, and an actor."""
    return Batch(
        {
            "Actor": node_table("Actor", [ACTOR]),
            "Event": node_table("Event", [EVENT]),
            "Place": node_table("Place", [PLACE]),
        },
        {"AT_PLACE": joined("AT_PLACE", [{"start": "event-1", "end": "place-1"}])},
    )


def test_write_tells_how_much_is_new(store: BoltStore) -> None:
    assert store.write(small()) == Written(nodes=3, relationships=1)


def test_writing_twice_changes_nothing(store: BoltStore) -> None:
    store.write(small())
    before = {label: [table.to_pylist() for table in store.table(label)] for label in ("Actor", "Event", "AT_PLACE")}

    assert store.write(small()) == Written(0, 0)
    assert before == {
        label: [table.to_pylist() for table in store.table(label)] for label in ("Actor", "Event", "AT_PLACE")
    }


def test_what_is_known_stays_as_it_is(store: BoltStore) -> None:
    store.write(small())
    store.write(Batch({"Actor": node_table("Actor", [ACTOR | {"name": "Someone else", "kind": "media"}])}))

    assert store.read("MATCH (a:Actor) RETURN a.name AS name, a.kind AS kind") == [
        {"name": "المرصد السوري", "kind": "monitor"}
    ]


def test_an_absent_value_is_an_absent_property(store: BoltStore) -> None:
    store.write(small())

    assert store.read("MATCH (e:Event) RETURN keys(e) AS names") in (
        [{"names": ["id", "canonicalId"]}],
        [{"names": ["canonicalId", "id"]}],
    )


def test_every_type_of_value_comes_back_as_it_went(store: BoltStore) -> None:
    sent = {
        "day": date(2025, 3, 8),
        "at": MADE_AT,
        "low": 700,
        "share": 0.5,
        "yes": True,
        "words": ["a", "ب"],
        "no": None,
    }
    store.run("CREATE (n:Actor {id: 'actor-x'}) SET n += $sent", {"sent": sent})

    (row,) = store.read("MATCH (n:Actor {id: 'actor-x'}) RETURN n")
    assert row["n"] == {"id": "actor-x", **{name: value for name, value in sent.items() if value is not None}}
    assert row["n"]["at"].utcoffset() == timedelta(0)


def test_an_instant_of_another_zone_is_the_same_instant(store: BoltStore) -> None:
    in_damascus = MADE_AT.astimezone(timezone(timedelta(hours=3)))
    store.run("CREATE (:Actor {id: 'actor-x', at: $at})", {"at": in_damascus})

    assert store.read("MATCH (n:Actor) WHERE n.at = $at RETURN n.at AS at", {"at": MADE_AT}) == [{"at": MADE_AT}]


def test_an_instant_compares_with_a_literal_one(store: BoltStore) -> None:
    store.run("CREATE (:Actor {id: 'actor-x', at: $at})", {"at": MADE_AT})

    cypher = "MATCH (n:Actor) WHERE n.at < datetime($iso) RETURN n.id AS id"
    assert store.read(cypher, {"iso": "2025-03-08T12:30:16Z"}) == [{"id": "actor-x"}]
    assert store.read(cypher, {"iso": "2025-03-08T12:30:15Z"}) == []


def test_a_relationship_keeps_its_properties(store: BoltStore) -> None:
    store.write(Batch({"Actor": node_table("Actor", [ACTOR, ACTOR | {"id": "actor-2"}])}))
    part = {"start": "actor-1", "end": "actor-2", "earliest": date(2024, 12, 8), "latest": None}
    store.write(Batch({}, {"PART_OF": joined("PART_OF", [part])}))

    assert [row for table in store.table("PART_OF") for row in table.to_pylist()] == [part]


def test_a_relationship_to_nothing_is_an_error_and_writes_nothing(store: BoltStore) -> None:
    broken = Batch(
        {"Event": node_table("Event", [EVENT])},
        {"AT_PLACE": joined("AT_PLACE", [{"start": "event-1", "end": "place-9"}])},
    )

    with pytest.raises(StoreError, match="1 of 1 AT_PLACE"):
        store.write(broken)
    assert store.known("Event", ["event-1"]) == set()


def test_one_type_joins_ends_of_several_labels(store: BoltStore) -> None:
    judged = {"id": "judgement-1", "verdict": "same", "by": "rule:x", "at": MADE_AT}
    store.run("CREATE (n:Judgement) SET n = $row", {"row": judged})
    store.write(small())
    ends = [{"start": "judgement-1", "end": end} for end in ("actor-1", "event-1", "place-1")]

    assert store.write(Batch({}, {"LEFT": joined("LEFT", ends)})) == Written(0, 3)


def test_known_tells_the_ids_that_are_there(store: BoltStore) -> None:
    store.write(small())

    assert store.known("Actor", ["actor-1", "actor-2", "event-1"]) == {"actor-1"}
    assert store.known("Actor", []) == set()


def test_more_rows_than_a_statement_takes_all_arrive_in_order(store: BoltStore) -> None:
    ids = [f"actor-{n:05}" for n in range(12_000)]
    actors = [ACTOR | {"id": id, "canonicalId": id, "name": id} for id in ids]
    written = store.write(Batch({"Actor": node_table("Actor", actors)}))

    assert written == Written(12_000, 0)
    tables = list(store.table("Actor"))
    assert [row["id"] for table in tables for row in table.to_pylist()] == ids
    assert max(map(len, tables)) <= 10_000


def test_info_counts_what_is_of_the_ontology(store: BoltStore) -> None:
    store.write(small())
    info = store.info()

    assert info.nodes == {"Actor": 1, "Event": 1, "Place": 1}
    assert info.relationships == {"AT_PLACE": 1}
    assert info.schema_version == 1
    assert info.engine in ("Neo4j", "ArcadeDB")
    assert info.version


def test_an_unknown_table_is_an_error(store: BoltStore) -> None:
    with pytest.raises(StoreError, match="neither a node label nor a relationship type"):
        store.table("TestigoStore")


def test_a_statement_the_engine_refuses_is_one_line(store: BoltStore) -> None:
    with pytest.raises(StoreError) as caught:
        store.read("MATCH (n RETURN n")

    assert "\n" not in str(caught.value)


def test_a_stream_gives_row_after_row(store: BoltStore) -> None:
    rows = store.stream("UNWIND range(1, 5000) AS n RETURN n")

    assert next(rows) == {"n": 1}
    assert sum(1 for _ in rows) == 4_999
