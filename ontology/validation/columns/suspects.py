"""Who may break a shape, as columns see it: perhaps too many, never too few."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from testigo.ontology.validation.columns.checks import Checks, Unsure
from testigo.ontology.validation.columns.graph import NUMBER, Carried, ColumnGraph, Segment
from testigo.ontology.validation.columns.ids import Ids
from testigo.ontology.validation.columns.masks import Mask, at, both, chosen, opposite
from testigo.ontology.validation.columns.naming import REIFIED
from testigo.ontology.validation.columns.plan import Plan, Rule, Targets
from testigo.ontology.validation.columns.soundness import odd
from testigo.ontology.validation.columns.values import Follower


def suspects(plan: Plan, graph: ColumnGraph) -> pl.Series:
    """The numbers of the records that may break a shape, or that only the exact engine can judge; ascending.

    They are the batch's own, or what a relationship of it starts from.
    """
    asked = _Asked(plan, graph)
    found = [*odd(graph, asked.ids), *asked.breaking()]
    return pl.concat([pl.Series(dtype=NUMBER), *found]).unique().sort()


class _Asked:
    """One plan on one graph."""

    def __init__(self, plan: Plan, graph: ColumnGraph) -> None:
        self._plan, self._graph = plan, graph
        self._follower, self.ids = Follower(graph, plan.reach), Ids(graph, plan.naming.base)
        self._checks = Checks(self._follower, self.ids)
        self._carried = list(graph.carried(REIFIED))

    def breaking(self) -> Iterator[pl.Series]:
        """The numbers of the suspects, in pieces that may overlap."""
        for rule in self._plan.rules:
            for segment in self._segments(rule.targets):
                yield self._numbers(segment, self._broken(rule, segment))
        for left in self._plan.exact:
            for segment in self._segments(left.targets):
                target = True if left.targets is None else self._target(left.targets, segment)
                yield self._numbers(segment, target)

    def _broken(self, rule: Rule, segment: Segment) -> Mask:
        """Which records of a segment are targets and may break the rule."""
        try:
            broken = opposite(self._checks.conforming(rule.shape, segment))
        except Unsure:
            broken = True
        return False if broken is False else both(broken, self._target(rule.targets, segment))

    def _segments(self, targets: Targets | None) -> Iterator[Segment]:
        """The segments that targets may lie in."""
        for segment in (*self._graph.segments, self._graph.outside, *self._carried):
            is_of_label = segment.is_own and (targets is None or segment.label in targets.labels)
            if is_of_label or self._may_hold(targets, segment):
                yield segment

    def _may_hold(self, targets: Targets | None, segment: Segment) -> bool:
        if targets is None or isinstance(segment, Carried):
            return False
        starts = (self._follower.ends(type)[0] for type in targets.subjects_of)
        ends = (self._follower.ends(type)[1] for type in targets.objects_of)
        return bool(targets.ids) or any(segment.within(each) is not False for each in (*starts, *ends))

    def _target(self, targets: Targets, segment: Segment) -> Mask:
        """Which records of a segment are targets."""
        if segment.is_own and segment.label in targets.labels:
            return True
        pieces = [self._follower.ends(type)[0] for type in targets.subjects_of]
        pieces += [self._follower.ends(type)[1] for type in targets.objects_of]
        here = (chosen(segment.within(each), each.column) for each in pieces)
        numbers = pl.concat([pl.Series(dtype=NUMBER), *here])
        found = at((numbers - segment.first).cast(NUMBER), segment.length)
        if targets.ids and found is not True:
            named = self.ids.among(segment, set(targets.ids))
            return named if found is False else opposite(both(opposite(found), opposite(named)))
        return found

    @staticmethod
    def _numbers(segment: Segment, mask: Mask) -> pl.Series:
        """The numbers of these records; of what relationships carry, their starts'."""
        if mask is False:
            return pl.Series(dtype=NUMBER)
        if isinstance(segment, Carried):
            return chosen(mask, segment.owners)
        return chosen(mask, pl.int_range(segment.first, segment.end, dtype=NUMBER, eager=True))
