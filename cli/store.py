"""`testigo store info`"""

from __future__ import annotations

from dataclasses import asdict

import typer
from testigo.cli import output
from testigo.cli.options import AsJson, StoreUrl

app = typer.Typer(help="The store itself.", no_args_is_help=True)


@app.callback()
def _store() -> None:
    """Keep `info` a command of its own."""


@app.command("info")
def info(store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Say which engine keeps the graph, and how much of what is in it."""
    from testigo.store import open_store

    with open_store(store, create=False) as opened:
        found = opened.info()
    if as_json:
        output.json(asdict(found))
        return
    counts = {**found.nodes, **found.relationships}
    title = f"{found.url}: {found.engine} {found.version}, schema version {found.schema_version}"
    output.table([{"what": what, "count": count} for what, count in counts.items()], ["what", "count"], title)
