"""A server that is not there, is not ours, or goes away: one clear error each, and no password in any."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from testigo.ontology.batch import Batch, node_table
from testigo.ontology.errors import StoreError, StoreNotOurs, StoreUnreachable
from testigo.store import open_store, schema
from testigo.store.bolt import BoltStore

from tests.conftest import STARTER, neo4j_server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    url = f"127.0.0.1:{free_port()}"
    with pytest.raises(StoreUnreachable, match="does not answer") as caught:
        open_store(f"bolt://neo4j:sesame@{url}")

    assert f"bolt://{url}" in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_a_server_that_speaks_something_else_is_one_error() -> None:
    def refuse(server: socket.socket) -> None:
        while True:
            client = server.accept()[0]
            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            client.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=refuse, args=[server], daemon=True).start()
        with pytest.raises(StoreError) as caught:
            open_store(f"bolt://127.0.0.1:{server.getsockname()[1]}")

    assert "\n" not in str(caught.value)


@pytest.mark.neo4j
def test_a_wrong_password_is_one_error(neo4j_url: str) -> None:
    host = neo4j_url.rpartition("@")[2]
    with pytest.raises(StoreError, match="refuses this user or password") as caught:
        open_store(f"bolt://neo4j:open-sesame@{host}")

    assert "open-sesame" not in str(caught.value)


@pytest.mark.neo4j
def test_routing_reaches_the_same_store(neo4j_url: str, neo4j_store: BoltStore) -> None:
    neo4j_store.run("CREATE (:Actor {id: 'actor-1'})")
    with open_store(neo4j_url.replace("bolt://", "neo4j://")) as routed:
        assert routed.known("Actor", ["actor-1"]) == {"actor-1"}


def test_a_newer_schema_is_not_ours(store: BoltStore) -> None:
    version = "MATCH (n:TestigoStore {id: 'schema'}) SET n.version = $version"
    store.run(version, {"version": 99})
    try:
        with pytest.raises(StoreNotOurs, match="99"):
            schema.ensure(store, create=True)
    finally:
        store.run(version, {"version": schema.VERSION})


def test_a_graph_of_someone_else_is_not_ours(store: BoltStore) -> None:
    store.run("MATCH (n:TestigoStore) DELETE n")
    try:
        with pytest.raises(StoreNotOurs, match="is empty"):
            schema.ensure(store, create=False)
        store.run("CREATE (:Film {id: 'film-1'})")
        with pytest.raises(StoreNotOurs, match="did not make"):
            schema.ensure(store, create=True)
    finally:
        store.run("MATCH (n:Film) DELETE n")
        schema.create_schema(store)


def test_two_writers_at_once_lose_nothing(store: BoltStore) -> None:
    """Both write the same nodes: each is there once, and the counts add up."""
    rows = [
        {"id": id, "canonicalId": id, "name": id, "kind": "monitor", "identified": True}
        for id in (f"actor-{n:04}" for n in range(3000))
    ]
    batch = Batch({"Actor": node_table("Actor", rows)})
    with ThreadPoolExecutor(2) as writers:
        counts = [written.nodes for written in writers.map(store.write, [batch, batch])]

    assert sum(counts) == 3000
    assert store.read("MATCH (n:Actor) RETURN count(n) AS n") == [{"n": 3000}]


@pytest.fixture
def passing_neo4j(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A Neo4j of one's own and its process id, to be killed."""
    if not STARTER.exists() or os.environ.get("TESTIGO_TEST_NEO4J"):
        pytest.skip("needs a Neo4j that may be killed")
    with neo4j_server(tmp_path / "home") as url:
        yield url, int((tmp_path / "home/pid").read_text())


@pytest.mark.neo4j
@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_server_that_goes_away_in_the_middle_of_a_load_is_one_error(passing_neo4j: tuple[str, int]) -> None:
    url, pid = passing_neo4j
    batch = Batch({"Marking": node_table("Marking", [{"id": f"marking-{n}", "level": "CLEAR"} for n in range(100)])})
    with open_store(url) as store:
        store.write(batch)
        threading.Timer(0.2, os.kill, (pid, 9)).start()
        time.sleep(0.3)
        with pytest.raises(StoreUnreachable, match="does not answer"):
            store.write(batch)
        with pytest.raises(StoreUnreachable):
            store.read("RETURN 1 AS one")
