"""Store URLs: which are taken, and who logs in, with the password out of sight."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import url2pathname

from testigo.ontology.errors import StoreError

DEFAULT = "file:./testigo-store"
BOLT = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
ALLOWED = "file:PATH, bolt://HOST:PORT or neo4j://HOST:PORT (also +s and +ssc)"


@dataclass(frozen=True, slots=True)
class Login:
    """Who logs in. The password is in no `repr`."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A server that speaks Bolt: a URL without credentials, the login, and the database (None: the user's own)."""

    url: str
    login: Login | None = None
    database: str | None = None


def chosen(url: str | None) -> str:
    """The URL given, else TESTIGO_STORE, else the folder `./testigo-store`."""
    return url or os.environ.get("TESTIGO_STORE") or DEFAULT


def parsed(url: str) -> Path | ServerAddress:
    """The folder or the server that a URL names. Raises StoreError where it is neither.

    >>> parsed("bolt://neo4j:secret@localhost:7687/reports")
    ServerAddress(url='bolt://localhost:7687', login=Login(user='neo4j'), database='reports')
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise StoreError(f"not a store URL: {error}; allowed are {ALLOWED}") from None
    if parts.scheme == "file":
        return _folder(parts)
    if parts.scheme not in BOLT:
        said = (
            f"the scheme {parts.scheme!r} of the store URL" if parts.scheme else f"the store {url!r} has no scheme and"
        )
        raise StoreError(f"{said} is not known; allowed are {ALLOWED}")
    if not parts.hostname:
        raise StoreError(f"the store URL names no host; allowed are {ALLOWED}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return ServerAddress(f"{parts.scheme}://{host}:{port or 7687}", _login(parts), parts.path.strip("/") or None)


def _folder(parts: SplitResult) -> Path:
    """`file:relative`, `file:/absolute` and `file:///absolute`; `~` is the home folder."""
    if parts.netloc not in ("", "localhost"):
        raise StoreError("a file: store URL names no host: write file:PATH or file:///ABSOLUTE/PATH")
    if not parts.path:
        raise StoreError("the file: store URL names no folder: write file:PATH")
    return Path(url2pathname(parts.path)).expanduser().absolute()


def _login(parts: SplitResult) -> Login | None:
    """From the URL, else from TESTIGO_USER and TESTIGO_PASSWORD."""
    user = unquote(parts.username or "") or os.environ.get("TESTIGO_USER", "")
    password = unquote(parts.password or "") or os.environ.get("TESTIGO_PASSWORD", "")
    return Login(user or "neo4j", password) if user or password else None
