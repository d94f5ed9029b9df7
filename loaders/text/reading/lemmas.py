"""Lemmas of the verbs that rules go by, where the model's own rules miss them ("raped" is no form of "rap")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.inflection import IRREGULAR
from testigo.loaders.text.reading.lexicon import event_words, figure_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

VOWELS = "aeiou"


def mend_lemmas(doc: Doc) -> Doc:
    """Give every verb form of the lexicons its lemma, unless the model's lemma is a verb of theirs already."""
    table = _lemmas()
    for token in doc:
        if token.pos_ in ("VERB", "ADJ") and (lemma := table.get(token.lower_)) and token.lemma_ not in _verbs():
            token.lemma_ = lemma
    return doc


@cache
def _verbs() -> frozenset[str]:
    events, counted = event_words(), figure_words()
    first = {phrase[0] for phrase in events.phrases if phrase[0] not in events.nouns}
    return frozenset((*events.verbs, *first, *events.framed, *events.landing, *events.consequences, *counted.verbs))


@cache
def _lemmas() -> dict[str, str]:
    """Each form that is no verb itself, with its verb."""
    verbs = _verbs()
    return {form: verb for verb in sorted(verbs) for form in _forms(verb) if form not in verbs}


def _forms(verb: str) -> Iterator[str]:
    """The past and the participles.

    >>> sorted(set(_forms("gut"))), sorted(_forms("rape"))
    (['gutted', 'gutting'], ['raped', 'raping'])
    """
    yield from IRREGULAR.get(verb, ())
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield from (f"{verb[:-1]}ied", f"{verb}ing")
    elif verb.endswith("e"):
        yield from (f"{verb}d", f"{verb[:-1]}ing")
    else:
        yield from (f"{stem}{ending}" for stem in _stems(verb) for ending in ("ed", "ing"))


def _stems(verb: str) -> tuple[str, ...]:
    """With the last letter doubled where it is after one short vowel: "cordon" may do either."""
    is_short = len(verb) > 2 and verb[-1] not in (*VOWELS, "w", "x", "y") and verb[-2] in VOWELS
    is_short = is_short and verb[-3] not in VOWELS
    is_one_syllable = is_short and not any(letter in VOWELS for letter in verb[:-2])
    if is_one_syllable:
        return (verb + verb[-1],)
    return (verb, verb + verb[-1]) if is_short else (verb,)
