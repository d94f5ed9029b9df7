"""Attributions in words, for tests to compare."""

from __future__ import annotations

from dataclasses import dataclass

from testigo.loaders.text.reading.spacy_model import language_model
from testigo.loaders.text.speech.attributions import Attribution, attributions
from testigo.ontology.spans import Span


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution in words."""

    speaker: str | None
    cue: str | None
    content: str
    modality: str


def found(text: str) -> list[Attribution]:
    return attributions(language_model()(text))


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


def said(text: str) -> list[Said]:
    return [
        Said(words(text, one.speaker), words(text, one.cue), one.content.of(text), one.modality.value)
        for one in found(text)
    ]
