"""From a model's answer to an extraction: quotes become spans, and what does not fit the text is told and left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import orjson
from testigo.loaders.extraction import (
    Count,
    Diagnostic,
    Entity,
    Event,
    EventDates,
    Extraction,
    Mention,
    Participant,
    ReportFacts,
    Statement,
    TextIdentity,
)
from testigo.loaders.llm.client import Unanswered
from testigo.ontology.errors import InvalidValue

Json = dict[str, Any]  # Any: foreign JSON
Made = TypeVar("Made")
RULE = "llm"
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.S)
PARTS = {"actors", "places", "events", "counts", "statements"}


class _Unfit(ValueError):
    """A part of an answer that cannot be taken, and why."""


def extraction(answer: str, text: str, published: date | None) -> Extraction:
    """What an answer says of a text. Raises Unanswered where it is no JSON object of the parts asked for."""
    tree = _tree(answer)
    reader = _Reader(text)
    entities = [
        *reader.each(tree, "actors", reader.entity("actor")),
        *reader.each(tree, "places", reader.entity("place")),
    ]
    return Extraction(
        TextIdentity.of(text),
        ReportFacts(published),
        tuple(entities),
        tuple(reader.each(tree, "events", reader.event)),
        tuple(reader.each(tree, "counts", reader.count)),
        tuple(reader.each(tree, "statements", reader.statement)),
        tuple(reader.rejected),
    )


def _tree(answer: str) -> Json:
    fenced = _FENCE.match(answer)
    try:
        tree = orjson.loads(fenced[1] if fenced else answer)
    except orjson.JSONDecodeError as problem:
        raise Unanswered(f"the answer is no JSON: {problem}") from problem
    if not isinstance(tree, dict) or not PARTS & tree.keys():
        raise Unanswered(f"the answer is no object with {', '.join(sorted(PARTS))}")
    return tree


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of an answer about a text; `rejected` is what it could not take."""

    text: str
    rejected: list[Diagnostic] = field(default_factory=list)

    def each(self, tree: Json, part: str, made: Callable[[Json], Made]) -> Iterator[Made]:
        """What is made of every entry of a part; what cannot be is told and left out."""
        entries = tree.get(part) or []
        if not isinstance(entries, list):
            self._reject(f"{part} is no list")
            return
        for number, entry in enumerate(entries, 1):
            try:
                if not isinstance(entry, dict):
                    raise _Unfit("is no object")
                yield made(entry)
            except (_Unfit, InvalidValue) as problem:
                self._reject(f"{part} {number}: {problem}")

    def _reject(self, why: str) -> None:
        self.rejected.append(Diagnostic("llm-rejected", why[:300]))

    def entity(self, node: str) -> Callable[[Json], Entity]:
        """What makes an actor or a place of an entry: every place where one of its wordings stands as words."""

        def made(entry: Json) -> Entity:
            quotes = _list(entry, "mentions")
            spans = {span for quote in quotes for span in self._everywhere(quote)}
            if not spans:
                raise _Unfit(f"none of its mentions {quotes!r} stands in the text")
            return Entity(_words(entry, "id"), node, _words(entry, "kind"), _words(entry, "name"), tuple(sorted(spans)))

        return made

    def event(self, entry: Json) -> Event:
        """An event with its one trigger."""
        within = self._within(entry)
        participants = tuple(
            Participant(_words(each, "actor"), _words(each, "role")) for each in _objects(entry, "participants")
        )
        trigger = self._quoted(_words(entry, "trigger"), within)
        places = tuple(_list(entry, "places"))
        return Event(_words(entry, "id"), _words(entry, "type"), (trigger,), places, self._dates(entry), participants)

    def _dates(self, entry: Json) -> EventDates | None:
        """When an event was; None where that cannot be taken: the event stands without it."""
        dates = entry.get("dates")
        if dates is None:
            return None
        try:
            if not isinstance(dates, dict):
                raise _Unfit("dates are no object")
            words = self._quoted(_words(dates, "words"), self._within(dates))
            return EventDates(_day(dates, "earliest"), _day(dates, "latest"), _words(dates, "precision"), words)
        except (_Unfit, InvalidValue) as problem:
            self._reject(f"dates of {entry.get('id')!r}: {problem}")
            return None

    def count(self, entry: Json) -> Count:
        """A figure of an event."""
        span = self._quoted(_words(entry, "words"), self._within(entry))
        low, high = _number(entry, "low"), _number(entry, "high")
        if low is None and high is None:
            raise _Unfit("has neither low nor high")
        return Count(_words(entry, "event"), _words(entry, "measure"), low, high, _maybe(entry, "qualifier"), span)

    def statement(self, entry: Json) -> Statement:
        """Who says what. Its speaker and cue may stand outside the content, but within its sentence."""
        within = self._within(entry)
        speaker, cue = (
            self._quoted(words, within) if (words := _maybe(entry, key)) else None for key in ("speaker", "cue")
        )
        return Statement(
            id=_words(entry, "id"),
            speakers=tuple(_list(entry, "speakers")),
            speaker_span=speaker,
            cue=cue,
            content=self._quoted(_words(entry, "content"), within),
            modality=_words(entry, "modality"),
            mode=_words(entry, "mode"),
            about=tuple(_list(entry, "about")),
            rule=RULE,
        )

    def _within(self, entry: Json) -> Mention:
        """The part of the text that an entry speaks of."""
        return self._quoted(_words(entry, "in"), None)

    def _quoted(self, quote: str, within: Mention | None) -> Mention:
        """The one place of a quote in the text, or in a part of it."""
        start, end = (within.start, within.end) if within else (0, len(self.text))
        at = self.text.find(quote, start, end)
        where = "the text" if within is None else f"{within.exact!r}"
        if at < 0:
            raise _Unfit(f"{quote!r} does not stand in {where}")
        if self.text.find(quote, at + 1, end) >= 0:
            raise _Unfit(f"{quote!r} stands more than once in {where}")
        return Mention.of(self.text, at, at + len(quote))

    def _everywhere(self, quote: str) -> Iterator[Mention]:
        if quote.strip():
            for match in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", self.text):
                yield Mention.of(self.text, *match.span())


def _words(entry: Json, key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _Unfit(f"{key} is {value!r}, no words")
    return value


def _maybe(entry: Json, key: str) -> str | None:
    return None if entry.get(key) is None else _words(entry, key)


def _list(entry: Json, key: str) -> list[str]:
    value = entry.get(key) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _Unfit(f"{key} is {value!r}, no list of words")
    return value


def _objects(entry: Json, key: str) -> list[Json]:
    value = entry.get(key) or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise _Unfit(f"{key} is {value!r}, no list of objects")
    return value


def _number(entry: Json, key: str) -> int | None:
    value = entry.get(key)
    if value is not None and type(value) is not int:
        raise _Unfit(f"{key} is {value!r}, no whole number")
    return value


def _day(entry: Json, key: str) -> date | None:
    if (literal := _maybe(entry, key)) is None:
        return None
    try:
        return date.fromisoformat(literal)
    except ValueError as problem:
        raise _Unfit(f"{key} is {literal!r}, no day") from problem
