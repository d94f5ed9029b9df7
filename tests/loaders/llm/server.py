"""A server on loopback that answers from what is recorded, as an OpenAI-compatible one would; or as none should."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """Where the server listens, and what it was asked."""

    url: str
    questions: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


def completion(answer: object, finish: str = "stop") -> bytes:
    """The reply of a server whose model gave this answer."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    return json.dumps({"choices": [{"finish_reason": finish, "message": {"content": content}}]}).encode()


@contextmanager
def serving(replies: Sequence[bytes | tuple[int, bytes]], location: str | None = None) -> Iterator[Asked]:
    """Answer one question after the other, the last reply again and again. A status other than 200 stands before it."""
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.questions.append(json.loads(body))
            asked.keys.append(self.headers["Authorization"])
            reply = left.pop(0) if len(left) > 1 else left[0]
            status, content = reply if isinstance(reply, tuple) else (200, reply)
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked = Asked(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
