"""The audit of a store, whoever wrote into it: Cypher finds who may break a rule, an engine says which and why.

Nothing is written. A page of suspects lies in memory at a time; of what is sound nothing leaves the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from typing import Any

from testigo.ontology.ids import LABELS
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns.compiler import compiled
from testigo.ontology.validation.columns.naming import naming
from testigo.ontology.validation.columns.plan import Plan
from testigo.ontology.validation.columns.reach import far_shapes
from testigo.ontology.validation.columns.shapes_graph import shapes_graph
from testigo.ontology.validation.engines import best_engine
from testigo.ontology.validation.findings import Finding, in_order
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.worker import Worker
from testigo.store.audit.canonical import canonical
from testigo.store.audit.chains import anchors, cycles, other_speakers
from testigo.store.audit.explaining import Explainer
from testigo.store.audit.model import known
from testigo.store.audit.neighbourhood import around
from testigo.store.audit.records import Record, record
from testigo.store.audit.statements import BETWEEN, BEYOND, BY_ID, SCAN, Statement, statement, strangers
from testigo.store.audit.surplus import surplus
from testigo.store.protocols import Store
from testigo.store.schema import LABEL as OUR_OWN

RECORDS_A_PAGE = 500
IDS_A_PAGE = 2_000
FEW = 20_000  # so many nodes are asked about at once; more of them in slices, so that one sees how far it is
TIMEOUT_S = 120.0
_SLICES = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Step:
    """How far an audit is: `done` of `total` nodes of what is being looked at."""

    what: str
    done: int
    total: int


Progress = Callable[[Step], None]
Touched = Mapping[str, Sequence[str]]


def silent(step: Step) -> None:
    """Tell nobody."""


def audit(
    store: Store, turtle: str | None = None, touched: Touched | None = None, progress: Progress = silent
) -> Iterator[Finding]:
    """Everything that is wrong in a store, or with what was `touched` (label → ids), in no order but page by page.

    `turtle` takes the place of the shapes that ship. Raises ValidationError for shapes that cannot be used, StoreError
    for the store.
    """
    plan = planned(turtle or shapes())
    with Worker(best_engine(), turtle or shapes(), TIMEOUT_S) as worker:
        auditor = _Auditor(store, plan, Explainer(worker), progress)
        yield from auditor.of_records() if touched is None else auditor.of_touched(touched)
        yield from auditor.of_chains(touched)


def planned(turtle: str) -> Plan:
    """The plan of shapes for a whole store, where a path may lead as far as it will."""
    return canonical(compiled(shapes_graph(turtle), naming(ID_BASE)))


def left_to_engine(plan: Plan) -> dict[str, str]:
    """The rules that Cypher cannot ask, by name, with the reason: whom they are about goes to the engine whole."""
    return {name: reason for label in LABELS for name, reason in statement(plan, label, known(label)).left.items()}


class _Auditor:
    """One audit of one store."""

    def __init__(self, store: Store, plan: Plan, explainer: Explainer, progress: Progress) -> None:
        self._store, self._plan, self._explainer, self._progress = store, plan, explainer, progress
        self._is_far = any(far_shapes(plan))

    def of_records(self) -> Iterator[Finding]:
        """What is wrong with nodes and their relationships."""
        for label in LABELS:
            yield from self._of_label(statement(self._plan, label, known(label)), self._count(label))
        asked = strangers(self._plan, (*LABELS, OUR_OWN))
        yield from self._explained("", self._store.stream(asked.cypher, asked.parameters))

    def _count(self, label: str) -> int:
        return int(self._store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"])

    def _of_label(self, asked: Statement, total: int) -> Iterator[Finding]:
        self._progress(Step(asked.label, 0, total))
        parts = list(_slices(asked.label)) if total > FEW else [(SCAN, dict[str, str]())]
        for done, (match, more) in enumerate(parts, 1):
            rows = self._store.stream(asked.cypher(match), asked.parameters | more)
            yield from self._explained(asked.label, rows)
            self._progress(Step(asked.label, total * done // len(parts), total))

    def of_touched(self, touched: Touched) -> Iterator[Finding]:
        """The same of some nodes, found by their ids."""
        for label in (each for each in LABELS if touched.get(each)):
            asked = statement(self._plan, label, known(label))
            total = len(touched[label])
            for first in range(0, total, IDS_A_PAGE):
                some = {"ids": list(touched[label][first : first + IDS_A_PAGE])}
                yield from self._explained(label, self._store.stream(asked.cypher(BY_ID), asked.parameters | some))
                self._progress(Step(label, min(total, first + IDS_A_PAGE), total))

    def of_chains(self, touched: Touched | None) -> Iterator[Finding]:
        """What is wrong with more than a node and what it is related to."""
        checks = {"cycles": cycles, "supersessions": other_speakers, "anchors": anchors}
        for done, (what, check) in enumerate(checks.items()):
            self._progress(Step(what, done, len(checks)))
            yield from check(self._store, touched)
        self._progress(Step("done", 1, 1))

    def _explained(self, label: str, rows: Iterable[dict[str, Any]]) -> Iterator[Finding]:
        """The findings on suspects. A node of two labels is met twice, and told of once."""
        records = (found for found in map(record, rows) if not label or found.label == label)
        for page in iter(partial(_page, records), []):
            context = around(self._store, self._plan, page) if self._is_far else []
            found = self._explainer.findings(page, context)
            yield from in_order([*found, *(each for one in page for each in surplus(one))])


def _page(records: Iterator[Record]) -> list[Record]:
    return list(islice(records, RECORDS_A_PAGE))


def _slices(label: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What matches all nodes of a label in turn: by the first digit of minted ids, and whatever is none."""
    first, last = f"{label.lower()}-", f"{label.lower()}-g"
    bounds = [f"{first}{digit}" for digit in _SLICES] + [last]
    for start, end in pairwise(bounds):
        yield BETWEEN, {"from": start, "to": end}
    yield BEYOND, {"from": bounds[0], "to": last}
