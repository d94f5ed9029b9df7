"""Triggers: the words that say that something happened, and whether it is said to have happened at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic, Mention
from testigo.loaders.text.events.event_frames import SETTLED, arm_type, framed, weapon_type
from testigo.loaders.text.events.unreal import unreal
from testigo.loaders.text.mentions.actor_kinds import kind_of
from testigo.loaders.text.mentions.blame import blamed
from testigo.loaders.text.reading.headings import in_capitals
from testigo.loaders.text.reading.lexicon import EventWords, event_words, place_words
from testigo.loaders.text.reading.phrases import agents, lemma_of, modifiers, objects_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

TO_DEATH = frozenset(("shoot", "strike", "gun"))  # "shot dead six men", where the parse makes them dead men
FLEEING = frozenset(("flee", "escape", "run", "evacuate"))
NEAR = 4  # words between a verb and the rest of its phrase up to which both are quoted


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event: `head` governs its participants, `words` are what is quoted.

    `is_consequence`: what came of another event. `is_certain`: it has happened though its words are negated.
    `within`: the noun that makes a phrase of the verb, and by itself names nothing else.
    """

    type: str
    words: Span
    head: Token
    is_verb: bool
    is_consequence: bool = False
    is_certain: bool = False
    within: Token | None = None

    @property
    def mention(self) -> Mention:
        """The words as a mention."""
        return Mention(self.words.start_char, self.words.end_char, self.words.text)


def triggers(doc: Doc) -> tuple[list[Trigger], list[Diagnostic]]:
    """The triggers in text order, and those that are not said to have happened."""
    found: list[Trigger] = []
    unused: list[Diagnostic] = []
    for token in doc:
        trigger = _trigger(token, event_words())
        if trigger is None:
            continue
        if why := None if trigger.is_certain else unreal(trigger.head, trigger.type):
            unused.append(Diagnostic("event-not-said-to-have-happened", f"{trigger.type}: {why}", trigger.mention))
        else:
            found.append(trigger)
    return [one for one in found if not any(_is_part(one, other) for other in found)], unused


def _is_part(one: Trigger, other: Trigger) -> bool:
    """Whether one only names what the other says with more words: "inquiry" in "opened an inquiry"."""
    if other.within is not None and other.within.i == one.head.i:
        return True
    inside = other.words.start <= one.words.start and one.words.end <= other.words.end
    return inside and len(one.words) < len(other.words) and one.type == other.type


def _trigger(token: Token, words: EventWords) -> Trigger | None:
    if in_capitals(token):
        return None
    if token.lower_ in ("dead", "missing") and token.dep_ in (
        "acomp",
        "oprd",
        "attr",
        "amod",
        "ROOT",
        "xcomp",
        "ccomp",
        "dobj",
        "advcl",
    ):
        return _state_of(token)
    if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.tag_ in ("VBN", "VBD") and token.dep_ != "amod"):
        return _verb(token, words)
    if token.pos_ in ("NOUN", "PROPN") and not _is_in_a_name(token):
        return _noun(token, words)
    return None


def _state_of(token: Token) -> Trigger | None:
    """As in "was found dead", "three dead after a strike", "a third is missing"; not "the dead man"."""
    if token.dep_ == "amod" and not any(child.like_num for child in token.children):
        return None
    one = token.doc[token.i : token.i + 1]
    if token.lower_ == "missing":
        return Trigger("abduction-disappearance", one, token, True)
    return Trigger("killing", one, token, True, is_consequence=True)


def _is_in_a_name(token: Token) -> bool:
    return token.text[0].isupper() and (
        token.ent_type_ == "DATE" or (token.ent_type_ in ("PERSON", "ORG", "GPE") and not token.is_sent_start)
    )


def _verb(token: Token, words: EventWords) -> Trigger | None:
    lemma = token.lemma_.lower()
    if token.dep_ in ("amod", "compound", "aux") and not _is_gerund(token):
        return None
    for other in _companions(token):
        if (lemma, other.lemma_.lower()) in words.phrases:
            return _of_phrase(token, other, words)
    if lemma in TO_DEATH and token.i + 1 < len(token.doc) and token.nbor().lower_ == "dead":
        return Trigger("killing", token.doc[token.i : token.i + 2], token, True)
    one = token.doc[token.i : token.i + 1]
    if lemma in FLEEING and _is_of_fighters(token):
        return None
    if (frame := framed(token)) is not None:
        return Trigger(frame.type, one, token, True, frame.is_outcome, is_certain="is_unseen" in frame.manner)
    if type := weapon_type(token):
        return Trigger(type, one, token, True)
    if type := words.consequences.get(lemma):
        return Trigger(type, one, token, True, is_consequence=True)
    if type := words.verbs.get(lemma):
        return (
            None
            if type == "territory-change" and _takes_no_territory(token, words)
            else Trigger(type, one, token, True)
        )
    if lemma in words.striking_verbs and _is_struck_by_arms(token, words):
        return Trigger("attack", one, token, True)
    return None


def _of_phrase(verb: Token, other: Token, words: EventWords) -> Trigger | None:
    """The trigger that a verb is with the word that makes a phrase of it."""
    key = (verb.lemma_.lower(), other.lemma_.lower())
    type = words.phrases[key]
    if key in words.suffering and _is_for_something(verb, other):
        return None
    if type == "abduction-disappearance" and _holds_a_place(verb):
        return None
    if type == "explosion":  # "a mine went off"
        type = next((arm for one in agents(verb) if (arm := arm_type(one)) is not None), type)
    return Trigger(type, _phrase(verb, other), verb, True, key in words.outcomes, within=other)


def _is_of_fighters(verb: Token) -> bool:
    """As in "the gunmen fled into the hills": nobody is displaced."""
    doers = agents(verb)
    return bool(doers) and all(kind_of(doer) in ("armed-faction", "security-forces") for doer in doers)


def _holds_a_place(verb: Token) -> bool:
    """As in "hold the capital hostage": nobody is abducted."""
    return any(place_words().heads.get(lemma_of(one)) in SETTLED for one in patients(verb))


def _is_for_something(verb: Token, noun: Token) -> bool:
    """As in "came under fire over the handling": fire of words."""
    reasons = [child for word in (verb, noun) for child in word.children if child.lower_ in ("over", "for")]
    return any(noun.ent_type_ not in ("DATE", "TIME") for reason in reasons for noun in reason.children)


def _is_gerund(verb: Token) -> bool:
    """As in "accused rebels of looting shops", where the parse takes "looting" for what kind of shops."""
    follows = verb.i > 0 and verb.nbor(-1).lower_ == "of" and verb.tag_ == "VBG" and verb.head.tag_ == "NNS"
    return follows and bool(blamed(verb))


def _takes_no_territory(verb: Token, words: EventWords) -> bool:
    """As in "seized 17 vehicles", "captured two soldiers": no place changes hands."""
    taken = [noun for noun in patients(verb) if noun.pos_ == "NOUN"]
    return any(noun.lemma_ not in words.territory and noun.lemma_ not in place_words().heads for noun in taken)


def _phrase(verb: Token, other: Token) -> Span:
    """The verb and what makes a phrase of it; the verb alone where they stand far apart."""
    first, last = sorted((verb.i, other.i))
    return verb.doc[first : last + 1] if last - first <= NEAR else verb.doc[verb.i : verb.i + 1]


def _is_struck_by_arms(verb: Token, words: EventWords) -> bool:
    """Whether the subject of "hit" or "strike" is one who fights, or a weapon."""
    doers = [*agents(verb), *(child for child in verb.children if child.dep_ == "nsubj")]
    fighters = ("security-forces", "armed-faction")
    return any(lemma_of(one) in words.weapons or kind_of(one) in fighters for one in doers)


def _companions(verb: Token) -> list[Token]:
    """What makes a phrase of a verb, nouns before the particles: "ran over a mine" tells more than "ran over"."""
    return sorted(_beside(verb), key=lambda token: token.pos_ not in ("NOUN", "PROPN"))


def _beside(verb: Token) -> Iterator[Token]:
    """Its particle, object, preposition or adjective, and the objects of its prepositions."""
    for child in verb.children:
        if child.dep_ in ("dobj", "prt", "prep", "oprd", "acomp", "advmod", "nsubjpass", "attr", "xcomp", "ccomp"):
            yield child
        if child.dep_ == "prep":
            yield from (noun for noun in child.children if noun.dep_ in ("pobj", "pcomp"))


def _noun(token: Token, words: EventWords) -> Trigger | None:
    lemma = token.lemma_.lower()
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN") and not _is_open_compound(token, words):
        return None
    if lemma == "war" and token.head.lower_ == "of" and token.head.head.lemma_ == "prisoner":
        return None
    one = token.doc[token.i : token.i + 1]
    if (compound := _compound(token, words)) is not None:
        return compound
    if (complemented := _complemented(token, words)) is not None:
        return complemented
    if type := words.nouns.get(lemma):
        is_somebody = type == "territory-change" and _is_held_responsible(token)
        return None if is_somebody else Trigger(type, one, token, False)
    if _is_deadly(token, lemma):
        return Trigger("killing", one, token, False, is_consequence=True)
    if (type := words.light_nouns.get(lemma)) and (_has_light_verb(token, words) or _is_owned_war(token)):
        return Trigger(type, one, token, False)
    return None


def _is_deadly(noun: Token, lemma: str) -> bool:
    """As in "the deaths of two men", "12 deaths", "three dead": somebody's, not death itself."""
    if lemma == "dead":
        return any(child.dep_ == "nummod" for child in noun.children)
    is_whose = any(child.dep_ in ("nummod", "poss") or child.lower_ == "of" for child in noun.children)
    return lemma == "death" and is_whose


def _is_held_responsible(noun: Token) -> bool:
    """As in "we hold the occupation responsible": the noun stands for those who do it."""
    beside = [noun.head, *noun.head.children] if noun.dep_ in ("nsubj", "dobj") else []
    return any(word.lemma_ in ("responsible", "accountable") for word in beside)


def _is_open_compound(token: Token, words: EventWords) -> bool:
    """Whether a noun names an event though it stands before another: "arson attacks", "murder victims"."""
    head = token.head.lemma_.lower()
    return (token.lemma_.lower(), head) not in words.compounds and (token.lemma_ == "arson" or head in words.carriers)


def _compound(token: Token, words: EventWords) -> Trigger | None:
    """As in "Suicide bombing", "summary execution": the word before the noun decides."""
    for part in modifiers(token):
        if part.tag_ == "VBN" or token.lower_ == "up":  # "a downed drone", "a pick-up"
            continue
        for key in ((part.lemma_.lower(), token.lemma_.lower()), (part.lower_, token.lemma_.lower())):
            if type := words.compounds.get(key) or words.phrases.get(key):
                start = part.i if part.i + 1 == token.i else token.i
                return Trigger(type, token.doc[start : token.i + 1], token, False)
    return None


def _complemented(token: Token, words: EventWords) -> Trigger | None:
    """As in "an exchange of fire", "an attempt on his life": the noun behind the preposition decides."""
    for noun in objects_of(token, "of", "on", "from"):
        if noun.pos_ == "NOUN" and (type := words.phrases.get((token.lemma_.lower(), noun.lemma_.lower()))):
            return Trigger(type, token.doc[token.i : noun.i + 1], token, False, within=noun)
    return None


def _is_owned_war(token: Token) -> bool:
    """As in "The country's 13-year conflict"."""
    return token.lemma_ == "conflict" and any(child.dep_ == "poss" or child.lemma_ == "year" for child in token.lefts)


def _has_light_verb(token: Token, words: EventWords) -> bool:
    return token.dep_ in ("dobj", "nsubj", "nsubjpass") and token.head.lemma_.lower() in words.light_verbs
