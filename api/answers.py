"""One GraphQL request and its answer: limits first, then execution, and errors a client may see."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, OperationType
from strawberry.exceptions import StrawberryInputCoercionError
from testigo.api import limits
from testigo.api.fields import Context
from testigo.api.limits import Limits, TooMuch
from testigo.api.reading import Reader
from testigo.api.schema import core_schema, schema
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

    def __post_init__(self) -> None:
        core_schema()  # built here, so that the first request need not wait for it

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
        limits.check(document, chosen(document, operation_name), variables, core_schema(), self.limits)

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
        executed = result.data is not None or any(not _before_execution(each) for each in result.errors or ())
        body: dict[str, Any] = {"data": result.data} if executed else {}
        if result.errors:
            body["errors"] = shown(result.errors)
        return Answer(body, executed)


def chosen(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation to execute: the named one, or the only one. Raises GraphQLError where that is none."""
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    fitting = [each for each in operations if name is None or (each.name and each.name.value == name)]
    if len(fitting) != 1:
        named = f"none is called {name!r}" if name is not None else f"there are {len(operations)}"
        raise GraphQLError(f"send one operation, or name one of several in operationName: {named}")
    if fitting[0].operation is not OperationType.QUERY:
        raise GraphQLError(
            f"there are only queries here, no {fitting[0].operation.value}s: the graph is read, not written"
        )
    return fitting[0]


def _before_execution(error: GraphQLError) -> bool:
    """Whether an error is of the validation, or of the variables: those have no path."""
    cause = error.original_error
    return error.path is None and (cause is None or isinstance(cause, GraphQLError | StrawberryInputCoercionError))


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
    if _before_execution(error):
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
