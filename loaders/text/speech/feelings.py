"""Feelings that are told as somebody's: "was alarmed by the killings", "is concerned that …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, is_finite, subject
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.speech.claims import Claim, Reading
from testigo.loaders.text.speech.contents import content_of, phrase, span_of
from testigo.loaders.text.speech.speakers import can_speak
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

TOWARDS = frozenset(("by", "at", "about", "over", "with", "of", "for"))


def feeling_claims(reading: Reading) -> Iterator[Claim]:
    """Every feeling of the lexicon that a clause ascribes to somebody outside quotation marks."""
    for token in reading.doc:
        if token.lower_ not in cues().feelings or reading.quotation(token.idx) is not None:
            continue
        verb = token if token.pos_ == "VERB" else token.head
        speaker = subject(verb)
        is_said = token.dep_ == "acomp" or child(token, "auxpass") is not None
        found = _cause(reading, token) or (_cause(reading, verb) if verb.lemma_ == "be" else None)
        if speaker is None or not is_said or found is None or not can_speak(speaker) or child(verb, "neg") is not None:
            continue
        act = Cue(token.lower_, cues().feelings[token.lower_], frozenset())
        yield Claim(speaker, span_of([token]), found[1], act, "feeling", 0.7, found[0])


def _cause(reading: Reading, word: Token) -> tuple[Token, Span] | None:
    """What the feeling is about: after a preposition, or a clause with "that"."""
    for other in word.children:
        if other.i < word.i:
            continue
        inner = child(other, "pobj", "pcomp") if other.dep_ in ("prep", "agent") and other.lower_ in TOWARDS else None
        if inner is not None and (span := phrase(inner, inner, reading.block(inner.idx))) is not None:
            return inner, span
        is_clause = other.dep_ in ("ccomp", "advcl") and is_finite(other) and child(other, "mark") is not None
        if is_clause and (span := content_of(other, reading.block(other.idx))) is not None:
            return other, span
    return None
