"""Every rule matters: columns without it pass the failing example of its shape, and columns with it alone find it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns import ColumnGraph, Plan, checked, plan, plan_of
from testigo.ontology.validation.columns.plan import Rule, Shape
from testigo.ontology.validation.columns.suspects import breaking
from testigo.ontology.validation.numbered import Numbered
from testigo.ontology.validation.shipped import shapes

from tests.ontology.validation.faults import OF_RECORDS, OF_RELATIONSHIPS
from tests.ontology.validation.worlds import batch_of_worlds, world

FAULTS = OF_RECORDS | OF_RELATIONSHIPS
TOGETHER = {
    "Passage-end", "Passage-home", "Statement-measure", "Statement-high", "Statement-population", "Statement-scope",
    "Statement-effHigh", "Statement-low-best", "Statement-low-high", "Statement-about", "Statement-if-count",
    "Statement-if-count-figure", "Event-killedHigh", "Judgement-right", "Supersession-kind", "SUPERSEDES",
    "IN_TEXT-end", "IN_SNAPSHOT-end", "CAPTURE_OF-end", "IN_EVENT-end", "OF_ACTOR-end", "SUPERSEDES-end", "LEFT-end",
    "RIGHT-end",
}  # fmt: skip
"""Shapes whose failing example breaks another one too."""

TYPED = {plan.MaxCount, plan.Datatype, plan.NodeKind, plan.Nested}
"""What only a graph can get wrong, where a property may stand twice or have values of any type."""


@cache
def whole() -> Plan:
    return plan_of(shapes(), ID_BASE)


def parts(rule: Rule) -> Iterator[Shape]:
    """The shapes of a rule that findings are reported on: itself, and its property shapes."""
    yield rule.shape
    for each in rule.shape.constraints:
        if isinstance(each, plan.Nested) and each.shape.path is not None:
            yield each.shape


def turned_off(rule: Rule, off: set[str]) -> Rule:
    """The rule without what some of its shapes ask."""
    kept = []
    for each in rule.shape.constraints:
        is_part = isinstance(each, plan.Nested) and each.shape.path is not None
        name = each.shape.name if isinstance(each, plan.Nested) and is_part else rule.shape.name
        if name not in off:
            kept.append(each)
    return Rule(replace(rule.shape, constraints=tuple(kept)), rule.targets)


def alone(rule: Rule, shape: str) -> Plan:
    """The plan of one shape."""
    off = {each.name for each in parts(rule)} - {shape}
    return replace(whole(), rules=(turned_off(rule, off),))


@dataclass(frozen=True, slots=True)
class Examples:
    """The failing examples of all shapes in one batch: who is at fault, whom each shape alone suspects, and whom all
    together do.
    """

    at_fault: dict[str, str]
    suspected: dict[str, set[str]]
    together: set[str]


@pytest.fixture(scope="module")
def examples() -> Examples:
    worlds = {shape: world(shape) for shape in FAULTS}
    at_fault = {shape: fault(worlds[shape]) for shape, fault in FAULTS.items()}
    numbered = Numbered(batch_of_worlds(worlds.values()))
    graph = ColumnGraph(checked(numbered))

    def suspected(asked: Plan) -> set[str]:
        return set(numbered.named(breaking(asked, graph)))

    of_each = {each.name: suspected(alone(rule, each.name)) for rule in whole().rules for each in parts(rule)}
    return Examples(at_fault, of_each, suspected(whole()))


def test_together_the_shapes_suspect_whom_each_suspects_alone(examples: Examples) -> None:
    assert set().union(*examples.suspected.values()) == examples.together


@pytest.mark.parametrize("shape", FAULTS)
def test_without_its_rule_a_failing_example_is_missed(shape: str, examples: Examples) -> None:
    at_fault = examples.at_fault[shape]
    others = {name for name, suspected in examples.suspected.items() if name != shape and at_fault in suspected}

    assert at_fault in examples.suspected[shape]
    assert bool(others) == (shape in TOGETHER), others


def test_what_has_no_failing_example_no_table_can_break(examples: Examples) -> None:
    without = set(examples.suspected) - set(FAULTS)

    assert all(examples.suspected[shape] == set() for shape in without)
    for rule in whole().rules:
        for shape in parts(rule):
            if shape.name in without:
                assert {type(each) for each in shape.constraints} <= TYPED, shape.name
