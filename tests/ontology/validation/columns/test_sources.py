"""Batches of the three sources, broken in every way: columns refuse whom the exact engines refuse, and nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from rdflib import SH, Graph
from testigo.ontology.batch import Batch
from testigo.ontology.terms import ID_BASE, Severity
from testigo.ontology.validation.columns import ColumnGraph, Plan, checked, compiled, plan, plan_of, suspects
from testigo.ontology.validation.columns.naming import naming
from testigo.ontology.validation.columns.plan import Rule
from testigo.ontology.validation.columns.shapes_graph import shapes_graph
from testigo.ontology.validation.columns.suspects import breaking
from testigo.ontology.validation.engines import ENGINES, REFERENCE, best_engine
from testigo.ontology.validation.numbered import Numbered
from testigo.ontology.validation.own import named
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.validator import Validator

from tests.ontology.validation.broken import Broken
from tests.ontology.validation.columns.test_own_shapes import TURTLE
from tests.ontology.validation.columns.test_suspects import OUTSIDE_SHACL, verdict
from tests.ontology.validation.sources import SOURCES, as_they_came, broken, rounds

BROKEN = 10_000
"""How many refused records the long run compares."""


class Compared:
    """What columns and the exact engines alone say of broken batches, added up."""

    def __init__(self) -> None:
        self.refused = self.sound = self.suspected = 0
        self._found: set[str] = set()
        self.seen = Broken(Batch(), Batch(), frozenset())
        engines = [name for name in ENGINES if name in {best_engine(), REFERENCE}]
        self._columns = Validator(self._known)
        self._exact = [Validator(self._known, engine=name, columns=False) for name in engines]

    def _known(self, label: str, ids: set[str]) -> set[str]:
        return self.seen.known(label, ids)

    def add(self, it: Broken) -> None:
        """Compare the verdicts on one batch."""
        self.seen, self._found = it, set()
        ours = self._refused(self._columns, it)
        union = set().union(*(self._refused(each, it) for each in self._exact))
        assert ours == union
        numbered = Numbered(it.batch, it.context, it.known)
        suspected = numbered.named(suspects(plan_of(shapes(), ID_BASE), ColumnGraph(checked(numbered))))
        self.suspected += len(set(suspected) - self._found)
        self.refused += len(ours)
        self.sound += it.batch.size[0] - len(ours)

    def _refused(self, validator: Validator, it: Broken) -> set[str]:
        found = validator.findings(it.batch, it.context)
        self._found |= {each.id for each in found if each.shape not in OUTSIDE_SHACL}
        return {each.id for each in found if each.refuses}

    def told(self) -> str:
        return f"{self.refused} refused, {self.sound} sound, {self.suspected} of them suspected"

    def close(self) -> None:
        for each in (self._columns, *self._exact):
            each.close()


@pytest.fixture
def compared() -> Iterator[Compared]:
    found = Compared()
    yield found
    found.close()


def test_whom_the_exact_engines_refuse_is_refused_and_nobody_else(compared: Compared) -> None:
    for name, seed in rounds(3):
        compared.add(broken(name, seed, rows=6, faults=140))

    print(compared.told())  # noqa: T201  # `pytest -s` shows it
    assert compared.refused > 200
    assert compared.suspected < 0.01 * compared.sound


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_whom_the_exact_engines_refuse_is_refused_and_nobody_else_ten_thousand_times(compared: Compared) -> None:
    for name, seed in rounds(10_000):
        compared.add(broken(name, seed, rows=20, faults=120))
        if compared.refused >= BROKEN:
            break

    print(compared.told())  # noqa: T201  # `pytest -s` shows it
    assert compared.refused >= BROKEN
    assert compared.suspected < 0.01 * compared.sound


@pytest.mark.parametrize("name", ["maverick", "ged"])
def test_real_rows_have_the_same_graph_and_the_same_refusals_without_columns(name: str, tmp_path: Path) -> None:
    it = Broken(as_they_came(name, tmp_path), Batch(), frozenset())
    with Validator() as with_columns, Validator(columns=False) as alone:
        ours, exact = verdict(with_columns, it), verdict(alone, it)
        assert ours == exact
        refused = with_columns.judged(it.batch).refused

    assert {each.shape for each in refused} & {"Statement-low-best", "Statement-best-high", "Statement-low-high"}


# every component, kind of path and severity, rule by rule


@cache
def own() -> str:
    """The rules of `test_own_shapes` with names for their parts and a severity each, in turn."""
    graph = named(Graph().parse(data=TURTLE, format="turtle"))
    severities = cycle([SH.Violation, SH.Warning, SH.Info])
    for shape in sorted({*graph.subjects(SH.message), *graph.subjects(SH.path)}, key=str):
        graph.set((shape, SH.severity, next(severities)))
    return graph.serialize(format="turtle")


def names(rule: Rule) -> set[str]:
    """What the findings of a rule are reported on."""
    parts = {each.shape.name for each in rule.shape.constraints if isinstance(each, plan.Nested)}
    return {rule.shape.name} | parts


def suspected_by(rule: Rule, whole: Plan, it: Broken) -> set[str]:
    numbered = Numbered(it.batch, it.context, it.known)
    graph = ColumnGraph(checked(numbered))
    return set(numbered.named(breaking(Plan(whole.naming, (rule,), (), whole.reach), graph)))


@pytest.mark.parametrize("name", SOURCES)
def test_each_rule_alone_suspects_whom_the_engine_finds_by_it(name: str) -> None:
    it = broken(name, 7, faults=60)
    whole = compiled(shapes_graph(own()), naming(ID_BASE))
    found: dict[str, set[str]] = defaultdict(set)
    with Validator(it.known, own_shapes=own(), columns=False) as alone:
        told = [each for each in alone.findings(it.batch, it.context) if each.shape not in OUTSIDE_SHACL]
    for each in told:
        found[each.shape].add(each.id)

    for rule in whole.rules:
        missed = set().union(*(found[shape] for shape in names(rule))) - suspected_by(rule, whole, it)
        assert not missed, (rule.shape.name, sorted(missed))
    assert {each.severity for each in told} == set(Severity)
