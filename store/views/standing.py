"""Which claims stand, and which were taken back or overtaken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from testigo.store.views.rows import Claim, Successor


class State(StrEnum):
    """What became of a claim."""

    STANDS = "stands"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


def states(claims: Iterable[Claim]) -> dict[str, State]:
    """The state of each claim, by id.

    Withdrawn, rejected and retracted claims are `retracted`; a later statement of the same speaker makes a claim
    `superseded`. What a retracted statement retracted or superseded stands again.
    """
    by_id = {claim.id: claim for claim in claims}
    return {id: _state(claim, by_id, frozenset()) for id, claim in by_id.items()}


def _state(claim: Claim, by_id: Mapping[str, Claim], above: frozenset[str]) -> State:
    above = above | {claim.id}
    effective = [each for each in claim.successors if _effective(each, by_id, above)]
    if claim.withdrawn or any(each.retracts for each in effective):
        return State.RETRACTED
    return State.SUPERSEDED if effective else State.STANDS


def _effective(successor: Successor, by_id: Mapping[str, Claim], above: frozenset[str]) -> bool:
    """Whether a successor was not itself taken back. One outside the case, or in a circle, is taken as it is."""
    if successor.withdrawn:
        return False
    claim = by_id.get(successor.id)
    return claim is None or claim.id in above or _state(claim, by_id, above) is not State.RETRACTED
