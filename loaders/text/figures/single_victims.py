"""Victims counted without a numeral: "a driver", "a baker and his wife"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.figures.figures import Figure, figures
from testigo.loaders.text.mentions.actor_kinds import kind_of
from testigo.loaders.text.reading.clauses import is_negated
from testigo.loaders.text.reading.lexicon import figure_words
from testigo.loaders.text.reading.phrases import determiner, noun_phrase, objects_of, patients
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COUNTED = frozenset(("killed", "injured", "detained", "abducted"))
HUMAN = frozenset(("civilians", "community", "security-forces", "armed-faction", "source", "media", "person"))
DYING = frozenset(("die", "perish", "drown", "succumb"))
LIMBS = frozenset(("leg", "arm", "hand", "foot", "eye", "limb", "finger", "sight", "toe", "ear", "fingers"))
WOUNDS = frozenset(("burn", "wound", "injury", "fracture", "laceration", "cut", "concussion"))
OWN = frozenset(("his", "her", "their"))


def single_victims(doc: Doc) -> Iterator[tuple[Figure, Token, str]]:
    """Each figure that a noun phrase is by itself, with its head and measure, in text order."""
    for token in doc:
        if determiner(token) not in ("a", "an", "another") or token.tag_ != "NN" or kind_of(token) not in HUMAN:
            continue
        if _is_identified(token):
            continue
        measure = _measure(token)
        if measure is not None:
            yield _figure(token), token, measure


def _measure(noun: Token) -> str | None:
    """What the verb around a phrase did to it; None where nothing of the kind, or where it names nobody lost."""
    first = noun
    while first.dep_ in ("conj", "appos") and first.head.pos_ in ("NOUN", "PROPN", "NUM") and _goes_on(first):
        first = first.head
    verb = first.head
    if verb.pos_ not in ("VERB", "AUX") or is_negated(verb) or any(child.tag_ == "MD" for child in verb.children):
        return None
    if first.dep_ == "nsubj" and (measure := _suffered(verb) or _among(verb)) is not None:
        return measure
    if not any(one.i in (first.i, noun.i) for one in patients(verb)):
        return None
    measure = hurt_by(verb)
    return measure if measure in COUNTED else None


def _goes_on(noun: Token) -> bool:
    """As in "two men, a woman and three children", where the parse takes the second for another word for the first."""
    return noun.dep_ == "conj" or (
        any(child.dep_ == "conj" for child in noun.children) and noun.head.tag_ in ("NNS", "NN")
    )


def _is_identified(noun: Token) -> bool:
    """As in "a nurse, Amina Bako", "a suspect named Dar": no count, one who is known."""
    if any(child.dep_ == "appos" and (child.pos_ == "PROPN" or child.i < noun.i) for child in noun.children):
        return True
    return any(child.dep_ == "acl" and child.lemma_ in ("identify", "name", "call") for child in noun.children)


def _suffered(verb: Token) -> str | None:
    """As in "a novice lost a leg", "a girl died", "a boy suffered burns"."""
    if verb.lemma_ in DYING:
        return "killed"
    objects = {child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"}
    is_hurt = (verb.lemma_ == "lose" and objects & LIMBS) or (verb.lemma_ in ("suffer", "sustain") and objects & WOUNDS)
    return "injured" if is_hurt else None


def _among(verb: Token) -> str | None:
    """As in "a nurse was among the seven people killed", "among the dead"."""
    words = figure_words()
    for noun in objects_of(verb, "among", "amongst") if verb.lemma_ == "be" else ():
        if measure := words.nouns.get(noun.lower_) or words.nouns.get(noun.lemma_.lower()):
            return measure
        clauses = (child.lemma_.lower() for child in noun.children if child.dep_ in ("acl", "relcl"))
        if measure := next((words.verbs[lemma] for lemma in clauses if lemma in words.verbs), None):
            return measure
    return None


def shot(verb: Token) -> str:
    """The measure of "shot": killed where the clause says so, else those who were hit are hurt at least."""
    beside = [child.lower_ for child in verb.children]
    if "dead" in beside or (verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "dead"):
        return "killed"
    deadly = [child for child in (*verb.children, verb.head) if child.lemma_ in ("kill", "die", "murder")]
    to_death = any(noun.lower_ == "death" for child in verb.children for noun in child.children)
    return "killed" if deadly or to_death else "injured"


def hurt_by(verb: Token) -> str | None:
    """The measure of a verb; of "shot and wounded" the wounds, of "shot" alone the death is not said."""
    words = figure_words().verbs
    if verb.lemma_ == "shoot":
        return shot(verb)
    if measure := words.get(verb.lemma_.lower()):
        return measure
    beside = [child for child in verb.children if child.dep_ == "conj"]
    return next((measure for one in beside if (measure := words.get(one.lemma_.lower())) is not None), None)


def _figure(noun: Token) -> Figure:
    """One, or two where the next is theirs: "a baker and his wife"."""
    words = noun_phrase(noun)
    other = next((o for o in noun.rights if o.dep_ == "conj" and o.pos_ == "NOUN" and determiner(o) in OWN), None)
    others = None if other is None else _number_of(other)
    end = words.end_char if other is None or others is None else other.idx + len(other)
    number = (2 if noun.lemma_ == "couple" else 1) + (others or 0)
    span = Span(words.start_char, end)
    return Figure(number, number, None, "exact", span, span)


def _number_of(noun: Token) -> int | None:
    """How many a phrase is: "his wife" one, "her two daughters" two; None where it does not say."""
    if noun.tag_ == "NN":
        return 1
    number = next((child for child in noun.lefts if child.dep_ == "nummod"), None)
    found = figures(number.text) if number is not None else []
    return found[0].low if len(found) == 1 else None
