"""The archive: the bytes of every snapshot under their SHA-256, written once and never changed.

A folder beside the embedded store by default, or any URL that fsspec opens. On a disk of our own a file appears whole
or not at all, and is its user's alone.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from testigo.ontology.errors import NotInStore, StoreError
from testigo.store import addresses

AT_ONCE = 1 << 20
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
        return self._put(io.BytesIO(content))

    def put_file(self, path: Path) -> str:
        """Keep the bytes of a file, of whatever size: they are not read into memory."""
        with path.open("rb") as content:
            return self._put(content)

    def _put(self, content: BinaryIO) -> str:
        sha256 = _digest(content)
        place = self._place(sha256)
        if self.has(sha256):
            with self._translated(), self._files.open(place, "rb") as kept:
                self._check(sha256, _digest(kept))
            return sha256
        content.seek(0)
        with self._translated():
            if self._is_local:
                _put_whole(Path(place), content)
            else:
                with self._files.open(place, "wb") as file:
                    shutil.copyfileobj(content, file, AT_ONCE)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises NotInStore where there are none, StoreError where they are not what was put."""
        place = self._place(sha256)
        with self._translated():
            try:
                content: bytes = self._files.cat_file(place)
            except FileNotFoundError:
                raise NotInStore("archived snapshot", sha256) from None
        self._check(sha256, hashlib.sha256(content).hexdigest())
        return content

    def _check(self, sha256: str, found: str) -> None:
        if found != sha256:
            raise StoreError(f"the archived snapshot {sha256} in {self.url} is damaged: restore it from a copy")

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


def _digest(content: BinaryIO) -> str:
    found = hashlib.sha256()
    while some := content.read(AT_ONCE):
        found.update(some)
    return found.hexdigest()


def _put_whole(place: Path, content: BinaryIO) -> None:
    """A draft beside it, to the disk, then its name."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            shutil.copyfileobj(content, file, AT_ONCE)
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
