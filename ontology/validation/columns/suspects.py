"""Who may break a shape, as columns see it: perhaps too many, never too few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl
from testigo.ontology.validation.columns.checks import Checks, Unsure
from testigo.ontology.validation.columns.graph import NUMBER, Carried, ColumnGraph, Segment
from testigo.ontology.validation.columns.ids import Ids
from testigo.ontology.validation.columns.masks import Mask, any_of, at, both, chosen, either, opposite
from testigo.ontology.validation.columns.naming import REIFIED
from testigo.ontology.validation.columns.plan import Plan, Rule, Targets
from testigo.ontology.validation.columns.soundness import odd
from testigo.ontology.validation.columns.values import Follower


def suspects(plan: Plan, graph: ColumnGraph) -> pl.Series:
    """The numbers of the records that may break a shape, or that only the exact engine can judge; ascending.

    They are the batch's own, or what a relationship of it starts from.
    """
    names = Ids(graph, plan.naming.base)
    return _judged([*odd(graph, names), *_Asked(plan, graph, names).breaking()], graph)


def breaking(plan: Plan, graph: ColumnGraph) -> pl.Series:
    """The numbers of the suspects by shapes alone, whatever RDF can write."""
    return _judged(_Asked(plan, graph, Ids(graph, plan.naming.base)).breaking(), graph)


def _judged(pieces: Iterable[pl.Series], graph: ColumnGraph) -> pl.Series:
    """Those of the numbers that there is a verdict on, ascending."""
    found = pl.concat([pl.Series(dtype=NUMBER), *pieces]).unique().sort()
    if not len(found) or found[-1] < graph.batch.size[0]:
        return found
    return found.filter(found.is_in(graph.numbered.everyone.implode()))


class _Asked:
    """One plan on one graph."""

    def __init__(self, plan: Plan, graph: ColumnGraph, names: Ids) -> None:
        self._plan, self._graph, self._ids = plan, graph, names
        self._follower = Follower(graph, plan.reach)
        self._checks = Checks(self._follower, names)
        self._carried = list(graph.carried(REIFIED))

    def breaking(self) -> Iterator[pl.Series]:
        """The numbers of the suspects, in pieces that may overlap."""
        for rule in self._plan.rules:
            for segment in self._segments(rule.targets):
                yield self._numbers(segment, self._broken(rule, segment))
        for left in self._plan.exact:
            if left.targets is None:
                yield self._graph.numbered.everyone
                return
            for segment in self._segments(left.targets):
                yield self._numbers(segment, self._target(left.targets, segment))

    def _broken(self, rule: Rule, segment: Segment) -> Mask:
        """Which records of a segment are targets and may break the rule."""
        try:
            broken = opposite(self._checks.conforming(rule.shape, segment))
        except Unsure:
            broken = True
        return False if broken is False else both(broken, self._target(rule.targets, segment))

    def _segments(self, targets: Targets) -> Iterator[Segment]:
        """The segments that targets may lie in."""
        for segment in (*self._graph.segments, self._graph.outside, *self._carried):
            is_of_label = segment.is_own and segment.label in targets.labels
            if is_of_label or self._may_hold(targets, segment):
                yield segment

    def _may_hold(self, targets: Targets, segment: Segment) -> bool:
        if isinstance(segment, Carried):
            return False
        starts = (self._follower.ends(type)[0] for type in targets.subjects_of)
        ends = (self._follower.ends(type)[1] for type in targets.objects_of)
        if targets.ids or any(segment.column(name) is not None for name in targets.having):
            return True
        return any(segment.within(each) is not False for each in (*starts, *ends))

    def _target(self, targets: Targets, segment: Segment) -> Mask:
        """Which records of a segment are targets."""
        if segment.is_own and segment.label in targets.labels:
            return True
        pieces = [self._follower.ends(type)[0] for type in targets.subjects_of]
        pieces += [self._follower.ends(type)[1] for type in targets.objects_of]
        here = (chosen(segment.within(each), each.column) for each in pieces)
        numbers = pl.concat([pl.Series(dtype=NUMBER), *here])
        found = at((numbers - segment.first).cast(NUMBER), segment.length)
        columns = (segment.column(name) for name in sorted(targets.having))
        found = any_of([found, *(column.is_not_null() for column in columns if column is not None)])
        return either(found, self._ids.among(segment, set(targets.ids))) if targets.ids else found

    @staticmethod
    def _numbers(segment: Segment, mask: Mask) -> pl.Series:
        """The numbers of these records; of what relationships carry, their starts'."""
        if mask is False:
            return pl.Series(dtype=NUMBER)
        if isinstance(segment, Carried):
            return chosen(mask, segment.owners)
        return chosen(mask, pl.int_range(segment.first, segment.end, dtype=NUMBER, eager=True))
