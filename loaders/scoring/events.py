"""Events: matched by a shared trigger and a type of one class; then their places, participants and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from testigo.loaders.extraction import Event, Extraction, Mention
from testigo.loaders.scoring.classes import EVENT, same
from testigo.loaders.scoring.errors import Fault, Wrong, Wrongs
from testigo.loaders.scoring.figures import Tallies, Tally
from testigo.loaders.scoring.matching import left, pairs, shared_triggers
from testigo.loaders.scoring.parts import Part

Key = tuple[str, ...]
Keys = Callable[[Event], set[Key]]


class Events:
    """The events of two extractions, held to each other. `ids`: of an entity that was found → in the gold."""

    def __init__(self, found: Extraction, wanted: Extraction, ids: Mapping[str, str]) -> None:
        self.found, self.wanted, self._ids = found.events, wanted.events, ids
        self.pairs = pairs(self.found, self.wanted, _score)
        self._names = {f"?{each.id}": each.name for each in found.entities}
        self._names |= {each.id: each.name for each in wanted.entities}

    def tallies(self) -> Tallies:
        """How many were found with their type; their places, participants, roles and dates, of all events."""
        dated = [_days(each) for each in self.found], [_days(each) for each in self.wanted]
        right = sum(dated[0][i] is not None and dated[0][i] == dated[1][j] for i, j in self.pairs.items())
        return {
            "events+type": Tally(len(self.pairs), len(self.found), len(self.wanted)),
            "event places": self._tally(_places),
            "event participants": self._tally(_actors),
            "event participants+role": self._tally(_roles),
            "event dates": Tally(right, *(sum(each is not None for each in side) for side in dated)),
        }

    def _tally(self, keys: Keys) -> Tally:
        right = sum(len(self._known(keys(self.found[i])) & keys(self.wanted[j])) for i, j in self.pairs.items())
        return Tally(right, *(sum(len(keys(each)) for each in side) for side in (self.found, self.wanted)))

    def _known(self, keys: set[Key]) -> set[Key]:
        """Keys of what was found, with the gold's ids; one that is not in the gold is marked."""
        return {(self._ids.get(first, f"?{first}"), *others) for first, *others in keys}

    def wrongs(self) -> Wrongs:
        """What is missed, spurious or of another type; and what the matched ones have wrong."""
        missed = [self.wanted[j] for j in left(len(self.wanted), self.pairs.values())]
        spurious = [self.found[i] for i in left(len(self.found), self.pairs)]
        mistyped = pairs(spurious, missed, shared_triggers)
        for i, j in mistyped.items():
            yield Wrong(Part.EVENTS, Fault.TYPE, missed[j].triggers[0], missed[j].type, spurious[i].type)
        for j in left(len(missed), mistyped.values()):
            yield Wrong(Part.EVENTS, Fault.MISSED, missed[j].triggers[0], wanted=missed[j].type)
        for i in left(len(spurious), mistyped):
            yield Wrong(Part.EVENTS, Fault.SPURIOUS, spurious[i].triggers[0], found=spurious[i].type)
        for i, j in self.pairs.items():
            yield from self._details(self.found[i], self.wanted[j])

    def _details(self, found: Event, wanted: Event) -> Wrongs:
        span = wanted.triggers[0]
        for keys, missed, spurious in DETAILS:
            here, there = self._known(keys(found)), keys(wanted)
            for (id,) in sorted(there - here):
                yield Wrong(Part.EVENTS, missed, span, wanted=self._name(id))
            for (id,) in sorted(here - there):
                yield Wrong(Part.EVENTS, spurious, span, found=self._name(id))
        yield from self._roles(span, found, wanted)
        if _days(found) != _days(wanted):
            yield Wrong(Part.EVENTS, Fault.DATE, span, _told(wanted), _told(found))

    def _roles(self, span: Mention, found: Event, wanted: Event) -> Wrongs:
        here, there = self._by_actor(self._known(_roles(found))), self._by_actor(_roles(wanted))
        for actor in sorted(here.keys() & there.keys()):
            if here[actor] != there[actor]:
                name = self._name(actor)
                roles = (f"{name}: {', '.join(sorted(each))}" for each in (there[actor], here[actor]))
                yield Wrong(Part.EVENTS, Fault.ROLE, span, *roles)

    def _name(self, id: str) -> str:
        return self._names.get(id, id)

    @staticmethod
    def _by_actor(roles: set[Key]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for actor, role in roles:
            found.setdefault(actor, set()).add(role)
        return found


def _score(found: Event, wanted: Event) -> int:
    return shared_triggers(found, wanted) if same(EVENT, found.type, wanted.type) else 0


def _places(event: Event) -> set[Key]:
    return {(place,) for place in event.places}


def _actors(event: Event) -> set[Key]:
    return {(each.actor,) for each in event.participants}


def _roles(event: Event) -> set[Key]:
    return {(each.actor, each.role) for each in event.participants}


def _days(event: Event) -> tuple[date | None, date | None] | None:
    return (event.dates.earliest, event.dates.latest) if event.dates else None


def _told(event: Event) -> str | None:
    return f"{event.dates.earliest} to {event.dates.latest}, {event.dates.evidence.exact!r}" if event.dates else None


DETAILS = (
    (_places, Fault.PLACE_MISSED, Fault.PLACE_SPURIOUS),
    (_actors, Fault.PARTICIPANT_MISSED, Fault.PARTICIPANT_SPURIOUS),
)
