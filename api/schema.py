"""The schema of the API, made once."""

from __future__ import annotations

from functools import cache
from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig
from testigo.api import enums
from testigo.api.records import value


@cache
def schema() -> strawberry.Schema:
    """The schema. Building it takes some tenths of a second, so it is not built on import."""
    enums.register()
    from testigo.api import evidence, graph
    from testigo.api.query import Query

    types: list[Any] = [  # what only `Node` leads to
        graph.Participation, evidence.Passage, evidence.Text, evidence.Snapshot, evidence.Name, evidence.Judgement,
        evidence.Assessment,
    ]  # fmt: skip
    return strawberry.Schema(query=Query, types=types, config=StrawberryConfig(default_resolver=value))
