"""Silence told otherwise than by a refusal: "calls went unanswered", "has not replied", "said nothing of it"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, subject, tokens_below
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.speech.claims import Claim, Reading
from testigo.loaders.text.speech.contents import span_of, trimmed, within
from testigo.loaders.text.speech.speakers import can_speak
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

SILENCE = Cue("silent", Modality.DECLINES_COMMENT, frozenset())
TRIES = frozenset(
    {"call", "message", "email", "question", "request", "attempt", "effort", "query", "letter", "enquiry"}
)
BARE = frozenset({"respond", "reply", "comment"})
UNREACHED = frozenset({"reach", "contact"})


def unreached_claims(reading: Reading) -> Iterator[Claim]:
    """Every such silence outside quotation marks."""
    for token in reading.doc:
        if token.pos_ not in ("VERB", "AUX") or reading.quotation(token.idx) is not None:
            continue
        speaker, start = _sought(token) or _own(token) or (None, None)
        if speaker is None or start is None or not can_speak(speaker):
            continue
        words = trimmed(within([one for one in tokens_below(start) if one.i >= start.i], reading.block(token.idx)))
        content = span_of(words)
        if content is not None:
            yield Claim(speaker, span_of([token]), content, SILENCE, "silence", 0.7)


def _sought(verb: Token) -> tuple[Token, Token] | None:
    """As in "calls to the ministry went unanswered", "attempts to reach the army failed": who was called."""
    own = child(verb, "nsubj", "nsubjpass")
    if own is None or own.lemma_.lower() not in TRIES:
        return None
    unanswered = next((other for other in verb.children if other.lower_ == "unanswered"), None)
    is_no = verb.lemma_ in ("answer", "return") and child(verb, "neg") is not None
    to = next((other for other in own.children if other.lower_ == "to" and other.dep_ == "prep"), None)
    reach = child(own, "acl")
    whom = child(to, "pobj") if to is not None else child(reach, "dobj") if reach is not None else None
    in_vain = any(other.lower_ in ("unsuccessful", "vain", "futile", "fruitless") for other in tokens_below(verb))
    sought = next((other for other in own.subtree if other.lemma_ == "comment"), None)
    has_failed = verb.lemma_ == "fail" or in_vain or unanswered is not None or is_no
    return (whom, sought or unanswered or verb) if whom is not None and has_failed else None


def _own(verb: Token) -> tuple[Token, Token] | None:
    """As in "has not replied", "could not be contacted", "would not be drawn", "said nothing", "had no comment"."""
    who = subject(verb)
    if who is None:
        return None
    is_no = child(verb, "neg") is not None or child(who, "preconj") is not None or _is_neither(who)
    dobj = child(verb, "dobj")
    is_passive = child(verb, "auxpass") is not None
    if verb.lemma_ in BARE and is_no and dobj is None and child(verb, "prep", "ccomp", "xcomp") is None:
        return who, verb
    if (verb.lemma_ in UNREACHED or verb.lemma_ == "draw") and is_no and is_passive:
        return who, verb
    if verb.lemma_ == "say" and dobj is not None and dobj.lower_ == "nothing":
        return who, dobj
    has_none = dobj is not None and dobj.lemma_ == "comment" and any(other.lower_ == "no" for other in dobj.children)
    if verb.lemma_ == "have" and has_none and dobj is not None:
        return who, dobj.left_edge if dobj.left_edge.i > verb.i else dobj
    is_asked = any(other.lemma_ in cues().requests for other in tokens_below(verb))
    return (who, verb) if is_no and verb.lemma_ in BARE and is_asked and child(verb, "neg") is None else None


def _is_neither(who: Token) -> bool:
    return any(other.lower_ == "neither" for other in who.lefts)
