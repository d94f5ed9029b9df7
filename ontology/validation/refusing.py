"""Refusal: a broken record goes alone, with what cannot stand without it; the rest goes in.

A record falls with what it refers to, because without it it would say something else (a statement without one of
its speakers) or be seen by others (a record without its marking). Only the relationships in `LOOSE` may go without
their record: a later figure stands without the earlier one. Whoever stays is checked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass

import polars as pl
import pyarrow as pa
from testigo.ontology.batch import Batch
from testigo.ontology.terms import Severity
from testigo.ontology.validation.findings import Finding, label_of
from testigo.ontology.validation.numbered import NUMBER, Numbered, marked
from testigo.ontology.validation.payloads import Json, payload_of_rows, written_rows

LOOSE = frozenset({
    "SUPERSEDES", "RETRACTS", "RELAYS", "HAS_NAME", "WITHIN", "SUB_EVENT_OF", "PART_OF", "BROADER", "CLOSE_MATCH",
})  # fmt: skip
Again = Callable[[pl.Series, pl.Series], list[Finding]]
"""The numbers that are gone, those to be checked once more → findings on the latter."""

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
) -> tuple[Causes, pl.Series]:
    """Each record that goes with its causes, and the numbers of all of them."""
    causes: Causes = {id: {id} for id in at_fault}
    newly = numbered.numbers(causes)
    is_gone = marked([], numbered.size)
    while newly:
        is_new = marked([_column(newly.values())], numbered.size)
        falling, shaken = _neighbours(_ties(numbered, is_new, is_gone), set(newly), causes, backwards)
        is_gone |= is_new
        broken = _broken(numbered, is_gone, shaken, again)
        causes |= falling | broken
        newly = numbered.numbers({*falling, *broken})
    return causes, is_gone.arg_true().cast(NUMBER)


def _broken(numbered: Numbered, is_gone: pl.Series, shaken: Causes, again: Again) -> Causes:
    """Those of the shaken records that do not stand without what is gone."""
    if not shaken:
        return {}
    findings = again(is_gone.arg_true().cast(NUMBER), _column(numbered.numbers(shaken).values()))
    return {each.id: shaken[each.id] for each in findings if each.refuses and each.id in shaken}


def _column(numbers: Iterable[int]) -> pl.Series:
    return pl.Series(sorted(numbers), dtype=NUMBER)


def _ties(numbered: Numbered, is_new: pl.Series, is_gone: pl.Series) -> Iterator[tuple[str, str, str]]:
    """Type, start and end of every relationship that is left and touches a record that is about to go."""
    for type, starts in numbered.starts.items():
        ends = numbered.ends[type]
        touched = (is_new.gather(starts) | is_new.gather(ends)) & ~(is_gone.gather(starts) | is_gone.gather(ends))
        if touched.any():
            pairs = (numbered.named(each.filter(touched)) for each in (starts, ends))
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
    of_node: Callable[[pl.Series], pl.Series],
    of_ends: Callable[[pl.Series, pl.Series], pl.Series],
    gone: pl.Series,
) -> Batch:
    """The rows of the batch that are wanted: asked whether a record is gone, or the ends of a relationship are."""
    is_gone = marked([gone], numbered.size)
    nodes = {
        label: _chosen(table, of_node(is_gone.gather(numbered.own[label])))
        for label, table in numbered.batch.nodes.items()
    }
    relationships = {
        type: _chosen(table, of_ends(is_gone.gather(numbered.starts[type]), is_gone.gather(numbered.ends[type])))
        for type, table in numbered.batch.relationships.items()
    }
    return Batch(
        {label: table for label, table in nodes.items() if len(table)},
        {type: table for type, table in relationships.items() if len(table)},
    )


def _chosen(table: pa.Table, is_wanted: pl.Series) -> pa.Table:
    """The wanted rows: nearly always nearly all of them, or hardly any."""
    if is_wanted.all():
        return table
    rows = is_wanted.arg_true()
    return table.take(rows.to_arrow()) if len(rows) < len(table) // 8 else table.filter(is_wanted.to_arrow())


Place = tuple[str, int, Json]
"""The name of a table, the number of a row of it, and the row."""


class _Affected:
    """The records that go and all their relationships as rows, found by id."""

    def __init__(self, numbered: Numbered, gone: pl.Series) -> None:
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
