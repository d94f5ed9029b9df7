"""From a parsed text to an extraction: every rule in its order, statements before events are bare facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic, Extraction, Mention
from testigo.loaders.text.events.accusations import is_accusation
from testigo.loaders.text.events.event_places import places as places_of
from testigo.loaders.text.events.event_times import Clock
from testigo.loaders.text.events.events import Happening, Setting, happenings
from testigo.loaders.text.events.incidents import incidents
from testigo.loaders.text.events.participants import parts
from testigo.loaders.text.events.passing import told
from testigo.loaders.text.events.shared import add_shared
from testigo.loaders.text.events.triggers import Trigger, triggers
from testigo.loaders.text.figures.counts import Counted, counted
from testigo.loaders.text.findings import Findings, Said
from testigo.loaders.text.mentions import actor_nouns, actors, places
from testigo.loaders.text.mentions.coreference import add_pronouns
from testigo.loaders.text.mentions.identities import join_named
from testigo.loaders.text.mentions.names import proper_names
from testigo.loaders.text.mentions.roster import Figurant
from testigo.loaders.text.reading.dates import dates, merged
from testigo.loaders.text.reading.headings import in_heading, mark_headings
from testigo.loaders.text.reading.lexicon import event_words
from testigo.loaders.text.reading.phrases import sentence
from testigo.loaders.text.speech.attributions import attributed
from testigo.loaders.text.statements import speaker, speakers
from testigo.loaders.text.writing import written
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc


ROLES = {
    "killed": "victim",
    "injured": "victim",
    "abducted": "victim",
    "missing": "victim",
    "displaced": "victim",
    "detained": "target",
}
OF_A_KIND = frozenset(("abducted", "detained", "displaced"))  # measures that one kind of event has
DOING = frozenset(("perpetrator", "initiator"))


class Assembly(Findings):
    """The rules, one after the other, over one text."""

    def read(self) -> None:
        """Find everything, in the order in which one rule needs the other."""
        self._mentions()
        self._dates()
        self._events()
        self._counts()
        add_shared(self.doc, self.events, self.roster)
        self._statements()

    def _mentions(self) -> None:
        mark_headings(self.doc)
        names = proper_names(self.doc)
        places.add_names(names, self.roster)
        actors.add_names(names, self.roster)
        actor_nouns.add_nouns(self.doc, self.roster)
        places.add_nouns(self.doc, self.roster)
        add_pronouns(self.doc, self.roster)
        join_named(self.doc, self.roster)

    def _dates(self) -> None:
        found, unused = dates(self.text, self.published)
        self.clock = Clock.of(self.doc, self.text, merged(found, self.text), self.published)
        self.diagnostics += unused

    def _events(self) -> None:
        found, unused = triggers(self.doc)
        self.diagnostics += unused
        self.events = happenings(found, self._setting)
        self.incidents = incidents(self.events, self.clock, self.roster)
        for event in self.events:
            for place in self.incidents[id(event)].where:
                place.is_used = True
            for trigger in event.triggers:
                for actor, _ in parts(trigger, self.roster):
                    actor.is_used = True

    def _setting(self, trigger: Trigger) -> Setting:
        when = self.clock.time_of(trigger)
        where = frozenset(id(place) for place in places_of(trigger, self.roster) if place.is_named)
        own = parts(trigger, self.roster, with_blamed=False)
        doers = frozenset(actor.kind for actor, role in own if role in DOING)
        days = None if when is None else (when.earliest.toordinal(), when.latest.toordinal())
        return Setting(where, days, doers)

    def _counts(self) -> None:
        found, unused = counted(self.doc)
        for figure in unused:
            self._note("figure-unused", "no rule says what this figure counts", figure.span)
        for one in found:
            if (event := self._event_of(one)) is None:
                self._note("figure-without-event", f"{one.measure}: no event near", one.figure.span)
            else:
                self.counts.append((one, event))
                self._add_counted(one, event)
        self._leave_out_passing()

    def _leave_out_passing(self) -> None:
        kept = told(self.events, self.incidents, (event for _, event in self.counts), self.roster)
        for event in self.events:
            if not any(event is one for one in kept):
                words = event.triggers[0].mention
                self._note("event-in-passing", f"{event.type}: only named", Span(words.start, words.end))
        self.events = kept

    def _note(self, code: str, message: str, span: Span) -> None:
        self.diagnostics.append(Diagnostic(code, message, Mention.of(self.text, span.start, span.end)))

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
        """As in "Hundreds, including women and children": people whom only the figure names."""
        if one.noun is not None or in_heading(one.number) or one.number.dep_ not in ("nsubj", "nsubjpass", "dobj"):
            return None
        end = one.number.i + 1
        for child in one.number.rights:
            if child.lower_ == "including":
                end = child.right_edge.i + 1
        start = self.doc.char_span(one.figure.span.start, one.figure.span.end, alignment_mode="expand")
        words = self.doc[start.start if start is not None else one.number.i : end]
        return self.roster.add(Figurant("actor", "civilians", one.number.text, is_weak=True), words, one.number)

    def _event_of(self, one: Counted) -> Happening | None:
        """The event that a figure belongs to: on the way up from it, else the last of its sentence, else one before."""
        at = {trigger.head.i: event for event in self.events for trigger in event.triggers}
        for token in one.near:
            for near in (token, *token.children):
                if near.i in at:
                    return at[near.i]
        sent = sentence(one.near[0])
        inside = [at[token.i] for token in sent if token.i in at]
        after = [at[i] for i in sorted(at, reverse=True) if i >= sent.end]
        before = [at[i] for i in sorted(at) if i < sent.start]
        fitting = [event for event in before if event_words().measures.get(event.type) == one.measure]
        return next(reversed(inside or (fitting if one.measure in OF_A_KIND else []) or before or after), None)

    def _statements(self) -> None:
        found, unused = attributed(self.doc)
        self.diagnostics += unused
        for claim in found:
            one = claim
            said_by = speakers(one, self.doc, self.roster)
            if one.speaker is not None and not said_by:
                self._note("speaker-unresolved", "nobody is sure who this is", one.speaker)
            via = [actor for place in one.via if (actor := speaker(place, self.doc, self.roster)) is not None]
            if is_accusation(one.modality, one.content, said_by, self.events, self.roster):
                one = replace(one, modality=Modality.ACCUSES)
            self.said.append(Said(one, said_by, via))


def assembled(doc: Doc, published: date | None) -> Extraction:
    """Read a parsed text."""
    assembly = Assembly(doc, doc.text, published)
    assembly.read()
    return written(assembly)
