"""Whom a sentence names as being behind what happened: "accused X of …", "attributed … to X", "X claimed …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.reading.lexicon import event_words
from testigo.loaders.text.reading.phrases import agents, conjuncts, is_passive, objects_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

ACCUSING = {  # the preposition before the act, by the verb that has the accused as its object
    "accuse": "of",
    "suspect": "of",
    "convict": "of",
    "charge": "with",
    "blame": "for",
    "fault": "for",
}
ASCRIBING = {"attribute": "to", "ascribe": "to", "blame": "on", "pin": "on"}  # before whom, the act is the object
OWNING = frozenset(("claim", "accept", "admit", "take", "assume"))


def blamed(head: Token) -> list[Token]:
    """Who is said to be behind the act that a word names; [] where the sentence blames nobody."""
    act = _whole(head)
    above = act.head
    if act.dep_ == "pobj" and above.lower_ == "behind" and above.head.lemma_ == "be" and not _is_negated(above.head):
        return agents(above.head)
    if above.dep_ == "prep" or act.dep_ in ("pobj", "pcomp"):
        return _accused(above) or _owner(above) or _responsible(above)
    if act.dep_ in ("dobj", "nsubjpass") and not _is_negated(above):
        if preposition := ASCRIBING.get(above.lemma_):
            return [*objects_of(above, preposition), *objects_of(act, preposition)]
        return agents(above) if above.lemma_ == "claim" else []
    return []


def is_blamed(noun: Token) -> bool:
    """Whether a noun is who owns to an act, or whom one is ascribed to."""
    above = noun.head
    if noun.dep_ == "nsubj" and above.lemma_ in OWNING:
        return any(child.dep_ == "dobj" and child.lemma_ == "responsibility" for child in above.children)
    governors = (above.head, above.head.head) if above.head.dep_ in ("dobj", "nsubjpass") else (above.head,)
    return noun.dep_ == "pobj" and any(ASCRIBING.get(verb.lemma_) == above.lower_ for verb in governors)


def _whole(head: Token) -> Token:
    """The act as the sentence governs it: the first of coordinates, the noun or verb that carries it."""
    act = head
    while True:
        is_carried = act.dep_ == "dobj" and act.head.dep_ in ("pcomp", "conj") and _carries(act.head)
        is_beside = act.dep_ == "conj" and act.head.pos_ in (act.pos_, "NOUN") and not _has_subject(act)
        is_gerund = act.dep_ == "amod" and act.tag_ == "VBG"
        is_behind = act.dep_ == "pobj" and act.head.lower_ == "behind" and act.head.head.dep_ == "pcomp"
        if not (is_carried or is_beside or is_gerund or is_behind):
            return act
        act = act.head.head if is_behind else act.head


def _carries(verb: Token) -> bool:
    return verb.lemma_ in event_words().light_verbs


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _accused(preposition: Token) -> list[Token]:
    """As in "accused the army of it", also where the parse hung "of" on the accused or what they belong to."""
    for verb in preposition.ancestors:
        if verb.pos_ == "VERB":
            is_last = not any(other.lower_ == preposition.lower_ for other in _after(preposition, verb))
            fits = ACCUSING.get(verb.lemma_) == preposition.lower_ and is_last and not _is_negated(verb)
            return patients(verb) if fits else []
    return []


def _after(preposition: Token, verb: Token) -> list[Token]:
    """The later prepositions that may be the accusing one: "accused the victims of the attack of lying"."""
    own = {verb.i, *(child.i for child in verb.children)}
    later = [one for one in verb.subtree if one.dep_ == "prep" and one.i > preposition.i]
    return [one for one in later if one.head.i in own or any(child.tag_ == "VBG" for child in one.children)]


def _owner(preposition: Token) -> list[Token]:
    """As in "claimed responsibility for the attack"."""
    noun = preposition.head
    verb = noun.head
    is_owned = preposition.lower_ == "for" and noun.lemma_ == "responsibility" and verb.lemma_ in OWNING
    if not is_owned or _is_negated(verb):
        return []
    return list(objects_of(verb, "by")) if is_passive(verb) else agents(verb)


def _responsible(preposition: Token) -> list[Token]:
    """As in "hold the army responsible for the attack", "rebels were responsible for it"."""
    own = preposition.head
    beside = [own, *own.children]
    word = next((one for one in beside if one.lemma_ in ("responsible", "accountable")), None)
    if preposition.lower_ != "for" or word is None or _is_negated(word.head):
        return []
    verb = word.head
    if word.dep_ == "amod":
        return conjuncts(verb)
    deps = ("dobj",) if verb.lemma_ == "hold" and word.dep_ != "ccomp" else ("nsubj", "nsubjpass")
    holder = word if word.dep_ == "ccomp" else verb
    return [one for child in holder.children if child.dep_ in deps for one in conjuncts(child)]


def _is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)
