"""From a spool to a store: nodes, relationships, which run brought them, views; portion by portion.

How far a large load has come is noted in the store itself, after each portion: so a run that is killed goes on where it
stood, and one whose store was put back to an earlier state goes on from there. A portion that was written and not yet
noted is written again, which changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import orjson
from testigo.loaders.progress import Progress, Step
from testigo.loaders.spool import Spool
from testigo.ontology.batch import Batch, batch, merged, relationship_table
from testigo.ontology.model import LoadRun
from testigo.ontology.tables import row
from testigo.store import schema
from testigo.store.bulk import Bringing, can_fill, fill
from testigo.store.protocols import Store, Written
from testigo.store.views import Touched, refresh

ROWS_A_PORTION = 10_000  # a report is far smaller: it goes in whole or not at all
IDS_A_VIEW = 5_000
LOADED = ("Report", "Snapshot", "Text", "Statement", "Refusal")
STOOD = "MATCH (n:TestigoStore {id: $id}) RETURN n.note AS note"
FORGET = "MATCH (n:TestigoStore {id: $id}) DELETE n"
ENDED = """MATCH (run:LoadRun {id: $id})
SET run.ended = $ended, run.records = $records, run.refused = $refused, run.nodes = $nodes,
    run.relationships = $relationships"""


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a spool is written, by which run, and what of it was new: so many portions of so many phases."""

    token: str
    run: str
    phase: int = 0
    portions: int = 0
    written: Written = field(default_factory=Written)

    def has(self, phase: int, portion: int) -> bool:
        """Whether this portion is written."""
        return (phase, portion) < (self.phase, self.portions)

    def after(self, phase: int, portion: int, written: Written) -> Stand:
        """One portion later."""
        return replace(self, phase=phase, portions=portion + 1, written=self.written + written)

    def note(self) -> str:
        """As text, for the store."""
        return orjson.dumps(self).decode()

    @classmethod
    def of(cls, note: str) -> Stand:
        """From its text."""
        found = orjson.loads(note)
        return cls(**{**found, "written": Written(**found["written"])})


_Portion = tuple[int, Callable[[], Written]]  # how many rows, and what is to be done with them


class Writing:
    """One spool on its way into a store, by one run."""

    def __init__(self, store: Store, spool: Spool, run: LoadRun, progress: Progress) -> None:
        self._store, self._spool, self._run, self._progress = store, spool, run, progress
        self._note_id = f"load-{spool.folder.name}"
        self._rows = spool.rows()
        self._is_small = sum(self._rows.values()) <= ROWS_A_PORTION

    def done(self) -> Stand:
        """Write what is not written yet. Raises StoreError and its leaves."""
        stand = self._stand()
        if stand == self._beginning and not self._is_small and can_fill(self._store):
            stand = self._filled(stand)
        for number, (phase, total, portions) in enumerate(self._phases(stand.run)):
            rows = 0
            for portion, (size, work) in enumerate(portions):
                if not stand.has(number, portion):
                    stand = stand.after(number, portion, work())
                    self._keep(stand)
                rows += size
                self._progress(Step(phase, rows, total, rows))
        self._end(stand)
        return stand

    @property
    def _beginning(self) -> Stand:
        return Stand(self._spool.summary["token"], self._run.id)

    def _filled(self, stand: Stand) -> Stand:
        """Fill an empty store with all of the tables at once: no node of them can be there, so nothing is merged.

        Which run brought them, and that it stands after the second phase, comes in with them or not at all.
        """
        self._progress(Step("writing", 0, sum(self._rows.values()), 0))
        run = {name: value for name, value in row(self._run).items() if value is not None}

        def after(written: Written) -> Stand:
            return replace(stand, phase=2, written=written + Written(nodes=1, new={"LoadRun": 1}))

        bringing = Bringing(run, LOADED, lambda written: (self._note_id, after(written).note()))
        return after(fill(self._store, self._spool.folder, bringing))

    def _stand(self) -> Stand:
        """Where an earlier run stood with this spool, else the beginning."""
        for kept in self._store.read(STOOD, {"id": self._note_id}):
            stand = Stand.of(kept["note"])
            if stand.token == self._spool.summary["token"]:
                return stand
        return self._beginning

    def _keep(self, stand: Stand) -> None:
        if not self._is_small:
            self._store.run(schema.NOTE, {"id": self._note_id, "note": stand.note()})

    def _phases(self, run: str) -> Iterator[tuple[str, int, Iterator[_Portion]]]:
        """What is to be done, in order: a name, how many rows, and its portions, the same ones every time."""
        yield "writing", sum(self._rows.values()), self._content(run)
        yield "linking", sum(self._rows.get(label, 0) for label in LOADED), self._brought_by(run)
        yield "views", sum(map(len, self._spool.touched(ROWS_A_PORTION))), self._views()

    def _content(self, run: str) -> Iterator[_Portion]:
        first = batch([self._run], []) if run == self._run.id else Batch()
        for number, content in enumerate(self._spool.batches(ROWS_A_PORTION)):
            whole = content if number else merged([content, first])
            yield sum(content.size), partial(self._store.write, whole)

    def _brought_by(self, run: str) -> Iterator[_Portion]:
        for label in LOADED:
            for ids in self._spool.ids(label, ROWS_A_PORTION):
                yield len(ids), partial(self._bring, ids, run)

    def _bring(self, ids: list[str], run: str) -> Written:
        ends = [{"start": id, "end": run} for id in dict.fromkeys(ids)]
        self._store.write(Batch(relationships={"LOADED_BY": relationship_table("LOADED_BY", ends)}))
        return Written()

    def _views(self) -> Iterator[_Portion]:
        """The views of events come last: they name actors and places as these are then known."""
        for are_events in (False, True):
            for ids in self._spool.touched(IDS_A_VIEW):
                if some := [id for id in ids if id.startswith("event-") == are_events]:
                    yield len(some), partial(self._refresh, some)

    def _refresh(self, ids: list[str]) -> Written:
        refresh(self._store, Touched.of(ids))
        return Written()

    def _end(self, stand: Stand) -> None:
        summary = self._spool.summary
        ended: dict[str, Any] = {
            "ended": datetime.now(UTC),
            "records": summary["records"],
            "refused": summary["refused"],
        }
        ended |= {"nodes": stand.written.nodes - 1, "relationships": stand.written.relationships}
        self._store.run(ENDED, {"id": stand.run, **ended})
        if not self._is_small:
            self._store.run(FORGET, {"id": self._note_id})
