"""The default store: a folder, the engine inside the process that came first, Bolt for all who come after."""

from __future__ import annotations

import atexit
import errno
import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from testigo.ontology.errors import StoreBusy, StoreError, StoreNotOurs
from testigo.store import engine, owner, schema
from testigo.store.addresses import Login, ServerAddress
from testigo.store.bolt import BoltStore
from testigo.store.bulk.exchange import exchange, settle

MARK = "testigo-store.json"
FORMAT = 1
WAIT_FOR_OWNER_S = 30.0
FULL_BELOW_BYTES = 2**20  # the engine grows its files by more than that
FULL = "the disk that holds {} is full: make room and load again"
_serving: dict[Path, FolderServer] = {}
_guard = threading.RLock()


class EmbeddedStore(BoltStore):
    """A store in a folder. The first process that opens it serves it, until the last of its stores is closed."""

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        self.folder = folder
        _prepare(folder, create)
        self._server, address = _reach(folder)
        self._open = True
        try:
            super().__init__(address, url=f"file:{folder}", create=True)
        except BaseException:
            self.close()
            raise

    def __repr__(self) -> str:
        return f"EmbeddedStore({str(self.folder)!r})"

    @property
    def is_owner(self) -> bool:
        """Whether the engine runs in this process."""
        return self._server is not None

    @property
    def is_sole(self) -> bool:
        """Whether the engine runs in this process, for this store alone."""
        return self._server is not None and self._server.users == 1

    def exchange(self, make: Callable[[Path], None]) -> None:
        """Put the database that `make` makes in a new folder in the place of ours, which is empty; stay open.

        Raises StoreBusy where others use the store, StoreError where it is not empty or the new one cannot be made.
        """
        if self._server is None or not self.is_sole:
            raise StoreBusy(f"{self.folder} is open elsewhere too: close it there, and fill it again")
        self._driver.close()
        try:
            with self._translated():
                self._server.exchange(make)
        finally:
            self._connect(_address(self._server.owner))

    def index_full_text(self) -> None:
        if self._server:
            for name in schema.FULL_TEXT:
                self._server.define(schema.full_text_index(self.dialect, name))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """What the engine says of a full disk is not said in one way, so the disk itself is asked."""
        try:
            with super()._translated():
                yield
        except StoreError as error:
            if self.folder.exists() and shutil.disk_usage(self.folder).free < FULL_BELOW_BYTES:
                raise StoreError(FULL.format(self.folder)) from error
            raise

    def close(self) -> None:
        if not self._open:
            return
        self._open = False
        if hasattr(self, "_driver"):
            super().close()
        if self._server:
            self._server.leave()


class FolderServer:
    """The engine over one folder in this process, shared by the stores opened on it here."""

    def __init__(self, folder: Path, lock: owner.FolderLock) -> None:
        self._folder, self._lock, self._pid, self.users = folder, lock, os.getpid(), 0
        self._home = folder / "engine"
        owner.withdraw(folder)
        settle(folder, engine.database_folder(self._home))
        self._serve()
        # registered after the runtime's own, so called before it: the engine is stopped while there is a runtime
        atexit.register(self.stop)

    def _serve(self) -> None:
        # the users file would keep the password of the time before
        (self._home / "config" / "server-users.jsonl").unlink(missing_ok=True)
        password = secrets.token_urlsafe(24)
        self._engine, port = engine.start(self._home, password)
        self.owner = owner.publish(self._folder, port, password)

    def exchange(self, make: Callable[[Path], None]) -> None:
        """Stop serving, put a new database in the place of the empty one, serve again."""
        with _guard:
            owner.withdraw(self._folder)
            self._engine.stop()
            try:
                if not engine.is_empty(self._home):
                    raise StoreError(f"{self._folder} holds something already; only an empty store is filled at one go")
                exchange(self._folder, engine.database_folder(self._home), make)
            except OSError as error:
                raise _unusable(self._folder, error) from error
            finally:
                self._serve()

    def join(self) -> None:
        """One more store uses it."""
        self.users += 1

    def define(self, statements: Iterable[str]) -> None:
        """Run statements that Bolt does not carry."""
        engine.define(self._engine, self._folder, statements)

    def leave(self) -> None:
        """One store fewer; the last one stops the engine."""
        with _guard:
            self.users -= 1
            if self.users <= 0:
                self.stop()

    def is_here(self) -> bool:
        """Whether it runs in this process, and not in the one this was forked from."""
        return self._pid == os.getpid()

    def stop(self) -> None:
        """Stop serving and let others own the folder; a second time does nothing."""
        if not self.is_here() or _serving.get(self._folder) is not self:
            return
        del _serving[self._folder]
        atexit.unregister(self.stop)
        owner.withdraw(self._folder)
        try:
            self._engine.stop()
        finally:
            self._lock.release()


def _prepare(folder: Path, create: bool) -> None:
    """See that the folder is a store of ours, or make it one. Raises StoreNotOurs and StoreError."""
    if not folder.exists() and not create:
        raise StoreError(f"there is no store in {folder}: load something into it first")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = folder / MARK
        if mark.exists():
            _check(mark)
        elif any(each.name != owner.LOCK for each in folder.iterdir()):
            raise StoreNotOurs(f"{folder} is not empty and is no testigo store: name another folder")
        else:
            folder.chmod(0o700)
            mark.write_text(json.dumps({"format": FORMAT}) + "\n")
    except OSError as error:
        raise _unusable(folder, error) from error


def _check(mark: Path) -> None:
    try:
        found = json.loads(mark.read_bytes())["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreNotOurs(f"{mark} is damaged: it should say {{'format': {FORMAT}}}") from error
    if found != FORMAT:
        raise StoreNotOurs(f"{mark.parent} has the store format {found}, this testigo knows {FORMAT}: update testigo")


def _unusable(folder: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreError(FULL.format(folder))
    return StoreError(f"the store folder {folder} cannot be used: {error.strerror or error}")


def _reach(folder: Path) -> tuple[FolderServer | None, ServerAddress]:
    """The server of the folder: ours, where nobody else serves it; else the address of the one who does."""
    place = folder.resolve()
    with _guard:
        server = _serving.get(place)
        if server is None or not server.is_here():
            found = _owner_or_lock(place)
            if isinstance(found, owner.Owner):
                return None, _address(found)
            server = _served(place, found)
        server.join()
        return server, _address(server.owner)


def _served(place: Path, lock: owner.FolderLock) -> FolderServer:
    try:
        server = FolderServer(place, lock)
    except OSError as error:
        lock.release()
        raise _unusable(place, error) from error
    except BaseException:
        lock.release()
        raise
    _serving[place] = server
    return server


def _owner_or_lock(place: Path) -> owner.Owner | owner.FolderLock:
    """The living owner, or the lock where there is none. Raises StoreBusy where an owner does not come up."""
    deadline = time.monotonic() + WAIT_FOR_OWNER_S
    while time.monotonic() < deadline:
        try:
            lock = owner.FolderLock.taken(place)
        except OSError as error:
            raise _unusable(place, error) from error
        if lock:
            return lock
        if living := owner.read(place):
            return living
        time.sleep(0.05)
    raise StoreBusy(f"another process holds {place} and does not answer: end it and try again")


def _address(living: owner.Owner) -> ServerAddress:
    return ServerAddress(
        f"bolt://{engine.LOOPBACK}:{living.port}", Login(engine.USER, living.password), engine.DATABASE
    )
