"""The graph engine inside this process: ArcadeDB with its Bolt listener, on loopback, quiet.

Two builds with one API: `arcadedb` (native, the extra) is preferred where it is installed, else `arcadedb-embedded`
(stable, with a Java runtime inside). TESTIGO_ENGINE=stable or native decides otherwise.
"""

from __future__ import annotations

import atexit
import importlib
import os
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Protocol

from testigo.ontology.errors import StoreError, TestigoError

LOOPBACK = "127.0.0.1"
DATABASE = "testigo"
USER = "root"  # the engine's own name for it
Build = Literal["native", "stable"]
MODULES: dict[Build, str] = {"native": "arcadedb", "stable": "arcadedb_embedded"}
TRIES = 5  # a free port may be taken by another process before the engine binds it
HEAP_MB = (512, 4096)  # a quarter of the memory, within these
LOGGING = """handlers = java.util.logging.FileHandler
.level = WARNING
java.util.logging.FileHandler.level = WARNING
java.util.logging.FileHandler.pattern = {pattern}
java.util.logging.FileHandler.append = true
java.util.logging.FileHandler.limit = 10000000
java.util.logging.FileHandler.count = 2
java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
"""


class Database(Protocol):
    """What of a database both builds give (Any: the builds share no types)."""

    def command(self, language: str, command: str, *args: Any) -> Any: ...

    def query(self, language: str, command: str, *args: Any) -> Any: ...

    def graph_batch(self, **options: int) -> Any: ...

    def transaction(self) -> Any: ...

    def close(self) -> None: ...


class Server(Protocol):
    """What both builds give."""

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def create_database(self, name: str) -> Database: ...

    def get_database(self, name: str) -> Database: ...


def build() -> Build:
    """The build that is used here. Raises StoreError where none is installed."""
    asked = os.environ.get("TESTIGO_ENGINE", "")
    if asked and asked not in MODULES:
        raise StoreError(f"TESTIGO_ENGINE is {asked!r}; it may be stable or native")
    for name, module in MODULES.items():
        if asked in ("", name) and find_spec(module):
            return name
    raise StoreError(
        "the embedded store's engine is not installed: pip install arcadedb-embedded, or name a server with --store"
    )


def start(folder: Path, password: str) -> tuple[Server, int]:
    """A server over a folder, with our database open in it, and its Bolt port."""
    module = importlib.import_module(MODULES[_load(folder)])
    for left in reversed(range(TRIES)):
        bolt_port, http_port = _free_ports()
        server = _server(module, folder, password, bolt_port, http_port)
        try:
            with _translated(folder):
                server.start()
        except StoreError as error:
            if left and "bind" in str(error).lower():
                continue
            raise
        try:
            with _translated(folder):
                server.create_database(DATABASE)
        except StoreError:
            server.stop()
            raise
        return server, bolt_port
    raise AssertionError("unreachable")


def define(server: Server, folder: Path, statements: Iterable[str]) -> None:
    """Run SQL statements in our database."""
    with _translated(folder):
        database = server.get_database(DATABASE)
        for statement in statements:
            database.command("sql", statement)


def database_folder(folder: Path) -> Path:
    """Where a server over a folder keeps our database."""
    return folder / "databases" / DATABASE


@contextmanager
def new_database(place: Path) -> Iterator[Database]:
    """A database of its own in a new folder, without a server. The runtime has been started before."""
    with _translated(place):
        database: Database = importlib.import_module(MODULES[build()]).create_database(str(place))
        try:
            yield database
        finally:
            database.close()


def is_empty(folder: Path) -> bool:
    """Whether our database under a folder holds nothing but its schema; no server runs over it."""
    with _translated(folder):
        database: Database = importlib.import_module(MODULES[build()]).open_database(str(database_folder(folder)))
        try:
            found = database.query("opencypher", "MATCH (n) WHERE NOT n:TestigoStore RETURN 1 AS one LIMIT 1")
            return not list(found)
        finally:
            database.close()


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Whatever the engine raises is a StoreError: its error classes differ by build, and JPype lets Java's through."""
    try:
        yield
    except TestigoError:
        raise
    except Exception as error:  # the builds' errors have no class in common but this
        what = " ".join(str(error).split())[:300]
        raise StoreError(f"the embedded store in {folder} does not open: {what}") from error


def _server(module: Any, folder: Path, password: str, bolt_port: int, http_port: int) -> Server:
    """The engine's HTTP listener cannot be left out: it too is on loopback, behind the same password."""
    options = {
        "host": LOOPBACK,
        "mode": "development",  # "production" keeps what is wrong with a statement from the one who asks
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_port": bolt_port,
        "http_port": http_port,
        "server_saltIterations": 1000,  # stretching is for passwords that people choose; ours is random
        "serverMetrics": False,
        "txWalFlush": 2,  # every commit reaches the disk: a killed process loses nothing that was told as written
    }
    server: Server = module.server.ArcadeDBServer(str(folder), password, options)
    return server


def _load(folder: Path) -> Build:
    """Start the engine's runtime once a process, with a bounded heap and its log in the folder."""
    chosen = build()
    log = folder / "log"
    log.mkdir(parents=True, exist_ok=True)
    config = log / "logging.properties"
    config.write_text(LOGGING.format(pattern=(log / "engine.log").as_posix().replace("%", "%%")))
    logging = f"-Djava.util.logging.config.file={config.as_posix()}"
    if chosen == "native":
        os.environ.setdefault("ARCADEDB_LOG_DIR", str(log))
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
        # separated by blanks there, so a path with one goes by ARCADEDB_LOG_DIR alone
        own = [f"-Xmx{_heap_mb()}m", *([logging] if " " not in logging else [])]
        os.environ.setdefault("ARCADEDB_NATIVE_ISOLATE_ARGS", " ".join(own))
    else:
        _start_jvm(log, logging)
    return chosen


def _start_jvm(log: Path, logging: str) -> None:
    import jpype

    if jpype.isJVMStarted():
        return
    import jpype.config
    from arcadedb_embedded.jvm import start_jvm

    # The engine is stopped before the process ends. To end the runtime too would be to wait for its threads, one of
    # which may be busy with a long question that nobody waits for any more.
    jpype.config.destroy_jvm = False
    jpype.config.onexit = False
    os.environ.setdefault("ARCADEDB_JVM_ERROR_FILE", str(log / "crash-%p.log"))
    # -Xrs leaves SIGINT and SIGTERM to Python: JPype's own handler of SIGTERM crashes the process
    options = [logging, "-Xrs", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    with _into(log / "runtime.log"):  # it greets on standard error
        start_jvm(heap_size=f"{_heap_mb()}m", jvm_args=options)
    # called after the engine is stopped, as it is registered before
    atexit.register(_stop_references)


def _stop_references() -> None:
    """End the thread that lets go of Python's objects: in an interpreter that is ending it aborts the process."""
    import jpype

    jpype.JClass("org.jpype.ref.JPypeReferenceQueue").getInstance().stop()


@contextmanager
def _into(file: Path) -> Iterator[None]:
    """What is written to the process's standard error meanwhile goes to a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    target = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.dup2(target, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(target)


def _heap_mb() -> int:
    """A quarter of the machine's memory, within bounds; TESTIGO_HEAP_MB decides otherwise."""
    asked = os.environ.get("TESTIGO_HEAP_MB", "")
    if asked:
        if not asked.isdecimal():
            raise StoreError(f"TESTIGO_HEAP_MB is {asked!r}; it is a number of megabytes")
        return int(asked)
    low, high = HEAP_MB
    try:
        memory_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (AttributeError, ValueError, OSError):
        return low
    return min(max(memory_mb // 4, low), high)


def _free_ports() -> tuple[int, int]:
    """Two ports that nobody listens on at this moment."""
    with socket.socket() as one, socket.socket() as other:
        one.bind((LOOPBACK, 0))
        other.bind((LOOPBACK, 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])
