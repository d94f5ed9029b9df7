"""Filling an empty store at one go, from a folder of Parquet files as the spool has them.

`fill` is the embedded store's way: the engine's batch writer makes a new database, which then takes the place of the
empty one. A Neo4j is filled while it is stopped, by its own import: `neo4j_import` writes what that takes.
"""

from __future__ import annotations

from testigo.store.bulk.bringing import Bringing
from testigo.store.bulk.filling import can_fill, fill, neo4j_import

__all__ = ["Bringing", "can_fill", "fill", "neo4j_import"]
