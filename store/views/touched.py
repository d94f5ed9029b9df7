"""What a load touched: the ids from which the views find all that may have changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from testigo.ontology.ids import label_of

if TYPE_CHECKING:
    from testigo.ontology.batch import Batch

NONE: frozenset[str] = frozenset()
PARTS = ("SUPPORTS", "DENIES")
OVERTAKING = ("SUPERSEDES", "RETRACTS")


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids that were written or referred to, by label.

    >>> Touched.of(["event-1", "report-7", "actor-3"])
    Touched(events=frozenset({'event-1'}), actors=frozenset({'actor-3'}))
    """

    statements: frozenset[str] = field(default=NONE)
    events: frozenset[str] = field(default=NONE)
    participations: frozenset[str] = field(default=NONE)
    actors: frozenset[str] = field(default=NONE)
    places: frozenset[str] = field(default=NONE)
    judgements: frozenset[str] = field(default=NONE)
    assessments: frozenset[str] = field(default=NONE)

    def __repr__(self) -> str:
        given = ((each.name, getattr(self, each.name)) for each in fields(self))
        return f"Touched({', '.join(f'{name}={ids!r}' for name, ids in given if ids)})"

    def __or__(self, other: Touched) -> Touched:
        return Touched(*(getattr(self, each.name) | getattr(other, each.name) for each in fields(self)))

    @property
    def ids(self) -> set[str]:
        """All of them."""
        return set().union(*(getattr(self, each.name) for each in fields(self)))

    @classmethod
    def of(cls, ids: Iterable[str]) -> Touched:
        """Ids of whatever labels; those that no view depends on are left out."""
        found: dict[str, set[str]] = {each.name: set() for each in fields(cls)}
        for id in ids:
            name = f"{label_of(id).lower()}s"
            if name in found:
                found[name].add(id)
        return cls(**{name: frozenset(ids) for name, ids in found.items()})

    @classmethod
    def by(cls, batch: Batch) -> Touched:
        """What writing a batch touches: its nodes and the ends of its relationships.

        Statements and participations whose events are in the batch are left out: the events stand for them.
        """
        ids: set[str] = set()
        for table in batch.nodes.values():
            ids.update(table.column("id").to_pylist())
        for table in batch.relationships.values():
            ids.update(table.column("start").to_pylist(), table.column("end").to_pylist())
        return cls.of(ids - _placed(batch))


def _placed(batch: Batch) -> set[str]:
    """What a view finds by the events of the batch: not what supersedes, which bears on other events as well."""
    parts = {part for part, _ in _ends(batch, "IN_EVENT")}
    about = {statement for statement, what in _ends(batch, "ABOUT") if label_of(what) == "Event"}
    of_parts = {statement for type in PARTS for statement, part in _ends(batch, type) if part in parts}
    overtaking = {statement for type in OVERTAKING for statement, _ in _ends(batch, type)}
    return parts | ((about | of_parts) - overtaking)


def _ends(batch: Batch, type: str) -> Iterable[tuple[str, str]]:
    table = batch.relationships.get(type)
    return zip(table.column("start").to_pylist(), table.column("end").to_pylist(), strict=True) if table else ()
