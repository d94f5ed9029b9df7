"""Why a suspect is one: a standard engine says it, as it does for a load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from testigo.ontology.errors import EngineFailed
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.findings import Finding, finding, in_order
from testigo.ontology.validation.worker import Worker
from testigo.store.audit.records import Record
from testigo.store.audit.triples import reified, triples


class Explainer:
    """Asks the engine about records, some hundred at a time."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def findings(self, records: Sequence[Record], around: Iterable[Record] = ()) -> list[Finding]:
        """What the shapes find on these records; `around` are others that their paths lead to."""
        return in_order(self._of(records, list(around)))

    def _of(self, records: Sequence[Record], around: Sequence[Record]) -> Iterator[Finding]:
        owners = {id: each for each in records for id in (each.local, *reified(each))}
        lines = dict.fromkeys(line for each in (*records, *around) for line in triples(each, ID_BASE))
        try:
            found = self._worker.findings("".join(lines), frozenset(owners))
        except EngineFailed as problem:
            yield from self._halved(records, around, problem)
            return
        yield from _own(found, owners)

    def _halved(self, records: Sequence[Record], around: Sequence[Record], problem: Exception) -> Iterator[Finding]:
        """Each half alone, until the record is found that the engine cannot take."""
        if len(records) == 1:
            yield named(finding(records[0].name, "engine", f"The record cannot be checked: {problem}."), records[0])
            return
        middle = len(records) // 2
        for half in (records[:middle], records[middle:]):
            yield from self._of(half, around)


def _own(found: Iterable[Finding], owners: Mapping[str, Record]) -> Iterator[Finding]:
    for each in found:
        if each.id in owners:
            yield named(each, owners[each.id])


def named(each: Finding, record: Record) -> Finding:
    """A finding by the name and label that the record has in the store."""
    return replace(each, id=record.name, label=record.label)
