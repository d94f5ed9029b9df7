"""From what was read to an extraction: ids are given in text order, and parts refer to one another by them."""

from __future__ import annotations

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
from testigo.loaders.text.events.events import Happening
from testigo.loaders.text.events.participants import parts
from testigo.loaders.text.figures.counts import Counted
from testigo.loaders.text.findings import Findings
from testigo.loaders.text.reading.dates import When
from testigo.loaders.text.statements import about, statement


def written(found: Findings) -> Extraction:
    """The extraction of a text that was read."""
    text = found.text
    entities, ids = found.roster.entities(text)
    events = {id(one): _event(f"e{at}", one, ids, found) for at, one in enumerate(found.events, 1)}
    return Extraction(
        TextIdentity.of(text),
        ReportFacts(found.published),
        tuple(entities),
        tuple(events.values()),
        tuple(_count(one, events[id(event)].id, text) for one, event in found.counts),
        tuple(_statements(found, ids, list(events.values()), [(one.id, one.mentions) for one in entities])),
        tuple(sorted(found.diagnostics, key=_place)),
    )


def _statements(
    found: Findings, ids: dict[int, str], events: list[Event], named: list[tuple[str, tuple[Mention, ...]]]
) -> list[Statement]:
    return [
        statement(
            f"s{at}",
            said.attribution,
            found.text,
            speakers=[ids[id(who)] for who in said.speakers if id(who) in ids],
            via=[ids[id(who)] for who in said.via if id(who) in ids],
            about=about(said.attribution.content, events, named),
        )
        for at, said in enumerate(found.said, 1)
    ]


def _event(id_: str, event: Happening, ids: dict[int, str], found: Findings) -> Event:
    who: dict[Participant, None] = {}
    pairs = [pair for trigger in event.triggers for pair in parts(trigger, found.roster)]
    incident = found.incidents[id(event)]
    where = dict.fromkeys(ids[id(place)] for place in incident.where if id(place) in ids)
    when = incident.when
    for actor, role in (*pairs, *event.counted.values()):
        if id(actor) in ids:
            who[Participant(ids[id(actor)], role)] = None
    mentions = sorted({trigger.mention for trigger in event.triggers})
    dated = None if when is None else _dated(when, found.text)
    return Event(id_, event.type, tuple(mentions), tuple(where), dated, tuple(who))


def _dated(when: When, text: str) -> EventDates:
    return EventDates(when.earliest, when.latest, when.precision, Mention.of(text, when.span.start, when.span.end))


def _count(one: Counted, event: str, text: str) -> Count:
    figure = one.figure
    span = Mention.of(text, figure.span.start, figure.span.end)
    return Count(
        event,
        one.measure,
        figure.low,
        figure.high,
        figure.qualifier,
        span,
        population=one.population,
        scope=one.scope,
        comparator=figure.comparator,
    )


def _place(diagnostic: Diagnostic) -> tuple[int, str, str]:
    return diagnostic.span.start if diagnostic.span else -1, diagnostic.code, diagnostic.message
