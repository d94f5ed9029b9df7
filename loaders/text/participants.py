"""Who took part in an event, where and when, read off the parse around its trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.events import Trigger
from testigo.loaders.text.lexicon import demonyms, event_words
from testigo.loaders.text.phrases import agents, modifiers, objects_of, patients
from testigo.loaders.text.roster import Figurant, Roster

if TYPE_CHECKING:
    from spacy.tokens import Token

AGENTLESS = frozenset(("displacement", "forced-displacement", "refuge"))


def parts(trigger: Trigger, roster: Roster) -> list[tuple[Figurant, str]]:
    """The actors of one trigger with their roles, in text order of their mention."""
    doers, sufferers = _verbal(trigger) if trigger.is_verb else _nominal(trigger)
    agent_role, patient_role = event_words().roles[trigger.type]
    if trigger.is_consequence and trigger.type == "killing":
        doers, sufferers = [], [*doers, *sufferers]
    if trigger.type == "forced-displacement" and trigger.head.lemma_ in ("flee", "leave"):
        agent_role = "victim"
    pairs = [(token, agent_role) for token in doers] + [(token, patient_role) for token in sufferers]
    found: list[tuple[Figurant, str]] = []
    for token, role in sorted(pairs, key=lambda pair: pair[0].i):
        actor = actor_of(token, roster)
        if actor is not None and (actor, role) not in found:
            found.append((actor, role))
    return found


def actor_of(token: Token, roster: Roster) -> Figurant | None:
    """The actor a token stands for; "dozens of civilians" are the civilians."""
    if actor := roster.actor_at.get(token.i):
        return actor
    for noun in objects_of(token, "of"):
        if actor := roster.actor_at.get(noun.i):
            return actor
    return None


def _verbal(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    verb = trigger.head
    sufferers = patients(verb)
    sufferers += [noun for noun in objects_of(verb, "on", "against", "at", "with")]
    return agents(verb), sufferers


def _nominal(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    noun = trigger.head
    doers = [*objects_of(noun, "by", "from", "between")]
    sufferers = [*objects_of(noun, "of", "on", "against", "with")]
    doers += [part for part in modifiers(noun) if part.dep_ in ("poss", "compound", "amod", "nmod")]
    light = noun.head
    if noun.dep_ == "dobj" and light.lemma_ in event_words().light_verbs:
        doers += agents(light)
        sufferers += [*objects_of(light, "on", "against")]
    if (
        noun.dep_ == "pobj"
        and noun.head.dep_ == "prep"
        and light.head.pos_ == "VERB"
        and noun.head.lower_ in ("in", "during")
    ):
        sufferers += patients(light.head) if light.head.lemma_ in ("kill", "injure", "wound", "die") else []
    return doers, sufferers


def is_demonym(token: Token) -> bool:
    """Whether a word says to which state something belongs."""
    return token.text in demonyms()


def places(trigger: Trigger, roster: Roster) -> list[Figurant]:
    """Where: places under the trigger, else those that hang on the verbs above it in its clause."""
    own = [token for token in trigger.head.subtree if token.i in roster.place_at and token.i != trigger.head.i]
    found = _distinct(own, roster)
    if found:
        return found
    for above in trigger.head.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            near = [token for child in above.children if child.dep_ in ("prep", "advmod") for token in child.subtree]
            if found := _distinct([token for token in near if token.i in roster.place_at], roster):
                return found
        if above.dep_ in ("ccomp", "advcl", "relcl"):
            break
    return []


def _distinct(tokens: list[Token], roster: Roster) -> list[Figurant]:
    found: list[Figurant] = []
    for token in tokens:
        place = roster.place_at[token.i]
        inner = token.dep_ in ("poss", "compound", "nmod") and token.head.i in roster.place_at
        if not inner and not any(place is known for known in found):
            found.append(place)
    return found
