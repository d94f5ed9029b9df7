"""From a parsed text to an extraction: every rule in its order, statements before events are bare facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from testigo.loaders.extraction import (
    Count,
    Diagnostic,
    Event,
    EventDates,
    Extraction,
    Mention,
    Participant,
    ReportFacts,
    Statement,
    TextIdentity,
)
from testigo.loaders.text import actors, places
from testigo.loaders.text.attributions import Attribution, attributed
from testigo.loaders.text.coreference import add_pronouns
from testigo.loaders.text.counts import Counted, counted
from testigo.loaders.text.dates import When, dates, merged
from testigo.loaders.text.events import Happening, Setting, Trigger, happenings, triggers
from testigo.loaders.text.headings import in_heading, mark_headings
from testigo.loaders.text.names import proper_names
from testigo.loaders.text.participants import actor_of, parts
from testigo.loaders.text.participants import places as places_of
from testigo.loaders.text.phrases import clause_chain
from testigo.loaders.text.roster import Figurant, Roster
from testigo.loaders.text.statements import about, speaker, speakers, statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


ROLES = {
    "killed": "victim",
    "injured": "victim",
    "abducted": "victim",
    "missing": "victim",
    "displaced": "victim",
    "detained": "target",
}


DOING = frozenset(("perpetrator", "initiator"))


class Assembly:
    """One text while it is read. Every part is entered before anything is written out, so that ids are final."""

    def __init__(self, doc: Doc, published: date | None) -> None:
        self.doc, self.published = doc, published
        self.roster = Roster()
        self.diagnostics: list[Diagnostic] = []
        self.whens: list[When] = []
        self.events: list[Happening] = []
        self.counts: list[tuple[Counted, Happening]] = []
        self.said: list[tuple[Attribution, list[Figurant], list[Figurant]]] = []

    def read(self) -> None:
        """Find everything, in the order in which one rule needs the other."""
        self._mentions()
        self._dates()
        self._events()
        self._counts()
        self._statements()

    def _mentions(self) -> None:
        mark_headings(self.doc)
        names = proper_names(self.doc)
        places.add_names(names, self.roster)
        actors.add_names(names, self.roster)
        for name in names:
            if name.node == "state" and name.head.i not in self.roster.place_at:
                key = name.words.text.lower()
                known = next((one for one in self.roster.of("actor") if key in one.keys), None)
                state = known or Figurant("actor", "foreign-state", name.words.text, is_named=True, keys={key})
                self.roster.add(state, name.words, name.head)
        actors.add_nouns(self.doc, self.roster)
        places.add_nouns(self.doc, self.roster)
        add_pronouns(self.doc, self.roster)

    def _dates(self) -> None:
        found, unused = dates(self.doc.text, self.published)
        self.whens = list(merged(found, self.doc.text))
        self.diagnostics += unused

    def _events(self) -> None:
        found, unused = triggers(self.doc)
        self.diagnostics += unused
        self.events = happenings(found, self._setting)
        for event in self.events:
            for trigger in event.triggers:
                for actor, _ in parts(trigger, self.roster):
                    actor.is_used = True
                for place in places_of(trigger, self.roster):
                    place.is_used = True

    def _setting(self, trigger: Trigger) -> Setting:
        when = self._when(trigger)
        where = frozenset(id(place) for place in places_of(trigger, self.roster))
        doers = frozenset(actor.kind for actor, role in parts(trigger, self.roster) if role in DOING)
        return Setting(where, when and (when.span.start, when.span.end), doers)

    def _when(self, trigger: Trigger) -> When | None:
        """The time in the clause of a trigger: what hangs on it or on the verb that governs it."""
        chain = {token.i for token in clause_chain(trigger.head)}
        for when in self.whens:
            token = self._token(when)
            if token is not None and chain.intersection(above.i for above in clause_chain(token)[1:]):
                return when
        return self._heading_date(trigger)

    def _heading_date(self, trigger: Trigger) -> When | None:
        """ "12 July: …" at the beginning of a line dates what the line tells."""
        at = trigger.words.start_char
        line = self.doc.text.rfind("\n", 0, at) + 1
        for when in self.whens:
            before, after = self.doc.text[line : when.span.start], self.doc.text[when.span.end : when.span.end + 3]
            if (
                line <= when.span.start < at
                and not any(map(str.isalpha, before))
                and after.lstrip()[:1] in (":", "–", "-")
            ):
                return when
        return None

    def _token(self, when: When) -> Token | None:
        words = self.doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
        return words.root if words is not None else None

    def _counts(self) -> None:
        found, unused = counted(self.doc)
        for figure in unused:
            mention = Mention.of(self.doc.text, figure.span.start, figure.span.end)
            self.diagnostics.append(Diagnostic("figure-unused", "no rule says what this figure counts", mention))
        for one in found:
            if in_heading(one.number) and any(_is_repeated(one, other) for other in found):
                continue
            event = self._event_of(one)
            if event is None:
                mention = Mention.of(self.doc.text, one.figure.span.start, one.figure.span.end)
                self.diagnostics.append(Diagnostic("figure-without-event", f"{one.measure}: no event near", mention))
                continue
            self.counts.append((one, event))
            self._add_counted(one, event)

    def _add_counted(self, one: Counted, event: Happening) -> None:
        """Those counted take part in the event: the killed as its victims, the detained as its target."""
        role = ROLES.get(one.measure)
        if role is None:
            return
        who = self.roster.actor_at.get((one.noun or one.number).i) or self._unnamed(one)
        if who is not None:
            who.is_used = True
            if any(actor is who for trigger in event.triggers for actor, _ in parts(trigger, self.roster)):
                return
            event.counted.setdefault((id(who), role), (who, role))

    def _unnamed(self, one: Counted) -> Figurant | None:
        """ "Hundreds, including women and children": people whom only the figure names."""
        if one.noun is not None or one.number.dep_ not in ("nsubj", "nsubjpass", "dobj"):
            return None
        end = one.number.i + 1
        for child in one.number.rights:
            if child.lower_ == "including":
                end = child.right_edge.i + 1
        start = self.doc.char_span(one.figure.span.start, one.figure.span.end, alignment_mode="expand")
        words = self.doc[start.start if start is not None else one.number.i : end]
        return self.roster.add(Figurant("actor", "civilians", one.number.text, is_weak=True), words, one.number)

    def _event_of(self, one: Counted) -> Happening | None:
        """The event that a figure belongs to: on the way up from it, else the last of its sentence, else before."""
        at = {trigger.head.i: event for event in self.events for trigger in event.triggers}
        for token in one.near:
            for near in (token, *token.children):
                if near.i in at:
                    return at[near.i]
        sent = one.near[0].sent
        inside = [at[token.i] for token in sent if token.i in at]
        before = [at[i] for i in sorted(at) if i < sent.start]
        return (inside or before or [None])[-1]

    def _statements(self) -> None:
        found, unused = attributed(self.doc)
        self.diagnostics += unused
        for one in found:
            said_by = speakers(one, self.doc, self.roster)
            if one.speaker is not None and not said_by:
                mention = Mention.of(self.doc.text, one.speaker.start, one.speaker.end)
                self.diagnostics.append(Diagnostic("speaker-unresolved", "nobody is sure who this is", mention))
            via = [actor for place in one.via if (actor := speaker(place, self.doc, self.roster)) is not None]
            self.said.append((one, said_by, via))

    def extraction(self) -> Extraction:
        """What was found, with ids."""
        text = self.doc.text
        entities, ids = self.roster.entities(text)
        events = [self._event(f"e{at}", event, ids) for at, event in enumerate(self.events, 1)]
        by_event = {id(event): f"e{at}" for at, event in enumerate(self.events, 1)}
        named = [(entity.id, entity.mentions) for entity in entities]
        statements = [
            statement(
                at,
                one,
                text,
                [ids[id(who)] for who in said_by if id(who) in ids],
                [ids[id(who)] for who in via if id(who) in ids],
                about(one.content, events, named),
            )
            for at, (one, said_by, via) in enumerate(self.said, 1)
        ]
        return Extraction(
            TextIdentity.of(text),
            ReportFacts(self.published),
            tuple(entities),
            tuple(events),
            tuple(self._count(one, by_event[id(event)]) for one, event in self.counts),
            tuple(statements),
            tuple(sorted(self.diagnostics, key=_place)),
        )

    def _event(self, id_: str, event: Happening, ids: dict[int, str]) -> Event:
        where: dict[str, None] = {}
        who: dict[Participant, None] = {}
        when: When | None = None
        for trigger in event.triggers:
            when = when or self._when(trigger)
            where |= {ids[id(place)]: None for place in places_of(trigger, self.roster) if id(place) in ids}
            who |= {
                Participant(ids[id(actor)], role): None
                for actor, role in parts(trigger, self.roster)
                if id(actor) in ids
            }
        who |= {Participant(ids[id(actor)], role): None for actor, role in event.counted.values() if id(actor) in ids}
        mentions = sorted({trigger.mention for trigger in event.triggers})
        return Event(id_, event.type, tuple(mentions), tuple(where), when and _dated(when, self.doc.text), tuple(who))

    def _count(self, one: Counted, event: str) -> Count:
        figure = one.figure
        return Count(
            event,
            one.measure,
            figure.low,
            figure.high,
            figure.qualifier,
            Mention.of(self.doc.text, figure.span.start, figure.span.end),
            one.population,
            None,
            figure.comparator,
        )


def assembled(doc: Doc, published: date | None) -> Extraction:
    """Read a parsed text."""
    assembly = Assembly(doc, published)
    assembly.read()
    return assembly.extraction()


def _is_repeated(one: Counted, other: Counted) -> bool:
    """Whether a figure of a heading is told again in the text."""
    if in_heading(other.number):
        return False
    return (one.measure, one.figure.low, one.figure.high) == (other.measure, other.figure.low, other.figure.high)


def _dated(when: When, text: str) -> EventDates:
    return EventDates(when.earliest, when.latest, when.precision, Mention.of(text, when.span.start, when.span.end))


def _place(diagnostic: Diagnostic) -> tuple[int, str, str]:
    return diagnostic.span.start if diagnostic.span else -1, diagnostic.code, diagnostic.message
