"""Reading for one request: what is asked on one level of a query becomes one statement a field."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from strawberry import UNSET
from strawberry.dataloader import DataLoader
from testigo.api import compiler, cursors
from testigo.api.patterns import Relation
from testigo.api.records import Edge, Page, Record
from testigo.ontology.errors import QueryError
from testigo.ontology.ids import label_of
from testigo.store.protocols import Store

FIRST = 10
FIRST_AT_MOST = 100
LIST_AT_MOST = 200
PARENTS_A_STATEMENT = 2_000
GRACE_S = 0.5

Arguments = tuple[tuple[str, Any], ...]  # name and value, by name; a list is a tuple, so that it can be a key
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """What a page is a page of: a relation, its parent (None: the whole graph), the arguments that narrow it."""

    relation: Relation
    parent: str | None
    arguments: Arguments

    @property
    def given(self) -> frozenset[str]:
        """The names of the arguments in use."""
        return frozenset(name for name, _ in self.arguments)


def arguments(values: Mapping[str, Any]) -> Arguments:
    """The arguments that are given, in a form that can be compared.

    >>> arguments({"type": ["attack"], "from": None})
    (('type', ('attack',)),)
    """
    given = ((name, tuple(value) if isinstance(value, list) else value) for name, value in sorted(values.items()))
    return tuple((name, value) for name, value in given if value is not None and value is not UNSET)


class Reader:
    """The store, as one request sees it. Raises QueryError for what a client asked wrongly, and StoreError."""

    def __init__(self, store: Store, timeout_s: float) -> None:
        self._store = store
        self._ends = time.monotonic() + timeout_s
        self._loaders: dict[tuple[object, ...], DataLoader[str, Any]] = {}

    async def record(self, id: str) -> Record | None:
        """A node by its id, None where the graph does not hold it."""
        label = checked_label(id)

        async def load(ids: list[str]) -> list[Record | None]:
            rows = await self._rows(compiler.records(label), {"ids": ids})
            found = {row["node"]["id"]: Record(row["node"]) for row in rows}
            return [found.get(each) for each in ids]

        found: Record | None = await self._loader(("record", label), load).load(id)
        return found

    async def heavy(self, record: Record, name: str) -> Any:  # whatever the property is
        """A property that is not read with its node."""

        async def load(ids: list[str]) -> list[Any]:
            rows = await self._rows(compiler.heavy(record.label, name), {"ids": ids})
            found = {row["id"]: row["value"] for row in rows}
            return [found.get(each) for each in ids]

        return await self._loader(("heavy", record.label, name), load).load(record.id)

    async def page(self, question: Question, first: int = FIRST, after: str | None = None) -> Page:
        """A page of at most `first` edges, from `after` on."""
        if not 1 <= first <= FIRST_AT_MOST:
            raise QueryError(f"first: {first} is not between 1 and {FIRST_AT_MOST}; page on with `after` instead")
        keys = self._resumed(question.relation, after) if after is not None else None
        rows = await self._edges(question, first + 1, keys)
        return Page(tuple(rows[:first]), len(rows) > first, after is not None, question)

    @staticmethod
    def _resumed(relation: Relation, after: str) -> tuple[cursors.Key, ...]:
        """The keys to go on from. Raises InvalidCursor where they are of another order."""
        keys = cursors.decoded(relation.order.name, after)
        if len(keys) != len(relation.order.keys):
            raise cursors.InvalidCursor(after)
        return tuple(keys)

    async def all(self, relation: Relation, parent: str) -> list[Record]:
        """A short list, whole. Raises QueryError where it is long."""
        edges = await self._edges(Question(relation, parent, ()), LIST_AT_MOST + 1, None)
        if len(edges) > LIST_AT_MOST:
            raise QueryError(f"{relation.name} of {parent} holds more than {LIST_AT_MOST}: ask from their side, paged")
        return [edge.node for edge in edges]

    async def one(self, relation: Relation, parent: str) -> Record | None:
        """The node of a relation that gives at most one."""
        edges = await self._edges(Question(relation, parent, ()), 1, None)
        return edges[0].node if edges else None

    async def total(self, question: Question) -> int:
        """How many a list holds in all."""
        cypher = compiler.total(question.relation, question.given)
        if question.parent is None:
            (row,) = await self._rows(cypher, dict(question.arguments))
            return int(row["total"])

        async def load(parents: list[str]) -> list[int]:
            rows = await self._rows(cypher, dict(question.arguments) | {"parents": parents})
            found = {row["parent"]: row["total"] for row in rows}
            return [found.get(each, 0) for each in parents]

        key = ("total", question.relation, question.arguments)
        return int(await self._loader(key, load).load(question.parent))

    async def _edges(self, question: Question, limit: int, after: tuple[cursors.Key, ...] | None) -> list[Edge]:
        relation = question.relation
        cypher = compiler.page(relation, question.given, after is not None)
        values = dict(question.arguments) | {"limit": limit} | ({"after": list(after)} if after is not None else {})
        if question.parent is None:
            return [_edge(relation, row) for row in await self._rows(cypher, values)]

        async def load(parents: list[str]) -> list[list[Edge]]:
            found: dict[str, list[Edge]] = {parent: [] for parent in parents}
            for row in await self._rows(cypher, values | {"parents": parents}):
                found[row["parent"]].append(_edge(relation, row))
            return [found[parent] for parent in parents]

        edges: list[Edge] = await self._loader((relation, question.arguments, limit, after), load).load(question.parent)
        return edges

    def _loader(self, key: tuple[object, ...], load: Any) -> DataLoader[str, Any]:  # a loader's function, of any result
        if key not in self._loaders:
            self._loaders[key] = DataLoader(load_fn=load, max_batch_size=PARENTS_A_STATEMENT)
        return self._loaders[key]

    async def _rows(self, cypher: str, values: Mapping[str, object]) -> Sequence[Mapping[str, Any]]:
        # The engine is given a little longer, so that it is the request that ends, and says why.
        left_s = max(0.0, self._ends - time.monotonic()) + GRACE_S
        return await asyncio.to_thread(self._store.read, cypher, values, timeout_s=left_s)


def checked_label(id: str, *labels: str) -> str:
    """The label of an id. Raises QueryError where it is no id of ours, or of none of these labels."""
    try:
        label = label_of(id)
    except KeyError:
        raise QueryError(f"{id[:60]!r} is not an id of this graph; ids look like actor-2f0c… or event-91ab…") from None
    if labels and label not in labels:
        raise QueryError(f"{id!r} is the id of a {label}; give that of {' or '.join(labels)}")
    return label


def _edge(relation: Relation, row: Mapping[str, Any]) -> Edge:
    keys = [row[f"k{index}"] for index in range(len(relation.order.keys))]
    return Edge(Record(row["node"]), row["edge"] or {}, cursors.encoded(relation.order.name, keys))
