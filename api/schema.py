"""The schema of the API, made once."""

from __future__ import annotations

from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLSchema, build_schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext
from testigo.api import enums
from testigo.api.records import value


class Schema(strawberry.Schema):
    """A schema that leaves telling and logging of errors to `testigo.api.answers`."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Do nothing: by itself it logs what clients do wrong with a stack trace."""


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
    return Schema(query=Query, types=types, config=StrawberryConfig(default_resolver=value))


@cache
def core_schema() -> GraphQLSchema:
    """The same schema as graphql-core has it, to look types up in; it executes nothing."""
    return build_schema(schema().as_str())
