"""How far the paths of a plan reach from a record.

The exact engine sees a record with its relationships and its neighbours' classes; of the types of `Reach` it sees
more: who refers to the record, or the properties of what it refers to. A shape that reads still more is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from testigo.ontology.errors import ValidationError
from testigo.ontology.validation.columns import plan
from testigo.ontology.validation.columns.plan import (
    Alternative,
    Column,
    Constraint,
    Hop,
    Members,
    Path,
    Plan,
    Reach,
    Repeated,
    Rule,
    Sequence,
    Shape,
)


@dataclass(frozen=True, slots=True)
class _Trace:
    """A way that a shape takes from its focus: the hops, and whether it reads a property at its end."""

    hops: tuple[Hop, ...] = ()
    reads: bool = False
    repeated: bool = False

    def then(self, other: _Trace) -> _Trace:
        return _Trace(self.hops + other.hops, other.reads, self.repeated or other.repeated)

    @property
    def is_near(self) -> bool:
        """Whether a portion holds what is read: one hop at most, and properties only at the end of one."""
        if self.repeated or len(self.hops) > 1:
            return False
        return not (self.hops and self.reads and self.hops[0].inverse)


def reach_of(rules: Iterable[Rule]) -> Reach:
    """The relationship types that the rules follow backwards, and those whose ends they read."""
    traces = [trace for rule in rules for trace in _shape(rule.shape)]
    backwards = {hop.type for trace in traces for hop in trace.hops if hop.inverse}
    backwards |= {type for rule in rules for type in rule.targets.objects_of}
    whole = {hop.type for trace in traces for hop in trace.hops if trace.reads and not hop.inverse}
    return Reach(frozenset(backwards), frozenset(whole))


def within_reach(whole: Plan) -> Plan:
    """The plan. Raises ValidationError for a shape that reads more than a portion holds: its verdict would depend on
    which records happen to lie in the same portion.
    """
    for name in far_shapes(whole):
        raise ValidationError(
            f"the shape {name} reads more than a record's neighbours, and a load is checked in portions "
            "that hold no more: shorten its path, or ask the question of the store with a query"
        )
    return whole


def far_shapes(whole: Plan) -> Iterator[str]:
    """The names of the shapes that read more than a portion holds."""
    for rule in whole.rules:
        if not all(trace.is_near for trace in _shape(rule.shape)):
            yield rule.shape.name


def _shape(shape: Shape) -> Iterator[_Trace]:
    """Every way that a shape takes, from its focus."""
    ways = [_Trace()] if shape.path is None else list(_path(shape.path))
    yield from ways
    for constraint in shape.constraints:
        match constraint:
            case plan.Less(other) | plan.Equal(other) | plan.Disjoint(other):
                yield from _path(other)
            case plan.Closed():
                yield from (way.then(_Trace(reads=True, repeated=bool(way.hops))) for way in ways)
            case _:
                for inner in _inner(constraint):
                    yield from (way.then(further) for way in ways for further in _shape(inner))


def _inner(constraint: Constraint) -> tuple[Shape, ...]:
    match constraint:
        case plan.Nested(shape) | plan.Not(shape) | plan.Qualified(shape):
            return (shape,)
        case plan.And(shapes) | plan.Or(shapes) | plan.Xone(shapes):
            return shapes
        case _:
            return ()


def _path(path: Path) -> Iterator[_Trace]:
    match path:
        case Column() | Members():
            yield _Trace(reads=True)
        case Hop():
            yield _Trace((path,))
        case Alternative(paths):
            for each in paths:
                yield from _path(each)
        case Sequence(steps):
            ways = [_Trace()]
            for step in steps:
                ways = [way.then(further) for way in ways for further in _path(step)]
            yield from ways
        case Repeated(inner):
            yield from (_Trace(way.hops, way.reads, repeated=True) for way in _path(inner))
