"""The status of a part: who stands by it, and who denies it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from testigo.ontology.terms import Role, Status
from testigo.store.views.origins import independent_origins, opposed
from testigo.store.views.policy import ACCUSED
from testigo.store.views.rows import Claim, Part
from testigo.store.views.standing import State

Parts = list[Part]


def alike(parts: Iterable[Part]) -> list[Parts]:
    """The parts of one actor in one role, which records of several reports may hold, together."""
    groups: dict[tuple[str, Role], Parts] = defaultdict(list)
    for part in parts:
        groups[part.actor, part.role].append(part)
    return list(groups.values())


def status(parts: Parts, claims: Mapping[str, Claim], states: Mapping[str, State]) -> Status:
    """What a part of one actor in one role is, by the claims on all its records.

    Nobody ever supported it: unsupported. All that support it were taken back: retracted; taken back or
    overtaken: superseded. Else what the latest standing assessment says; else disputed where another origin
    denies it, corroborated from two origins on, alleged from one.
    """
    supports = {id for part in parts for id in part.supports}
    if not supports:
        return Status.UNSUPPORTED
    standing = [claims[id] for id in supports if states[id] is State.STANDS]
    if not standing:
        superseded = any(states[id] is State.SUPERSEDED for id in supports)
        return Status.SUPERSEDED if superseded else Status.RETRACTED
    assessed = [each for part in parts for each in part.assessed]
    if assessed:
        return max(assessed).status
    if opposed(standing, denials(parts, claims, states)):
        return Status.DISPUTED
    return Status.CORROBORATED if independent_origins(standing) > 1 else Status.ALLEGED


def denials(parts: Iterable[Part], claims: Mapping[str, Claim], states: Mapping[str, State]) -> list[Claim]:
    """The standing claims that deny these parts."""
    return [claims[id] for id in {id for part in parts for id in part.denies} if states[id] is State.STANDS]


def denied(parts: Parts, claims: Mapping[str, Claim], states: Mapping[str, State]) -> bool:
    """Whether one origin stands by these parts and another denies them."""
    supports = {id for part in parts for id in part.supports}
    standing = [claims[id] for id in supports if states[id] is State.STANDS]
    return opposed(standing, denials(parts, claims, states))


def blame_differs(parts: Iterable[Part], claims: Mapping[str, Claim], states: Mapping[str, State]) -> bool:
    """Whether two origins name different perpetrators, none in common, all of them known to a register.

    An unresolved name may be the same actor by another name, so it contradicts nobody.
    """
    accused: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        if part.role is ACCUSED and part.resolved:
            for id in part.supports:
                if states[id] is State.STANDS:
                    accused[id].add(part.actor)
    return any(
        accused[one].isdisjoint(accused[other]) and opposed([claims[one]], [claims[other]])
        for one, other in combinations(accused, 2)
    )
