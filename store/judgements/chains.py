"""Chains of judgements: which of them lead from one record to another."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from testigo.ontology.errors import InvalidValue, NotInStore
from testigo.ontology.terms import Verdict
from testigo.store.judgements.records import Record, by_ids
from testigo.store.protocols import Store
from testigo.store.views.identity import Judged, grouped, joining
from testigo.store.views.lookups import lookup
from testigo.store.views.naming import around

LABELS = ("Actor", "Place", "Event")


@dataclass(frozen=True, slots=True)
class Step:
    """A judgement on the way from one record to the next."""

    start: str
    end: str
    judgement: Record


def why(store: Store, left: str, right: str) -> list[Step]:
    """The shortest chain of judgements that joins two records, or that keeps them apart; empty: nothing does either.

    Raises InvalidValue where the two cannot be one, NotInStore for a record that the store does not hold.
    """
    label = alike(store, left, right)
    _, judged = around(store, label, {left, right})
    links = path(joining(judged), left, right) or apart(judged, left, right)
    known = {each.id: each for each in by_ids(store, [each.id for each in links])}
    return _steps(left, [known[each.id] for each in links])


def alike(store: Store, left: str, right: str) -> str:
    """The label of two records. Raises InvalidValue where they cannot be one, NotInStore where one is not there."""
    labels = {_label(each) for each in (left, right)}
    if len(labels) != 1 or left == right:
        raise InvalidValue(f"{left}, {right}: only two actors, two places or two events can be judged: give two ids")
    (label,) = labels
    there = {row["id"] for row in lookup(f"MATCH (n:{label} {{id: id}})").rows(store, {left, right})}
    for each in (left, right):
        if each not in there:
            raise NotInStore(label.lower(), each)
    return label


def _label(id: str) -> str:
    prefix = id.partition("-")[0].capitalize()
    if prefix not in LABELS:
        raise InvalidValue(f"{id!r}: an id of an actor, place or event is wanted, such as actor- and 32 digits")
    return prefix


def apart(judged: Iterable[Judged], left: str, right: str) -> list[Judged]:
    """The chain that keeps two apart: one of each side's records was told from the other's. Empty: none was."""
    known = list(judged)
    same = joining(known)
    group = grouped(same)
    sides = (group.get(left, left), group.get(right, right))
    for each in sorted(known, key=lambda each: each.id):
        ends = tuple(group.get(id, id) for id in (each.left, each.right))
        if each.verdict is Verdict.DIFFERENT and ends in (sides, sides[::-1]):
            near, far = (each.left, each.right) if ends == sides else (each.right, each.left)
            return [*path(same, left, near), each, *path(same, far, right)]
    return []


def path(same: Iterable[Judged], left: str, right: str) -> list[Judged]:
    """The shortest chain from one record to the other; empty where there is none, or none is needed."""
    links: dict[str, list[Judged]] = defaultdict(list)
    for each in sorted(same, key=lambda each: each.id):
        links[each.left].append(each)
        links[each.right].append(each)
    came: dict[str, Judged | None] = {left: None}
    open = deque([left])
    while open and right not in came:
        here = open.popleft()
        for each in links[here]:
            there = each.right if each.left == here else each.left
            if there not in came:
                came[there] = each
                open.append(there)
    return _back(came, right)


def _back(came: dict[str, Judged | None], at: str) -> list[Judged]:
    found: list[Judged] = []
    while (each := came.get(at)) is not None:
        found.append(each)
        at = each.right if each.left == at else each.left
    return found[::-1]


def _steps(start: str, records: Iterable[Record]) -> list[Step]:
    steps: list[Step] = []
    for each in records:
        end = each.right if each.left == start else each.left
        steps.append(Step(start, end, each))
        start = end
    return steps
