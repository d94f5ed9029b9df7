"""Who is counted: the population that the noun beside a figure names, and whether they are counted as lost at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.actor_kinds import kind_of_noun
from testigo.loaders.text.reading.lexicon import actor_words, figure_words
from testigo.loaders.text.reading.phrases import is_passive, modifiers, objects_of
from testigo.ontology.terms import Population

if TYPE_CHECKING:
    from spacy.tokens import Token

BY_KIND = {
    "security-forces": Population.SECURITY_FORCES.value,
    "armed-faction": Population.FIGHTERS.value,
    "media": Population.JOURNALISTS.value,
}
RELEASING = frozenset(("free", "release", "rescue", "liberate", "pardon"))
ELSEWHERE = frozenset(("to", "into", "for", "in", "on", "as"))  # "taken to hospital", "taken into custody"


def population(noun: Token | None) -> str | None:
    """The population of a counted noun: by itself, by the words before it, by whom "members" are members of."""
    if noun is None:
        return None
    words = figure_words().populations
    if found := words.get(noun.lemma_.lower()) or BY_KIND.get(kind_of_noun(noun) or ""):
        return found
    before = modifiers(noun)
    if found := next((words[part.lower_] for part in before if part.lower_ in words), None):
        return found
    if noun.lemma_.lower() not in actor_words().members:
        return None
    bodies = [*reversed(before), *objects_of(noun, "of", "from")]
    return next((found for body in bodies if (found := _of_body(body))), None)


def _of_body(body: Token) -> str | None:
    return BY_KIND.get(kind_of_noun(body) or "") or figure_words().populations.get(body.lemma_.lower())


def is_released(noun: Token) -> bool:
    """As in "freed some 60 detainees": nobody is taken there."""
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in RELEASING


def is_taken(verb: Token) -> bool:
    """As in "19 persons were taken", "took 19 villagers away": people, and nowhere where they are looked after."""
    taken = [one for one in verb.children if one.dep_ in ("dobj", "nsubjpass") and one.i != verb.i]
    is_away = is_passive(verb) or any(one.lower_ in ("away", "off") for one in verb.children)
    goes = any(one.dep_ == "prep" and one.lower_ in ELSEWHERE for one in verb.children)
    return verb.lemma_ == "take" and is_away and not goes and any(map(population, taken))
