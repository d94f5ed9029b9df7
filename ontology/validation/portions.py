"""Batches in portions: about 500 records with the neighbours that the shapes' paths reach."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported; pyright cannot see them.
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
from testigo.ontology.batch import Batch
from testigo.ontology.ntriples import to_ntriples
from testigo.ontology.terms import ID_BASE, NS
from testigo.ontology.validation.findings import label_of
from testigo.ontology.vocabulary import RDF

Known = Callable[[str, set[str]], set[str]]
"""Label, ids → those of them that the store holds: `Store.known`."""

INVERSE = frozenset({"CAPTURE_OF", "SUPPORTS", "DENIES", "HAS_NAME"})
"""Relationship types that a shape follows from their end to their start."""

WHOLE = frozenset({"SUPERSEDES"})
"""Relationship types whose end a shape reads properties of; of any other end it asks for the class only.

Where the store holds such an end and the context does not, the relationship cannot be checked and is left out.
"""


def nobody(label: str, ids: set[str]) -> set[str]:
    """A store that holds nothing."""
    return set()


@dataclass(frozen=True, slots=True)
class Portion:
    """What one call of an engine sees.

    Findings count for the records in `focus`. `batch` holds their rows, their relationships, and what else a
    path reaches; of the ids in `stubs` it is only said that they exist.
    """

    focus: frozenset[str]
    batch: Batch
    stubs: frozenset[str]

    def triples(self) -> str:
        """The portion as N-Triples. Raises InvalidValue for a value that RDF cannot write."""
        classes = (f"<{ID_BASE}{id}> <{RDF}type> <{NS}{label_of(id)}> .\n" for id in sorted(self.stubs))
        return b"".join(to_ntriples(self.batch)).decode() + "".join(classes)


@dataclass(slots=True)
class _Rows:
    """Row numbers of one portion, by label and by relationship type."""

    nodes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    relationships: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    whole: set[str] = field(default_factory=set)
    referred: set[str] = field(default_factory=set)


class Portions:
    """A batch with what it refers to, ready to be cut. `context` is as the store holds it; it is not checked itself."""

    def __init__(self, batch: Batch, context: Batch | None = None, known: Known = nobody) -> None:
        self.batch, self.context = batch, context or Batch()
        self.ids = {label: batch.ids(label) for label in batch.nodes}
        self.own = {id for ids in self.ids.values() for id in ids}
        self.ends = {type: _ends(table) for type, table in batch.relationships.items()}
        self.elsewhere = self._elsewhere(known)
        self.unread = self.elsewhere.difference(*map(self.context.ids, self.context.nodes))
        self.starts_elsewhere = frozenset(
            start for starts, _ in self.ends.values() for start in starts if start not in self.own
        )

    def _elsewhere(self, known: Known) -> set[str]:
        """The ids that the batch refers to, does not hold, and the context or the store does."""
        found = {id for label in self.context.nodes for id in self.context.ids(label)}
        for label, ids in outside(self.batch).items():
            found |= known(label, ids - found)
        return found

    @property
    def focus(self) -> frozenset[str]:
        """Every record there is a verdict on: the batch's own, and what a relationship of it starts from."""
        return frozenset(self.own | self.starts_elsewhere)

    def cut(self, size: int, focus: frozenset[str] | None = None) -> Iterator[Portion]:
        """The records in `focus` (all if None) in portions; rows that stood near each other stay so."""
        wanted = self.focus if focus is None else focus
        count = max(1, -(-len(wanted) // size))
        number = self._numbered(wanted, count)
        rows = [_Rows() for _ in range(count)]
        for label, ids in self.ids.items():
            for row, id in enumerate(ids):
                if id in number:
                    rows[number[id]].nodes[label].append(row)
        for type, (starts, ends) in self.ends.items():
            for row, pair in enumerate(zip(starts, ends, strict=True)):
                if type not in WHOLE or pair[1] not in self.unread:
                    _place(rows, number, type, row, pair)
        members: list[set[str]] = [set() for _ in range(count)]
        for id, at in number.items():
            members[at].add(id)
        for each, focused in zip(rows, members, strict=True):
            yield self._portion(each, frozenset(focused))

    def _numbered(self, wanted: frozenset[str], count: int) -> dict[str, int]:
        """Record → portion. A batch's tables are in the order of the source, so equal shares belong together."""
        number = dict.fromkeys(wanted - self.own, 0)
        for ids in self.ids.values():
            chosen = [id for id in ids if id in wanted]
            number.update((id, index * count // len(chosen)) for index, id in enumerate(chosen))
        return number

    def _portion(self, rows: _Rows, focus: frozenset[str]) -> Portion:
        nodes = {label: self.batch.nodes[label].take(numbers) for label, numbers in rows.nodes.items()}
        given = focus & self.own
        whole = rows.whole - given
        for label, table in (*_with_ids(self.batch, whole), *_with_ids(self.context, whole - self.own)):
            nodes[label] = pa.concat_tables([nodes[label], table]) if label in nodes else table
            given |= set(table.column("id").to_pylist())
        relationships = {
            type: self.batch.relationships[type].take(numbers) for type, numbers in rows.relationships.items()
        }
        named = rows.referred | rows.whole | focus
        stubs = {id for id in named if id in self.own or id in self.elsewhere} - given
        return Portion(focus, Batch(nodes, relationships), frozenset(stubs))


def _place(rows: list[_Rows], number: Mapping[str, int], type: str, row: int, pair: tuple[str, str]) -> None:
    """Note a relationship in every portion whose records need it."""
    start, end = pair
    here = number.get(start)
    if here is not None:
        rows[here].relationships[type].append(row)
        (rows[here].whole if type in WHOLE else rows[here].referred).add(end)
    there = number.get(end) if type in INVERSE else None
    if there is not None and there != here:
        rows[there].relationships[type].append(row)
        rows[there].referred.add(start)


def _ends(table: pa.Table) -> tuple[list[str], list[str]]:
    return table.column("start").to_pylist(), table.column("end").to_pylist()


def _with_ids(batch: Batch, ids: Iterable[str]) -> Iterator[tuple[str, pa.Table]]:
    """The rows of a batch that have one of the ids, by label."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        by_label[label_of(id)].append(id)
    for label, chosen in by_label.items():
        if label in batch.nodes:
            table = batch.nodes[label]
            found = table.filter(pc.is_in(table.column("id"), value_set=pa.array(chosen)))
            if len(found):
                yield label, found


def outside(batch: Batch) -> dict[str, set[str]]:
    """Label → the ids that relationships of the batch name and the batch does not hold."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in batch.relationships.values():
        for id in {*table.column("start").to_pylist(), *table.column("end").to_pylist()}:
            found[label_of(id)].add(id)
    missing = {label: ids.difference(batch.ids(label)) for label, ids in found.items() if label}
    return {label: ids for label, ids in missing.items() if ids}


def superseded(batch: Batch) -> set[str]:
    """The statements outside the batch that its own supersede: `context` must hold them, with their speakers."""
    table = batch.relationships.get("SUPERSEDES")
    return set() if table is None else set(table.column("end").to_pylist()) - set(batch.ids("Statement"))
