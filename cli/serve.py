"""`testigo serve`"""

from __future__ import annotations

from typing import Annotated

import typer
from testigo.cli.options import StoreUrl


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8080,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name it may be called by, beside those of loopback; may be repeated."),
    ] = None,
    store: StoreUrl = None,
) -> None:
    """Serve the GraphQL API, with GraphiQL at its address, until it is stopped."""
    from testigo.api.server import serve as run
    from testigo.store import open_store

    with open_store(store, create=False) as opened:
        run(opened, host=host, port=port, hosts=allow_host or (), ready=_tell)


def _tell(url: str) -> None:
    typer.echo(f"{url} answers until it is stopped (Ctrl-C)")
