"""What type an event is said to have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from testigo.ontology.terms import EventType
from testigo.store.views.origins import independent, independent_origins
from testigo.store.views.policy import BROADER
from testigo.store.views.rows import Claim


def event_type(claims: Iterable[Claim]) -> EventType | None:
    """The best supported type, as narrow as the support allows; None where no claim says one.

    A claim supports its type and the broader one. Of the types without a broader one the best supported is
    taken: by independent origins, then claims, then the scheme's order. Then the narrower type that more
    origins support than any of its siblings; where siblings tie, the broader type stays.
    """
    support: dict[EventType, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.event_type:
            for type in _with_broader(claim.event_type):
                support[type].append(claim)
    if not support:
        return None
    order = list(EventType)
    roots = (type for type in support if type not in BROADER)
    best = min(roots, key=lambda each: (*_least_first(support[each]), order.index(each)))
    return _narrowed(best, support)


def denied(claims: Iterable[Claim], denials: Iterable[Claim]) -> bool:
    """Whether one origin says the event is of a type and another that it is not: that it was no killing at all."""
    others = list(denials)
    return any(
        independent(claim, other)
        for claim in claims
        if claim.event_type
        for other in others
        if other.event_type in list(_with_broader(claim.event_type))
    )


def _narrowed(type: EventType, support: dict[EventType, list[Claim]]) -> EventType:
    """The narrower type that stands out by origins, or the type itself."""
    narrower = sorted(
        (-independent_origins(claims), each) for each, claims in support.items() if BROADER.get(each) is type
    )
    if not narrower or (len(narrower) > 1 and narrower[0][0] == narrower[1][0]):
        return type
    return _narrowed(narrower[0][1], support)


def _with_broader(type: EventType) -> Iterator[EventType]:
    step: EventType | None = type
    while step:
        yield step
        step = BROADER.get(step)


def _least_first(claims: list[Claim]) -> tuple[int, int]:
    return -independent_origins(claims), -len(claims)
