from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from testigo.api import server
from testigo.api.server import HOST, serve
from testigo.ontology.errors import AddressInUse, ServerError

from tests.api.test_answers import Broken

ROOT = Path(__file__).parents[2]
NO_STORE: Any = Broken()


@contextmanager
def served(store: Any, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Iterator[str]:
    """The URL of a server on a free port, which ends with the block."""
    started: list[server.Server] = []
    ready = threading.Event()
    urls: list[str] = []

    class Kept(server.Server):
        """A server that the test can end, as a signal would."""

        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            started.append(self)

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready.set()

    monkeypatch.setattr(server, "Server", Kept)
    thread = threading.Thread(target=serve, args=(store,), kwargs={"port": 0, "ready": urls.append, **options})
    thread.start()
    try:
        assert ready.wait(30)
        yield urls[0]
    finally:
        started[0].should_exit = True
        thread.join(30)
    assert not thread.is_alive()


def test_server_answers_on_loopback_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Broken(), monkeypatch) as url:
        answer = httpx.post(f"{url}graphql", json={"query": "{ __typename }"})

        assert url.startswith("http://127.0.0.1:")
        assert answer.json() == {"data": {"__typename": "Query"}}
        assert "server" not in answer.headers

    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_server_listens_on_loopback_unless_told_otherwise() -> None:
    with server.listening(HOST, 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_further_host_names_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Broken(), monkeypatch, hosts=["Graph.example.org"]) as url:
        known = httpx.get(f"{url}health", headers={"host": "graph.example.org"})
        unknown = httpx.get(f"{url}health", headers={"host": "example.org"})

    assert (known.status_code, unknown.status_code) == (200, 421)


def test_port_in_use_is_one_clear_error() -> None:
    with server.listening(HOST, 0) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressInUse) as refused:
            serve(NO_STORE, port=port)

    assert str(refused.value).startswith(f"127.0.0.1:{port} is in use by another process")


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("127.0.0.1", 70_000), ("no.such.host.invalid", 0)])
def test_address_that_is_not_ours_is_one_clear_error(host: str, port: int) -> None:
    with pytest.raises(ServerError) as refused:
        serve(NO_STORE, host=host, port=port)

    assert str(refused.value).startswith(f"cannot listen on {host}:{port}")


def test_importing_the_server_does_not_build_the_schema() -> None:
    program = "import testigo.api.server, sys; assert 'rdflib' not in sys.modules and 'spacy' not in sys.modules"

    subprocess.run([sys.executable, "-c", program], check=True)


ENDED = """
from testigo.api.server import serve
from tests.api.test_answers import Broken

serve(Broken(), port=0, ready=lambda url: print(url, flush=True))
print("closed", flush=True)
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_server_and_leaves_the_rest_to_the_caller(ending: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", ENDED], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        answer = httpx.post(f"{url}graphql", json={"query": "{ __typename }"})
        process.send_signal(ending)
        rest = process.stdout.read()
    assert process.wait(30) == 0

    assert answer.status_code == 200
    assert rest == "closed\n"
