"""SUPERSEDES and RETRACTS between versions of coded records, and what a record says again after it did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import polars as pl
from testigo.ontology import ids
from testigo.ontology.batch import Batch, relationship_table
from testigo.ontology.terms import Modality, StatementKind

Row = dict[str, Any]  # Any: a row of the slots


def links(found: pl.DataFrame, fresh: Collection[str]) -> Batch:
    """SUPERSEDES and RETRACTS between versions of one record, where one of the two is on a passage of `fresh`."""
    pairs = {
        link
        for records in _versions(found, fresh)
        for old, new in permutations(records, 2)
        if old.version < new.version and (old.passage in fresh or new.passage in fresh)
        for link in _between(old, new, _said_later(records, new))
    }
    by_type: dict[str, list[dict[str, object]]] = defaultdict(list)
    for type, start, end in sorted(pairs):
        by_type[type].append({"start": start, "end": end})
    return Batch({}, {type: relationship_table(type, rows) for type, rows in by_type.items()})


def said_again(found: pl.DataFrame, fresh: Collection[str]) -> dict[str, str]:
    """Statements of `fresh` records that an earlier version said too, and one between them did not: id → a new id.

    Where ids hold no version the first is superseded already; what is said again is another statement.
    """
    return {
        each.id: ids.minted("Statement", each.id, new.version)
        for records in _versions(found, fresh)
        for new in records
        if new.passage in fresh
        for each in new.said
        if _was_dropped(each.id, [record for record in records if record.version < new.version])
    }


def _was_dropped(id: str, earlier: Collection[_Record]) -> bool:
    """Whether one of these records says it, and a later one of them says otherwise."""
    return any(
        end == id
        for old, new in permutations(earlier, 2)
        if old.version < new.version and id in old.ids
        for _, _, end in _between(old, new)
    )


def _said_later(records: Collection[_Record], than: _Record) -> frozenset[str]:
    return frozenset(id for each in records if each.version > than.version for id in each.ids)


def _versions(found: pl.DataFrame, fresh: Collection[str]) -> Iterator[list[_Record]]:
    """The records of each event that more than one version speaks of."""
    several = found.filter(pl.col("version").n_unique().over("event", "source") > 1)
    for rows in _versioned(several, fresh).partition_by("event", "source"):
        yield [_record(of.to_dicts()) for of in rows.partition_by("passage")]


def _versioned(rows: pl.DataFrame, fresh: Collection[str]) -> pl.DataFrame:
    """The rows with the `version` of the whole record.

    A statement that several releases repeat keeps the version that came in first; so a record's version is the latest
    of what no other record beside it says, else of all it says.
    """
    beside = rows.with_columns(is_fresh=pl.col("passage").is_in(list(fresh)))
    is_own = pl.col("passage").n_unique().over("id", "is_fresh") == 1
    own = beside.with_columns(own=pl.when(is_own).then("version"))
    return own.with_columns(version=pl.coalesce(pl.col("own", "version").max().over("passage")))


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement of a record. `slot`: what a later version must say something on, if it is not silent."""

    id: str
    slot: tuple[object, ...]
    columns: tuple[str, ...]
    target: str | None
    is_act_type: bool
    retracts: bool


@dataclass(frozen=True, slots=True)
class _Record:
    """One version of a record, with the columns that could not be read."""

    passage: str
    version: str
    said: tuple[_Said, ...]
    unread: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(each.id for each in self.said)

    def targets(self, slot: tuple[object, ...]) -> set[str | None]:
        """What it says in a slot."""
        return {each.target for each in self.said if each.slot == slot}

    @property
    def carrier(self) -> _Said:
        """The statement that takes back what the record no longer says: its act-type, if that could be read."""
        return min(self.said, key=lambda each: (not each.is_act_type, each.id))


def _record(rows: list[Row]) -> _Record:
    return _Record(
        passage=rows[0]["passage"],
        version=rows[0]["version"],
        said=tuple(map(_said, rows)),
        unread=frozenset(rows[0]["unread"] or ()),
    )


def _said(row: Row) -> _Said:
    columns = tuple(row["columns"] or ())
    return _Said(
        id=row["id"],
        slot=(row["kind"], columns, row["measure"], row["population"], row["scope"]),
        columns=columns,
        target=row["target"],
        is_act_type=row["kind"] == StatementKind.ACT_TYPE,
        retracts=row["modality"] == Modality.RETRACTS,
    )


def _between(old: _Record, new: _Record, again: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, str]]:
    """What the later of two versions supersedes and retracts of the earlier: type, start, end.

    What a version after both says `again` stands.
    """
    deleted = [each for each in new.said if each.retracts]
    for before in old.said:
        if before.retracts or before.id in new.ids or before.id in again:
            continue
        if deleted:
            yield from (("RETRACTS", each.id, before.id) for each in deleted)
        elif after := _in_place_of(before, old, new):
            yield from (("SUPERSEDES", each.id, before.id) for each in after)
        elif new.unread.isdisjoint(before.columns):
            yield ("RETRACTS", new.carrier.id, before.id)


def _in_place_of(before: _Said, old: _Record, new: _Record) -> list[_Said]:
    """What the later version says in the same slot: of the same participation or place, else what is new there."""
    there = [each for each in new.said if each.slot == before.slot]
    known = old.targets(before.slot)
    return [each for each in there if each.target == before.target] or [
        each for each in there if each.target not in known
    ]
