"""Claims marked inside the sentence: "according to …", "reportedly", "… , allegedly …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.claims import Claim, Reading
from testigo.loaders.text.clauses import child, content_of, is_finite, span_of, subject, tokens_below, trimmed
from testigo.loaders.text.cues import Cue, cues
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

ACCORDING = Cue("according", Modality.ASSERTS, frozenset())
BORNE = frozenset(
    {
        "ccomp",
        "xcomp",
        "advcl",
        "relcl",
        "acl",
        "pcomp",
        "amod",
        "appos",
        "dobj",
        "pobj",
        "prep",
        "attr",
        "nmod",
        "conj",
    }
)


def according_claims(reading: Reading) -> Iterator[Claim]:
    """ "…, according to the mayor": the clause it belongs to is the mayor's claim."""
    for token in reading.doc:
        if token.lower_ != "according" or reading.quotation(token.idx) is not None:
            continue
        to = next((other for other in token.doc[token.i + 1 : token.i + 2] if other.lower_ == "to"), None)
        speaker = child(to, "pobj", "pcomp") if to is not None else None
        if to is None or speaker is None:
            continue
        head = _clause(token)
        span = content_of(head, reading.block(token.idx), drop=(token,))
        cue = span_of([token, to])
        if span is not None and cue is not None:
            yield Claim(speaker, cue, _beside(span, token, reading), ACCORDING, "according-to", 0.9, head)


def _clause(token: Token) -> Token:
    """The finite clause that a phrase belongs to: the sentence, or the coordinate clause that it stands in."""
    head = token.head
    while head.head is not head and (not is_finite(head) or head.dep_ in BORNE - {"conj"}):
        if head.dep_ == "conj" and child(head, "nsubj", "nsubjpass") is not None:
            return head
        head = head.head
    return head


def _beside(span: Span, token: Token, reading: Reading) -> Span:
    """The content without a phrase that stands at its edge."""
    phrase = span_of(tokens_below(token))
    if phrase is None or not span.overlaps(phrase):
        return span
    if phrase.start <= span.start and phrase.end < span.end:
        return Span(phrase.end, span.end)
    return Span(span.start, phrase.start) if phrase.end >= span.end and phrase.start > span.start else span


def adverb_claims(reading: Reading) -> Iterator[Claim]:
    """ "were reportedly killed": a claim that nobody is named for."""
    for token in reading.doc:
        hedge = cues().adverbs.get(token.lower_)
        if hedge is None or reading.quotation(token.idx) is not None:
            continue
        head = token.head
        act = Cue(token.lower_, Modality.ASSERTS, frozenset(), hedge=hedge)
        tokens = [
            other
            for other in tokens_below(head, (token,))
            if reading.block(token.idx).covers(Span(other.idx, other.idx + 1))
        ]
        span = (
            content_of(head, reading.block(token.idx), (token,))
            if head.pos_ in ("VERB", "AUX")
            else span_of(trimmed(tokens))
        )
        if span is not None:
            yield Claim(None, span_of([token]), span, act, "adverb", 0.7, head)
