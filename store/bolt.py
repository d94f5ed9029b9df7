"""The one adapter: whatever speaks Bolt, through the official driver."""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)
from testigo.ontology.errors import StoreError, StoreUnreachable
from testigo.store import schema, tables, writing
from testigo.store.addresses import ServerAddress
from testigo.store.patience import within
from testigo.store.protocols import NOTHING, Dialect, StoreInfo, Written
from testigo.store.values import received, sent

if TYPE_CHECKING:
    import pyarrow as pa
    from testigo.ontology.batch import Batch

T = TypeVar("T")
CONNECT_WITHIN_S = 10.0
RETRY_WRITES_FOR_S = 15.0
CREATE_TRIES = 6
READ_PAUSES_S = (0.05, 0.3, 1.5)  # before the second, third and fourth try of a read
IDS_A_LOOKUP = 5_000
INDEXES_WITHIN_S = 3600  # over an imported graph they take their time
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it says is in our errors; not on the terminal too
GRACE_S = 0.5  # the server's own time limit comes first


# The driver asks for literal statements, against injection. Ours are made of labels and types of the ontology alone,
# and a user's pass the guard: hence the ignored argument types.


class BoltStore:
    """A store behind a Bolt address. Safe to use from several threads."""

    def __init__(self, address: ServerAddress, *, url: str | None = None, create: bool = True) -> None:
        self._url = url or address.url
        self._connect(address)
        try:
            self._engine = self._greeting()
            self._dialect: Dialect = "arcadedb" if "arcadedb" in self._engine.lower() else "neo4j"
            schema.ensure(self, create=create)
        except BaseException:
            self.close()
            raise

    def _connect(self, address: ServerAddress) -> None:
        self._database = address.database
        with self._translated():
            self._driver = _driver(address)
            self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def __repr__(self) -> str:
        return f"BoltStore({self._url!r})"

    @property
    def url(self) -> str:
        return self._url

    @property
    def dialect(self) -> Dialect:
        return self._dialect

    def write(self, batch: Batch) -> Written:
        written = Written()
        for pack in writing.transactions(batch):
            with self._translated():
                written += self._written(pack)
        return written

    def _written(self, pack: list[writing.WriteStatement]) -> Written:
        """One transaction. Of two that create the same node at once one may fail: tried again, it finds the node."""
        for left in reversed(range(CREATE_TRIES)):
            try:
                with self._session(neo4j.WRITE_ACCESS) as session:
                    return session.execute_write(_write, pack)
            except ConstraintError:
                if not left:
                    raise
                time.sleep(random.uniform(0.05, 0.5))  # noqa: S311
        raise AssertionError("unreachable")

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object] = NOTHING,
        *,
        timeout_s: float | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        until = time.monotonic() + (math.inf if timeout_s is None else timeout_s)

        def rows() -> list[dict[str, Any]]:
            return self._retried(lambda: list(islice(self._rows(cypher, parameters, timeout_s), limit)), until)

        try:
            return rows() if timeout_s is None else within(timeout_s + GRACE_S, rows)
        except TimeoutError as error:
            raise StoreError(f"{self._url}: the question took longer than {timeout_s:g} s: ask for less") from error

    def stream(
        self, cypher: str, parameters: Mapping[str, object] = NOTHING, *, timeout_s: float | None = None
    ) -> Iterator[dict[str, Any]]:
        with self._translated():
            yield from self._rows(cypher, parameters, timeout_s)

    def run(self, cypher: str, parameters: Mapping[str, object] = NOTHING) -> list[dict[str, Any]]:
        def work(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            # The statements are this project's own; a user's go through the guard and `read`.
            return [_row(record) for record in transaction.run(cypher, sent(parameters))]  # pyright: ignore[reportArgumentType]

        with self._translated(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def define(self, statement: str) -> None:
        """A schema statement, or `CALL … IN TRANSACTIONS`: what no managed transaction takes."""
        with self._translated(), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(statement).consume()  # pyright: ignore[reportArgumentType]

    def index_full_text(self) -> None:
        """Make the full-text indexes; an engine that takes no Cypher for them has its own way."""
        if self._dialect == "neo4j":
            for name in schema.FULL_TEXT:
                for statement in schema.full_text_index(self._dialect, name):
                    self.define(statement)
            self.define(f"CALL db.awaitIndexes({INDEXES_WITHIN_S})")

    def known(self, label: str, ids: Iterable[str]) -> set[str]:
        sought = sorted(set(ids))
        cypher = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id"
        return {
            row["id"]
            for first in range(0, len(sought), IDS_A_LOOKUP)
            for row in self.read(cypher, {"ids": sought[first : first + IDS_A_LOOKUP]})
        }

    def table(self, label_or_type: str) -> Iterator[pa.Table]:
        return tables.tables(self, label_or_type)

    def info(self) -> StoreInfo:
        engine, _, version = self._engine.partition("/")
        version_here = schema.version_of(self)
        return StoreInfo(
            self._url, engine, version, version_here or 0, tables.node_counts(self), tables.relationship_counts(self)
        )

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def _rows(self, cypher: str, parameters: Mapping[str, object], timeout_s: float | None) -> Iterator[dict[str, Any]]:
        """One auto-commit statement in read mode: one round trip, where a managed transaction takes three."""
        query = neo4j.Query(cypher, timeout=timeout_s)  # pyright: ignore[reportArgumentType]
        with self._session(neo4j.READ_ACCESS) as session:
            for record in session.run(query, sent(parameters)):
                yield _row(record)

    def _retried(self, read: Callable[[], T], until: float = math.inf) -> T:
        """A read with our own retry, for an auto-commit statement has none; no new try after `until` (monotonic)."""
        with self._translated():
            for pause_s in READ_PAUSES_S:
                try:
                    return read()
                except (Neo4jError, DriverError) as error:
                    if not error.is_retryable() or time.monotonic() > until:
                        raise
                    time.sleep(pause_s * random.uniform(0.5, 1.5))  # noqa: S311
            return read()

    def _greeting(self) -> str:
        """`Neo4j/5.26.28` or `ArcadeDB/26.10.2`, as the server says it."""
        with self._translated():
            agent = self._driver.get_server_info().agent
        return f"ArcadeDB/{agent.partition('ArcadeDB ')[2].rstrip(')')}" if "ArcadeDB" in agent else agent

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The driver's errors as ours, in one line; none of them holds a password."""
        try:
            yield
        except AuthError as error:
            raise StoreError(
                f"{self._url} refuses this user or password: set TESTIGO_USER and TESTIGO_PASSWORD"
            ) from error
        except TimeoutError:
            raise
        except (ServiceUnavailable, SessionExpired, OSError) as error:
            raise StoreUnreachable(f"{self._url} does not answer: see that the server runs and try again") from error
        except (Neo4jError, DriverError, ConfigurationError) as error:
            if "TransactionTimedOut" in (getattr(error, "code", None) or ""):
                raise TimeoutError from error
            raise StoreError(f"{self._url}: {_one_line(error)}") from error


def _driver(address: ServerAddress) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        address.url,
        auth=(address.login.user, address.login.password) if address.login else None,
        connection_timeout=CONNECT_WITHIN_S,
        connection_acquisition_timeout=CONNECT_WITHIN_S + 5,
        max_transaction_retry_time=RETRY_WRITES_FOR_S,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="testigo",
    )


def _write(transaction: neo4j.ManagedTransaction, pack: list[writing.WriteStatement]) -> Written:
    """One transaction. Raises StoreError, and so rolls back, where a row found no end to join."""
    written = Written()
    for statement in pack:
        result = transaction.run(statement.cypher, rows=statement.rows, at=statement.at)  # pyright: ignore[reportArgumentType]
        matched = result.single(strict=True)["matched"]
        if matched != len(statement.rows):
            raise StoreError(
                f"{len(statement.rows) - matched} of {len(statement.rows)} {statement.what} refer to a node that is "
                "neither in the batch nor in the store: nothing of this transaction was written"
            )
        counters = result.consume().counters
        nodes, relationships = counters.nodes_created, counters.relationships_created
        written += Written(nodes, relationships, {statement.name: nodes + relationships})
    return written


def _row(record: neo4j.Record) -> dict[str, Any]:
    return {key: received(value) for key, value in zip(record.keys(), record.values(), strict=True)}


def _one_line(error: Exception) -> str:
    said = getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(str(said).split())[:500]
