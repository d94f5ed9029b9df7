"""What of an extraction is what of the gold: one to one, the best pair first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from testigo.loaders.extraction import Entity, Event, Mention

LEAST = 0.5  # of the code points of two spans together that they must share
Found = TypeVar("Found")
Wanted = TypeVar("Wanted")
Pairs = dict[int, int]
"""Place among what was found → place among what was wanted."""


def overlap(a: Mention, b: Mention) -> int:
    """How many code points two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def likeness(a: Mention, b: Mention) -> float:
    """The share of the code points of two spans that they have in common.

    >>> likeness(Mention(0, 4, "Four"), Mention(0, 8, "Four men"))
    0.5
    """
    both = overlap(a, b)
    return both / (a.end - a.start + b.end - b.start - both) if both else 0.0


def are_alike(a: Mention, b: Mention) -> bool:
    """Whether two spans are held to be one."""
    return likeness(a, b) >= LEAST


def pairs(found: Sequence[Found], wanted: Sequence[Wanted], score: Callable[[Found, Wanted], float]) -> Pairs:
    """One-to-one pairs with a score above 0, the highest first; of equal ones the first found, then first wanted."""
    scored = ((score(a, b), i, j) for i, a in enumerate(found) for j, b in enumerate(wanted))
    ranked = sorted((each for each in scored if each[0] > 0), key=lambda each: (-each[0], each[1], each[2]))
    chosen: Pairs = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def shared_mentions(found: Entity, wanted: Entity) -> int:
    """How many of the mentions of an entity are mentions of another."""
    return sum(any(are_alike(a, b) for b in wanted.mentions) for a in found.mentions)


def shared_triggers(found: Event, wanted: Event) -> int:
    """How many of the triggers of an event overlap with one of another."""
    return sum(any(overlap(a, b) for b in wanted.triggers) for a in found.triggers)


def left(count: int, taken: Collection[int]) -> list[int]:
    """The places that no pair takes."""
    return [at for at in range(count) if at not in taken]
