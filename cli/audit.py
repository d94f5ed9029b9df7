"""`testigo audit`"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from testigo.cli import output
from testigo.cli.failures import FOUND
from testigo.cli.options import AsJson, OwnShapes, StoreUrl

if TYPE_CHECKING:
    from testigo.ontology.validation import Finding
    from testigo.store import Store

COLUMNS = ("rule", "node", "path", "value", "message")
SHOWN = 20  # findings of a rule; `--json` has them all


class FailOn(StrEnum):
    """From which severity on a finding is a failure."""

    VIOLATION = "violation"
    WARNING = "warning"


def audit(
    run: Annotated[
        str | None,
        typer.Option(metavar="LOAD", help="Only what this load touched: its id, or `last`.", show_default=False),
    ] = None,
    shapes: OwnShapes = None,
    fail_on: Annotated[FailOn, typer.Option(help="End with 1 from this severity on.")] = FailOn.VIOLATION,
    store: StoreUrl = None,
    as_json: AsJson = False,
) -> None:
    """Check everything a store holds against the rules, whoever wrote it. Nothing is changed."""
    from testigo.ontology.validation.own import rules
    from testigo.store import open_store

    turtle = rules(shapes or [], near=False).turtle
    with open_store(store, create=False) as opened:
        told = Told(_found(opened, turtle, run))
        if as_json:
            _json(told)
        else:
            _table(told)
    failing = told.severities.keys() if fail_on is FailOn.WARNING else {FailOn.VIOLATION.value}
    if any(told.severities[each] for each in failing if each != "info"):
        raise typer.Exit(FOUND)


class Told:
    """Findings on their way, counted as they pass."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = findings
        self.severities: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        for each in self._findings:
            self.severities[each.severity.value] += 1
            self.rules[each.shape] += 1
            yield {
                "rule": each.shape, "severity": each.severity.value, "label": each.label, "node": each.id,
                "path": each.path, "value": each.value, "message": each.message,
            }  # fmt: skip


def _found(store: Store, turtle: str, run: str | None) -> Iterator[Finding]:
    from testigo.loaders.progress import Step
    from testigo.store.audit import audit, last_run, touched

    ids = None if run is None else touched(store, last_run(store) if run == "last" else run)
    with output.progress(True) as show:
        yield from audit(store, turtle, ids, lambda at: show(Step(at.what, at.done, at.total, at.done)))


def _json(told: Told) -> None:
    """All findings as one array, an object a line, none kept."""
    import orjson

    out, before = sys.stdout.buffer, b"[\n"
    for each in told:
        out.write(before + orjson.dumps(each))
        before = b",\n"
    out.write(b"\n]\n" if told.rules else b"[]\n")
    out.flush()


def _table(told: Told) -> None:
    """The first findings of each rule, and how many there are."""
    kept: dict[str, list[dict[str, str | None]]] = defaultdict(list)
    for each in told:
        if len(kept[str(each["rule"])]) < SHOWN:
            kept[str(each["rule"])].append(each)
    rows = [row for rule in sorted(kept) for row in kept[rule]]
    if rows:
        output.table(rows, COLUMNS)
    for rule in sorted(rule for rule in kept if told.rules[rule] > SHOWN):
        output.tell(f"{rule}: {SHOWN} of {told.rules[rule]:,} shown; --json has all")
    counts = ", ".join(f"{number:,} {severity}s" for severity, number in sorted(told.severities.items()))
    output.tell(counts or "nothing is wrong")
