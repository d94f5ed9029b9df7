"""The server: `serve(store)` answers on loopback until it is stopped."""

from __future__ import annotations

import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import uvicorn
from testigo.api.app import LOOPBACK, app
from testigo.api.limits import Limits
from testigo.ontology.errors import AddressInUse, ServerError
from testigo.store.protocols import Store

HOST, PORT = "127.0.0.1", 8080
ENDING = (signal.SIGINT, signal.SIGTERM)
AT_ONCE = 64  # requests; what comes beyond is told to come again


def serve(
    store: Store,
    host: str = HOST,
    port: int = PORT,
    *,
    limits: Limits | None = None,
    hosts: Iterable[str] = (),
    ready: Callable[[str], None] | None = None,
) -> None:
    """Answer until the process is interrupted or told to end; then finish what is under way, and return.

    `hosts`: names beside loopback's and `host` that requests may call us by. `ready` is given the URL once we listen;
    port 0 takes a free one. Raises AddressInUse, and ServerError where the address is not ours.
    """
    with listening(host, port) as listener:
        bound = listener.getsockname()[1]
        application = app(store, limits, {*LOOPBACK, host.lower(), *(name.lower() for name in hosts)})
        config = uvicorn.Config(
            application, log_level="warning", access_log=False, server_header=False, limit_concurrency=AT_ONCE,
            lifespan="off", timeout_graceful_shutdown=5,
        )  # fmt: skip
        if ready:
            ready(f"http://{f'[{host}]' if ':' in host else host}:{bound}/")
        Server(config).run(sockets=[listener])


class Server(uvicorn.Server):
    """A server that an interrupt or SIGTERM ends, and nothing but it: the caller still has to close its store."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ask for the end at the first signal, for a quick one at the second; raise none of them again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in ENDING}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises AddressInUse, and ServerError where the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise AddressInUse(host, port) from error
        raise ServerError(f"cannot listen on {host}:{port}: {error}") from error
    return listener
