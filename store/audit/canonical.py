"""A plan whose shapes say their constraints in an order of their own, so that texts made of it are always the same.

A graph has no order: two processes read the same shapes in two orders, and an engine would plan each anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace

from testigo.ontology.validation.columns import plan
from testigo.ontology.validation.columns.plan import Constraint, Plan, Rule, Shape


def canonical(whole: Plan) -> Plan:
    """The plan with its rules and their constraints in order."""
    made: dict[int, Shape] = {}
    rules = [Rule(_shape(rule.shape, made), rule.targets) for rule in whole.rules]
    return replace(whole, rules=tuple(sorted(rules, key=lambda rule: (_said(rule.targets), _said(rule.shape)))))


def _shape(shape: Shape, made: dict[int, Shape]) -> Shape:
    if id(shape) not in made:
        constraints = sorted((_constraint(each, made) for each in shape.constraints), key=_said)
        made[id(shape)] = replace(shape, constraints=tuple(constraints))
    return made[id(shape)]


def _constraint(constraint: Constraint, made: dict[int, Shape]) -> Constraint:
    match constraint:
        case plan.Nested(shape) | plan.Not(shape) | plan.Qualified(shape):
            return replace(constraint, shape=_shape(shape, made))
        case plan.And(shapes) | plan.Or(shapes) | plan.Xone(shapes):
            return replace(constraint, shapes=tuple(_shape(each, made) for each in shapes))
        case _:
            return constraint


def _said(it: object) -> str:
    """What something says, without the names that blank nodes are given anew each time."""
    if isinstance(it, Shape):
        return f"Shape({_said(it.path)}, {_said(it.constraints)})"
    if isinstance(it, frozenset):
        return _listed(sorted(map(_said, it)))
    if isinstance(it, tuple):
        return _listed(map(_said, it))
    if is_dataclass(it) and not isinstance(it, type):
        return f"{type(it).__name__}{_listed(_said(getattr(it, each.name)) for each in fields(it))}"
    return repr(it)


def _listed(parts: Iterable[str]) -> str:
    return f"({', '.join(parts)})"
