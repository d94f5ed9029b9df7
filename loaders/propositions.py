"""What an extraction says, as propositions: one thing one voice says in one passage.

The rules stand in the ontology's page of the docs, *From an extraction to statements*. Pure: an extraction in,
propositions out, in text order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from testigo.loaders.extraction import Count, Diagnostic, Event, Extraction, Mention, Statement
from testigo.loaders.text.sentences import sentence_at, sentences
from testigo.ontology.spans import Span
from testigo.ontology.terms import Hedge, Modality, Mode, Polarity, StatementKind

DIRECTIVES = frozenset({Modality.ORDERS, Modality.WARNS, Modality.CALLS_FOR, Modality.ASKS, Modality.PROMISES})
ATTITUDES = frozenset({
    Modality.SUPPORTS, Modality.CONDEMNS, Modality.MOURNS, Modality.EXPRESSES_CONCERN, Modality.CHARACTERISES,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it and how. `speakers` and `via` are entity ids; None: the publisher itself; (): nobody is named."""

    speakers: tuple[str, ...] | None
    via: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTS
    polarity: Polarity = Polarity.POSITIVE
    hedge: Hedge = Hedge.NONE
    hedge_text: str | None = None
    mode: Mode = Mode.PARAPHRASE
    confidence: float | None = None

    @property
    def denies(self) -> bool:
        """Whether what stands in the passage is said not to be so."""
        return (self.modality is Modality.DENIES) != (self.polarity is Polarity.NEGATIVE)

    @property
    def directs(self) -> bool:
        """Whether it speaks of what should be or may come, not of what was done."""
        return self.modality in DIRECTIVES


NEAR = 2  # sentences between an event and a part of it that one passage may still span
PUBLISHER = Voice(speakers=None)


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
        self._extraction = extraction
        self._sentences = sentences(text)
        self._mentions: Mapping[str, tuple[Mention, ...]] = {e.id: e.mentions for e in extraction.entities}
        self._events = {event.id: event for event in extraction.events}
        self.unsaid: list[Diagnostic] = []

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
            yield Proposition(StatementKind.ACT_TYPE, passage, voice, event)
            yield from self._parts(event, passage, voice, [passage])
        for count in self._extraction.counts:
            if self._innermost(count.span) is statement:
                yield Proposition(StatementKind.COUNT, passage, voice, self._events[count.event], count=count)

    def _events_of(self, statement: Statement) -> list[Event]:
        """The events a statement is about, and those it tells in its own words."""
        told = (e.id for e in self._extraction.events if any(self._innermost(t) is statement for t in e.triggers))
        return [self._events[id] for id in dict.fromkeys((*statement.about, *told)) if id in self._events]

    def _parts(self, event: Event, passage: Span, voice: Voice, within: list[Span]) -> Iterator[Proposition]:
        """The participants, places and date of an event whose words stand in the given spans.

        An order or a call is no evidence that anybody did it: it gives no participation.
        """
        for part in event.participants:
            if not voice.directs and self._stands(self._mentions[part.actor], within):
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
            yield from self._narrated(event)
            yield from self._left(event)
        for count in self._extraction.counts:
            if self._innermost(count.span) is None:
                yield from self._on_sentence(StatementKind.COUNT, count.span, self._events[count.event], count=count)

    def _narrated(self, event: Event) -> Iterator[Proposition]:
        """What the narrator says of an event: the sentences with a trigger that no statement holds."""
        for sentence in self._sentences_of(self._outside(event.triggers)):
            yield Proposition(StatementKind.ACT_TYPE, sentence, PUBLISHER, event)
            for each in self._parts(event, sentence, PUBLISHER, [sentence]):
                if self._stands(self._outside(self._words_of(each)), [sentence]):
                    yield each

    def _left(self, event: Event) -> Iterator[Proposition]:
        """Parts of an event that no statement about it and no narrated sentence carries, but words nearby do."""
        stated = {_part(each) for each in [*self._narrated(event), *self._about(event)]}
        everywhere = Span(0, max(self._extraction.text.length, 1))
        for part in self._parts(event, everywhere, PUBLISHER, [everywhere]):
            if _part(part) in stated:
                continue
            words = self._words_of(part)
            voiced = self._voiced(event, words)
            passage = voiced.content.span if voiced else self._shared(event, words) or self._spanning(event, words)
            if passage:
                voice = voice_of(voiced) if voiced else PUBLISHER
                yield Proposition(part.kind, passage, voice, event, part.actor, part.role, part.place)
            else:
                self._tell(event, part, words)

    def _voiced(self, event: Event, words: Iterable[Mention]) -> Statement | None:
        """The statement that holds the words beside a trigger in its sentence: "the killings, reportedly by gunmen"."""
        sentences = self._sentences_of(event.triggers)
        holding = (self._innermost(word) for word in words if any(s.covers(word.span) for s in sentences))
        return next((each for each in holding if each and not voice_of(each).directs), None)

    def _shared(self, event: Event, words: Iterable[Mention]) -> Span | None:
        """The first sentence that holds a trigger, and the words in the narrator's voice."""
        outside = self._outside(words)
        return next((s for s in self._sentences_of(event.triggers) if self._stands(outside, [s])), None)

    def _spanning(self, event: Event, words: Iterable[Mention]) -> Span | None:
        """The passage from a narrated trigger to the words or back, where they stand near each other."""
        triggers = self._sentences_of(self._outside(event.triggers))
        others = self._sentences_of(self._outside(words))
        pairs = [(abs(self._sentences.index(a) - self._sentences.index(b)), a, b) for a in triggers for b in others]
        distance, first, second = min(pairs, default=(NEAR + 1, None, None))
        if first is None or second is None or distance > NEAR:
            return None
        return Span(min(first.start, second.start), max(first.end, second.end))

    def _about(self, event: Event) -> Iterator[Proposition]:
        for statement in self._extraction.statements:
            yield from (each for each in self._said(statement) if each.event is event)

    def _tell(self, event: Event, part: Proposition, words: Iterable[Mention]) -> None:
        message = f"{event.id}: no words near the event hold this {part.kind}; it is left out of the graph"
        self.unsaid.append(Diagnostic("part-without-words", message, next(iter(words), None)))

    def _outside(self, words: Iterable[Mention]) -> list[Mention]:
        """The mentions that stand in no statement: only these are the narrator's own words."""
        return [word for word in words if self._innermost(word) is None]

    def _words_of(self, part: Proposition) -> tuple[Mention, ...]:
        if part.kind is StatementKind.TIME and part.event and part.event.dates:
            return (part.event.dates.evidence,)
        return self._mentions[part.actor or part.place or ""]

    def _innermost(self, span: Mention) -> Statement | None:
        holding = [s for s in self._extraction.statements if s.content.span.covers(span.span)]
        return min(holding, key=lambda s: s.content.end - s.content.start, default=None)

    def _on_sentence(self, kind: StatementKind, span: Mention, event: Event, count: Count) -> Iterator[Proposition]:
        for sentence in self._sentences_of([span]):
            yield Proposition(kind, sentence, PUBLISHER, event, count=count)

    def _sentences_of(self, words: Iterable[Mention]) -> list[Span]:
        found = (sentence_at(self._sentences, word.start) for word in words)
        return list(dict.fromkeys(sentence for sentence in found if sentence))

    @staticmethod
    def _stands(words: Iterable[Mention], within: list[Span]) -> bool:
        return any(span.covers(word.span) for span in within for word in words)


def voice_of(statement: Statement) -> Voice:
    """The voice of an extracted statement."""
    return Voice(
        speakers=statement.speakers,
        via=statement.via,
        modality=Modality(statement.modality),
        polarity=Polarity(statement.polarity or Polarity.POSITIVE),
        hedge=Hedge(statement.hedge or Hedge.NONE),
        hedge_text=statement.cue.exact if statement.cue and statement.hedge not in (None, "none") else None,
        mode=Mode(statement.mode),
        confidence=statement.confidence,
    )


def _part(each: Proposition) -> tuple[object, ...]:
    return each.kind, each.actor, each.role, each.place
