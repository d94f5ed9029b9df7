"""A clause that a comma sets off from who said it: "The bridge fell, the mayor said", however it was parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import FINITE, NOMINAL
from testigo.loaders.text.reading.cues import cues
from testigo.loaders.text.speech.claims import Reading
from testigo.loaders.text.speech.contents import span_of, trimmed, within
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_SPEAKER = 16  # tokens from the comma to the verb
LEAST_WORDS = 3


def set_off(reading: Reading, verb: Token) -> tuple[Token, Span] | None:
    """The clause before the comma and the speaker, and the verb that heads it. None: no such clause is there."""
    comma = _comma(verb) if verb.dep_ != "relcl" else None
    if comma is None or reading.quotation(comma.idx) is not None:
        return None
    start = comma
    while start.i > 0 and not start.is_sent_start:
        start = start.nbor(-1)
    words = trimmed(within(verb.doc[start.i : comma.i], reading.block(verb.idx)))
    heads = [token for token in words if _can_head(token)]
    if len(words) < LEAST_WORDS or not heads or any(reading.quotation(token.idx) is not None for token in words):
        return None
    span = span_of(words)
    return None if span is None else (heads[0], span)


def _comma(verb: Token) -> Token | None:
    """The comma before the speaker, over an apposition between commas: ", the mayor, Ada Bello, said"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    commas = [token for token in verb.doc[max(0, verb.i - LONGEST_SPEAKER) : verb.i] if token.text == ","]
    for comma in reversed(commas):
        between = [token for token in verb.doc[comma.i + 1 : verb.i] if not token.is_punct]
        if any(token.is_sent_start for token in verb.doc[comma.i + 1 : verb.i + 1]):
            return None
        if _is_speaker(between) or (not between and comma.i + 1 == verb.i and _is_inverted(verb)):
            return _over_title(comma, commas)
    return None


def _is_speaker(words: list[Token]) -> bool:
    """Whether words between a comma and a verb are a noun phrase and nothing else."""
    if not words or words[0].pos_ in ("ADP", "CCONJ", "SCONJ") or words[0].tag_ in ("WP", "WDT", "WRB", "CC"):
        return False
    return not any(token.tag_ in FINITE for token in words) and any(token.pos_ in NOMINAL for token in words)


def _is_inverted(verb: Token) -> bool:
    """As in ", complained the chief"."""
    if verb.lemma_ == "tell":  # "told reporters"
        return False
    after = verb.doc[verb.i + 1 : verb.i + 4]
    return any(token.pos_ in NOMINAL for token in after) and not any(token.tag_ in FINITE for token in after)


def _over_title(comma: Token, commas: list[Token]) -> Token:
    """The comma before a title that stands beside the name: ", the mayor of Kolo, Ada Bello,"."""
    earlier = [token for token in commas if token.i < comma.i]
    if not earlier:
        return comma
    between = list(comma.doc[earlier[-1].i + 1 : comma.i])
    is_title = any(token.lemma_.lower() in cues().titles for token in between)
    return earlier[-1] if is_title and _is_speaker(between) else comma


def _can_head(token: Token) -> bool:
    """Whether a word is a verb with tense, or with a helper that has it."""
    is_verb = token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "acl", "relcl")
    return is_verb and (token.tag_ in FINITE or any(other.tag_ in FINITE for other in token.children))
