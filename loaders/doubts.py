"""What an extraction says and can hardly mean: it is told as a diagnostic and kept out of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from testigo.loaders.extraction import Diagnostic, Entity, Event, Extraction, Mention, Statement
from testigo.loaders.voices import BLAMED
from testigo.ontology.terms import ActorKind, Mode

PRONOUNS = ("he", "she")


def beyond_doubt(extraction: Extraction) -> tuple[Extraction, list[Diagnostic]]:
    """The extraction without what is doubtful, and what that was."""
    spans = list(dict.fromkeys(_doubtful_speakers(extraction)))
    counted = frozenset(_counted_civilians(extraction))
    told = [_named_by_quotation(span) for span in spans]
    told += [
        _counted_and_blamed(actor, role, event)
        for event in extraction.events
        for actor, role in _blamed(event, counted)
    ]
    statements = tuple(replace(s, speakers=()) if s.speaker_span in spans else s for s in extraction.statements)
    events = tuple(_unblamed(event, counted) for event in extraction.events)
    return replace(extraction, statements=statements, events=events), told


def _doubtful_speakers(extraction: Extraction) -> Iterator[Mention]:
    """Pronouns that are the speakers of a quotation in which the one they stand for is named.

    "“This is not about Assad,” he said": whoever he is, he is hardly Assad.
    """
    entities = {entity.id: entity for entity in extraction.entities}
    for each in extraction.statements:
        span = each.speaker_span
        if span and span.exact.lower() in PRONOUNS and each.mode == Mode.VERBATIM:
            speakers = [entities[speaker] for speaker in each.speakers if speaker in entities]
            if any(_is_named_in(each, speaker) for speaker in speakers):
                yield span


def _is_named_in(statement: Statement, speaker: Entity) -> bool:
    content = statement.content.span
    return any(content.covers(word.span) and word.exact[0].isupper() for word in speaker.mentions)


def _named_by_quotation(span: Mention) -> Diagnostic:
    message = f"{span.exact!r} stands for somebody whom the quotation names; its speaker is left open"
    return Diagnostic("speaker-in-quotation", message, span)


def _counted_civilians(extraction: Extraction) -> Iterator[str]:
    """Civilians named by a figure: "at least 40 wounded in the strike" are nobody's perpetrators."""
    figures = [count.span.span for count in extraction.counts]
    for entity in extraction.entities:
        if entity.kind == ActorKind.CIVILIANS and any(m.span.overlaps(f) for m in entity.mentions for f in figures):
            yield entity.id


def _blamed(event: Event, counted: frozenset[str]) -> list[tuple[str, str]]:
    return [(part.actor, part.role) for part in event.participants if part.role in BLAMED and part.actor in counted]


def _unblamed(event: Event, counted: frozenset[str]) -> Event:
    doubtful = _blamed(event, counted)
    return replace(event, participants=tuple(p for p in event.participants if (p.actor, p.role) not in doubtful))


def _counted_and_blamed(actor: str, role: str, event: Event) -> Diagnostic:
    message = f"{event.id}: {actor}, civilians who are counted, as {role}; it is left out of the graph"
    return Diagnostic("counted-and-blamed", message, event.triggers[0])
