"""Noun phrases and clauses over a parse: where a phrase begins and ends, what governs it, who acts in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PREMODIFIERS = frozenset(
    ("det", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "predet", "npadvmod", "case")
)
INSIDE = frozenset(("amod", "compound", "nmod", "npadvmod", "poss"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
OBJECTS = frozenset(("dobj", "dative"))


def noun_phrase(head: Token) -> Span:
    """The head with what stands before it and belongs to it: determiner, adjectives, compounds, possessors."""
    start = head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ in PREMODIFIERS or (child.dep_ == "advmod" and child.i + 1 == start):
            start = min(start, child.left_edge.i)
        elif child.dep_ not in ("punct", "conj", "cc") or child.i + 1 != start:
            break
    while start < head.i and (
        head.doc[start].tag_ == "PRP"
        or head.doc[start].is_punct
        or head.doc[start].is_space
        or head.doc[start].dep_ == "cc"
    ):
        start += 1
    return head.doc[start : head.i + 1]


def sentence(token: Token) -> Span:
    """The sentence around a token. (`token.sent` reads the whole text each time.)"""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]


def lemma_of(token: Token) -> str:
    """The lemma in lower case; of a common noun that stands in capitals too, where the model takes it for a name."""
    if token.pos_ != "PROPN":
        return token.lemma_.lower()
    word = token.lower_
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return word.removesuffix("s") if token.tag_ == "NNPS" or token.is_sent_start else word


def modifiers(head: Token) -> list[Token]:
    """The words before a head that say which or what kind, in text order."""
    return [
        token
        for child in head.lefts
        if child.dep_ in INSIDE
        for token in child.subtree
        if token.i < head.i and token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and token.dep_ != "case"
    ]


def determiner(head: Token) -> str:
    """The determiner or possessive pronoun of a phrase in lower case, "" without one."""
    for child in head.lefts:
        if child.dep_ in ("det", "predet") or (child.dep_ == "poss" and child.tag_ == "PRP$"):
            return child.lower_
    return ""


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in text order."""
    return sorted({token, *(other for other in token.conjuncts if other.pos_ in NOMINAL)}, key=lambda one: one.i)


def objects_of(token: Token, *prepositions: str) -> Iterator[Token]:
    """The nouns that prepositions of a token govern, with their coordinates."""
    for child in token.rights:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    yield from conjuncts(noun)


def agents(verb: Token) -> list[Token]:
    """Who does what a verb says, so far as its grammar tells; its subject may be shared or left implicit."""
    if verb.tag_ == "VBN" and (verb.dep_ == "acl" or is_passive(verb)):
        return list(objects_of(verb, "by"))
    subjects = _own(verb, SUBJECTS)
    return subjects or _inherited(verb)


def patients(verb: Token) -> list[Token]:
    """Whom or what a verb is done to."""
    if is_passive(verb):
        bare = [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBN" else []
        return _own(verb, PASSIVE_SUBJECTS) or _inherited(verb) or bare
    return _own(verb, OBJECTS)


def is_passive(verb: Token) -> bool:
    """Whether the subject suffers what the verb says."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "nsubj" for child in verb.children):  # "900 people crossed the river"
        return False
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return not _own(verb, SUBJECTS) and is_passive(verb.head)
    return True


def _own(verb: Token, deps: frozenset[str]) -> list[Token]:
    found = [child for child in verb.children if child.dep_ in deps]
    return [
        noun
        for child in found
        for noun in (_antecedents(child, verb) if child.tag_ in ("WDT", "WP") else conjuncts(child))
    ]


def _antecedents(pronoun: Token, verb: Token) -> list[Token]:
    """What "who" or "that" stands for: the noun that the relative clause belongs to."""
    clause = verb
    while clause.dep_ == "conj":
        clause = clause.head
    return conjuncts(clause.head) if clause.dep_ == "relcl" else []


def _inherited(verb: Token) -> list[Token]:
    """The subject that a verb shares with the one it depends on."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return conjuncts(verb.head)
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX") and verb.head.i != verb.i:
        if verb.dep_ == "advcl" and any(child.dep_ == "mark" for child in verb.children):
            return []
        if verb.dep_ == "xcomp" and (objects := _own(verb.head, OBJECTS)):
            return objects
        return patients(verb.head) if is_passive(verb.head) else agents(verb.head)
    return []


def clause_chain(token: Token) -> list[Token]:
    """The token and what is above it, up to and with the verb of its clause; verbs joined by "and" share theirs."""
    found = [token]
    while found[-1].head.i != found[-1].i:
        below, above = found[-1], found[-1].head
        if below.pos_ in ("VERB", "AUX") and not _shares_clause(below):
            break
        found.append(above)
    return found


def _shares_clause(verb: Token) -> bool:
    """As in "stormed a village, killing ten", "seized and burned": the time of the first is the time of the second."""
    if verb.dep_ in ("conj", "xcomp", "pcomp", "acl"):
        return not any(child.dep_ in SUBJECTS | PASSIVE_SUBJECTS for child in verb.children)
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(child.dep_ == "mark" for child in verb.children)
