"""Claims marked beside the clause: "according to …", and "reportedly", for which nobody is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, is_finite, is_tensed, tokens_below
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.speech.claims import Claim, Reading, Unused
from testigo.loaders.text.speech.contents import content_of, phrase, span_of, trimmed, within
from testigo.loaders.text.speech.speakers import author
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

ACCORDING = Cue("according", Modality.ASSERTS, frozenset())
SUBORDINATE = frozenset(
    {"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "amod", "appos", "dobj", "pobj", "prep", "attr", "nmod"}
)


def according_claims(reading: Reading) -> Iterator[Claim | Unused]:
    """As in "…, according to the mayor": the clause it belongs to is the mayor's claim."""
    for token in reading.doc[:-1]:
        to = token.nbor()
        if token.lower_ != "according" or to.lower_ != "to" or reading.quotation(token.idx) is not None:
            continue
        speaker, cue = author(child(to, "pobj", "pcomp")), Span(token.idx, to.idx + len(to))
        head = _clause(token)
        span = _content(reading, token, head)
        if speaker is None or span is None:
            yield Unused(cue, "no-content", "nothing is found that is according to somebody")
            continue
        yield Claim(speaker, cue, span, ACCORDING, "according-to", 0.9, head)


def _content(reading: Reading, token: Token, head: Token) -> Span | None:
    """What is claimed: the clause up to the phrase, or from the phrase on where it opens the clause."""
    block = reading.block(token.idx)
    span = content_of(head, block)
    own = span_of(within(tokens_below(token), block))
    if span is None or own is None:
        return span
    if own.start <= span.start or (head.dep_ == "relcl" and own.end < head.idx):
        rest = span_of(trimmed(reading.tokens(own.end, span.end)))
        return rest
    last = _after_colon(trimmed(reading.tokens(span.start, own.start)))
    return span_of(last) if own.end >= span.end - 1 else span


def _after_colon(words: list[Token]) -> list[Token]:
    """As in "they dismiss this: there was no flood, according to …": only what follows the colon."""
    at = next((at for at, word in enumerate(words) if word.text in (":", ";")), None)
    rest = words[at + 1 :] if at is not None else []
    return trimmed(rest) if any(word.pos_ in ("VERB", "AUX") and is_tensed(word) for word in rest) else words


def _clause(token: Token) -> Token:
    """The clause a phrase belongs to: the sentence, the coordinate clause it stands in, or one it interrupts."""
    head = token.head
    while head.head != head:
        if head.dep_ == "relcl" and head.i > token.i:
            return head
        if head.dep_ == "conj" and child(head, "nsubj", "nsubjpass") is not None:
            return head
        if is_finite(head) and head.dep_ not in SUBORDINATE | {"conj"}:
            return head
        head = head.head
    return head


def _has_relative_subject(verb: Token) -> bool:
    own = child(verb, "nsubj", "nsubjpass")
    return own is not None and own.tag_ in ("WP", "WDT")


def adverb_claims(reading: Reading) -> Iterator[Claim]:
    """As in "were reportedly killed": a claim that nobody is named for."""
    for token in reading.doc:
        hedge = cues().adverbs.get(token.lower_)
        if hedge is None or reading.quotation(token.idx) is not None:
            continue
        head, block = token.head, reading.block(token.idx)
        act = Cue(token.lower_, Modality.ASSERTS, frozenset(), hedge=hedge)
        is_clause = head.pos_ in ("VERB", "AUX") and is_tensed(head)
        if head.dep_ == "relcl" and is_clause and _has_relative_subject(head):
            is_clause = False
        span = content_of(head, block) if is_clause else phrase(head, head, block, (token,))
        if span is not None:
            yield Claim(None, Span(token.idx, token.idx + len(token)), span, act, "adverb", 0.7, head)
