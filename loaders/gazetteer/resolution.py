"""Which place a name means in a report, or that it cannot be said: never a guess by size.

The rules, in order; the first that fits gives its name to the resolution:

`unknown`        the gazetteer has no such name (of that kind, in that area).
`country`        the name of one country, and no other area in the report's countries has it.
`unique`         one place has the name: in the countries the report names, or anywhere where it names none.
`namesake`       one settlement has it, and the administrative areas of that name lie around it, or within 150 km
                 where the gazetteer does not know what they hold: the settlement is named, since an area is called
                 "… province", "… district" where it is meant.
`one-spot`       several have it within 2 km of the first: entries of one place, of which the most populous is taken.
`outside`        no place of that name in the countries the report names: open, whatever there is elsewhere.
`ambiguous`      several places: open. That one is a hundred times as populous decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from testigo.loaders.gazetteer.lookup import tiers
from testigo.loaders.gazetteer.names import DISTRICT, PROVINCE, SETTLEMENT
from testigo.loaders.gazetteer.places import GazetteerPlace, distance_km
from testigo.ontology.terms import PlaceKind

Places = tuple[GazetteerPlace, ...]

NAMED_AFTER_KM = 150  # from a town to the middle of what a source places in the province around it
ONE_SPOT_KM = 2  # GeoNames has some towns twice
_FAMILIES = (SETTLEMENT, PROVINCE, DISTRICT)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was resolved to. `place` None: it stays open, with what it may mean in `candidates`."""

    place: GazetteerPlace | None
    candidates: Places
    rule: str


def resolve(
    name: str,
    *,
    context: Collection[str] = (),
    kind: PlaceKind | None = None,
    inside: GazetteerPlace | None = None,
) -> Resolution:
    """Say which place a name means, by the rules of this module.

    `context`: the countries (ISO 3166-1 alpha-2) that the report speaks of; empty where it names none.
    `kind`: what the text calls it; city and village are one here, since only population tells them apart.
    `inside`: an area that the text says it lies in ("Baniyas in Tartus province").
    """
    readings = [_fitting(found, kind, inside) for found in tiers(name)]
    known = next((found for found in readings if found), ())
    here = next((found for found in (_in(found, context) for found in readings) if found), ())
    if not known:
        return Resolution(None, (), "unknown")
    if countries := tuple(place for place in known if place.kind is PlaceKind.COUNTRY):
        return _country(countries, known, here if context else ())
    if not here:
        return Resolution(None, known, "outside")
    return _decided(here)


def _fitting(found: Places, kind: PlaceKind | None, inside: GazetteerPlace | None) -> Places:
    """Those of the asked kind, in the asked area."""
    of_kind: Callable[[GazetteerPlace], bool] = lambda place: kind is None or place.kind in family(kind)  # noqa: E731
    return tuple(place for place in found if of_kind(place) and (inside is None or inside.key in place.within))


def family(kind: PlaceKind) -> frozenset[PlaceKind]:
    """The kinds that a gazetteer cannot tell from this one."""
    return next((kinds for kinds in _FAMILIES if kind in kinds), frozenset({kind}))


def _in(found: Places, context: Collection[str]) -> Places:
    return tuple(place for place in found if not context or place.country in context)


def _country(countries: Places, known: Places, here: Places) -> Resolution:
    """The one country of that name, unless an area in the report's countries has it too (Georgia, in the US)."""
    rivals = tuple(place for place in here if place.kind in PROVINCE)
    if len(countries) == 1 and not rivals:
        return Resolution(countries[0], known, "country")
    return Resolution(None, countries + rivals, "ambiguous")


def _decided(here: Places) -> Resolution:
    if len(here) == 1:
        return Resolution(here[0], here, "unique")
    settled = tuple(place for place in here if place.kind not in PROVINCE | DISTRICT)
    if not settled or any(distance_km(settled[0], place) > ONE_SPOT_KM for place in settled):
        return Resolution(None, here, "ambiguous")
    if len(settled) == len(here):
        return Resolution(settled[0], here, "one-spot")
    named_after = all(_around(area, settled[0]) for area in here if area not in settled)
    return Resolution(settled[0] if named_after else None, here, "namesake" if named_after else "ambiguous")


def _around(area: GazetteerPlace, settlement: GazetteerPlace) -> bool:
    """Whether an administrative area may be named after a settlement."""
    return area.key in settlement.within or distance_km(area, settlement) <= NAMED_AFTER_KM
