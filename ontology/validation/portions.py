"""Batches in portions: about 500 records with the neighbours that the shapes' paths reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.ntriples import to_ntriples
from testigo.ontology.terms import ID_BASE, NS
from testigo.ontology.validation.columns.plan import Reach
from testigo.ontology.validation.findings import label_of
from testigo.ontology.validation.numbered import NUMBER, Numbered, marked
from testigo.ontology.vocabulary import RDF


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """What one call of an engine sees.

    Findings count for the records in `focus`, whose numbers are `numbers`; the batch holds those in `own`. `batch`
    has their rows, their relationships, and what else a path reaches; of the ids in `stubs` it is only said that
    they exist.
    """

    numbers: pl.Series
    focus: frozenset[str]
    own: frozenset[str]
    batch: Batch
    stubs: frozenset[str]

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
        self._is_gone = marked([] if gone is None else [gone], numbered.size)

    def cut(self, size: int, focus: pl.Series) -> Iterator[Portion]:
        """The records in `focus`, by their numbers, in portions; rows that stood near each other stay so."""
        count = max(1, -(-len(focus) // size))
        portion = self._assigned(focus, count)
        rows = {label: _grouped(portion.gather(own)) for label, own in self._numbered.own.items()}
        is_wanted = portion.is_not_null()
        ties = {type: self._ties(type, portion, is_wanted) for type in self._numbered.starts}
        members = _grouped(portion)
        for number in range(count):
            if number in members:
                yield self._portion(
                    members[number].cast(NUMBER),
                    {label: found[number] for label, found in rows.items() if number in found},
                    {type: found[number] for type, found in ties.items() if number in found},
                )

    def _assigned(self, focus: pl.Series, count: int) -> pl.Series:
        """Number → portion, null for none. Tables are in the order of the source, so equal shares belong together."""
        is_wanted = marked([focus], self._numbered.size)
        portion = pl.repeat(None, self._numbered.size, dtype=pl.Int32, eager=True).scatter(focus, 0)
        for own in self._numbered.own.values():
            chosen = own.filter(is_wanted.gather(own))
            shares = pl.int_range(len(chosen), dtype=pl.Int64, eager=True) * count // max(1, len(chosen))
            portion = portion.scatter(chosen, shares.cast(pl.Int32)) if len(chosen) else portion
        return portion

    def _ties(self, type: str, portion: pl.Series, is_wanted: pl.Series) -> dict[int, pl.Series]:
        """Portion → the rows of a relationship type that its records need."""
        starts, ends = self._numbered.starts[type], self._numbered.ends[type]
        rows = is_wanted.gather(starts)
        if type in self._reach.inverse:
            rows |= is_wanted.gather(ends)
        rows = rows.arg_true().cast(pl.Int64)
        starts, ends = starts.gather(rows), ends.gather(rows)
        there = ~(self._is_gone.gather(starts) | self._is_gone.gather(ends))
        if type in self._reach.whole:
            there &= ~self._numbered.is_unread.gather(ends)
        at_start = portion.gather(starts)
        found = [_numbered_rows(at_start, there)]
        if type in self._reach.inverse:
            at_end = portion.gather(ends)
            found.append(_numbered_rows(at_end, there & at_end.ne_missing(at_start)))
        return {
            key[0]: rows.gather(part["row"].sort())
            for key, part in pl.concat(found).partition_by("portion", as_dict=True).items()
        }

    def _portion(self, focus: pl.Series, rows: dict[str, pl.Series], ties: dict[str, pl.Series]) -> Portion:
        numbered = self._numbered
        nodes = {label: numbered.batch.nodes[label].take(chosen.to_arrow()) for label, chosen in rows.items()}
        relationships = {
            type: numbered.batch.relationships[type].take(chosen.to_arrow()) for type, chosen in ties.items()
        }
        starts = [numbered.starts[type].gather(chosen) for type, chosen in ties.items()]
        ends = {type: numbered.ends[type].gather(chosen) for type, chosen in ties.items()}
        given = focus.filter(numbered.is_own.gather(focus))
        own = frozenset(numbered.named(given))
        whole = pl.concat([given.head(0), *(ends[type] for type in self._reach.whole if type in ends)]).unique()
        for label, table, numbers in self._tables(whole.filter(~whole.is_in(given.implode()))):
            nodes[label] = pa.concat_tables([nodes[label], table]) if label in nodes else table
            given = pl.concat([given, numbers])
        is_there = (numbered.is_own & ~self._is_gone) | numbered.is_elsewhere
        stubs = pl.concat([focus, *starts, *ends.values()]).unique()
        stubs = stubs.filter(is_there.gather(stubs) & ~stubs.is_in(given.implode()))
        focused, others = (frozenset(numbered.named(each)) for each in (focus, stubs))
        return Portion(focus, focused, own, Batch(nodes, relationships), others)

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


def _grouped(portion: pl.Series) -> dict[int, pl.Series]:
    """Portion → the positions that belong to it."""
    frame = _numbered_rows(portion, portion.is_not_null())
    return {key[0]: part["row"] for key, part in frame.partition_by("portion", as_dict=True).items()}


def _numbered_rows(portion: pl.Series, there: pl.Series) -> pl.DataFrame:
    """The rows that are there and in a portion, with the portion."""
    rows = (there & portion.is_not_null()).arg_true().cast(pl.Int64)
    return pl.DataFrame({"portion": portion.gather(rows), "row": rows})


def superseded(batch: Batch) -> set[str]:
    """The statements outside the batch that its own supersede: `context` must hold them, with their speakers."""
    table = batch.relationships.get("SUPERSEDES")
    return set() if table is None else set(table.column("end").to_pylist()) - set(batch.ids("Statement"))
