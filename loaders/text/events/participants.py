"""Who took part in an event, where and when, read off the parse around its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.events.event_frames import arm_type
from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.mentions.actors import state
from testigo.loaders.text.mentions.blame import blamed
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.lexicon import demonyms, event_words, place_words
from testigo.loaders.text.reading.phrases import agents, conjuncts, lemma_of, modifiers, objects_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

QUANTITIES = frozenset(
    (
        "dozen",
        "score",
        "hundred",
        "thousand",
        "million",
        "number",
        "group",
        "majority",
        "handful",
        "many",
        "most",
        "member",
    )
)
HARMING = frozenset(("shoot", "stab", "hack", "injure", "wound", "hurt", "maim", "beat", "knife", "kill", "burn"))
DOING = frozenset(("perpetrator", "initiator"))
FIGHTING = frozenset(("armed-faction", "security-forces"))


def parts(trigger: Trigger, roster: Roster, *, with_blamed: bool = True) -> list[tuple[Figurant, str]]:
    """The actors of one trigger with their roles, in text order of their mention; those it is blamed on if asked."""
    doers, sufferers = _verbal(trigger) if trigger.is_verb else _nominal(trigger)
    agent_role, patient_role = event_words().roles[trigger.type]
    if patient_role == "target" and agent_role == "perpetrator" and trigger.head.lemma_ in HARMING:
        patient_role = "victim"
    if trigger.is_consequence and trigger.type == "killing":
        doers, sufferers = [], [*doers, *sufferers]
    if trigger.is_verb and any((trigger.head.lemma_, word.lemma_) in event_words().suffering for word in trigger.words):
        doers, sufferers = sufferers, doers
    if with_blamed and agent_role in DOING and not trigger.is_consequence:
        doers = doers or blamed(trigger.head)
    pairs = [(token, agent_role) for token in doers] + [(token, patient_role) for token in sufferers]
    pairs += [(token, "failed-to-prevent") for token in _failing(trigger.head)]
    found: list[tuple[Figurant, str]] = []
    for token, role in sorted(pairs, key=lambda pair: pair[0].i):
        for actor in actors_of(token, roster):
            if (actor, role) not in found:
                found.append((actor, role))
    return found


def _failing(head: Token) -> list[Token]:
    """Who "failed to prevent" it."""
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in ("prevent", "stop", "halt") and verb.head.lemma_ == "fail":
        return agents(verb.head)
    return []


def actors_of(token: Token, roster: Roster) -> Iterator[Figurant]:
    """The actors a token stands for; "dozens of civilians" are the civilians; those included take part too."""
    actor = actor_of(token, roster)
    if actor is not None:
        yield actor
        yield from _of_whom(token, actor, roster)
    for noun in objects_of(token, "including"):
        inner = roster.actor_at.get(noun.i)
        if inner is not None and inner is not actor:
            yield inner


def _of_whom(token: Token, actor: Figurant, roster: Roster) -> Iterator[Figurant]:
    """As in "fighters of the Ansar Brigade": what armed people belong to takes part with them."""
    for noun in objects_of(token, "of", "from") if actor.kind in FIGHTING else ():
        body = roster.actor_at.get(noun.i)
        if body is not None and body is not actor and body.is_named and body.kind in FIGHTING:
            yield body


def actor_of(token: Token, roster: Roster) -> Figurant | None:
    """The actor a token stands for; "dozens of civilians" are the civilians."""
    if actor := roster.actor_at.get(token.i):
        return actor
    head = token.head
    names_event = head.lemma_.lower() in event_words().nouns or head.dep_ == "compound" or arm_type(head) is not None
    if token.text in demonyms() and token.dep_ == "amod" and names_event:
        return state_of(token, roster)
    for noun in objects_of(token, "of") if token.like_num or lemma_of(token) in QUANTITIES else ():
        if actor := roster.actor_at.get(noun.i):
            return actor
    return None


def state_of(token: Token, roster: Roster) -> Figurant:
    """As in "A Kenyan air strike" is Kenya's."""
    return roster.add(state(demonyms()[token.text], roster), token.doc[token.i : token.i + 1], token)


def _verbal(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    verb = trigger.head
    if verb.dep_ == "amod":
        return [], conjuncts(verb.head)
    doers = [whose for doer in agents(verb) for whose in (doer, *_owners(doer))]
    return doers, [*patients(verb), *objects_of(verb, "on", "against", "at", "with")]


def _owners(arm: Token) -> list[Token]:
    """As in "a Russian drone hit": whose weapon it is does it."""
    return [part for part in modifiers(arm) if part.dep_ in ("poss", "amod", "compound")] if arm_type(arm) else []


def _nominal(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    noun = trigger.head
    doers = [*objects_of(noun, "by", "from", "between")]
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in (
            "carry",
            "commit",
            "perpetrate",
            "conduct",
            "launch",
            "attribute",
            "claim",
        ):
            doers += [*objects_of(child, "by", "to")]
    sufferers = [*objects_of(noun, "of", "on", "against", "with")]
    doers += [part for part in modifiers(noun) if part.dep_ in ("poss", "compound", "amod", "nmod")]
    light = noun.head
    if noun.dep_ == "dobj" and light.lemma_ in event_words().light_verbs:
        doers += agents(light) if event_words().roles[trigger.type][0] != "victim" else []
        sufferers += [*objects_of(light, "on", "against")]
    if (
        noun.dep_ == "pobj"
        and noun.head.dep_ == "prep"
        and light.head.pos_ == "VERB"
        and noun.head.lower_ in ("in", "during")
    ):
        sufferers += patients(light.head) if light.head.lemma_ in ("kill", "injure", "wound", "die") else []
    return doers, sufferers


def places(trigger: Trigger, roster: Roster) -> list[Figurant]:
    """Where: places that prepositions put under the trigger, else under the verbs above it in its clause."""
    if found := _distinct(_own_places(trigger.head, roster), roster):
        return found
    below = trigger.head
    for above in trigger.head.ancestors:
        if below.dep_ in ("ccomp", "advcl", "relcl", "acl", "parataxis") and below is not trigger.head:
            break
        if above.pos_ in ("VERB", "AUX") and (found := _distinct(_located(above, roster), roster)):
            return found
        below = above
    return []


def places_around(trigger: Trigger, roster: Roster) -> list[Figurant]:
    """Where those are whom it befalls, for a trigger that has no place itself: "people sheltering in a school"."""
    found = [noun for token in trigger.head.subtree if token.pos_ != "ADP" for noun in _located(token, roster)]
    return _distinct(found, roster)


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
            if one.i in roster.place_at:
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
