"""Victims counted without a numeral: "a driver", "a baker and his wife"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.figures.figures import Figure, figures
from testigo.loaders.text.mentions.actor_kinds import kind_of
from testigo.loaders.text.reading.clauses import is_negated
from testigo.loaders.text.reading.lexicon import event_words, figure_words
from testigo.loaders.text.reading.phrases import determiner, lemma_of, noun_phrase, objects_of, patients
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COUNTED = frozenset(("killed", "injured", "detained", "abducted", "missing"))
HUMAN = frozenset(("civilians", "community", "security-forces", "armed-faction", "source", "media", "person"))
DYING = frozenset(("die", "perish", "drown", "succumb"))
LIMBS = frozenset(("leg", "arm", "hand", "foot", "eye", "limb", "finger", "sight", "toe", "ear", "fingers"))
WOUNDS = frozenset(("burn", "wound", "injury", "fracture", "laceration", "cut", "concussion"))
BODIES = frozenset(("body", "bodies", "corpse", "corpses", "remains"))
ORDINALS = frozenset(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))
GUARDS = frozenset(("guard", "bodyguard", "watchman", "porter", "cook", "chief", "passer", "bystander", "motorcyclist"))
LOSING = frozenset(("go", "be", "remain", "report"))
OWN = frozenset(("his", "her", "their"))


def single_victims(doc: Doc) -> Iterator[tuple[Figure, Token, str]]:
    """Each figure that a noun phrase is by itself, with its head and measure, in text order."""
    for token in doc:
        if not _is_somebody(token) or _is_identified(token):
            continue
        measure = _measure(token)
        if measure is not None:
            yield _figure(token), token, measure


def _measure(noun: Token) -> str | None:
    """What the verb around a phrase did to it; None where nothing of the kind, or where it names nobody lost."""
    first = _whole(noun)
    if first.dep_ == "pobj" and first.head.lower_ == "of" and first.head.head.lower_ in BODIES:
        return "killed"
    clauses = (child for child in noun.children if child.dep_ in ("relcl", "acl") and noun in patients(child))
    if (measure := next((found for verb in clauses if (found := hurt_by(verb)) in COUNTED), None)) is not None:
        return measure
    verb = first.head
    if verb.pos_ not in ("VERB", "AUX") or is_negated(verb) or any(child.tag_ == "MD" for child in verb.children):
        return None
    if first.dep_ in ("nsubj", "nsubjpass") and (measure := _suffered(verb) or _among(verb)) is not None:
        return measure
    if not any(one.i in (first.i, noun.i) for one in patients(verb)):
        return None
    measure = hurt_by(verb)
    return measure if measure in COUNTED else None


def _is_somebody(token: Token) -> bool:
    """As in "a driver", "another nurse", "a second": one who is not named."""
    which = determiner(token)
    if token.lower_ in ORDINALS or (token.lower_ == "another" and token.dep_ in ("dobj", "nsubjpass")):
        return which in ("a", "an") or token.lower_ == "another"
    is_human = kind_of(token) in HUMAN or lemma_of(token) in event_words().classes["police"] | GUARDS
    return which in ("a", "an", "another") and token.tag_ == "NN" and is_human


def _whole(noun: Token) -> Token:
    """The first of coordinates, and those that one is included in: "eighteen people, including a nurse"."""
    first = noun
    while True:
        is_beside = first.dep_ in ("conj", "appos") and first.head.pos_ in ("NOUN", "PROPN", "NUM") and _goes_on(first)
        if is_beside:
            first = first.head
        elif first.dep_ == "pobj" and first.head.lower_ == "including":
            first = first.head.head
        else:
            return first


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
    """As in "a novice lost a leg", "a girl died", "a boy was found dead", "a teacher went missing"."""
    beside = {child.lower_ for child in verb.children if child.dep_ in ("acomp", "oprd", "advmod", "attr", "prep")}
    to_death = any(noun.lower_ == "death" for noun in objects_of(verb, "to"))
    if verb.lemma_ in DYING or "dead" in beside or (to_death and verb.lemma_ not in ("sentence", "condemn", "put")):
        return "killed"
    is_missing = verb.lemma_ in LOSING and any(child.lower_ == "missing" for child in verb.children)
    if is_missing or verb.lemma_ in ("disappear", "vanish"):
        return "missing"
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
    if (phrase := _by_phrase(verb)) is not None:
        return phrase
    if verb.lemma_ == "shoot":
        return shot(verb)
    if measure := words.get(verb.lemma_.lower()):
        return measure
    beside = [child for child in verb.children if child.dep_ == "conj"]
    return next((measure for one in beside if (measure := words.get(one.lemma_.lower())) is not None), None)


def _by_phrase(verb: Token) -> str | None:
    """As in "taken hostage", "suffered burns", "stabbed to death"."""
    beside = [*verb.children, *(noun for child in verb.children if child.dep_ == "prep" for noun in child.children)]
    phrases = figure_words().verb_phrases
    keys = ((verb.lemma_.lower(), word.lemma_.lower()) for word in beside)
    return next((measure for key in keys if (measure := phrases.get(key)) is not None), None)


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
