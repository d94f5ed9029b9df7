"""The verdict on a batch: columns find the suspects, the best engine there is explains them, record by record where
it gives up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Self

import polars as pl
from testigo.ontology.batch import Batch
from testigo.ontology.errors import EngineFailed, InvalidValue
from testigo.ontology.ntriples import reified_id
from testigo.ontology.tables import RELATIONSHIPS
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.anchors import broken_anchors
from testigo.ontology.validation.chains import broken_chains
from testigo.ontology.validation.columns import ColumnGraph, checked, plan_of, suspects
from testigo.ontology.validation.columns.asked import asks_of_literals
from testigo.ontology.validation.columns.shapes_graph import shapes_graph
from testigo.ontology.validation.engines import REFERENCE, best_engine
from testigo.ontology.validation.findings import Finding, finding, in_order, label_of
from testigo.ontology.validation.narrowed import narrowed
from testigo.ontology.validation.numbered import Known, Numbered, nobody
from testigo.ontology.validation.portions import Portion, Portions
from testigo.ontology.validation.refusing import Judged, judged
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.worker import Worker

__all__ = ["Validator", "shapes"]
RECORDS_A_PORTION = 1_000  # a crash is bisected in ten steps, and one of pySHACL stays well under the time-out


class Validator:
    """Validates batches, with one worker process for the engine; use `with`, or `close` it.

    `known` says which ids the store holds, for references that leave the batch. `timeout_s` is for one portion.
    `own_shapes` (Turtle) take the place of those that ship. Without `columns` the engine sees every record, and
    finds the same.
    """

    def __init__(
        self,
        known: Known = nobody,
        engine: str | None = None,
        timeout_s: float = 60.0,
        *,
        own_shapes: str | None = None,
        columns: bool = True,
    ) -> None:
        self._known, self._columns = known, columns
        self._turtle = own_shapes or shapes()
        self._plan = plan_of(self._turtle, ID_BASE)
        self._worker = Worker(engine or _engine_for(self._turtle), self._turtle, timeout_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process."""
        self._worker.close()

    @property
    def worker_pid(self) -> int | None:
        """The engine's process; None where none runs."""
        return self._worker.pid

    def findings(self, batch: Batch, context: Batch | None = None) -> list[Finding]:
        """All that the shapes and the checks outside SHACL find, in order. Raises ValidationError."""
        return self._findings(Numbered(batch, context, self._known))

    def judged(self, batch: Batch, context: Batch | None = None) -> Judged:
        """The sound part of a batch, the refused records with all that falls with them, and the warnings."""
        numbered = Numbered(batch, context, self._known)

        def again(gone: pl.Series, focus: pl.Series) -> list[Finding]:
            return in_order(self._of(Portions(numbered, self._plan.reach, gone), focus))

        return judged(numbered, self._findings(numbered), again, self._plan.reach.inverse)

    def _findings(self, numbered: Numbered) -> list[Finding]:
        portions = Portions(numbered, self._plan.reach)
        return in_order(
            [
                *broken_anchors(numbered.batch),
                *broken_chains(numbered.batch, numbered.context),
                *self._of(portions, self._focus(numbered)),
            ]
        )

    def _focus(self, numbered: Numbered) -> pl.Series:
        """The numbers of the records that the engine must see."""
        if self._columns:
            try:
                return suspects(self._plan, ColumnGraph(checked(numbered)))
            except InvalidValue:  # no column of such a batch can be trusted
                pass
        return numbered.everyone

    def _of(self, portions: Portions, focus: pl.Series) -> Iterator[Finding]:
        for portion in portions.cut(RECORDS_A_PORTION, focus) if len(focus) else []:
            yield from self._portion(portions, portion)

    def _portion(self, portions: Portions, portion: Portion) -> Iterator[Finding]:
        """The findings on the records in focus; where the engine gives up, on each half of them alone."""
        try:
            found = self._worker.findings(portion.triples(), portion.focus, self._needed(portion))
        except (EngineFailed, InvalidValue) as problem:
            yield from self._halved(portions, portion, problem)
            return
        yield from _of_focus(found, portion)

    def _needed(self, portion: Portion) -> str:
        """The shapes that explain a portion. Without columns all, so that the verdict is the engine's alone."""
        return narrowed(self._turtle, portion.labels) if self._columns else ""

    def _halved(self, portions: Portions, portion: Portion, problem: Exception) -> Iterator[Finding]:
        if len(portion.focus) == 1:
            (id,) = portion.focus
            yield finding(id, "engine", f"The record cannot be checked: {problem}.")
            return
        middle = len(portion.numbers) // 2
        for half in (portion.numbers[:middle], portion.numbers[middle:]):
            yield from self._of(portions, half)


def _engine_for(turtle: str) -> str:
    """The fastest engine that answers right what these shapes ask."""
    return REFERENCE if asks_of_literals(shapes_graph(turtle)) else best_engine()


def _of_focus(found: list[Finding], portion: Portion) -> Iterator[Finding]:
    """The findings on the records in focus: on themselves, and on what their relationships carry."""
    elsewhere = []
    for each in found:
        if each.id in portion.own or (each.id in portion.focus and _is_on_a_relationship(each)):
            yield each
        elif not each.label:
            elsewhere.append(each)
    carriers = dict(_reified(portion.batch)) if elsewhere else {}
    for each in elsewhere:
        id = carriers.get(each.id, each.id)
        if id in portion.own or (id in portion.focus and _is_on_a_relationship(each)):
            yield replace(each, id=id, label=label_of(id))


def _is_on_a_relationship(each: Finding) -> bool:
    """Whether a finding is on a relationship: of a record that is only in the store nothing else is in the batch."""
    return each.shape.partition("-")[0] in RELATIONSHIPS


def _reified(batch: Batch) -> Iterable[tuple[str, str]]:
    """Of each relationship that carries properties: the id it has in RDF, and the record it starts from."""
    for type, table in batch.relationships.items():
        if RELATIONSHIPS[type].properties:
            for start, end in zip(table.column("start").to_pylist(), table.column("end").to_pylist(), strict=True):
                yield reified_id(type, start, end), start
