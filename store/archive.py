"""The archive: the bytes of every snapshot under their SHA-256, written once and never changed.

A folder beside the embedded store by default, or any URL that fsspec opens. On a disk of our own a file appears whole
or not at all, and is its user's alone.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from testigo.ontology.errors import NotInStore, StoreError
from testigo.store import addresses

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Archive:
    """Content-addressed bytes: what is put comes back under its hash, or an error says what became of it."""

    def __init__(self, url: str) -> None:
        self.url, self._files, self._root = _opened(url)
        self._is_local = "file" in self._files.protocol

    def __repr__(self) -> str:
        return f"Archive({self.url!r})"

    def put(self, content: bytes) -> str:
        """Keep the bytes; return their SHA-256. What is there already stays as it is, and must be sound."""
        sha256 = hashlib.sha256(content).hexdigest()
        if self.has(sha256):
            self.get(sha256)
            return sha256
        with self._translated():
            if self._is_local:
                _put_whole(Path(self._place(sha256)), content)
            else:
                self._files.pipe_file(self._place(sha256), content)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises NotInStore where there are none, StoreError where they are not what was put."""
        place = self._place(sha256)
        with self._translated():
            try:
                content: bytes = self._files.cat_file(place)
            except FileNotFoundError:
                raise NotInStore("archived snapshot", sha256) from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"the archived snapshot {sha256} in {self.url} is damaged: restore it from a copy")
        return content

    def has(self, sha256: str) -> bool:
        """Whether something is kept under this hash."""
        with self._translated():
            return bool(self._files.exists(self._place(sha256)))

    def _place(self, sha256: str) -> str:
        if not _SHA256.fullmatch(sha256):
            raise StoreError(f"{sha256!r} is no SHA-256 in lower-case hex digits")
        return f"{self._root}/{sha256[:2]}/{sha256}"

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(f"the archive {self.url} cannot be used: {error.strerror or error}") from error


def open_archive(url: str | None = None, *, store: str | None = None) -> Archive:
    """The archive at a path or fsspec URL, else at TESTIGO_ARCHIVE, else in the folder beside the store."""
    return Archive(url or os.environ.get("TESTIGO_ARCHIVE") or str(_beside(store)))


def _beside(store: str | None) -> Path:
    """`testigo-archive` beside `testigo-store`; in the working folder where the store is a server.

    >>> _beside("file:/cases/coast").as_posix()
    '/cases/coast-archive'
    """
    place = addresses.parsed(addresses.chosen(store))
    folder = place if isinstance(place, Path) else Path("testigo-store").absolute()
    return folder.with_name(folder.name.removesuffix("-store") + "-archive")


def _opened(url: str) -> tuple[str, Any, str]:
    """The URL without credentials, its file system (Any: fsspec has no types) and the root in it."""
    import fsspec

    if url.startswith("file:") and not url.startswith("file://"):
        url = url.removeprefix("file:")
    try:
        files, root = fsspec.core.url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise StoreError(f"the archive cannot be opened: {error}") from error
    return re.sub(r"//[^/@]*@", "//", url), files, root.rstrip("/")


def _put_whole(place: Path, content: bytes) -> None:
    """A draft beside it, to the disk, then its name."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
        _sync_folder(place.parent)
    finally:
        draft.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """The name too reaches the disk, where the system can be told so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
