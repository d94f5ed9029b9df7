"""One GraphQL request and its answer: limits first, then execution, and errors a client may see."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, GraphQLSchema, GraphQLSyntaxError, OperationDefinitionNode, build_schema
from testigo.api import limits
from testigo.api.fields import Context
from testigo.api.limits import Limits, TooMuch
from testigo.api.reading import Reader
from testigo.api.schema import schema
from testigo.ontology.errors import InvalidValue, NotInStore, QueryError, StoreUnreachable
from testigo.store.protocols import Store

log = logging.getLogger("testigo.api")
OF_THE_CLIENT = (QueryError, NotInStore, InvalidValue)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: the body, and whether the request was executed at all."""

    body: Mapping[str, Any]
    executed: bool


@dataclass(slots=True)
class Answerer:
    """Answers requests from one store."""

    store: Store
    limits: Limits = field(default_factory=Limits)
    _schema: GraphQLSchema = field(init=False)

    def __post_init__(self) -> None:
        self._schema = build_schema(schema().as_str())

    async def answer(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Answer:
        """The answer to one request. Never raises for what a client sends."""
        try:
            self._check(query, variables or {}, operation_name)
        except (TooMuch, GraphQLError) as error:
            return Answer({"errors": [refused(error)]}, executed=False)
        return await self._executed(query, variables, operation_name)

    def _check(self, query: str, variables: Mapping[str, Any], operation_name: str | None) -> None:
        document = limits.parsed(query, self.limits)
        for each in document.definitions:
            if isinstance(each, OperationDefinitionNode) and operation_name in {None, each.name and each.name.value}:
                limits.check(document, each, variables, self._schema, self.limits)

    async def _executed(self, query: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> Answer:
        context = Context(Reader(self.store, self.limits.timeout_s))
        work = schema().execute(
            query, variable_values=dict(variables or {}), operation_name=operation_name, context_value=context
        )
        try:
            result = await asyncio.wait_for(work, self.limits.timeout_s)
        except TimeoutError:
            message = f"the operation took longer than {self.limits.timeout_s:g} s; ask for less at once"
            return Answer({"data": None, "errors": [{"message": message, "extensions": {"code": "TIMEOUT"}}]}, True)
        executed = result.data is not None or not _all_of_validation(result.errors)
        body: dict[str, Any] = {"data": result.data} if executed else {}
        if result.errors:
            body["errors"] = shown(result.errors)
        return Answer(body, executed)


def _all_of_validation(errors: Iterable[GraphQLError] | None) -> bool:
    """Whether the errors came before execution: those have no path."""
    return bool(errors) and all(each.path is None and each.original_error is None for each in errors or ())


def refused(error: TooMuch | GraphQLError) -> dict[str, Any]:
    """The error of a request that is not executed."""
    if isinstance(error, TooMuch):
        return {"message": str(error), "extensions": {"code": "TOO_MUCH"}}
    code = "SYNTAX" if isinstance(error, GraphQLSyntaxError) else "INVALID"
    return {**error.formatted, "extensions": {"code": code}}


def shown(errors: Iterable[GraphQLError]) -> list[dict[str, Any]]:
    """Errors as a client may see them: its own are told; any other is logged, and told only by a number."""
    incident = secrets.token_hex(6)
    return [_shown(each, incident) for each in errors]


def _shown(error: GraphQLError, incident: str) -> dict[str, Any]:
    cause = error.original_error
    if cause is None and error.path is None:
        return refused(error)
    if isinstance(cause, OF_THE_CLIENT):
        return {**error.formatted, "message": str(cause), "extensions": {"code": "BAD_ARGUMENT"}}
    log.error("incident %s at %s: %s", incident, error.path, error, exc_info=cause)
    away = isinstance(cause, StoreUnreachable)
    what = "the store cannot be reached" if away else "something went wrong here"
    return {
        "message": f"{what}; the server's log tells more under incident {incident}",
        "path": error.path,
        "extensions": {"code": "STORE_UNREACHABLE" if away else "INTERNAL", "incident": incident},
    }
