"""Victims counted without a numeral: "a driver", "a baker and his wife"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.figures.figures import Figure
from testigo.loaders.text.mentions.actor_kinds import kind_of
from testigo.loaders.text.reading.clauses import is_negated
from testigo.loaders.text.reading.lexicon import figure_words
from testigo.loaders.text.reading.phrases import determiner, noun_phrase, patients
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COUNTED = frozenset(("killed", "injured", "detained", "abducted"))
HUMAN = frozenset(("civilians", "community", "security-forces", "armed-faction", "source", "media", "person"))
OWN = frozenset(("his", "her", "their"))


def single_victims(doc: Doc) -> Iterator[tuple[Figure, Token, str]]:
    """Each figure that a noun phrase is by itself, with its head and measure, in text order."""
    for token in doc:
        if determiner(token) not in ("a", "an", "another") or token.tag_ != "NN" or kind_of(token) not in HUMAN:
            continue
        measure = _measure(token)
        if measure is not None:
            yield _figure(token), token, measure


def _measure(noun: Token) -> str | None:
    """What the verb around a phrase did to it; None where nothing of the kind, or where it names nobody lost."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN", "NUM"):
        first = first.head
    verb = first.head
    if verb.pos_ != "VERB" or not any(one.i in (first.i, noun.i) for one in patients(verb)) or is_negated(verb):
        return None
    if any(child.dep_ == "appos" for child in noun.children) or any(
        child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children
    ):
        return None
    measure = hurt_by(verb)
    return measure if measure in COUNTED else None


def hurt_by(verb: Token) -> str | None:
    """The measure of a verb; of "shot and wounded" the wounds, of "shot" alone the death is not said."""
    words = figure_words().verbs
    if measure := words.get(verb.lemma_.lower()):
        return measure
    beside = [child for child in verb.children if child.dep_ == "conj"]
    return next((measure for one in beside if (measure := words.get(one.lemma_.lower())) is not None), None)


def _figure(noun: Token) -> Figure:
    """One, or two where the next is theirs: "a baker and his wife"."""
    words = noun_phrase(noun)
    other = next((o for o in noun.rights if o.dep_ == "conj" and o.tag_ == "NN" and determiner(o) in OWN), None)
    end = words.end_char if other is None else other.idx + len(other)
    number = 1 if other is None else 2
    span = Span(words.start_char, end)
    return Figure(number, number, None, "exact", span, span)
