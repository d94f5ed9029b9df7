"""What an extraction says, as propositions: one thing one voice says in one passage.

The rules stand in the ontology's page of the docs, *From an extraction to statements*. Pure: an extraction in,
propositions out, in text order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from testigo.loaders.doubts import beyond_doubt
from testigo.loaders.extraction import Count, Diagnostic, Event, Extraction, Mention, Statement
from testigo.loaders.text.reading.sentences import sentence_at, sentences
from testigo.loaders.voices import ATTITUDES, BLAMED, PUBLISHER, Voice, voice_of
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality, StatementKind

TIMED = re.compile(
    r"\b(?:before|after|since|during|following|amid|despite|until|ahead of|prior to)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
"""What stands before a trigger that only says when something else was."""

NEAR = 2  # sentences between an event and a part of it that one passage may still span


@dataclass(frozen=True, slots=True)
class Proposition:
    """One thing said: its kind, the passage, the voice, and what it is about, by ids of the extraction.

    Which of the later fields are set depends on the kind: `actor` and `role` (participation), `place` (place),
    `count` (count).
    """

    kind: StatementKind
    passage: Span
    voice: Voice
    event: Event | None = None
    actor: str | None = None
    role: str | None = None
    place: str | None = None
    count: Count | None = None
    about: tuple[str, ...] = field(default=())


class Reading:
    """One extraction read as propositions; `unsaid` tells what no passage of the text carries."""

    def __init__(self, extraction: Extraction, text: str) -> None:
        self._text = text
        self._extraction, self.unsaid = beyond_doubt(extraction)
        self._mentions: Mapping[str, tuple[Mention, ...]] = {e.id: e.mentions for e in extraction.entities}
        self._sentences = sentences(text)
        self._events = {event.id: event for event in self._extraction.events}
        self._innermost_of: dict[Mention, Statement | None] = {}

    def propositions(self) -> list[Proposition]:
        """All of them, in text order, each once."""
        found = [*self._third_party(), *self._publisher()]
        return sorted(dict.fromkeys(found), key=lambda each: (each.passage, each.kind))

    def _third_party(self) -> Iterator[Proposition]:
        for statement in self._extraction.statements:
            said = list(self._said(statement))
            yield from said or [self._without_parts(statement)]

    def _said(self, statement: Statement) -> Iterator[Proposition]:
        """What the content of an extracted statement says about its events, and the counts it holds."""
        passage, voice = statement.content.span, voice_of(statement)
        for event in self._events_of(statement):
            if voice.denies and self._is_timing(event, passage):
                continue
            yield Proposition(StatementKind.ACT_TYPE, passage, voice, event)
            yield from self._parts(event, passage, voice, [passage])
        for count in self._extraction.counts:
            if self._innermost(count.span) is statement:
                yield Proposition(StatementKind.COUNT, passage, voice, self._events[count.event], count=count)

    def _events_of(self, statement: Statement) -> list[Event]:
        """The events a statement is about, and those it tells in its own words."""
        told = (e.id for e in self._extraction.events if any(self._innermost(t) is statement for t in e.triggers))
        return [self._events[id] for id in dict.fromkeys((*statement.about, *told)) if id in self._events]

    def _is_timing(self, event: Event, passage: Span) -> bool:
        """Whether a passage speaks of an event only to say when: who denies a warning before it denies no strike."""
        inside = [trigger for trigger in event.triggers if passage.covers(trigger.span)]
        return bool(inside) and all(TIMED.search(self._text, passage.start, each.start) for each in inside)

    def _parts(self, event: Event, passage: Span, voice: Voice, within: list[Span]) -> Iterator[Proposition]:
        """The participants, places and date of an event whose words stand in the given spans.

        What is no evidence that anybody did it gives no participation.
        """
        for part in event.participants:
            if voice.bears_on(part.role) and self._stands(self._mentions[part.actor], within):
                yield Proposition(StatementKind.PARTICIPATION, passage, voice, event, actor=part.actor, role=part.role)
        for place in event.places:
            if self._stands(self._mentions[place], within):
                yield Proposition(StatementKind.PLACE, passage, voice, event, place=place)
        if event.dates and self._stands([event.dates.evidence], within):
            yield Proposition(StatementKind.TIME, passage, voice, event)

    def _without_parts(self, statement: Statement) -> Proposition:
        voice = voice_of(statement)
        kind = StatementKind.DIRECTIVE if voice.directs else StatementKind.OCCURRENCE
        if voice.modality in ATTITUDES:
            kind = StatementKind.ATTITUDE
        return Proposition(kind, statement.content.span, voice, about=statement.about)

    def _publisher(self) -> Iterator[Proposition]:
        for event in self._extraction.events:
            yield from self._narrated_once(event)
            yield from self._left(event)
        for count in self._extraction.counts:
            if self._innermost(count.span) is None:
                yield from self._counted_outside(count)

    def _narrated_once(self, event: Event) -> Iterator[Proposition]:
        """What the narrator says of an event; of each part only the words that stand nearest to a trigger.

        A part that somebody else affirms is theirs: the narrator who names the actor again does not say it again.
        """
        affirmed = {_part(each) for each in self._about(event) if not each.voice.denies}
        nearest: dict[object, Proposition] = {}
        for each in self._narrated(event):
            if each.kind is not StatementKind.PARTICIPATION:
                yield each
            elif _part(each) not in affirmed:
                other = nearest.get(_part(each))
                if other is None or self._gap(each) < self._gap(other):
                    nearest[_part(each)] = each
        yield from nearest.values()

    def _narrated(self, event: Event) -> Iterator[Proposition]:
        """What the sentences with a trigger that no statement holds say of an event."""
        for sentence in self._sentences_of(self._outside(event.triggers)):
            yield Proposition(StatementKind.ACT_TYPE, sentence, PUBLISHER, event)
            for each in self._parts(event, sentence, PUBLISHER, [sentence]):
                if self._stands(self._narrators(each), [sentence]):
                    yield each

    def _gap(self, part: Proposition) -> int:
        """Code points between the narrator's words for a part and a trigger, within its passage."""
        triggers = self._outside(part.event.triggers) if part.event else []
        inside = [[w for w in words if part.passage.covers(w.span)] for words in (self._narrators(part), triggers)]
        return min(max(a.start, b.start) - min(a.end, b.end) for a in inside[0] for b in inside[1])

    def _left(self, event: Event) -> Iterator[Proposition]:
        """Parts of an event that no statement about it and no narrated sentence carries, but words nearby do."""
        stated = {_part(each) for each in [*self._narrated(event), *self._about(event)]}
        everywhere = Span(0, max(self._extraction.text.length, 1))
        for part in self._parts(event, everywhere, PUBLISHER, [everywhere]):
            if _part(part) in stated:
                continue
            if found := self._voiced(event, part) or self._around(event, part) or self._spanning(event, part):
                passage, voice = found
                yield Proposition(part.kind, passage, voice, event, part.actor, part.role, part.place)
            else:
                self._tell(event, part)

    def _voiced(self, event: Event, part: Proposition) -> tuple[Span, Voice] | None:
        """The statement that holds the words beside a trigger in its sentence: "the killings, reportedly by gunmen"."""
        sentences = self._sentences_of(event.triggers)
        words = [word for word in self._words_of(part) if any(s.covers(word.span) for s in sentences)]
        for statement in filter(None, map(self._innermost, words)):
            voice = voice_of(statement)
            if not voice.directs and voice.bears_on(part.role or ""):
                return statement.content.span, voice
        return None

    def _spanning(self, event: Event, part: Proposition) -> tuple[Span, Voice] | None:
        """The passage from a narrated trigger to the narrator's words or back, where they stand near each other."""
        triggers = self._sentences_of(self._outside(event.triggers))
        others = self._sentences_of(self._narrators(part))
        pairs = [(abs(self._sentences.index(a) - self._sentences.index(b)), a, b) for a in triggers for b in others]
        distance, first, second = min(pairs, default=(NEAR + 1, None, None))
        if first is None or second is None or distance > NEAR:
            return None
        return _hull(first, second), PUBLISHER

    def _around(self, event: Event, part: Proposition) -> tuple[Span, Voice] | None:
        """A participant named around the statement that tells of the event, in its sentence: said by its voice.

        "She accused the army of the killings". A speaker who is no more than named ("the army said the killings …")
        does not blame itself. The narrator only says who ordered something. A date or a place outside may be that
        of the saying: "in Geneva, the UN said".
        """
        if part.kind is not StatementKind.PARTICIPATION or part.role is None:
            return None
        for statement, word, sentence in self._beside(event, self._words_of(part)):
            voice, own = voice_of(statement), part.actor in statement.speakers
            if voice.denies and self._is_timing(event, statement.content.span):
                continue
            if voice.bears_on(part.role) and (voice.denies or not own or part.role not in BLAMED):
                return _hull(statement.content.span, word.span), voice
            if voice.modality is Modality.ORDERS and own:
                return sentence, PUBLISHER
        return None

    def _counted_outside(self, count: Count) -> Iterator[Proposition]:
        """A figure in no statement: the narrator's, but where only a statement in its sentence tells of the event.

        "One of 900 people who, according to the mayor, fled" is the mayor's figure.
        """
        event = self._events[count.event]
        own = self._sentences_of(self._outside(event.triggers))
        for sentence in self._sentences_of([count.span]):
            beside = [] if sentence in own else list(self._beside(event, [count.span]))
            passage, voice = sentence, PUBLISHER
            if beside:
                passage, voice = _hull(beside[0][0].content.span, count.span.span), voice_of(beside[0][0])
            yield Proposition(StatementKind.COUNT, passage, voice, event, count=count)

    def _beside(self, event: Event, words: Iterable[Mention]) -> Iterator[tuple[Statement, Mention, Span]]:
        """Each statement that holds a trigger, with a word outside all statements in the same sentence."""
        for trigger in event.triggers:
            statement, sentence = self._innermost(trigger), sentence_at(self._sentences, trigger.start)
            for word in self._outside(words):
                if statement and sentence and sentence.covers(word.span):
                    yield statement, word, sentence

    def _about(self, event: Event) -> Iterator[Proposition]:
        for statement in self._extraction.statements:
            yield from (each for each in self._said(statement) if each.event is event)

    def _tell(self, event: Event, part: Proposition) -> None:
        message = f"{event.id}: no words near the event hold this {part.kind}; it is left out of the graph"
        self.unsaid.append(Diagnostic("part-without-words", message, next(iter(self._words_of(part)), None)))

    def _outside(self, words: Iterable[Mention]) -> list[Mention]:
        """The mentions that stand in no statement: only these are the narrator's own words."""
        return [word for word in words if self._innermost(word) is None]

    def _narrators(self, part: Proposition) -> list[Mention]:
        """The narrator's words for a part. That somebody speaks ("the army said") is no word on their guilt."""
        speaking = [s.speaker_span.span for s in self._extraction.statements if s.speaker_span]
        words = self._outside(self._words_of(part))
        return [w for w in words if part.role not in BLAMED or not any(span.covers(w.span) for span in speaking)]

    def _words_of(self, part: Proposition) -> tuple[Mention, ...]:
        if part.kind is StatementKind.TIME and part.event and part.event.dates:
            return (_without_full_stop(part.event.dates.evidence),)
        return self._mentions[part.actor or part.place or ""]

    def _innermost(self, span: Mention) -> Statement | None:
        """The shortest statement that holds these words; it is asked of the same words hundreds of times."""
        if span not in self._innermost_of:
            holding = [s for s in self._extraction.statements if s.content.span.covers(span.span)]
            self._innermost_of[span] = min(holding, key=lambda s: s.content.end - s.content.start, default=None)
        return self._innermost_of[span]

    def _sentences_of(self, words: Iterable[Mention]) -> list[Span]:
        found = (sentence_at(self._sentences, word.start) for word in words)
        return list(dict.fromkeys(sentence for sentence in found if sentence))

    @staticmethod
    def _stands(words: Iterable[Mention], within: list[Span]) -> bool:
        return any(span.covers(word.span) for span in within for word in words)


def _part(each: Proposition) -> tuple[object, ...]:
    return each.kind, each.actor, each.role, each.place


def _hull(one: Span, other: Span) -> Span:
    """From the beginning of the first to the end of the last."""
    return Span(min(one.start, other.start), max(one.end, other.end))


def _without_full_stop(words: Mention) -> Mention:
    """A date without the full stop that may end its sentence as well as an abbreviation ("in Jan.")."""
    stop = words.exact.endswith(".") and len(words.exact) > 1
    return Mention(words.start, words.end - 1, words.exact[:-1]) if stop else words
