"""Incidents: acts told together share their time and place, so that an act without its own has its incident's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from testigo.loaders.text.events.event_places import headed_places, places, places_around
from testigo.loaders.text.events.event_times import Clock, is_of_another_time
from testigo.loaders.text.events.events import Happening, told_together
from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.dates import When
from testigo.loaders.text.reading.phrases import determiner

if TYPE_CHECKING:
    from spacy.tokens import Token

TIMELESS = frozenset(
    (
        "deployment",
        "mourning",
        "prisoner-exchange",
        "war",
        "institutional",
        "investigation-accountability",
        "diplomacy",
        "threat",
    )
)
EARLIER = frozenset(
    ("previously", "formerly", "once", "before", "ago", "past", "earlier", "previous", "recent", "never")
)


@dataclass(slots=True)
class Incident:
    """When and where an event took place, so far as the text tells."""

    event: Happening
    when: When | None = None
    where: list[Figurant] = field(default_factory=list)


def incidents(events: list[Happening], clock: Clock, roster: Roster) -> dict[int, Incident]:
    """The time and place of each event, by `id()` of the event; what it lacks it has from the act told before it."""
    found = {id(event): _own(event, clock, roster) for event in events}
    before: list[Incident] = []
    for event in events:
        one = found[id(event)]
        _complete(one, before)
        before.append(one)
    return found


def _own(event: Happening, clock: Clock, roster: Roster) -> Incident:
    one = Incident(event)
    for trigger in event.triggers:
        one.when = one.when or clock.time_of(trigger)
        one.where += [place for place in places(trigger, roster) if not _holds(one.where, place)]
    for trigger in event.triggers if not one.where else ():
        one.where += [place for place in places_around(trigger, roster) if not _holds(one.where, place)]
    if not any(place.is_named for place in one.where):
        text = event.triggers[0].head.doc.text
        for trigger in event.triggers:
            one.where += [place for place in headed_places(trigger, text, roster) if not _holds(one.where, place)]
    return one


def _complete(one: Incident, before: list[Incident]) -> None:
    """Give an act the time and the place of the last one before it that has them, where they are told together."""
    if _is_apart(one.event):
        return
    told = [other for other in reversed(before) if _is_told_with(one.event, other.event)]
    if one.when is None and not any(map(is_of_another_time, one.event.triggers)):
        one.when = next((other.when for other in told if other.when is not None), None)
    if not one.where:
        one.where = next((list(other.where) for other in told if other.where), [])


def _is_told_with(event: Happening, other: Happening) -> bool:
    """Whether one act is told in the sentence of the other or the next, in one paragraph."""
    at = min((trigger.head for trigger in event.triggers), key=lambda head: head.i)
    return any(told_together(trigger.head, at) for trigger in other.triggers)


def _is_apart(event: Happening) -> bool:
    """Whether an act stands by itself: of a lasting kind, or told as one of earlier days."""
    if event.type in TIMELESS:
        return True
    return any(_is_earlier(trigger.head) or _is_one_of_many(trigger) for trigger in event.triggers)


def _is_one_of_many(trigger: Trigger) -> bool:
    """As in "six killings in as many years": acts of other days."""
    head = trigger.head
    return not trigger.is_verb and not determiner(head) and any(child.dep_ == "nummod" for child in head.lefts)


def _is_earlier(head: Token) -> bool:
    return any(child.lower_ in EARLIER for child in head.children)


def _holds(found: list[Figurant], place: Figurant) -> bool:
    return any(place is known for known in found)
