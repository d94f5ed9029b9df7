"""A title for an event: its type, where, when. Deterministic, and only what the views found."""

from __future__ import annotations

from collections.abc import Iterable

from testigo.ontology.terms import EventType
from testigo.store.views.policy import NARROWEST
from testigo.store.views.rows import Site
from testigo.store.views.times import Time

LABELS = {
    EventType.AIR_DRONE_STRIKE: "Air or drone strike",
    EventType.ABDUCTION_DISAPPEARANCE: "Abduction or disappearance",
    EventType.ARREST_DETENTION: "Arrest or detention",
    EventType.ARSON_PROPERTY_DESTRUCTION: "Arson or destruction of property",
    EventType.BLOCKADE_SIEGE: "Blockade or siege",
    EventType.CEASEFIRE_VIOLATION: "Violation of a ceasefire",
    EventType.INSTITUTIONAL: "Institutional act",
    EventType.INVESTIGATION_ACCOUNTABILITY: "Investigation or accountability",
    EventType.NON_STATE_VIOLENCE: "Non-state violence",
    EventType.ONE_SIDED_VIOLENCE: "One-sided violence",
    EventType.OTHER_CODED: "Other event",
    EventType.STATE_BASED_VIOLENCE: "State-based violence",
    EventType.TERRITORY_CHANGE: "Change of territory",
    EventType.TORTURE_ILL_TREATMENT: "Torture or ill-treatment",
}
"""Types whose notation with blanks is not what the scheme calls them in English."""


def title(type: EventType | None, sites: Iterable[Site], time: Time) -> str:
    """A phrase such as "Killing of civilians in Baniyas, 2025-03-07".

    >>> title(EventType.MASS_KILLING, [], Time())
    'Mass killing'
    """
    label = LABELS.get(type) or type.replace("-", " ").capitalize() if type else "Event"
    return f"{label}{_where(sites)}{_when(time)}"


def _where(sites: Iterable[Site]) -> str:
    """The places of the best rank, by name."""
    distinct = {site.canonical: site for site in sites}.values()
    best = min(map(_rank, distinct), default=None)
    names = sorted({site.name for site in distinct if _rank(site) == best})
    match names:
        case []:
            return ""
        case [name]:
            return f" in {name}"
        case [name, other]:
            return f" in {name} and {other}"
    return f" in {names[0]} and {len(names) - 1} other places"


def _rank(site: Site) -> tuple[bool, bool, int]:
    """What has coordinates first, then what has a name of its own ("nearby villages" has none), then the narrowest."""
    return not site.located, site.name[:1].islower(), NARROWEST.index(site.kind)


def _when(time: Time) -> str:
    match time.earliest, time.latest:
        case None, None:
            return ""
        case None, latest:
            return f", until {latest}"
        case earliest, None:
            return f", from {earliest}"
        case earliest, latest:
            return f", {earliest}" if earliest == latest else f", {earliest} to {latest}"
    return ""
