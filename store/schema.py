"""Constraints, indexes, full text, and the version of it all, created once and idempotently.

The version is kept in one node of the label TestigoStore. It is no label of the ontology, so no export,
count or question of ours meets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from testigo.ontology.errors import StoreNotOurs
from testigo.ontology.ids import LABELS
from testigo.store.protocols import Dialect, Store

VERSION = 1
LABEL = "TestigoStore"
INDEXED = {
    # Only what tells rows apart: on ArcadeDB, taking one entry out of an index costs as much as the entries that share
    # its value, so an index on a kind, a role or a type makes every later change slow, and finds little.
    "Actor": ("canonicalId", "name"),
    "Event": ("canonicalId", "earliest", "latest"),
    "Name": ("norm",),
    "Place": ("canonicalId", "name"),
    "Report": ("publishedOn",),
    "Statement": ("publishedOn",),
}
NOTE_VERSION = f"MERGE (n:{LABEL} {{id: 'schema'}}) SET n.version = $version"
NOTE = f"MERGE (n:{LABEL} {{id: $id}}) SET n.note = $note"  # what a load keeps of itself while it is under way
FULL_TEXT = {"passage_text": ("Passage", "exact"), "name_text": ("Name", "literal"), "report_text": ("Report", "title")}


class Definable(Store, Protocol):
    """A store whose schema can be made."""

    def define(self, statement: str) -> None:
        """Run a statement that no managed transaction takes."""
        ...

    def index_full_text(self) -> None:
        """Make the full-text indexes."""
        ...


def statements() -> Iterator[str]:
    """What creates constraints and indexes; each does nothing where its part is there already."""
    for label in (*LABELS, LABEL):
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label, properties in INDEXED.items():
        for each in properties:
            yield f"CREATE INDEX {label.lower()}_{each.lower()} IF NOT EXISTS FOR (n:{label}) ON (n.{each})"


def full_text_index(dialect: Dialect, name: str) -> list[str]:
    """What creates a full-text index: Cypher on Neo4j; on ArcadeDB SQL, which only the engine's owner can run.

    `CALL db.index.fulltext.queryNodes($name, $words) YIELD node, score` finds by it on both.
    """
    label, column = FULL_TEXT[name]
    if dialect == "neo4j":
        return [f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [n.{column}]"]
    return [
        f"CREATE PROPERTY {label}.{column} IF NOT EXISTS STRING",
        f"CREATE INDEX {name} IF NOT EXISTS ON {label} ({column}) FULL_TEXT",
    ]


def ensure(store: Definable, *, create: bool) -> None:
    """See that the database is ours and of this version; create the schema in an empty one, or an older one's.

    Version 0 is a bulk import's, which knows no constraints and indexes.

    Raises StoreNotOurs where it is of a newer version, or holds something else, or nothing and `create` is false.
    """
    version = version_of(store)
    if version is None:
        _refuse_what_is_not_ours(store, create)
        create_schema(store)
    elif version < VERSION:
        create_schema(store)
    elif version > VERSION:
        raise StoreNotOurs(
            f"{store.url} has the schema version {version}, this testigo knows {VERSION}: update testigo"
        )


def version_of(store: Store) -> int | None:
    """The schema version in the store, None where it has none."""
    rows = store.read(f"MATCH (n:{LABEL} {{id: 'schema'}}) RETURN n.version AS version")
    return int(rows[0]["version"]) if rows else None


def create_schema(store: Definable) -> None:
    """Create what is missing, and note the version last, so that a killed creation is done again."""
    for statement in statements():
        store.define(statement)
    store.index_full_text()
    store.run(NOTE_VERSION, {"version": VERSION})


def _refuse_what_is_not_ours(store: Store, create: bool) -> None:
    if store.read("MATCH (n) RETURN 1 AS one LIMIT 1"):
        raise StoreNotOurs(f"{store.url} holds a graph that testigo did not make: name an empty database")
    if not create:
        raise StoreNotOurs(f"{store.url} is empty: load something into it first")
