"""Cursors: where a page ends, as an opaque string that says if it was altered or belongs to another list."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

from testigo.ontology.errors import QueryError

Key = str | int | float
_CHECK = 6  # bytes of the checksum: it finds mistakes; a cursor grants nothing, so it need not stop a forger


class InvalidCursor(QueryError):
    """A cursor that no page of this list ended with."""

    def __init__(self, cursor: str) -> None:
        shown = cursor if len(cursor) <= 40 else f"{cursor[:40]}…"
        super().__init__(
            f"after: {shown!r} is no cursor of this list; take `pageInfo.endCursor` of the same field in the same order"
        )
        self.cursor = cursor


def encoded(order: str, keys: Sequence[Key]) -> str:
    """The cursor of the row with these keys in the named order.

    >>> decoded("actors", encoded("actors", ["Army", "actor-1"]))
    ['Army', 'actor-1']
    """
    body = json.dumps(list(keys), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(order, body) + body).decode().rstrip("=")


def decoded(order: str, cursor: str) -> list[Key]:
    """The keys in a cursor. Raises InvalidCursor where it was altered or is of another order."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise InvalidCursor(cursor) from None
    check, body = raw[:_CHECK], raw[_CHECK:]
    if check != _check(order, body):
        raise InvalidCursor(cursor)
    keys: list[Key] = json.loads(body)
    return keys


def _check(order: str, body: bytes) -> bytes:
    return hashlib.sha256(f"{order}\n".encode() + body).digest()[:_CHECK]
