"""The bulk paths: what fills an empty store, embedded or Neo4j."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from testigo.ontology.errors import StoreError

if TYPE_CHECKING:
    from testigo.store.bulk.bringing import Bringing
    from testigo.store.protocols import Store, Written

HOLDS_SOMETHING = "MATCH (n) WHERE NOT n:TestigoStore RETURN 1 AS one LIMIT 1"


def can_fill(store: Store) -> bool:
    """Whether `fill` would take it: an embedded store that this process serves, to nobody else here, and empty."""
    from testigo.store.embedded import EmbeddedStore

    return isinstance(store, EmbeddedStore) and store.is_sole and not store.read(HOLDS_SOMETHING)


def fill(store: Store, folder: Path, bringing: Bringing | None = None) -> Written:
    """Fill an empty embedded store with the tables of a folder: `LABEL.parquet` and `TYPE.parquet`, rows may repeat.

    `bringing` says which run brings them; it is written with them, and not counted. The store stays open; a process
    that was connected to it connects again. It holds all of the tables or none: what a killed process left is finished
    or forgotten by the next one that opens the store. Raises StoreError where the store cannot be filled, or a
    relationship's end is in none of the tables.
    """
    from testigo.store.bulk.database import Made
    from testigo.store.embedded import EmbeddedStore

    if not isinstance(store, EmbeddedStore):
        raise StoreError(f"{store.url} is filled by neo4j-admin: testigo export --format neo4j-import")
    made = Made(folder, bringing)
    store.exchange(made)
    return made.written


def neo4j_import(folder: Path, out: Path) -> None:
    """Write what fills an empty Neo4j from the tables of a folder: CSV, headers, arguments, and how to use them.

    `out` appears whole or not at all. Raises ExportError where it cannot be written, or is there, StoreError where a
    relationship's end is in none of the tables.
    """
    from testigo.store.exports import whole

    with whole(out) as part:
        part.mkdir(parents=True)
        import_files(folder, part)


def import_files(folder: Path, out: Path) -> None:
    """The same into a folder that is there, and empty."""
    from testigo.store.bulk import neo4j
    from testigo.store.bulk.tables import Tables

    with Tables(folder) as tables:
        neo4j.write(tables, out)
