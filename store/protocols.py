"""What a store is: the Protocol that every adapter keeps, and the values it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

if TYPE_CHECKING:
    import pyarrow as pa
    from testigo.ontology.batch import Batch

Dialect = Literal["arcadedb", "neo4j"]
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Written:
    """How many nodes and relationships a write added; what was known already is not counted.

    `new`: the same by label and relationship type, of those of which rows were written.

    >>> Written(2, 1) + Written(1, 0)
    Written(nodes=3, relationships=1)
    """

    nodes: int = 0
    relationships: int = 0
    new: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    def __add__(self, other: Written) -> Written:
        new = {name: self.new.get(name, 0) + other.new.get(name, 0) for name in {**self.new, **other.new}}
        return Written(self.nodes + other.nodes, self.relationships + other.relationships, new)


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store says of itself. `url` holds no password."""

    url: str
    engine: str
    version: str
    schema_version: int
    nodes: Mapping[str, int] = field(default_factory=dict)
    relationships: Mapping[str, int] = field(default_factory=dict)


class Store(Protocol):
    """Where the graph is kept. Every adapter passes tests/store/test_contract.py.

    Every method raises StoreUnreachable where nobody answers, and StoreError where the engine refuses.
    """

    @property
    def url(self) -> str:
        """The address, without user and password."""
        ...

    @property
    def dialect(self) -> Dialect:
        """Which engine's full text and index statements it takes; everything else is common."""
        ...

    def write(self, batch: Batch) -> Written:
        """Add a batch; what is known stays as it is. Return how many nodes and relationships are new.

        Raises StoreError where a relationship's end is neither in the batch nor in the store.
        """
        ...

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object] = NOTHING,
        *,
        timeout_s: float | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """The rows of a statement that only reads: instants aware in UTC, nodes as their properties.

        At most `limit` rows; StoreError where it takes longer than `timeout_s`.
        """
        ...

    def stream(
        self, cypher: str, parameters: Mapping[str, object] = NOTHING, *, timeout_s: float | None = None
    ) -> Iterator[dict[str, Any]]:
        """The same rows one by one, for results that should not lie in memory; not retried."""
        ...

    def run(self, cypher: str, parameters: Mapping[str, object] = NOTHING) -> list[dict[str, Any]]:
        """The rows of a statement of our own that may write, in one transaction with retry."""
        ...

    def known(self, label: str, ids: Iterable[str]) -> set[str]:
        """Those of the ids that the store holds under this label."""
        ...

    def table(self, label_or_type: str) -> Iterator[pa.Table]:
        """Everything of one node label, or one relationship type, in tables of some thousand rows, by id."""
        ...

    def info(self) -> StoreInfo:
        """The engine, the schema version, and how much of what there is."""
        ...

    def close(self) -> None:
        """Let go of it; a second time does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
