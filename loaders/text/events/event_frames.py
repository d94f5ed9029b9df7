"""Verbs that name an event by who does it and whom or what it is done to: "took a village", "took three girls"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.actor_kinds import kind_of_noun
from testigo.loaders.text.reading.lexicon import Framed, actor_words, countries, demonyms, event_words, place_words
from testigo.loaders.text.reading.phrases import agents, is_passive, lemma_of, modifiers, objects_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

CIVILIAN = frozenset(("civilians", "community", "source"))
UNNAMED = frozenset(
    (
        "all",
        "some",
        "both",
        "most",
        "many",
        "others",
        "deceased",
        "dead",
        "he",
        "she",
        "him",
        "her",
        "they",
        "them",
        "who",
        "whom",
        "we",
        "us",
        "i",
        "me",
    )
)
PLURAL = frozenset(("they", "them", "who", "whom", "we", "us"))
SETTLED = frozenset(("region", "governorate", "district", "city", "village", "area", "country"))
FLIGHT = frozenset(("displaced", "refugee", "evacuee", "family", "household", "returnee", "migrant"))
QUANTITIES = frozenset(
    (
        "last",
        "rest",
        "majority",
        "dozen",
        "score",
        "hundred",
        "thousand",
        "number",
        "group",
        "handful",
        "member",
        "column",
    )
)
LENGTHS = frozenset(("kilometre", "kilometer", "km", "mile", "day", "hour", "night"))
AMMUNITION = frozenset(("shot", "bullet", "round", "gun", "volley", "burst", "weapon", "rifle"))


def framed(verb: Token) -> Framed | None:
    """The first frame that fits a verb. None: no frame does."""
    frames = event_words().framed.get(verb.lemma_.lower(), ())
    return next((frame for frame in frames if _fits(frame, verb)), None)


def weapon_type(verb: Token) -> str | None:
    """As in "a shell landed", "hit by a drone": the type of event that the weapon makes of the verb."""
    if verb.lemma_.lower() not in event_words().landing:
        return None
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    arms = [*subjects, *agents(verb), *objects_of(verb, "by", "in", "with")]
    return next((type for arm in arms if (type := arm_type(arm)) is not None), None)


def arm_type(noun: Token) -> str | None:
    """The type of event that a weapon makes; None for what is no weapon. "Mortar rounds" are a mortar's."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    words = event_words()
    parts = modifiers(noun) if lemma_of(noun) in words.rounds else []
    named = (words.weapon_types.get(lemma_of(part)) or words.weapon_types.get(part.lower_) for part in parts)
    return next((type for type in named if type is not None), words.weapon_types.get(lemma_of(noun)))


def _fits(frame: Framed, verb: Token) -> bool:
    doers, sufferers = [of_what(one) for one in agents(verb)], [of_what(one) for one in patients(verb)]
    if frame.doer and not any(_is_of(one, frame.doer) for one in doers):
        return False
    if frame.patient and not any(_is_of(one, frame.patient) for one in sufferers):
        return False
    near = (child.lower_ for child in verb.children if child.dep_ in ("prep", "prt", "advmod", "dative"))
    if frame.onto and not any(word in frame.onto for word in near):
        return False
    return all(MANNERS[name](verb) for name in frame.manner)


def of_what(noun: Token) -> Token:
    """As in "dozens of teachers": the teachers."""
    if not (noun.like_num or lemma_of(noun) in QUANTITIES):
        return noun
    return next(objects_of(noun, "of"), noun)


def _is_of(noun: Token, name: str) -> bool:
    """Whether a word is of a class: by a test of its own, or by a list of the lexicon."""
    if (test := CLASSES.get(name)) is not None:
        return test(noun)
    return lemma_of(noun) in event_words().classes[name]


def is_people(noun: Token) -> bool:
    """Whether a word names human beings: by its kind, as a pronoun, as a person's name."""
    if noun.pos_ in ("PRON", "DET", "NUM") or noun.lower_ in ("deceased", "dead", "others"):
        return noun.lower_ in UNNAMED or noun.like_num
    if noun.pos_ == "PROPN" and noun.ent_type_ == "" and noun.dep_ in ("dobj", "nsubjpass"):
        return noun.text not in countries()
    if noun.ent_type_ in ("PERSON", "NORP") or noun.text in demonyms():
        return True
    return kind_of_noun(noun) is not None and place_words().heads.get(lemma_of(noun)) not in SETTLED


def _is_civilian(noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return noun.lower_ in PLURAL
    return kind_of_noun(noun) in CIVILIAN or (noun.like_num and noun.pos_ == "NUM") or lemma_of(noun) in FLIGHT


def _is_security(noun: Token) -> bool:
    kind = kind_of_noun(noun)
    if (
        kind in ("security-forces", "government", "government-body")
        or lemma_of(noun) in event_words().classes["police"]
    ):
        return True
    name = actor_words().names.get(noun.doc[noun.left_edge.i : noun.i + 1].text) or actor_words().names.get(noun.text)
    return name == "security-forces"


def _is_armed(noun: Token) -> bool:
    return kind_of_noun(noun) == "armed-faction" or actor_words().names.get(noun.text) == "armed-faction"


def _is_fighter(noun: Token) -> bool:
    if _is_security(noun) or _is_armed(noun) or noun.lower_ == "they":
        return True
    return lemma_of(noun) in ("force", "column", "convoy", "unit", "group") or noun.pos_ == "PROPN"


def _is_settlement(noun: Token) -> bool:
    is_named = noun.ent_type_ in ("GPE", "LOC", "FAC") and noun.pos_ == "PROPN"
    return is_named or place_words().heads.get(lemma_of(noun)) in SETTLED or lemma_of(noun) in ("home", "house")


def _is_rescuer(noun: Token) -> bool:
    return _is_security(noun) or lemma_of(noun) in ("guard", "ranger", "rescuer", "force", "hunter")


CLASSES: dict[str, Callable[[Token], bool]] = {
    "people": is_people,
    "civilians": _is_civilian,
    "displaced": lambda noun: lemma_of(noun) in FLIGHT or any(part.lower_ == "displaced" for part in modifiers(noun)),
    "security": _is_security,
    "armed": _is_armed,
    "fighters": _is_fighter,
    "rescuers": _is_rescuer,
    "place": _is_settlement,
    "located": lambda noun: lemma_of(noun) in place_words().heads and lemma_of(noun) not in FLIGHT,
    "goods": lambda noun: lemma_of(noun) in event_words().goods or _is_head_of(noun, event_words().goods),
    "movement": lambda noun: lemma_of(noun) in event_words().movement,
}


def _is_head_of(noun: Token, words: frozenset[str]) -> bool:
    """As in "180 head of cattle"."""
    return any(lemma_of(inner) in words for inner in objects_of(noun, "of"))


def _is_away(verb: Token) -> bool:
    """As in "took away", "were taken from a bus", "seized on their way": not "taken to hospital"."""
    near = {child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod", "prep")}
    if near & {"away", "off", "hostage", "captive", "from"}:
        return True
    cared = {"to", "into", "for", "on", "as", "in", "part"} if verb.lemma_ == "take" else {"as"}
    return is_passive(verb) and not near & cared and lemma_of(verb) in ("seize", "capture", "take", "grab")


def _is_bare(verb: Token) -> bool:
    """As in "fired without warning", "shot at": no object that is sacked or filmed."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    return not is_passive(verb) and all(lemma_of(one) in AMMUNITION for one in objects)


def _is_unseen(verb: Token) -> bool:
    """As in "has not been seen since", "was last seen", "had not been heard of"."""
    near = {child.lower_ for child in verb.children if child.dep_ in ("advmod", "neg", "nsubjpass")}
    is_long = "since" in {child.lower_ for child in verb.children} or verb.lemma_ == "hear"
    return is_passive(verb) and ("last" in near or (bool(near & {"not", "n't", "never", "nothing"}) and is_long))


def _is_shut(verb: Token) -> bool:
    return any(
        child.dep_ in ("acomp", "attr", "oprd") and child.lower_ in ("shut", "closed") for child in verb.children
    )


def _is_controlled(verb: Token) -> bool:
    """As in "the town is under the control of", "fell into the hands of"."""
    return any(lemma_of(one) in ("control", "hand", "occupation") for one in objects_of(verb, "under", "into", "in"))


def _is_far(verb: Token) -> bool:
    """As in "walked twenty kilometres", "walked for three days"."""
    measured = [child for child in verb.children if child.dep_ in ("dobj", "npadvmod")]
    return any(lemma_of(one) in LENGTHS for one in (*measured, *objects_of(verb, "for")))


MANNERS: dict[str, Callable[[Token], bool]] = {
    "is_away": _is_away,
    "is_passive": is_passive,
    "is_bare": _is_bare,
    "is_unseen": _is_unseen,
    "is_shut": _is_shut,
    "is_into_vehicle": lambda verb: any(
        lemma_of(one) in event_words().classes["vehicles"] for one in objects_of(verb, "into")
    ),
    "is_for_money": lambda verb: any(one.ent_type_ == "MONEY" or one.text[:1] in "$€£" for one in patients(verb)),
    "is_active": lambda verb: not is_passive(verb),
    "is_far": _is_far,
    "is_unknown": lambda verb: any(child.lower_ in ("unknown", "unclear") for child in verb.children),
    "is_controlled": _is_controlled,
    "is_fled": lambda verb: any(
        lemma_of(one) in FLIGHT or any(c.lower_ == "displaced" for c in one.children) for one in patients(verb)
    ),
}
