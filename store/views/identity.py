"""Which records are one actor, place or event, and which id they go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from testigo.ontology.terms import Verdict
from testigo.store.views.origins import joined


@dataclass(frozen=True, slots=True)
class Judged:
    """A standing judgement (`id`) on two records, by their ids; a rule's right one is a register's or gazetteer's."""

    left: str
    right: str
    verdict: Verdict
    by_rule: bool
    id: str = field(default="", kw_only=True)

    @property
    def pair(self) -> frozenset[str]:
        """The two records, in no order."""
        return frozenset((self.left, self.right))


def canonical_ids(ids: Iterable[str], judgements: Iterable[Judged]) -> dict[str, str]:
    """The canonical id of each of the ids, and of whatever the judgements join them to.

    Records that `same` joins, directly or through others, go by the register's id (the smallest, if several),
    else by the smallest of their ids. What contradicts a standing `different` joins nothing (`joining`).
    """
    known = list(judgements)
    kept = joining(known)
    registered = registers(kept)
    judged = (frozenset((each,)) for one in known for each in one.pair)
    groups = joined([*(frozenset((id,)) for id in ids), *judged, *(each.pair for each in kept)])
    return {id: min(group & registered or group) for group in groups for id in group}


def registers(judgements: Iterable[Judged]) -> set[str]:
    """The records that a rule judged another to be: a register's or gazetteer's."""
    return {each.right for each in judgements if each.by_rule and each.verdict is Verdict.SAME}


def joining(judgements: Collection[Judged]) -> list[Judged]:
    """The `same` that join records; none leads from one to another that somebody told apart from it.

    A `different` undoes the `same` on the same two records. Where others lead from one to the other, these yield, until
    none does: what rules said of either, or of one that people hold to be either; what rules said of a record that they
    took for several registers' at once; what people said of either. So it does not matter who judged first.
    """
    apart = {each.pair for each in judgements if each.verdict is Verdict.DIFFERENT and each.left != each.right}
    same = [each for each in judgements if each.verdict is Verdict.SAME and each.pair not in apart]
    for yielding in (_of_rules, _of_undecided, _of_people):
        torn = contradicted(apart, same)
        if not torn:
            break
        gone = yielding(torn, same)
        same = [each for each in same if each not in gone]
    return same


def contradicted(apart: Iterable[frozenset[str]], same: Iterable[Judged]) -> set[frozenset[str]]:
    """The pairs told apart whose records `same` joins all the same."""
    group = grouped(same)
    return {pair for pair in apart if len({group.get(each, each) for each in pair}) == 1}


def grouped(same: Iterable[Judged]) -> dict[str, str]:
    """Record → one that stands for all that it is joined to."""
    return {id: min(group) for group in joined(each.pair for each in same) for id in group}


def _of_rules(torn: set[frozenset[str]], same: Collection[Judged]) -> set[Judged]:
    """What rules said of the records told apart, and of those that people hold to be them."""
    held = grouped(each for each in same if not each.by_rule)
    told = {held.get(id, id) for pair in torn for id in pair}
    return {each for each in same if each.by_rule and held.get(each.left, each.left) in told}


def _of_undecided(torn: set[frozenset[str]], same: Collection[Judged]) -> set[Judged]:
    """What rules said of records that they took for several, where that joins some told apart."""
    group, held = grouped(same), grouped(each for each in same if not each.by_rule)
    around = {group[id] for pair in torn for id in pair}
    taken = _rights((each for each in same if each.by_rule), held)
    return {
        each
        for each in same
        if each.by_rule and group[each.left] in around and len(taken[held.get(each.left, each.left)]) > 1
    }


def _rights(said: Iterable[Judged], held: Mapping[str, str]) -> dict[str, set[str]]:
    """Whom records were taken for; those that people hold to be one stand together."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in said:
        found[held.get(each.left, each.left)].add(held.get(each.right, each.right))
    return found


def _of_people(torn: set[frozenset[str]], same: Collection[Judged]) -> set[Judged]:
    """What people said around the records told apart."""
    group = grouped(same)
    around = {group[id] for pair in torn for id in pair}
    return {each for each in same if not each.by_rule and group[each.left] in around}
