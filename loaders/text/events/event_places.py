"""Where an event took place, read off the parse around its trigger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.lexicon import event_words, place_words
from testigo.loaders.text.reading.phrases import conjuncts, objects_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

LABEL = re.compile(r"\s*(?:[-–—•*▪]\s+)?(?P<name>[A-Z][^:.!?\n]{1,60}):\s")
SHOT_FROM = frozenset(("attack", "shelling", "air-drone-strike", "ambush"))  # "shelled the village from a hill"


def places(trigger: Trigger, roster: Roster) -> list[Figurant]:
    """Where: places that prepositions put under the trigger; unless one has a name, those of its clause as well."""
    tokens = _own_places(trigger.head, roster)
    own = _distinct([noun for noun in tokens if not (trigger.type in SHOT_FROM and _is_from(noun))], roster)
    if any(place.is_named for place in own):
        return own
    return own + [place for place in _around(trigger.head, roster) if not any(place is one for one in own)]


def _around(head: Token, roster: Roster) -> list[Figurant]:
    """The places that the clause of a trigger tells, at the nearest verb above it that has one."""
    below = head
    for above in head.ancestors:
        if (where := _where(below, roster)) is not None:
            return _distinct([where], roster)
        if below.dep_ in ("ccomp", "advcl", "relcl", "acl", "parataxis") and below is not head:
            break
        if above.pos_ in ("VERB", "AUX") and (found := _distinct(_located(above, roster), roster)):
            return found
        below = above
    return []


def places_around(trigger: Trigger, roster: Roster) -> list[Figurant]:
    """Where those are whom it befalls, for a trigger that has no place itself: "people sheltering in a school"."""
    head = trigger.head
    is_told = head.dep_ == "nsubj" and head.head.lemma_ in event_words().light_verbs
    whole = head.head if is_told else head
    found = [noun for token in whole.subtree if token.pos_ != "ADP" for noun in _located(token, roster)]
    if trigger.is_verb and not found:
        verb = head.head if head.dep_ in ("oprd", "acomp") else head
        found = [noun for one in patients(verb) for noun in objects_of(one, "of", "from") if noun.i in roster.place_at]
    return _distinct(found, roster)


def _is_from(noun: Token) -> bool:
    """As in "shelled the village from a hill": where it came from."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "from"


def headed_places(trigger: Trigger, text: str, roster: Roster) -> list[Figurant]:
    """As in "- El Geneina, 5 June: …": the place that heads the line a trigger stands in."""
    at = trigger.words.start_char
    start = text.rfind("\n", 0, at) + 1
    label = LABEL.match(text, start, at)
    if label is None:
        return []
    inside = [
        place
        for place in roster.of("place")
        if place.is_named and any(label.start("name") <= first < label.end("name") for first, _ in place.spans)
    ]
    return inside


def _where(verb: Token, roster: Roster) -> Token | None:
    """As in "moved on to Kasoko, where they torched a post", "a hall in which they slept"."""
    if verb.dep_ != "relcl" or verb.head.i not in roster.place_at:
        return None
    is_there = any(child.lower_ in ("where", "in", "at") and child.i < verb.i for child in verb.children)
    return verb.head if is_there else None


def _own_places(head: Token, roster: Roster) -> list[Token]:
    """The place words that belong to a word: through a preposition, as possessor or compound, or as its object."""
    found = _located(head, roster)
    if head.pos_ == "NOUN":
        found += [noun for noun in objects_of(head, "of", "on") if noun.i in roster.place_at]
    for child in head.children:
        if child.dep_ in ("poss", "compound", "nmod", "dobj", "nsubjpass") or (
            child.dep_ == "advmod" and child.pos_ == "NOUN"
        ):
            found += [noun for noun in conjuncts(child) if noun.i in roster.place_at]
            found += [noun for noun in objects_of(child, "in", "at", "near") if noun.i in roster.place_at]
        elif child.dep_ in ("acl", "prt") and child.i < head.i + 6:
            found += [noun for noun in objects_of(child, "in", "at", "near", "across") if noun.i in roster.place_at]
    return found


def _located(head: Token, roster: Roster) -> list[Token]:
    """The place words that prepositions of place put under a word."""
    return [
        noun
        for child in head.children
        if child.dep_ in ("prep", "agent") and child.lower_ in place_words().prepositions
        for noun in _governed(child, roster)
    ]


def _governed(preposition: Token, roster: Roster) -> list[Token]:
    """The places under a preposition, with those that lie in one another: "a base in X in Y"."""
    found: list[Token] = []
    for noun in preposition.children:
        for one in conjuncts(noun) if noun.dep_ == "pobj" else [noun]:
            if one.i in roster.place_at and not (one.lower_ == "front" and preposition.lower_ == "in"):
                found.append(one)
            for inner in one.children:
                if inner.dep_ == "prep" and inner.lower_ in ("in", "of", "at", "near", "outside"):
                    found += _governed(inner, roster)
    return found


def _nested(token: Token, roster: Roster) -> list[Token]:
    """A place with those that its phrase says it lies in: "X in Y district", "Z's Y province"."""
    found, stack = [token], [token]
    if token.dep_ in ("compound", "nmod") and token.head.lemma_.lower() in place_words().heads:
        stack.append(token.head)
    while stack:
        for inner in stack.pop().children:
            is_within = inner.dep_ == "prep" and inner.lower_ in ("in", "of", "at", "near", "outside", "between")
            if is_within or inner.dep_ in ("poss", "compound", "nmod", "appos", "pobj", "conj"):
                stack.append(inner)
                found += [inner] if inner.i in roster.place_at else []
    return found


def _distinct(tokens: list[Token], roster: Roster) -> list[Figurant]:
    found: list[Figurant] = []
    for token in sorted((one for noun in tokens for one in _nested(noun, roster)), key=lambda one: one.i):
        place = roster.place_at[token.i]
        if not any(place is known for known in found):
            found.append(place)
    return found
