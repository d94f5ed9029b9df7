"""Claims that a noun introduces: "claims that …", "fears of …", "calls for …", "a critic of …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.claims import Claim, Reading
from testigo.loaders.text.clauses import (
    child,
    content_of,
    is_finite,
    is_infinitive,
    span_of,
    subject,
    tokens_below,
    trimmed,
)
from testigo.loaders.text.cues import Cue, cues
from testigo.loaders.text.speech_verbs import is_actual
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

REFUSING = frozenset({"reject", "deny", "dismiss", "refute", "dispute"})
OFFICIAL = frozenset({"official", "military", "governmental", "presidential", "ministerial"})


def noun_claims(reading: Reading) -> Iterator[Claim]:
    """Every claim that a noun of the lexicon introduces outside quotation marks and headings."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN") and token.text.islower() and reading.quotation(token.idx) is None:
            lemma = token.lemma_.lower()
            yield from _claims(reading, token, cues().nouns.get(lemma, ()))
            yield from _stances(reading, token, cues().stances.get(lemma, ()))


def _claims(reading: Reading, noun: Token, acts: tuple[Cue, ...]) -> Iterator[Claim]:
    for act in acts:
        found = _content(reading, noun, act)
        if found is None:
            continue
        head, span = found
        speaker, verb = _speaker(noun)
        if verb is not None and verb.lemma_ in REFUSING:
            return  # the verb's own claim, a denial, has this content
        yield Claim(speaker, _cue(noun, verb), span, act, "noun-clause" if is_finite(head) else "noun-of", 0.6, head)
        return


def _stances(reading: Reading, noun: Token, acts: tuple[Cue, ...]) -> Iterator[Claim]:
    """ "Amin, a critic of the junta": the person is named by the noun, or by what it stands beside."""
    for act in acts:
        if (found := _content(reading, noun, act)) is not None:
            speaker = noun.head if noun.dep_ == "appos" else subject(noun.head) if noun.dep_ == "attr" else noun
            yield Claim(speaker, span_of([noun]), found[1], act, "stance", 0.6, found[0])
            return


def _cue(noun: Token, verb: Token | None) -> Span | None:
    """The noun, with the adjective that names the speaker."""
    maker = next((other for other in noun.lefts if other.lower_ in OFFICIAL), None)
    return span_of([noun] if maker is None else [maker, noun])


def _content(reading: Reading, noun: Token, act: Cue) -> tuple[Token, Span] | None:
    """The clause or phrase that the noun introduces."""
    for other in noun.rights:
        is_clause = other.dep_ in ("acl", "ccomp", "relcl") and is_finite(other) and child(other, "mark") is not None
        if "clause" in act.takes and is_clause:
            span = content_of(other, reading.block(other.idx))
            return None if span is None else (other, span)
        if "infinitive" in act.takes and other.dep_ in ("acl", "xcomp") and is_infinitive(other):
            return _phrase(reading, other, noun if act.modality is Modality.SUPPORTS else other)
        if other.dep_ == "prep" and other.lower_ in act.takes and (inner := child(other, "pobj", "pcomp")) is not None:
            return _phrase(reading, inner, inner)
    return None


def _phrase(reading: Reading, head: Token, start: Token) -> tuple[Token, Span] | None:
    block = reading.block(head.idx)
    tokens = [token for token in tokens_below(head) if block.covers(Span(token.idx, token.idx + 1))]
    span = span_of(trimmed(tokens))
    return None if span is None else (head, Span(min(start.idx, span.start), span.end))


def _speaker(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose claim it is (and the verb that carries it): "the army's claim", "issued warnings", "claims by …"."""
    for other in noun.children:
        if other.dep_ == "poss" or (
            other.dep_ in ("amod", "compound") and (other.lower_ in OFFICIAL or other.lower_ in cues().people)
        ):
            return other, None
        if (
            other.dep_ == "prep"
            and other.lower_ in ("by", "from", "among")
            and (inner := child(other, "pobj")) is not None
        ):
            return inner, None
    verb = noun.head
    if noun.dep_ in ("dobj", "conj") and verb.lemma_ in cues().light_verbs and is_actual(verb):
        return subject(verb), verb
    return None, None
