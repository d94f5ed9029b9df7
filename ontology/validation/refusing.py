"""Refusal: a broken record goes alone, with what cannot stand without it; the rest goes in.

A record falls with what it refers to, because without it it would say something else (a statement without one of
its speakers) or be seen by others (a record without its marking). Only the relationships in `LOOSE` may go without
their record: a later figure stands without the earlier one. Whoever stays is checked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.terms import Severity
from testigo.ontology.validation.findings import Finding, label_of
from testigo.ontology.validation.numbered import NUMBER, Numbered
from testigo.ontology.validation.payloads import Json, payload_of_rows, written_rows

LOOSE = frozenset({
    "SUPERSEDES", "RETRACTS", "RELAYS", "HAS_NAME", "WITHIN", "SUB_EVENT_OF", "PART_OF", "BROADER", "CLOSE_MATCH",
})  # fmt: skip
Again = Callable[[pl.Series, pl.Series], list[Finding]]
"""The numbers that are gone, those to be checked once more → findings on the latter."""

Marks = npt.NDArray[np.bool_]
"""Of each number whether something holds; of each row as well."""

Causes = dict[str, set[str]]
"""A record that goes → the records at fault that it goes with."""


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that broke a rule, with the first finding on it.

    `payload` holds the record, `fallen` (what fell with it) and all their relationships
    (`testigo.ontology.validation.payloads`); `others` are the further findings on the record.
    """

    id: str
    label: str
    rule: str
    shape: str
    path: str | None
    value: str | None
    message: str
    severity: Severity
    payload: str
    fallen: tuple[str, ...] = ()
    others: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A batch told apart. `refused` are the records at fault; `lost` counts them and what fell with them."""

    sound: Batch
    refused: tuple[RefusedRecord, ...]
    warnings: tuple[Finding, ...]
    lost: int


def judged(numbered: Numbered, findings: Iterable[Finding], again: Again, backwards: Container[str]) -> Judged:
    """Tell the sound records from the rest. `again` checks records of what is left once more; who a relationship of
    a record that goes led to is one of them only where the type is one that shapes follow `backwards`.
    """
    at_fault: dict[str, list[Finding]] = {}
    warnings = []
    for each in findings:
        if each.refuses:
            at_fault.setdefault(each.id, []).append(each)
        else:
            warnings.append(each)
    if not at_fault:
        return Judged(numbered.batch, (), tuple(warnings), 0)
    causes, gone = _told_apart(numbered, at_fault, again, backwards)
    affected, fallen = _Affected(numbered, gone), _fallen(causes)
    refused = tuple(_record(affected, id, at_fault[id], fallen[id], causes) for id in sorted(at_fault))
    sound = _rows(numbered, lambda is_gone: ~is_gone, lambda start, end: ~(start | end), gone)
    return Judged(sound, refused, tuple(each for each in warnings if each.id not in causes), len(causes))


def _told_apart(
    numbered: Numbered, at_fault: Iterable[str], again: Again, backwards: Container[str]
) -> tuple[Causes, Marks]:
    """Each record that goes with its causes, and of each number whether it goes."""
    causes: Causes = {id: {id} for id in at_fault}
    newly = numbered.numbers(causes)
    is_gone = np.zeros(numbered.size, np.bool_)
    while newly:
        is_new = np.zeros(numbered.size, np.bool_)
        is_new[list(newly.values())] = True
        falling, shaken = _neighbours(_ties(numbered, is_new, is_gone), set(newly), causes, backwards)
        is_gone |= is_new
        broken = _broken(numbered, is_gone, shaken, again)
        causes |= falling | broken
        newly = numbered.numbers({*falling, *broken})
    return causes, is_gone


def _broken(numbered: Numbered, is_gone: Marks, shaken: Causes, again: Again) -> Causes:
    """Those of the shaken records that do not stand without what is gone."""
    if not shaken:
        return {}
    findings = again(_column(np.flatnonzero(is_gone)), _column(sorted(numbered.numbers(shaken).values())))
    return {each.id: shaken[each.id] for each in findings if each.refuses and each.id in shaken}


def _column(numbers: Sequence[int] | npt.NDArray[np.int64]) -> pl.Series:
    return pl.Series(numbers, dtype=NUMBER)


def _ties(numbered: Numbered, is_new: Marks, is_gone: Marks) -> Iterator[tuple[str, str, str]]:
    """Type, start and end of every relationship that is left and touches a record that is about to go."""
    for type, starts, ends in numbered.ties:
        rows = np.flatnonzero(is_new[starts] | is_new[ends])
        rows = rows[~(is_gone[starts[rows]] | is_gone[ends[rows]])]
        if len(rows):
            pairs = (numbered.named(pl.Series(each[rows])) for each in (starts, ends))
            yield from ((type, start, end) for start, end in zip(*pairs, strict=True))


def _neighbours(
    ties: Iterable[tuple[str, str, str]], gone: set[str], causes: Causes, backwards: Container[str]
) -> tuple[Causes, Causes]:
    """The records that fall with those that go, and those to be checked again, each with the causes."""
    falling: Causes = {}
    shaken: Causes = {}
    for type, start, end in ties:
        if end in gone and start not in gone:
            (shaken if type in LOOSE or _is_a_view(type, start) else falling).setdefault(start, set()).update(
                causes[end]
            )
        if start in gone and end not in gone and type in backwards:
            shaken.setdefault(end, set()).update(causes[start])
    return falling, {id: why for id, why in shaken.items() if id not in falling}


def _is_a_view(type: str, start: str) -> bool:
    """Whether a relationship is derived: the place of an event is, that of a statement is not."""
    return type == "AT_PLACE" and label_of(start) == "Event"


def _rows(
    numbered: Numbered,
    of_node: Callable[[Marks], Marks],
    of_ends: Callable[[Marks, Marks], Marks],
    is_gone: Marks,
) -> Batch:
    """The rows of the batch that are wanted: asked whether a record is gone, or the ends of a relationship are."""
    nodes = {
        label: _chosen(table, of_node(is_gone[numbered.own[label].to_numpy()]))
        for label, table in numbered.batch.nodes.items()
    }
    relationships = {
        type: _chosen(numbered.batch.relationships[type], of_ends(is_gone[starts], is_gone[ends]))
        for type, starts, ends in numbered.ties
    }
    return Batch(
        {label: table for label, table in nodes.items() if len(table)},
        {type: table for type, table in relationships.items() if len(table)},
    )


def _chosen(table: pa.Table, is_wanted: Marks) -> pa.Table:
    """The wanted rows: nearly always nearly all of them, or hardly any."""
    if is_wanted.all():
        return table
    rows = np.flatnonzero(is_wanted)
    return table.take(rows) if len(rows) < len(table) // 8 else table.filter(pa.array(is_wanted))


Place = tuple[str, int, Json]
"""The name of a table, the number of a row of it, and the row."""


class _Affected:
    """The records that go and all their relationships as rows, found by id."""

    def __init__(self, numbered: Numbered, gone: Marks) -> None:
        batch = _rows(numbered, lambda is_gone: is_gone, lambda start, end: start | end, gone)
        self._nodes: dict[str, list[Place]] = defaultdict(list)
        self._ties: dict[str, list[Place]] = defaultdict(list)
        for label, table in batch.nodes.items():
            for at, row in enumerate(written_rows(table)):
                self._nodes[row["id"]].append((label, at, row))
        for type, table in batch.relationships.items():
            for at, row in enumerate(written_rows(table)):
                for id in {row["start"], row["end"]}:
                    self._ties[id].append((type, at, row))

    def payload(self, ids: set[str], causes: Causes) -> str:
        """These records and their relationships, but those that start from a record refused elsewhere."""
        nodes = [place for id in ids for place in self._nodes.get(id, ())]
        ties = {place[:2]: place for id in ids for place in self._ties.get(id, ())}
        own = [place for place in ties.values() if (start := place[2]["start"]) in ids or start not in causes]
        return payload_of_rows(_by_table(nodes), _by_table(own))


def _by_table(places: Iterable[Place]) -> dict[str, list[Json]]:
    rows: dict[str, list[Json]] = defaultdict(list)
    for name, _, row in places:
        rows[name].append(row)
    return rows


def _fallen(causes: Causes) -> dict[str, list[str]]:
    """Record at fault → the others that fell with it, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for id in sorted(causes):
        for why in causes[id] - {id}:
            found[why].append(id)
    return found


def _record(affected: _Affected, id: str, findings: list[Finding], fallen: list[str], causes: Causes) -> RefusedRecord:
    first, *others = findings
    return RefusedRecord(
        id=id,
        label=first.label,
        rule=first.shape,
        shape=first.shape,
        path=first.path,
        value=first.value,
        message=first.message,
        severity=first.severity,
        payload=affected.payload({id, *fallen}, causes),
        fallen=tuple(fallen),
        others=tuple(others),
    )
