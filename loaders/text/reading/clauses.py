"""The grammar of claims on a parse: subjects, finiteness, coordination."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
PARTICIPIAL = frozenset({"acl", "advcl"})
CONTROLLED = frozenset({"xcomp", "advcl", "acl", "pcomp", "prep", "dep"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TENSE = {"NNS": "VBP", "VBZ": "VBP", "VBD": "VBD", "VBP": "VBP", "VBN": "VBN", "VBG": "VBG", "VB": "VB"}


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations."""
    return next((other for other in token.children if other.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: "was told", or a bare participle after its noun."""
    if any(other.dep_ in ("auxpass", "nsubjpass", "agent") for other in verb.children):
        return True
    if is_reduced(verb):
        return True
    is_bare = child(verb, "nsubj", "aux", "dobj") is None
    return verb.dep_ in PARTICIPIAL and verb.tag_ in ("VBN", "VBD") and is_bare


def is_reduced(verb: Token) -> bool:
    """Whether a participle between commas was parsed as a clause: "the pass, considered the gateway, is closed"."""
    is_inside = verb.dep_ == "ccomp" and verb.head.i > verb.i and verb.tag_ in ("VBN", "VBD") and not verb.is_sent_start
    return is_inside and verb.nbor(-1).text == "," and child(verb.head, "nsubj", "nsubjpass") is None


def is_finite(verb: Token) -> bool:
    """Whether the word heads a clause that could stand as a sentence."""
    if is_infinitive(verb):
        return False
    return is_tensed(verb) or any(other.dep_ in (*SUBJECTS, "expl", "csubj", "csubjpass") for other in verb.children)


def is_tensed(verb: Token) -> bool:
    """Whether the verb or one of its auxiliaries shows tense: "was hit", not "hit" after a noun."""
    helpers = [other for other in verb.children if other.dep_ in ("aux", "auxpass")]
    return not is_infinitive(verb) and (verb.tag_ in FINITE or any(other.tag_ in FINITE for other in helpers))


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is one with "to"."""
    return any(other.tag_ == "TO" and other.i < verb.i for other in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether the clause says that something is not so: "did not", "no one was"."""
    if child(verb, "neg") is not None:
        return True
    near = [other for other in verb.children if other.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")]
    return any(is_nobody(other) for other in near)


def is_nobody(head: Token) -> bool:
    """Whether a noun phrase names none: "no group", "nobody", "neither side"."""
    if head.lower_ in ("nobody", "none", "neither") or (head.lower_ == "nothing" and head.dep_ != "attr"):
        return True
    if head.left_edge.lower_ == "not":  # "not a single shot"
        return True
    return any(other.dep_ == "det" and other.lower_ in ("no", "neither") for other in head.children)


def subject(verb: Token) -> Token | None:
    """Who does it: the verb's own subject, the one it shares with the clause above, or the noun it describes."""
    own = child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.head.pos_ in NOMINAL):
        return verb.head
    if verb.dep_ == "conj" and (noun := _set_off(verb)) is not None:
        return noun
    if verb.dep_ == "conj" and verb.head != verb:
        return subject(governor(verb)) or beside(verb)
    if verb.dep_ in CONTROLLED and verb.head != verb:
        return subject(verb.head)
    return beside(verb)


def _set_off(verb: Token) -> Token | None:
    """As in "Soldiers should leave, Horn Watch said", where the parse takes the name for a part of the clause."""
    noun = beside(verb)
    if noun is None or verb.lemma_.lower() not in cues().verbs:
        return None
    before = noun.left_edge.i - 1
    if before < 1 or noun.doc[before].text != "," or any(token.tag_ == "CC" for token in noun.doc[before : verb.i]):
        return None
    return noun


def governor(verb: Token) -> Token:
    """The verb that a coordinated verb belongs beside: of those it may be joined to, one in its own tense.

    "reported that the force had struck a base and claimed …": "claimed" goes with "reported".
    """
    if verb.dep_ != "conj":
        return verb.head
    above = _speech_above(verb) or verb.head
    while above.dep_ in ("conj", "ccomp", "xcomp") and above.head != above and not _goes_with(verb, above):
        above = above.head
    return above if _goes_with(verb, above) or above == _speech_above(verb) else verb.head


def _speech_above(verb: Token) -> Token | None:
    """The verb of saying in the present that a verb of saying returns to, over a content with "would" or "will".

    As in "they argue that troops would harm them and accuse …": the form "accuse" fits both.
    """
    clause, known = verb.head, cues().verbs
    if verb.lemma_.lower() not in known or clause.dep_ != "ccomp" or clause.lemma_.lower() in known:
        return None
    above = clause.head
    return above if above.tag_ == "VBP" and verb.tag_ in ("VB", "VBP") and above.lemma_.lower() in known else None


def _goes_with(verb: Token, other: Token) -> bool:
    """Whether two verbs can share a subject: the same form, an active object only beside an active."""
    is_active = child(verb, "dobj", "ccomp") is not None
    if is_active and child(other, "auxpass") is not None:
        return False
    if TENSE.get(verb.tag_) == TENSE.get(other.tag_):
        return child(verb, "aux") is not None or child(other, "aux") is None or verb.tag_ in ("VBN", "VB", "VBG")
    return is_active and verb.tag_ == "VBN" and other.tag_ == "VBD" and child(verb, "aux", "auxpass") is None


def _antecedent(own: Token, verb: Token) -> Token:
    """The noun behind a relative pronoun: "Pierre of the charity Zanmi, who warned" is Pierre."""
    if own.tag_ == "VBG" and (beside := child(own, "appos")) is not None:
        return beside
    if own.lower_ not in RELATIVES or verb.dep_ != "relcl":
        return own
    noun = verb.head
    if own.lower_ == "who" and own.i and own.nbor(-1).text == ",":
        while noun.dep_ in ("appos", "pobj", "prep") and noun.head.pos_ in (*NOMINAL, "ADP"):
            noun = noun.head
    return noun if noun.pos_ in NOMINAL else verb.head


def beside(verb: Token) -> Token | None:
    """The noun just before a tensed verb, where the parse gave it no subject."""
    has_said = verb.tag_ == "VBN" and any(other.dep_ == "aux" and other.lemma_ == "have" for other in verb.children)
    if (verb.tag_ not in ("VBD", "VBZ", "VBP") and not has_said) or child(verb, "expl", "csubj") is not None:
        return None
    noun = verb
    while not noun.is_sent_start and noun.i > 0 and (noun == verb or noun.dep_ in ("advmod", "aux", "neg")):
        noun = noun.nbor(-1)
    if noun == verb or noun.pos_ not in NOMINAL or noun.lower_ in RELATIVES:
        return None
    return noun.head if noun.dep_ == "conj" and child(noun.head, "cc") is not None else noun


def sentence_end(token: Token) -> int:
    """The place in the parse where a token's sentence ends. (`token.sent` reads the whole text each time.)"""
    at = token.i + 1
    while at < len(token.doc) and not token.doc[at].is_sent_start:
        at += 1
    return at


def conjuncts(head: Token) -> Iterator[Token]:
    """The head and the nouns that are coordinated with it, in text order."""
    yield head
    for other in head.children:
        if other.dep_ == "conj" and other.pos_ in NOMINAL:
            yield from conjuncts(other)


def clauses(head: Token) -> list[Token]:
    """The clauses that are told one by one: "that the bridge fell and that help was near" are two."""
    found = [head]
    for other in head.children:
        if other.dep_ == "conj" and is_tensed(other) and _has_that(other):
            found += clauses(other)
    return found


def _has_that(clause: Token) -> bool:
    first = clause.left_edge
    if first.tag_ == "CC" and first.i + 1 < len(first.doc):
        first = first.nbor()
    return first.lower_ == "that" and first.i > 0 and first.nbor(-1).tag_ == "CC"


def tokens_below(head: Token, drop: Collection[Token] = ()) -> list[Token]:
    """The head's subtree without the subtrees of `drop`, in text order."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [other for other in token.children if other not in drop]
    return sorted(found, key=lambda token: token.i)
