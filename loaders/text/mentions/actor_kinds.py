"""The kind of actor that a common noun names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.reading.lexicon import actor_words, event_words
from testigo.loaders.text.reading.phrases import determiner, lemma_of, modifiers

if TYPE_CHECKING:
    from spacy.tokens import Token


FORCES = frozenset(("armed-faction", "security-forces", "crowd"))


def kind_of(token: Token) -> str | None:
    """The kind of actor a noun names, by its lemma and the words before it. None: it names none, or only describes."""
    if token.dep_ == "amod" and token.pos_ == "ADJ" and lemma_of(token.head) in event_words().nouns:
        return _of_fighters(token)
    if token.dep_ == "npadvmod" and any(child.dep_ == "nummod" for child in token.children):
        return kind_of_noun(token)  # "among them eleven children"
    if token.dep_ in ("npadvmod", "nmod") or (token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN")):
        return _of_an_act(token)
    return kind_of_noun(token)


def _of_an_act(token: Token) -> str | None:
    """As in "rebel attacks", "army shelling": before an act stands who does it."""
    words = event_words()
    is_act = lemma_of(token.head) in words.nouns or lemma_of(token.head) in words.weapon_types
    kind = kind_of_noun(token) if is_act and token.pos_ == "NOUN" else _of_fighters(token) if is_act else None
    return kind if kind in FORCES else None


def _of_fighters(token: Token) -> str | None:
    """As in "rebel attacks", where the word is taken for an adjective."""
    return "armed-faction" if actor_words().heads.get(token.lower_) == "armed-faction" else None


def kind_of_noun(token: Token) -> str | None:
    """The kind that the noun stands for, also where it only describes a name."""
    lemma = lemma_of(token)
    if token.pos_ == "ADJ" and (token.dep_ in ("amod", "acomp") or lemma not in ("elderly", "displaced", "homeless")):
        return None
    words = actor_words()
    if table := words.modified.get(lemma) or words.modified.get(token.lower_):
        before = [part.lower_ for part in modifiers(token)]
        for part in reversed(before):
            if kind := table.get(part):
                return kind
        if kind := table.get("*" if before else "") or (table.get("plural") if token.tag_ in ("NNS", "NNPS") else None):
            return kind
    kind = words.heads.get(lemma) or words.heads.get(token.lower_)
    return "person" if kind == "source" and _is_holder(token, lemma) else kind


def _is_holder(token: Token, lemma: str) -> bool:
    """As in "the governor", "Kano's police chief": an office that one at a time holds, so a person."""
    if lemma not in actor_words().offices or token.tag_ not in ("NN", "NNP"):
        return False
    return determiner(token) == "the" or any(child.dep_ == "poss" for child in token.children)
