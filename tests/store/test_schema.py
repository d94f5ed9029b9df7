"""The schema is made once, and again to no effect."""

from __future__ import annotations

import pytest
from testigo.ontology.errors import StoreError
from testigo.ontology.tables import properties
from testigo.store import schema
from testigo.store.bolt import BoltStore


def test_creating_it_twice_changes_nothing(store: BoltStore) -> None:
    before = [row["name"] for row in store.read("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")]
    schema.create_schema(store)

    after = [row["name"] for row in store.read("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")]
    assert after == before
    assert schema.version_of(store) == schema.VERSION


def test_a_store_of_an_older_version_gets_what_it_lacks(store: BoltStore) -> None:
    store.run("MATCH (n:TestigoStore {id: 'schema'}) SET n.version = 0")

    schema.ensure(store, create=False)

    assert schema.version_of(store) == schema.VERSION


def test_an_id_is_unique_within_its_label(store: BoltStore) -> None:
    store.run("CREATE (:Actor {id: 'actor-1'})")

    with pytest.raises(StoreError):
        store.run("CREATE (:Actor {id: 'actor-1'})")


def test_every_indexed_property_is_of_the_model() -> None:
    for label, names in schema.INDEXED.items():
        assert set(names) <= set(properties(label))
    for label, name in schema.FULL_TEXT.values():
        assert name in properties(label)


def test_a_word_is_found_in_a_passage_and_in_a_name(store: BoltStore) -> None:
    store.run("CREATE (:Passage {id: 'passage-1', exact: 'More than 700 people have been killed in Baniyas'})")
    store.run("CREATE (:Passage {id: 'passage-2', exact: 'Nothing of the kind'})")
    store.run("CREATE (:Name {id: 'name-1', literal: 'Baniyas'})")

    cypher = "CALL db.index.fulltext.queryNodes($name, $words) YIELD node, score RETURN node.id AS id"
    assert store.read(cypher, {"name": "passage_text", "words": "baniyas"}) == [{"id": "passage-1"}]
    assert store.read(cypher, {"name": "name_text", "words": "baniyas"}) == [{"id": "name-1"}]
