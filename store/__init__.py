"""Where the graph is kept: one Bolt adapter, an embedded server or Neo4j behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from testigo.store import addresses
from testigo.store.asking import ask
from testigo.store.protocols import Dialect, Store, StoreInfo, Written

if TYPE_CHECKING:
    from testigo.store.bolt import BoltStore

__all__ = ["Dialect", "Store", "StoreInfo", "Written", "ask", "open_store"]


def open_store(url: str | None = None, *, create: bool = True) -> BoltStore:
    """The store at a URL: `file:PATH` (embedded), or `bolt://`, `neo4j://` and their `+s`, `+ssc` (a server).

    Without a URL: TESTIGO_STORE, else `file:./testigo-store`. User and password: in the URL, or TESTIGO_USER and
    TESTIGO_PASSWORD. With `create=False` an absent or empty store is an error. Raises StoreError and its leaves.
    """
    place = addresses.parsed(addresses.chosen(url))
    if isinstance(place, Path):
        from testigo.store.embedded import EmbeddedStore

        return EmbeddedStore(place, create=create)
    from testigo.store.bolt import BoltStore

    return BoltStore(place, create=create)
