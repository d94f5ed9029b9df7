"""`testigo query NAME`, `testigo query --cypher "…"`, `testigo query --list`"""

from __future__ import annotations

from typing import Annotated

import typer
from testigo.cli import output
from testigo.cli.options import AsJson, StoreUrl
from testigo.queries.catalogue import catalogue, question

MOST_ROWS = 1000


def _names(incomplete: str) -> list[tuple[str, str]]:
    return [(name, each.meaning) for name, each in catalogue().items() if name.startswith(incomplete)]


def query(
    name: Annotated[str | None, typer.Argument(help="A question of the catalogue.", autocompletion=_names)] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter.")] = None,
    cypher: Annotated[str | None, typer.Option(help="A Cypher statement of your own; it may only read.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the questions.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Rows at most, with --cypher.")] = MOST_ROWS,
    timeout_s: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds at most, with --cypher.")] = 30.0,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: AsJson = False,
    store: StoreUrl = None,
) -> None:
    """Ask a question of the graph."""
    if list_ and not name and not cypher:
        return _list(as_json)
    if bool(name) == bool(cypher):
        raise typer.BadParameter("give the NAME of a question, or --cypher; `testigo query --list` shows the questions")
    pairs = dict(_pair(each) for each in param or [])
    if name:
        rows, columns = _asked(name, pairs, store)
    else:
        rows, columns = _own(cypher or "", pairs, store, limit, timeout_s)
    _show(rows, columns, as_json, as_csv)


def _list(as_json: bool) -> None:
    rows = [
        {"question": name, "asks": each.meaning, "parameters": [p.name for p in each.parameters]}
        for name, each in catalogue().items()
    ]
    if as_json:
        output.json(rows)
    else:
        output.table(rows, ["question", "asks", "parameters"])


def _pair(literal: str) -> tuple[str, str]:
    key, equals, value = literal.partition("=")
    if not key or not equals:
        raise typer.BadParameter(f"{literal!r}: write KEY=VALUE", param_hint="--param")
    return key, value


def _asked(name: str, pairs: dict[str, str], store_url: str | None) -> tuple[list[dict[str, object]], list[str]]:
    from testigo.store import open_store

    asked = question(name)
    parameters = asked.parsed(pairs)
    with open_store(store_url, create=False) as store:
        return store.read(asked.cypher, parameters), list(asked.columns)


def _own(
    cypher: str, pairs: dict[str, str], store_url: str | None, limit: int, timeout_s: float
) -> tuple[list[dict[str, object]], list[str]]:
    from testigo.store import open_store
    from testigo.store.guard import answer, check

    check(cypher)
    with open_store(store_url, create=False) as store:
        found = answer(store, cypher, pairs, timeout_s=timeout_s, limit=limit)
    if found.is_cut:
        output.tell(f"only the first {limit} rows; raise --limit for more")
    return found.rows, list(found.rows[0]) if found.rows else []


def _show(rows: list[dict[str, object]], columns: list[str], as_json: bool, as_csv: bool) -> None:
    if as_json:
        output.json(rows)
    elif as_csv:
        output.csv(rows, columns)
    elif rows:
        output.table(rows, columns)
    else:
        output.tell("no rows: the graph holds nothing that fits")
