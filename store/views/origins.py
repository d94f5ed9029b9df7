"""Independent origins: five outlets that quote one monitor are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from testigo.store.views.rows import Claim


def joined(groups: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Groups merged until no two share a member.

    >>> sorted(map(sorted, joined([frozenset("ab"), frozenset("c"), frozenset("bd")])))
    [['a', 'b', 'd'], ['c']]
    """
    parent: dict[str, str] = {}
    for group in groups:
        roots = {_root(parent, each) for each in group}
        parent.update(dict.fromkeys(roots, min(roots)) if roots else {})
    members: dict[str, set[str]] = defaultdict(set)
    for each in parent:
        members[_root(parent, each)].add(each)
    return [frozenset(group) for group in members.values()]


def _root(parent: dict[str, str], each: str) -> str:
    """The member that stands for a group, with the way to it made shorter."""
    above = parent.setdefault(each, each)
    while above != each:
        parent[each] = parent[above]
        each, above = parent[each], parent[parent[above]]
    return each


def independent_origins(claims: Iterable[Claim]) -> int:
    """How many origins claims go back to: those that share one, directly or through others, count once."""
    return len(joined(claim.origins for claim in claims))


def independent(one: Claim, other: Claim) -> bool:
    """Whether two claims share no origin."""
    return one.origins.isdisjoint(other.origins)


def opposed(some: Iterable[Claim], others: Iterable[Claim]) -> bool:
    """Whether any of some and any of the others share no origin."""
    against = list(others)
    return any(independent(one, other) for one in some for other in against)
