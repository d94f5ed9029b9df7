"""What the lexicons find without a language model: words for events, actors and places, figures and dates.

Nothing is said of who did what to whom, and no statement is attributed: that takes a parse. A figure belongs to the
nearest event of its sentence, a date to the events of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import count

from testigo.loaders.extraction import (
    Count,
    Diagnostic,
    Entity,
    Event,
    EventDates,
    Extraction,
    Mention,
    ReportFacts,
    TextIdentity,
)
from testigo.loaders.text.figures.figures import Figure, figures
from testigo.loaders.text.reading.dates import When, dates, merged
from testigo.loaders.text.reading.inflection import forms
from testigo.loaders.text.reading.lexicon import actor_words, countries, event_words, figure_words, place_words
from testigo.loaders.text.reading.lines import blocks
from testigo.ontology.spans import Span

MISSING = Diagnostic(
    "model-missing",
    "spaCy and its English model are not installed (the extra `text`): only words of the lexicons, figures and dates "
    "were looked for; participants, names of people and attributed statements were not",
)
SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\s|$)|$|[.!?](?=\S))+")
REACH = 8  # words between a figure and the word that says what it counts


def lexicon_extraction(text: str, published: date | None) -> Extraction:
    """Read a text by lexicon only; a diagnostic says what was not looked for."""
    found, unused = dates(text, published)
    whens = list(merged(found, text))
    numbers = {"actor": count(1), "place": count(1)}
    entities = [*_entities(text, _actor_words(), "actor", numbers), *_entities(text, _place_words(), "place", numbers)]
    events = list(_events(text, whens, [entity for entity in entities if entity.node == "place"]))
    counts = [one for figure in figures(text) if (one := _count(text, figure, events)) is not None]
    facts = ReportFacts(published)
    return Extraction(
        TextIdentity.of(text), facts, tuple(entities), tuple(events), tuple(counts), (), (MISSING, *unused)
    )


def _entities(text: str, words: dict[str, str], node: str, numbers: dict[str, count[int]]) -> Iterator[Entity]:
    """One entity for each word of the lexicon that the text holds, with all its mentions."""
    found: dict[str, list[Mention]] = {}
    for match in _pattern(tuple(words)).finditer(text):
        found.setdefault(match.group().lower(), []).append(Mention.of(text, *match.span()))
    folded = {word.lower(): kind for word, kind in words.items()}
    for word, mentions in found.items():
        yield Entity(f"{node[0]}{next(numbers[node])}", node, folded[word], mentions[0].exact, tuple(mentions))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words: names as they are written, common nouns in either case of the first letter."""
    names = [re.escape(word) for word in words if not word.islower()]
    nouns = [f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" for word in words if word.islower()]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted([*names, *nouns], key=lambda one: (-len(one), one)))})(?![\w-])")


@cache
def _actor_words() -> dict[str, str]:
    strong = ("government", "security-forces", "armed-faction", "monitor", "media", "crowd", "judicial-body")
    nouns = {form: kind for word, kind in actor_words().heads.items() if kind in strong for form in forms(word)}
    return nouns | dict(actor_words().names)


@cache
def _place_words() -> dict[str, str]:
    return dict.fromkeys(countries(), "country") | dict.fromkeys(place_words().regions, "region")


@cache
def _event_forms() -> dict[str, str]:
    """Inflected forms of verbs and nouns that name an event, with its type."""
    words = event_words()
    return {form: type for table in (words.nouns, words.verbs) for word, type in table.items() for form in forms(word)}


def _events(text: str, whens: list[When], places: list[Entity]) -> Iterator[Event]:
    """One event for each type that a sentence speaks of."""
    numbers = count(1)
    for sentence in _sentences(text):
        found: dict[str, list[Mention]] = {}
        for match in _pattern(tuple(_event_forms())).finditer(text, sentence.start, sentence.end):
            type = _event_forms()[match.group().lower()]
            found.setdefault(type, []).append(Mention.of(text, *match.span()))
        here = tuple(p.id for p in places if any(sentence.covers(mention.span) for mention in p.mentions))
        when = next((when for when in whens if sentence.covers(when.span)), None)
        dated = None if when is None else _dated(when, text)
        for type, triggers in found.items():
            yield Event(f"e{next(numbers)}", type, tuple(triggers), here, dated, ())


def _dated(when: When, text: str) -> EventDates:
    evidence = Mention.of(text, when.span.start, when.span.end)
    return EventDates(when.earliest, when.latest, when.precision, evidence)


def _sentences(text: str) -> Iterator[Span]:
    for block in blocks(text):
        for match in SENTENCE.finditer(text, block.start, block.end):
            yield Span(*match.span())


def _count(text: str, figure: Figure, events: Iterable[Event]) -> Count | None:
    """A figure with the nearest word that says what it counts, and the nearest event of its sentence."""
    sentence = next((sent for sent in _sentences(text) if sent.covers(figure.span)), None)
    if sentence is None:
        return None
    after = re.findall(r"[\w%']+", text[figure.span.end : sentence.end])[:REACH]
    if not after or after[0].lower().rstrip("s") in figure_words().units:
        return None
    before = re.findall(r"[\w%']+", text[sentence.start : figure.span.start])[:-REACH:-1]
    measure = _nearest(before, after)
    near = [event for event in events if any(sentence.covers(trigger.span) for trigger in event.triggers)]
    if measure is None or not near:
        return None
    event = min(near, key=lambda one: abs(one.triggers[0].start - figure.span.start))
    mention = Mention.of(text, figure.span.start, figure.span.end)
    return Count(event.id, measure, figure.low, figure.high, figure.qualifier, mention, comparator=figure.comparator)


def _nearest(before: list[str], after: list[str]) -> str | None:
    """The measure that the nearest word names, on either side: "killing 14 people", "14 people were killed"."""
    found = [
        (distance, _measures()[word.lower()])
        for words in (before, after)
        for distance, word in enumerate(words)
        if word.lower() in _measures()
    ]
    return min(found)[1] if found else None


@cache
def _measures() -> dict[str, str]:
    words = figure_words()
    return {form: one for table in (words.nouns, words.verbs) for word, one in table.items() for form in forms(word)}
