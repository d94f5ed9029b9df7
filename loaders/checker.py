"""What an extractor says is checked from outside: what does not fit is recorded as a diagnostic and removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from testigo.loaders.extraction import (
    Count,
    Diagnostic,
    Entity,
    Event,
    EventDates,
    Extraction,
    Mention,
    Statement,
    TextIdentity,
)
from testigo.ontology import terms

NODES = {"actor": terms.ActorKind, "place": terms.PlaceKind}


def checked(extraction: Extraction, text: str) -> Extraction:
    """The extraction without what does not fit the text, its own ids or the ontology; each removal is a diagnostic.

    A wrong part is removed alone; what cannot stand without it goes with it. The extraction of another text loses
    everything.
    """
    found = _Findings(text)
    if extraction.text != (identity := TextIdentity.of(text)):
        found.note("another-text", f"the extraction is of the text {extraction.text.sha256}, not {identity.sha256}")
        return Extraction(identity, extraction.report, (), (), (), (), (*extraction.diagnostics, *found.notes))
    entities = tuple(found.entities(extraction.entities))
    actors = {entity.id for entity in entities if entity.node == "actor"}
    places = {entity.id for entity in entities if entity.node == "place"}
    events = tuple(found.events(extraction.events, actors, places))
    known = {event.id for event in events}
    counts = tuple(found.counts(extraction.counts, known))
    statements = tuple(found.statements(extraction.statements, actors, known | actors | places))
    notes = tuple(found.diagnostics(extraction.diagnostics))
    return replace(
        extraction,
        entities=entities,
        events=events,
        counts=counts,
        statements=statements,
        diagnostics=(*notes, *found.notes),
    )


@dataclass
class _Findings:
    """The text to check against, and what was found wrong so far."""

    text: str
    notes: list[Diagnostic] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def note(self, code: str, message: str) -> None:
        self.notes.append(Diagnostic(code, message))

    def entities(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        for entity in entities:
            kinds = NODES.get(entity.node)
            if kinds is None:
                self.note("unknown-term", f"entity {entity.id}: {entity.node!r} is no node of the format")
            elif self._is_new(entity.id) and self._is_term(kinds, entity.kind, f"entity {entity.id}"):
                if mentions := self._exact(entity.mentions, f"entity {entity.id}"):
                    yield replace(entity, mentions=mentions)
                else:
                    self.note("no-span", f"entity {entity.id} has no mention in the text")

    def events(self, events: Iterable[Event], actors: Collection[str], places: Collection[str]) -> Iterator[Event]:
        for event in events:
            where = f"event {event.id}"
            if not self._is_new(event.id) or not self._is_term(terms.EventType, event.type, where):
                continue
            triggers = self._exact(event.triggers, where)
            if not triggers:
                self.note("no-span", f"{where} has no trigger in the text")
                continue
            participants = tuple(
                one
                for one in event.participants
                if self._is_known(one.actor, actors, where) and self._is_term(terms.Role, one.role, where)
            )
            yield replace(
                event,
                triggers=triggers,
                places=self._known(event.places, places, where),
                dates=self._dates(event.dates, where),
                participants=participants,
            )

    def counts(self, counts: Iterable[Count], events: Collection[str]) -> Iterator[Count]:
        for at, count in enumerate(counts, 1):
            where = f"count {at}"
            fits = (
                self._is_known(count.event, events, where)
                and self._is_term(terms.Measure, count.measure, where)
                and self._optional(terms.Population, count.population, where)
                and self._optional(terms.Scope, count.scope, where)
                and self._optional(terms.Comparator, count.comparator, where)
                and bool(self._exact((count.span,), where))
            )
            bounds = [bound for bound in (count.low, count.high) if bound is not None]
            if fits and (bounds != sorted(bounds) or min(bounds, default=0) < 0):
                self.note("bounds", f"{where}: low {count.low} and high {count.high} are no bounds of a figure")
            elif fits:
                yield count

    def statements(
        self, statements: Iterable[Statement], actors: Collection[str], known: Collection[str]
    ) -> Iterator[Statement]:
        for one in statements:
            where = f"statement {one.id}"
            fits = (
                self._is_new(one.id)
                and self._is_term(terms.Modality, one.modality, where)
                and self._is_term(terms.Mode, one.mode, where)
                and self._optional(terms.Hedge, one.hedge, where)
                and self._optional(terms.Polarity, one.polarity, where)
                and bool(self._exact((one.content,), where))
            )
            if not fits:
                continue
            said_by = self._known(one.speakers, actors, where)
            if one.speakers and not said_by:
                self.note("no-speaker", f"{where}: none of its speakers is left, so it would be nobody's")
                continue
            yield replace(
                one,
                speakers=said_by,
                speaker_span=self._maybe(one.speaker_span, where),
                cue=self._maybe(one.cue, where),
                about=self._known(one.about, known, where),
                via=self._known(one.via, actors, where),
            )

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        for one in diagnostics:
            yield replace(one, span=self._maybe(one.span, f"diagnostic {one.code}"))

    def _dates(self, dates: EventDates | None, where: str) -> EventDates | None:
        if dates is None or not self._is_term(terms.DatePrecision, dates.precision, where):
            return None
        if not self._exact((dates.evidence,), where):
            return None
        if dates.earliest and dates.latest and dates.earliest > dates.latest:
            self.note("bounds", f"{where}: {dates.earliest} is after {dates.latest}")
            return None
        return dates

    def _exact(self, mentions: Iterable[Mention], where: str) -> tuple[Mention, ...]:
        kept = []
        for mention in mentions:
            if mention.fits(self.text):
                kept.append(mention)
            else:
                self.note("inexact-span", f"{where}: {mention.exact!r} does not stand at {mention.start}:{mention.end}")
        return tuple(kept)

    def _maybe(self, mention: Mention | None, where: str) -> Mention | None:
        return mention if mention is None or self._exact((mention,), where) else None

    def _is_new(self, id: str) -> bool:
        if id in self.ids:
            self.note("same-id", f"the id {id!r} stands twice; the second is left out")
            return False
        self.ids.add(id)
        return True

    def _is_known(self, id: str, known: Collection[str], where: str) -> bool:
        if id not in known:
            self.note("dangling-id", f"{where} refers to {id!r}, which is not there")
            return False
        return True

    def _known(self, ids: Iterable[str], known: Collection[str], where: str) -> tuple[str, ...]:
        return tuple(id for id in ids if self._is_known(id, known, where))

    def _is_term(self, scheme: type[terms.Scheme], term: str, where: str) -> bool:
        if term not in scheme.notations():
            self.note("unknown-term", f"{where}: {term!r} is no term of {scheme.__name__}")
            return False
        return True

    def _optional(self, scheme: type[terms.Scheme], term: str | None, where: str) -> bool:
        return term is None or self._is_term(scheme, term, where)
