"""Batches in portions: some hundred records with the neighbours that the shapes' paths reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.ntriples import to_ntriples
from testigo.ontology.terms import ID_BASE, NS
from testigo.ontology.validation.columns.plan import Reach
from testigo.ontology.validation.findings import label_of
from testigo.ontology.validation.numbered import NUMBER, Numbered, marked
from testigo.ontology.vocabulary import RDF

Numbers = npt.NDArray[np.int64]
NONE = np.int64(-1)
"""The portion of what is in none."""


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """What one call of an engine sees.

    Findings count for the records in `focus`, whose numbers are `numbers`; the batch holds those in `own`. `batch`
    has their rows, their relationships, and what else a path reaches; of the ids in `stubs` it is only said that
    they exist. `labels` are those of the records in focus.
    """

    numbers: pl.Series
    focus: frozenset[str]
    own: frozenset[str]
    batch: Batch
    stubs: frozenset[str]
    labels: frozenset[str]

    def triples(self) -> str:
        """The portion as N-Triples. Raises InvalidValue for a value that RDF cannot write."""
        classes = (f"<{ID_BASE}{id}> <{RDF}type> <{NS}{label_of(id)}> .\n" for id in sorted(self.stubs))
        return b"".join(to_ntriples(self.batch)).decode() + "".join(classes)


class Portions:
    """A numbered batch, ready to be cut. `reach` says what of a neighbour the shapes read; where the store holds a
    record whose properties they would read and the context does not, what leads to it is left out.

    `gone` are numbers that the batch no longer holds, with all their relationships.
    """

    def __init__(self, numbered: Numbered, reach: Reach, gone: pl.Series | None = None) -> None:
        self._numbered, self._reach = numbered, reach
        self._is_gone = np.zeros(numbered.size, np.bool_)
        if gone is not None:
            self._is_gone[gone.to_numpy()] = True

    def cut(self, size: int, focus: pl.Series) -> Iterator[Portion]:
        """The records in `focus`, by their numbers, in portions; rows that stood near each other stay so."""
        count = max(1, -(-len(focus) // size))
        portion = self._assigned(focus, count)
        rows = {label: _grouped(portion[own.to_numpy()]) for label, own in self._numbered.own.items()}
        ties = {type: self._ties(type, portion) for type in self._numbered.starts}
        for number, members in _grouped(portion).items():
            yield self._portion(
                pl.Series(members, dtype=NUMBER),
                {label: found[number] for label, found in rows.items() if number in found},
                {type: found[number] for type, found in ties.items() if number in found},
            )

    def _assigned(self, focus: pl.Series, count: int) -> Numbers:
        """Number → portion, NONE for none. Tables are in the order of the source, so equal shares belong together."""
        portion = np.full(self._numbered.size, NONE)
        portion[focus.to_numpy()] = 0
        for own in map(pl.Series.to_numpy, self._numbered.own.values()):
            chosen = own[portion[own] != NONE]
            portion[chosen] = np.arange(len(chosen)) * count // max(1, len(chosen))
        return portion

    def _ties(self, type: str, portion: Numbers) -> dict[int, Numbers]:
        """Portion → the rows of a relationship type that its records need."""
        starts, ends = (each[type].to_numpy() for each in (self._numbered.starts, self._numbered.ends))
        is_wanted = portion[starts] != NONE
        if type in self._reach.inverse:
            is_wanted |= portion[ends] != NONE
        rows = np.flatnonzero(is_wanted)
        rows = rows[~(self._is_gone[starts[rows]] | self._is_gone[ends[rows]])]
        if type in self._reach.whole:
            rows = rows[~self._numbered.is_unread.to_numpy()[ends[rows]]]
        at_start, at_end = portion[starts[rows]], portion[ends[rows]]
        if type not in self._reach.inverse:
            return _grouped(at_start, rows)
        once = np.where(at_end == at_start, NONE, at_end)
        return _grouped(np.concatenate([at_start, once]), np.concatenate([rows, rows]))

    def _portion(self, focus: pl.Series, rows: dict[str, Numbers], ties: dict[str, Numbers]) -> Portion:
        numbered = self._numbered
        nodes = {label: numbered.batch.nodes[label].take(chosen) for label, chosen in rows.items()}
        relationships = {type: numbered.batch.relationships[type].take(chosen) for type, chosen in ties.items()}
        starts = [pl.Series(numbered.starts[type].to_numpy()[chosen]) for type, chosen in ties.items()]
        ends = {type: pl.Series(numbered.ends[type].to_numpy()[chosen]) for type, chosen in ties.items()}
        given = focus.filter(numbered.is_own.gather(focus))
        own = frozenset(numbered.named(given))
        whole = pl.concat([given.head(0), *(ends[type] for type in self._reach.whole if type in ends)]).unique()
        for label, table, numbers in self._tables(whole.filter(~whole.is_in(given.implode()))):
            nodes[label] = pa.concat_tables([nodes[label], table]) if label in nodes else table
            given = pl.concat([given, numbers])
        is_there = (numbered.is_own & ~pl.Series(self._is_gone)) | numbered.is_elsewhere
        stubs = pl.concat([focus, *starts, *ends.values()]).unique()
        stubs = stubs.filter(is_there.gather(stubs) & ~stubs.is_in(given.implode()))
        focused, others = (frozenset(numbered.named(each)) for each in (focus, stubs))
        labels = frozenset([*rows, *(label_of(id) for id in focused - own)])
        return Portion(focus, focused, own, Batch(nodes, relationships), others, labels)

    def _tables(self, numbers: pl.Series) -> Iterator[tuple[str, pa.Table, pl.Series]]:
        """The rows of these records, by label: the batch's own, or else the context's."""
        by_label: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for number in numbers.to_list():
            if (place := self._places.get(number)) is not None:
                by_label[place[:2]].append(place[2])
        for (is_own, label), rows in by_label.items():
            source = self._numbered.batch if is_own else self._numbered.context
            columns = self._numbered.own if is_own else self._numbered.context_numbers
            yield label, source.nodes[label].take(rows), columns[label].gather(rows)

    @cached_property
    def _places(self) -> dict[int, tuple[bool, str, int]]:
        """Number → whether it is the batch's own, its label and its row, of whatever is read whole."""
        numbered = self._numbered
        ends = [numbered.ends[type] for type in self._reach.whole if type in numbered.ends]
        wanted = marked(ends, numbered.size)
        found: dict[int, tuple[bool, str, int]] = {}
        for is_own, columns in ((False, numbered.context_numbers), (True, numbered.own)):
            for label, column in columns.items():
                for row in wanted.gather(column).arg_true().to_list():
                    number = column[row]
                    if not (is_own and self._is_gone[number]):
                        found[number] = (is_own, label, row)
        return found


def _grouped(portion: Numbers, rows: Numbers | None = None) -> dict[int, Numbers]:
    """Portion → the rows that belong to it, ascending; without rows the places."""
    places = np.flatnonzero(portion != NONE)
    portion, rows = portion[places], places if rows is None else rows[places]
    order = np.lexsort((rows, portion))
    numbers, firsts = np.unique(portion[order], return_index=True)
    return dict(zip(numbers.tolist(), np.split(rows[order], firsts[1:]), strict=False))


def superseded(batch: Batch) -> set[str]:
    """The statements outside the batch that its own supersede: `context` must hold them, with their speakers."""
    table = batch.relationships.get("SUPERSEDES")
    return set() if table is None else set(table.column("end").to_pylist()) - set(batch.ids("Statement"))
