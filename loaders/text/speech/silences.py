"""Refusals to speak: "declined to comment", "did not respond to a request for comment"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, subject, tokens_below
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.speech.claims import Claim, Reading
from testigo.loaders.text.speech.contents import span_of, trimmed, within
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

SILENCE = Cue("decline", Modality.DECLINES_COMMENT, frozenset())
TELEPHONES = frozenset({"phone", "telephone", "call", "message", "cellphone", "email", "mail"})
WILLING = frozenset({"would", "will", "wo"})  # "would not say"; "did not say" may only be what was left out
QUIET = frozenset({"silent", "quiet", "mum", "tight-lipped"})
DETAILS = frozenset({"detail", "comment", "figure", "reason", "explanation", "information", "answer"})
REFUSALS = frozenset({"decline", "refuse"})
ANSWERS = frozenset(
    {"respond", "reply", "answer", "return", "react", "comment", "reach", "offer", "make", "give", "provide"}
)


def silence_claims(reading: Reading) -> Iterator[Claim]:
    """Every refusal to speak outside quotation marks."""
    for token in reading.doc:
        if token.lemma_ == "comment" and token.pos_ == "NOUN" and reading.quotation(token.idx) is None:
            yield from _no_comment(token)
        if token.pos_ in ("VERB", "AUX") and reading.quotation(token.idx) is None:
            said = _refused(token) or _unanswered(token) or _undecided(token) or _outstanding(token) or _unsaid(token)
            speaker = subject(token)
            if speaker is not None and speaker.lemma_.lower() in cues().requests:
                continue  # "calls were not answered"
            if said is None or speaker is None:
                continue
            words = trimmed(within(_from(said), reading.block(token.idx)))
            content, cue = span_of(words), span_of([token] if said != token else _negation(token))
            if content is not None:
                yield Claim(speaker, cue, content, SILENCE, "silence", 0.8)


def _no_comment(noun: Token) -> Iterator[Claim]:
    """As in "there was no immediate comment from the junta"."""
    source = next((other for other in noun.children if other.lower_ in ("from", "by") and other.dep_ == "prep"), None)
    speaker = child(source, "pobj") if source is not None else None
    content = span_of(other for other in tokens_below(noun) if other.i <= noun.i)
    if speaker is not None and content is not None and any(other.lower_ == "no" for other in noun.children):
        yield Claim(speaker, content, content, SILENCE, "silence", 0.8)


def _refused(verb: Token) -> Token | None:
    """As in "declined to comment": the verb of what is not done."""
    inner = child(verb, "xcomp")
    is_refusal = verb.lemma_ in REFUSALS and inner is not None and inner.lemma_ in cues().silences
    return inner if is_refusal else None


def _unanswered(verb: Token) -> Token | None:
    """As in "did not respond to a request for comment", "was not available for comment", "made no comment"."""
    below = tokens_below(verb)
    is_no = any(other.dep_ == "neg" and other.head == verb for other in below) or any(
        other.lower_ == "no" and other.head.lemma_ == "comment" for other in below
    )
    asked = any(other.lemma_ in cues().requests and other != verb for other in below)
    if verb.lemma_ == "comment":
        return verb if is_no else None
    is_answer = verb.lemma_ in ANSWERS or any(other.lemma_ in ("available", "reachable") for other in verb.children)
    return verb if is_no and asked and is_answer else None


def _outstanding(verb: Token) -> Token | None:
    """As in "has yet to respond", "did not pick up the telephone"."""
    inner = child(verb, "xcomp")
    is_yet = verb.lemma_ in ("have", "be") and any(other.lower_ == "yet" for other in verb.children)
    if is_yet and inner is not None and inner.lemma_ in cues().silences:
        return inner
    if not any(other.dep_ == "neg" for other in verb.children):
        return None
    objects = {other.lemma_ for other in verb.children if other.dep_ == "dobj"}
    return verb if verb.lemma_ in ("pick", "answer", "return") and objects & TELEPHONES else None


def _unsaid(verb: Token) -> Token | None:
    """As in "would not say how many", "gave no details", "remained silent"."""
    if verb.lemma_ in ("remain", "stay", "keep") and any(other.lower_ in QUIET for other in verb.children):
        return next(other for other in verb.children if other.lower_ in QUIET)
    told = [other for other in verb.children if other.dep_ == "dobj" and other.lemma_ in DETAILS]
    if verb.lemma_ in ("give", "offer", "provide") and any(c.lower_ == "no" for one in told for c in one.children):
        return told[0]
    is_no = any(other.dep_ == "neg" for other in verb.children) and any(
        other.lower_ in WILLING for other in verb.children
    )
    clause = child(verb, "ccomp")
    first = clause.left_edge if clause is not None and clause.i > verb.i else None
    is_asked = first is not None and (first.tag_ in ("WRB", "WP", "WDT") or first.lower_ in ("if", "whether"))
    return verb if is_no and is_asked and verb.lemma_ in ("say", "disclose", "specify", "reveal", "explain") else None


def _undecided(verb: Token) -> Token | None:
    """As in "neither confirmed nor denied the deaths"."""
    has_neither = any(other.lower_ == "neither" for other in verb.children)
    return verb if has_neither and verb.lemma_ in ("confirm", "deny", "admit") else None


def _from(verb: Token) -> list[Token]:
    """The verb and what follows it, up to the next clause beside it."""
    if _undecided(verb) is not None:
        return [token for token in tokens_below(verb) if token.i >= verb.i]
    leave = [
        other for other in verb.children if other.dep_ in ("conj", "cc") or (other.dep_ == "advcl" and other.i > verb.i)
    ]
    return [token for token in tokens_below(verb, leave) if token.i >= verb.i]


def _negation(verb: Token) -> list[Token]:
    return [other for other in verb.lefts if other.dep_ in ("aux", "neg", "auxpass")] or [verb]
