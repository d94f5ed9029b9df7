"""The API over a store that holds the sample graph, asked over HTTP without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from testigo.api.app import app
from testigo.api.limits import Limits
from testigo.store.bolt import BoltStore
from testigo.store.views import refresh_all

from tests.conftest import emptied
from tests.sample import Sample, sample


@dataclass(slots=True)
class Counting:
    """A store that keeps what it is asked; it reads from the real one."""

    inner: BoltStore
    asked: list[str] = field(default_factory=list)

    def read(self, cypher: str, parameters: Mapping[str, object], *, timeout_s: float | None = None) -> Any:
        self.asked.append(cypher)
        return self.inner.read(cypher, parameters, timeout_s=timeout_s)


@dataclass(slots=True)
class Client:
    """Sends requests to the API of a store."""

    store: Any  # a Store, or what stands in for one that fails
    limits: Limits = field(default_factory=Limits)

    def post(self, body: Any, host: str = "localhost", **more: Any) -> httpx.Response:
        """The response to a body."""
        return self.request("POST", "/graphql", host, json=body, **more)

    def request(self, method: str, path: str, host: str = "localhost", **more: Any) -> httpx.Response:
        """The response to any request."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app(self.store, self.limits), raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return await client.request(method, path, **more)

        return asyncio.run(ask())

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an operation that must succeed."""
        answer = self.post({"query": query, "variables": variables}).json()
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def error(self, query: str, **variables: Any) -> dict[str, Any]:
        """The first error of an operation that must fail."""
        answer = self.post({"query": query, "variables": variables}).json()
        error: dict[str, Any] = answer["errors"][0]
        return error


@dataclass(frozen=True, slots=True)
class Graph:
    """The sample in a store with its views, and a client of the API over it."""

    sample: Sample
    store: BoltStore
    client: Client


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def graph(request: pytest.FixtureRequest) -> Graph:
    """The sample graph, on each store in turn. It is loaded once a module: its tests only read."""
    store = emptied(request.getfixturevalue(f"_{request.param}"))
    it = sample()
    store.write(it.build.batch())
    refresh_all(store)
    return Graph(it, store, Client(store))
