"""The HTTP side: `POST /graphql`, the page at `/`, `/health`; what may come in, and the headers that go out."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from testigo.api.answers import Answerer
from testigo.api.limits import Limits
from testigo.ontology.errors import TestigoError
from testigo.store.protocols import Store

log = logging.getLogger("testigo.api")
STATIC = Path(__file__).with_name("static")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
GRAPHQL_JSON = "application/graphql-response+json"
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
KEYS = {"query", "variables", "operationName", "extensions"}


class BadRequest(Exception):
    """A request that is not even one of GraphQL: its HTTP status and what to do."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def app(store: Store, limits: Limits | None = None, hosts: Collection[str] = LOOPBACK) -> ASGIApp:
    """The API of a store as an ASGI application that answers under these host names only."""
    answerer = Answerer(store, limits or Limits())

    async def graphql(request: Request) -> Response:
        try:
            asked = await _asked(request, answerer.limits.body_bytes)
        except BadRequest as error:
            return _json({"errors": [{"message": str(error), "extensions": {"code": "BAD_REQUEST"}}]}, error.status)
        answer = await answerer.answer(*asked)
        strict = GRAPHQL_JSON in request.headers.get("accept", "")
        status = 200 if answer.executed or not strict else 400
        return _json(answer.body, status, GRAPHQL_JSON if strict else "application/json")

    async def health(_request: Request) -> Response:
        try:
            await asyncio.to_thread(store.read, "RETURN 1 AS one", timeout_s=5.0)
        except TestigoError:
            log.exception("the store does not answer")
            return _json({"status": "the store does not answer"}, 503)
        return _json({"status": "ok"})

    async def page(_request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    routes = [
        Route("/graphql", graphql, methods=["POST"]),
        Route("/health", health, methods=["GET"]),
        Route("/", page, methods=["GET"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Guard(Starlette(routes=routes, exception_handlers={500: _failed}), frozenset(hosts))


class Guard:
    """Lets in what names one of our hosts, so that no page of another site reaches us by a name of its own
    (DNS rebinding), and puts the security headers on everything that goes out.
    """

    def __init__(self, inner: ASGIApp, hosts: frozenset[str]) -> None:
        self._inner, self._hosts = inner, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", []), *headers]}
            await send(message)

        named = Request(scope).headers.get("host", "")
        if hostname(named) in self._hosts:
            await self._inner(scope, receive, sent)
        else:
            refusal = {"errors": [{"message": f"this server does not answer for the host {named[:80]!r}"}]}
            await _json(refusal, 421)(scope, receive, sent)


def hostname(header: str) -> str:
    """The host in a Host header, without its port.

    >>> hostname("[::1]:8080"), hostname("LOCALHOST:80"), hostname("127.0.0.1")
    ('[::1]', 'localhost', '127.0.0.1')
    """
    if header.startswith("["):
        return header.partition("]")[0].lower() + "]"
    return header.partition(":")[0].lower()


async def _asked(request: Request, most_bytes: int) -> tuple[str, Mapping[str, Any] | None, str | None]:
    """Query, variables and operation name. Raises BadRequest."""
    # A form of another site can send plain text, but never JSON without asking first: this keeps such requests out.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise BadRequest(415, "send the request as application/json")
    try:
        asked = orjson.loads(await _body(request, most_bytes))
    except json.JSONDecodeError as error:
        raise BadRequest(400, f"the body is not JSON: {error}") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("query"), str):
        raise BadRequest(400, 'send one JSON object with the text of the operation in "query"; no batches')
    if unknown := sorted(set(asked) - KEYS):
        raise BadRequest(400, f"unknown key {unknown[0]!r}: known are {', '.join(sorted(KEYS))}")
    variables, name = asked.get("variables"), asked.get("operationName")
    if not isinstance(variables, dict | None) or not isinstance(name, str | None):
        raise BadRequest(400, '"variables" is an object or null, "operationName" a string or null')
    return asked["query"], variables, name


async def _body(request: Request, most: int) -> bytes:
    """The body, read no further than it may be long."""
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > most:
                raise BadRequest(413, f"the body is longer than {most:,} bytes")
    except ClientDisconnect:
        raise BadRequest(400, "the body broke off") from None
    return bytes(body)


async def _failed(_request: Request, error: Exception) -> Response:
    """What went wrong outside of GraphQL: told by a number only."""
    incident = secrets.token_hex(6)
    log.error("incident %s", incident, exc_info=error)
    message = f"something went wrong here; the server's log tells more under incident {incident}"
    return _json({"errors": [{"message": message, "extensions": {"code": "INTERNAL", "incident": incident}}]}, 500)


def _json(body: Mapping[str, Any], status: int = 200, media_type: str = "application/json") -> Response:
    return Response(orjson.dumps(body), status, media_type=media_type, headers={"cache-control": "no-store"})
