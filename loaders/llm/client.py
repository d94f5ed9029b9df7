"""One question to an OpenAI-compatible server (`POST …/chat/completions`), by the standard library."""

from __future__ import annotations

import http.client
import os
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import orjson
from testigo.ontology.errors import ExtractionError, InvalidValue

KEY = "TESTIGO_LLM_KEY"
"""The environment variable that holds the server's key; it is sent as a bearer token and written nowhere."""

MOST_ANSWER = 4_000_000  # bytes


class Unanswered(ExtractionError):
    """The server gave no answer that can be used: what it did instead."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a model answers: the base address, to which `/chat/completions` is added, and how long to wait."""

    url: str
    model: str
    timeout_s: float = 120.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
            raise InvalidValue(f"{self.url!r} is no address of a server; write it like https://host/v1, without a key")

    def answer(self, system: str, user: str) -> str:
        """What the model answers. Raises Unanswered."""
        body = {
            "model": self.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "response_format": {"type": "json_object"},
        }
        try:
            question = orjson.dumps(body)
        except orjson.JSONEncodeError as problem:  # half of a surrogate pair
            raise Unanswered(f"the text cannot be sent: {problem}") from problem
        return _content(self._posted(question))

    def _posted(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key := os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {key}"
        request = Request(f"{self.url.rstrip('/')}/chat/completions", body, headers, method="POST")  # noqa: S310  checked
        try:
            with build_opener(_NoRedirect).open(request, timeout=self.timeout_s) as reply:
                found: bytes = reply.read(MOST_ANSWER + 1)
        except HTTPError as problem:
            problem.close()
            raise Unanswered(f"the server answered {problem.code} {problem.reason}") from problem
        except TimeoutError as problem:
            raise Unanswered(f"the server gave no answer within {self.timeout_s:g} s") from problem
        except (URLError, OSError, http.client.HTTPException) as problem:
            raise Unanswered(f"the server cannot be asked: {getattr(problem, 'reason', problem)}") from problem
        if len(found) > MOST_ANSWER:
            raise Unanswered(f"the answer has more than {MOST_ANSWER:,} bytes")
        return found


class _NoRedirect(HTTPRedirectHandler):
    """A report and a key go to the server that was named, and to no other."""

    def redirect_request(  # noqa: PLR0917  the library's signature
        self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        """None: the redirection is the answer, and that is told."""
        return None


def _content(reply: bytes) -> str:
    """The model's words in a server's reply. Raises Unanswered."""
    try:
        tree: Any = orjson.loads(reply)  # Any: foreign JSON
        choice = tree["choices"][0]
        content = choice["message"]["content"]
    except (orjson.JSONDecodeError, KeyError, IndexError, TypeError) as problem:
        raise Unanswered("the reply is no chat completion") from problem
    if choice.get("finish_reason") == "length":
        raise Unanswered("the answer was cut off at the model's limit of tokens")
    if not isinstance(content, str):
        raise Unanswered("the reply holds no words")
    return content
