"""The default policy as data: what counts, what is preferred, in which order.

A view names the policy that made it; whoever changes a table here gives the policy a new name.
"""

from __future__ import annotations

from typing import Final

from testigo.ontology.schemes import broader
from testigo.ontology.terms import EventType, Measure, Modality, PlaceKind, Population, Role, Scope

NAME: Final = "default/1"

TOLL: Final = Measure.KILLED
POPULATIONS: Final = tuple(Population)
"""Whose toll is the event's: of the first population that anybody counts. People come first."""

SCOPES: Final = (Scope.CUMULATIVE, Scope.INCIDENT, Scope.UNSPECIFIED, Scope.PLACE_TOTAL)
"""Which of one speaker's figures is its toll of the event: the total rather than a day's increment or a part."""

UNTOLD: Final = frozenset({
    Modality.ORDERS, Modality.WARNS, Modality.CALLS_FOR, Modality.ASKS, Modality.PROMISES,
    Modality.EXPRESSES_CONCERN, Modality.DECLINES_COMMENT,
})  # fmt: skip
"""Modalities that speak of what should be, or might, or not at all: no figure of theirs is a toll; what they say of
type, time and place counts only where nobody tells it as a fact."""

ACCUSED: Final = Role.PERPETRATOR
"""The role whose holders two origins may disagree on."""

BROADER: Final = {type: EventType(found[0]) for type in EventType if (found := broader(type))}
"""The hierarchy of event types, from `schemes.ttl`: each narrower type and its broader one."""

NARROWEST: Final = (
    PlaceKind.FACILITY, PlaceKind.INFRASTRUCTURE, PlaceKind.VILLAGE, PlaceKind.CITY, PlaceKind.AREA,
    PlaceKind.DISTRICT, PlaceKind.GOVERNORATE, PlaceKind.REGION, PlaceKind.COUNTRY,
)  # fmt: skip
"""Kinds of place, narrowest first: a title names the places of the narrowest kind."""
