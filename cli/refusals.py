"""`testigo refusals list | show ID | retry`"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from testigo.cli import output
from testigo.cli.failures import FOUND
from testigo.cli.options import AsJson, StoreUrl

app = typer.Typer(help="Records that broke a rule: look, mend, drive in again.", no_args_is_help=True)


@app.command("list")
def list_(
    mended: Annotated[bool, typer.Option("--mended", help="Also those that were mended.")] = False,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Those of one source: ged, text …")] = None,
    rule: Annotated[str | None, typer.Option(metavar="NAME", help="Those by one rule.")] = None,
    last: Annotated[
        bool, typer.Option("--last", help="What the last load refused, also where nothing of it was written.")
    ] = False,
    store: StoreUrl = None,
    as_json: AsJson = False,
) -> None:
    """List the refused records and why."""
    from testigo.loaders.refusals import last as of_the_last_load
    from testigo.loaders.refusals import listed
    from testigo.loaders.spool import spool_root
    from testigo.store import open_store

    if last:
        _reasons(of_the_last_load(spool_root()), as_json)
        return
    with open_store(store, create=False) as opened:
        rows = listed(opened, mended=mended, source=source, rule=rule)
    if as_json:
        output.json(rows)
    elif rows:
        output.table(rows, ["id", "shape", "message", "locator"])
        output.tell(
            "`testigo refusals show ID --payload > record.json`, mend it, then "
            "`testigo refusals retry ID --file record.json`"
        )
    else:
        output.tell("nothing was refused")


def _reasons(rows: list[dict[str, object]], as_json: bool) -> None:
    if as_json:
        output.json(rows)
    elif rows:
        output.table(rows, ["locator", "rule", "path", "value", "message"])
    else:
        output.tell("the last load refused nothing")


@app.command("show")
def show(
    id: Annotated[str, typer.Argument(help="The refusal's id.")],
    payload: Annotated[bool, typer.Option("--payload", help="Print the record alone, as JSON to be mended.")] = False,
    store: StoreUrl = None,
    as_json: AsJson = False,
) -> None:
    """Show one refused record with its reason."""
    from testigo.loaders.refusals import shown
    from testigo.store import open_store

    with open_store(store, create=False) as opened:
        found = shown(opened, id)
    if payload:
        print(found["payload"])
    elif as_json:
        output.json(found)
    else:
        output.facts(found)


@app.command("retry")
def retry(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="Which; all if none is given.")] = None,
    file: Annotated[Path | None, typer.Option(help="The mended record of one ID; - is standard input.")] = None,
    by: Annotated[str, typer.Option(help="Who mended a row: named in the assessment of what rests on it.")] = "person",
    store: StoreUrl = None,
    as_json: AsJson = False,
) -> None:
    """Drive refused records in again, as they are or mended."""
    from testigo.loaders.mending import retry as again
    from testigo.loaders.refusals import listed
    from testigo.store import open_store

    if file and len(ids or []) != 1:
        raise typer.BadParameter("a mended record is of one ID; name it", param_hint="--file")
    mended = _mended(file) if file else None
    with open_store(store, create=False) as opened:
        done = again(opened, ids or [row["id"] for row in listed(opened)], mended, by)
    if as_json:
        output.json([asdict(each) for each in done])
    else:
        rows = [
            {"id": each.id, "now": "still refused" if each.reasons else "in the graph", "why": each.reasons}
            for each in done
        ]
        output.table(rows, ["id", "now", "why"])
    if any(each.reasons for each in done):
        raise typer.Exit(FOUND)


def _mended(file: Path) -> str:
    from testigo.ontology.errors import UnreadableInput

    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise UnreadableInput(str(file), f"cannot be read: {problem}") from problem
