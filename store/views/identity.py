"""Which records are one actor, place or event, and which id they go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testigo.ontology.terms import Verdict
from testigo.store.views.origins import joined


@dataclass(frozen=True, slots=True)
class Judged:
    """A standing judgement on two records, by their ids; a rule's right one is a register's or gazetteer's."""

    left: str
    right: str
    verdict: Verdict
    by_rule: bool

    @property
    def pair(self) -> frozenset[str]:
        """The two records, in no order."""
        return frozenset((self.left, self.right))


def canonical_ids(ids: Iterable[str], judgements: Iterable[Judged]) -> dict[str, str]:
    """The canonical id of each of the ids, and of whatever the judgements join them to.

    Records that `same` joins, directly or through others, go by the register's id (the smallest, if several),
    else by the smallest of their ids. A standing `different` on the same two records undoes their `same`.
    """
    known = list(judgements)
    different = {each.pair for each in known if each.verdict is Verdict.DIFFERENT}
    same = [each for each in known if each.verdict is Verdict.SAME and each.pair not in different]
    registered = registers(same)
    groups = joined([*(frozenset((id,)) for id in ids), *(each.pair for each in same)])
    return {id: min(group & registered or group) for group in groups for id in group}


def registers(judgements: Iterable[Judged]) -> set[str]:
    """The records that a rule judged another to be: a register's or gazetteer's."""
    return {each.right for each in judgements if each.by_rule and each.verdict is Verdict.SAME}
