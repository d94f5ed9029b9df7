"""Ask a question of the catalogue and get a frame: `testigo.store.ask("timeline", limit=10)`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from testigo.queries.catalogue import question

if TYPE_CHECKING:
    import polars as pl
    from testigo.store.protocols import Store


def ask(name: str, *, store: Store | None = None, **parameters: object) -> pl.DataFrame:
    """The answer to a question, one row a finding, columns and order as the question's head says.

    Without `store`: the one TESTIGO_STORE names, else `file:./testigo-store`; it stays open for the next question.
    Days are `datetime.date`. Raises QueryError for an unknown question or parameters that do not fit it, StoreError
    and its leaves for the store.
    """
    asked = question(name)
    values = asked.checked(parameters)
    rows = (store or default_store()).read(asked.cypher, values)
    return _frame(rows, asked.columns)


def default_store() -> Store:
    """The store that is asked where none is given, opened once a process and address."""
    from testigo.store import addresses

    return _opened(addresses.chosen(None))


@cache
def _opened(url: str) -> Store:
    from testigo.store import open_store

    return open_store(url, create=False)


def _frame(rows: list[dict[str, object]], columns: Mapping[str, str]) -> pl.DataFrame:
    """Rows under the columns of a head; the types hold for an empty answer too."""
    import polars as pl

    types: dict[str, pl.DataType] = {
        "string": pl.String(), "integer": pl.Int64(), "number": pl.Float64(), "date": pl.Date(),
        "instant": pl.Datetime("us", "UTC"), "boolean": pl.Boolean(), "list": pl.List(pl.String()),
    }  # fmt: skip
    return pl.DataFrame(rows, schema={name: types[type] for name, type in columns.items()}, orient="row")
