"""From an extraction to the graph: a batch of everything one report says, with the words behind each node."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from testigo.loaders.entities import ActorRegister, Gazetteer, PlaceWriter, actor_records, node_ids
from testigo.loaders.extraction import Count, Diagnostic, Event, Extraction
from testigo.loaders.figures import Counted, counted
from testigo.loaders.propositions import Proposition, Reading
from testigo.loaders.reports import Captured, passage_of, provenance, publisher, unattributed
from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch
from testigo.ontology.dates import dated
from testigo.ontology.model import Actor, Node, Participation, Relationship, Statement
from testigo.ontology.model import Event as EventNode
from testigo.ontology.terms import DatePrecision, EventType, Role, StatementKind

Records = Iterator[Node | Relationship]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A report as a batch, and what was seen and could not be used."""

    batch: Batch
    diagnostics: tuple[Diagnostic, ...]


def mapped(
    captured: Captured,
    extraction: Extraction,
    gazetteer: Gazetteer,
    extractor: str,
    at: datetime,
    *,
    register: ActorRegister | None = None,
) -> Mapped:
    """Everything an extraction says about a captured report. Pure but for look-ups in the gazetteer and the register.

    Without a register no actor is judged to be another.
    """
    reading = Reading(extraction, captured.text.content)
    writer = _Writer(captured, extraction, extractor, at)
    records = [
        *provenance(captured),
        *_entities(writer, gazetteer, at, register),
        *(record for each in reading.propositions() for record in writer.records(each)),
    ]
    if register:
        records += _judged(records, register, _countries(extraction, gazetteer), at)
    nodes = [each for each in records if isinstance(each, Node)]
    relationships = [each for each in records if isinstance(each, Relationship)]
    return Mapped(batch(nodes, relationships), (*extraction.diagnostics, *reading.unsaid))


def _entities(writer: _Writer, gazetteer: Gazetteer, at: datetime, register: ActorRegister | None) -> Records:
    lang = writer.captured.text.language
    places = PlaceWriter(gazetteer, _countries(writer.extraction, gazetteer), lang, at, register)
    for entity in writer.extraction.entities:
        if entity.node == "actor":
            yield from actor_records(entity, writer.node[entity.id], lang)
        else:
            yield from places.records(entity, writer.node[entity.id])


def _judged(
    records: Collection[Node | Relationship], register: ActorRegister, countries: Collection[str], at: datetime
) -> Records:
    """What the register knows of the report's actors, its publisher among them."""
    for actor in {each.id: each for each in records if isinstance(each, Actor)}.values():
        yield from register.judged(actor, countries=countries, at=at)


def _countries(extraction: Extraction, gazetteer: Gazetteer) -> Collection[str]:
    """The countries (ISO alpha-2) the report names as places; a name of two countries names neither."""
    named = (gazetteer.countries_named(e.name) for e in extraction.entities if e.kind == "country")
    return frozenset(country for countries in named if len(countries) == 1 for country in countries)


class _Writer:
    """Writes propositions of one text as records; holds what they share."""

    def __init__(self, captured: Captured, extraction: Extraction, extractor: str, at: datetime) -> None:
        self.captured, self.extraction = captured, extraction
        self.node = node_ids(captured.text.id, extraction.entities)
        self._extractor, self._at = extractor, at
        self._event = {event.id: self._event_id(event) for event in extraction.events}

    def _event_id(self, event: Event) -> str:
        first = min(event.triggers)
        return ids.minted("Event", self.captured.text.id, first.start, first.end)

    def records(self, each: Proposition) -> Records:
        """The statement, its passage and speakers, and what it is about."""
        speakers = list(self._speakers(each))
        passage = passage_of(self.captured.text, each.passage)
        statement = self._statement(each, passage.id, sorted(actor.id for actor in speakers))
        yield from (passage, Relationship("IN_TEXT", passage.id, self.captured.text.id))
        yield from (statement, Relationship("ANCHORED_AT", statement.id, passage.id))
        for actor in speakers:
            yield from ([actor] if isinstance(actor, Actor) else [])
            yield Relationship("SAID_BY", statement.id, actor.id)
        for place, relay in enumerate(each.voice.via):
            yield Relationship("VIA", statement.id, self.node[relay], ord=place)
        yield from self._about(each, statement.id)

    def _speakers(self, each: Proposition) -> Iterator[Actor | _Met]:
        if each.voice.speakers is None:
            yield publisher(self.captured.report)
        elif not each.voice.speakers:
            yield unattributed(self.captured.report)
        else:
            yield from (_Met(self.node[speaker]) for speaker in each.voice.speakers)

    def _statement(self, each: Proposition, passage: str, speakers: list[str]) -> Statement:
        voice = each.voice
        return Statement(
            id=ids.minted("Statement", passage, each.kind, self._key(each), speakers),
            kind=each.kind,
            modality=voice.modality,
            polarity=voice.polarity,
            hedge=voice.hedge,
            hedge_text=voice.hedge_text,
            mode=voice.mode,
            published_on=self.captured.report.published_on,
            recorded_at=self._at,
            extractor=self._extractor,
            confidence=voice.confidence,
            **self._what(each),  # type: ignore[arg-type]  # columns of the kind, each of its own type
        )

    def _key(self, each: Proposition) -> dict[str, object]:
        """The proposition itself: what makes two statements of one passage and speaker different."""
        key: dict[str, object] = {name: str(value) for name, value in self._what(each).items() if value is not None}
        if each.about:
            key["about"] = sorted(self._target(target) for target in each.about)
        if each.event:
            key["event"] = self._event[each.event.id]
        if each.actor:
            key |= {"actor": self.node[each.actor], "role": each.role}
        if each.place:
            key["place"] = self.node[each.place]
        return key

    def _what(self, each: Proposition) -> dict[str, object]:
        """The columns that a kind of statement fills."""
        match each:
            case Proposition(kind=StatementKind.ACT_TYPE, event=Event() as event):
                return {"event_type": EventType(event.type)}
            case Proposition(kind=StatementKind.TIME, event=Event(dates=dates)) if dates:
                return _when(dates.earliest, dates.latest, DatePrecision(dates.precision))
            case Proposition(kind=StatementKind.COUNT, event=Event() as event, count=Count() as count):
                return counted(Counted(count, event, self.captured.report.published_on))
        return {}

    def _about(self, each: Proposition, statement: str) -> Records:
        for target in each.about:
            yield from self._mentioned(target, statement)
        if each.event:
            event = self._event[each.event.id]
            yield EventNode(id=event)
            yield Relationship("ABOUT", statement, event)
            yield from self._participation(each, event, statement)
        if each.place:
            yield Relationship("AT_PLACE", statement, self.node[each.place])

    def _mentioned(self, target: str, statement: str) -> Records:
        node = self._target(target)
        yield from ([EventNode(id=node)] if target in self._event else [])
        yield Relationship("ABOUT", statement, node)

    def _target(self, target: str) -> str:
        return self._event.get(target) or self.node[target]

    def _participation(self, each: Proposition, event: str, statement: str) -> Records:
        if each.actor is None or each.role is None:
            return
        actor = self.node[each.actor]
        part = Participation(id=ids.minted("Participation", event, actor, each.role), role=Role(each.role))
        yield part
        yield Relationship("IN_EVENT", part.id, event)
        yield Relationship("OF_ACTOR", part.id, actor)
        yield Relationship("DENIES" if each.voice.denies else "SUPPORTS", statement, part.id)


@dataclass(frozen=True, slots=True)
class _Met:
    """An actor of the text, written among the entities."""

    id: str


def _when(earliest: date | None, latest: date | None, precision: DatePrecision) -> dict[str, object]:
    literal = dated(earliest, latest, precision).edtf if earliest and latest else None
    return {"edtf": literal, "earliest": earliest, "latest": latest, "date_precision": precision}
