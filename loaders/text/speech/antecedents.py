"""Whom a pronoun that speaks stands for: the nearest earlier subject that agrees with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import conjuncts
from testigo.loaders.text.reading.cues import cues
from testigo.loaders.text.speech.claims import Claim, Reading
from testigo.loaders.text.speech.speakers import can_speak
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSON = frozenset({"he", "she", "him", "her", "his"})
GROUP = frozenset({"it", "its", "they", "them", "their"})
SUBJECTS = ("nsubj", "nsubjpass")
REACH = 4  # sentences


def antecedents(reading: Reading, claims: Sequence[Claim]) -> dict[int, Token]:
    """What each pronoun among the speakers stands for, by its place in the parse; unclear ones are left out."""
    named = {claim.speaker.i for claim in claims if claim.speaker is not None and claim.speaker.pos_ != "PRON"}
    found: dict[int, Token] = {}
    for claim in claims:
        pronoun = claim.speaker
        if pronoun is None or pronoun.lower_ not in PERSON | GROUP or pronoun.i in found:
            continue
        before = (noun for noun in _before(reading, pronoun, named) if not _is_in(claim.content, noun))
        if (noun := next((noun for noun in before if agrees(pronoun, noun)), None)) is not None:
            found[pronoun.i] = noun
    return found


def _is_in(content: Span, noun: Token) -> bool:
    return content.start <= noun.idx < content.end


def _before(reading: Reading, pronoun: Token, named: set[int]) -> list[Token]:
    """Earlier nouns outside quotations, likeliest first: by sentence, speakers before subjects before appositions."""
    found: list[Token] = []
    for sent in reversed(reading.sentences_in(0, pronoun.idx + 1)[-REACH:]):
        nouns = [token for token in sent if token.i < pronoun.i and token.pos_ in ("NOUN", "PROPN")]
        ranked = [token for token in nouns if token.i in named or token.dep_ in (*SUBJECTS, "appos")]
        ranked = [token for token in ranked if reading.quotation(token.idx) is None]
        found += sorted(ranked, key=lambda token: (token.i not in named, token.dep_ not in SUBJECTS, token.i))
    return found


def agrees(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun may stand for a noun: a person or a group, one or many."""
    lemma, is_many = noun.lemma_.lower(), noun.tag_ in ("NNS", "NNPS") or len(list(conjuncts(noun))) > 1
    is_group = not _is_human(noun) and any(word in cues().people | cues().relays for word in (lemma, *_words(noun)))
    is_person = _is_human(noun) or (noun.pos_ == "PROPN" and not is_group)
    if pronoun.lower_ in PERSON:
        return is_person and not is_many
    if pronoun.lower_ in ("it", "its"):
        return not is_many and can_speak(noun) and (is_group or not _is_human(noun))
    return is_many or is_group


def _is_human(noun: Token) -> bool:
    """Whether a noun surely names one human being: a title, a human noun, or a name with a title."""
    lemma = noun.lemma_.lower()
    return lemma in cues().titles | cues().persons or (
        noun.pos_ == "PROPN" and any(other.lower_.rstrip(".") in cues().titles for other in noun.lefts)
    )


def _words(noun: Token) -> list[str]:
    return [other.lower_ for other in noun.subtree if other.dep_ in ("compound", "amod")]
