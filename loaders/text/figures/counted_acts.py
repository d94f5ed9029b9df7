"""What a figure counts by the act around it, where no word for the dead, the hurt or the displaced tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.events.event_frames import arm_type, framed, is_people, of_what
from testigo.loaders.text.reading.lexicon import event_words, figure_words
from testigo.loaders.text.reading.phrases import agents, is_passive, lemma_of, objects_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Token

MEASURES = {  # of whom an act befalls, or of those who do it
    "displacement": "displaced",
    "forced-displacement": "displaced",
    "refuge": "displaced",
    "arrest-detention": "detained",
    "abduction-disappearance": "abducted",
    "forced-recruitment": "affected",
}
THINGS = frozenset(("looting", "arson-property-destruction"))
DOWNING = frozenset(("shoot", "down", "intercept", "destroy", "seize", "sink", "confiscate", "impound"))
SUBJECTS = frozenset(("be", "remain", "go", "disappear", "vanish", "languish", "surrender", "walk", "trek"))
CARE = frozenset(("hospital", "clinic", "infirmary", "ward", "surgery", "morgue"))
CARRYING = frozenset(
    ("take", "rush", "bring", "admit", "carry", "transport", "be", "remain", "treat", "arrive", "transfer")
)
RISING = frozenset(("rise", "climb", "stand", "increase", "grow", "jump", "go"))
PUTTING = frozenset(("put", "place", "estimate", "bring", "raise", "revise", "set"))
TOLLS = frozenset(("toll", "number", "tally", "count", "figure", "total"))
JOINING = frozenset(("join", "attend", "take", "hold", "stage"))
MARCHING = frozenset(("march", "rally", "protest", "demonstrate", "gather", "parade"))


def measure_by_act(counted: Token, above: list[Token]) -> str | None:
    """The measure that the first verb above a figure gives it. `counted`: the noun counted, or the number itself."""
    verb = next((token for token in above if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    if (measure := _by_care(counted, verb) or _by_toll(counted, verb)) is not None:
        return measure
    sides = [token for token in (*patients(verb), *agents(verb)) if token.i == counted.i or counted in token.conjuncts]
    if not sides and not any(token.i == counted.i for token in verb.children):
        return "other" if verb.lemma_ == "make" and _phrase_type(verb) == "looting" else None
    if verb.lemma_ == "lose" and counted.dep_ == "dobj" and is_people(counted):
        return "killed"
    return _by_type(counted, verb)


def _is_of_a_crowd(verb: Token) -> bool:
    """As in "took part in the march", "joined the procession"."""
    nouns = [child for child in verb.subtree if child.dep_ in ("dobj", "pobj")]
    return any(event_words().nouns.get(lemma_of(noun)) in ("protest", "mourning") for noun in nouns)


def _by_type(counted: Token, verb: Token) -> str | None:
    if verb.lemma_ in JOINING and counted.dep_ == "nsubj" and _is_of_a_crowd(verb):
        return "other"
    frame = framed(verb)
    type = frame.type if frame is not None else event_words().verbs.get(verb.lemma_.lower()) or _phrase_type(verb)
    if type is None:
        return "other" if counted.dep_ == "nsubj" and _is_rain(counted, verb) else None
    if verb.lemma_ in MARCHING:
        return "other" if counted.dep_ == "nsubj" else None
    suffers = counted.dep_ in ("dobj", "nsubjpass", "conj") or verb.lemma_ in SUBJECTS
    if type in MEASURES:
        is_counted = suffers or MEASURES[type] == "displaced"
        return MEASURES[type] if is_counted and (is_people(of_what(counted)) or counted.like_num) else None
    if verb.lemma_ == "disperse" and suffers:
        return "other"
    is_thing = not is_people(counted) and counted.dep_ in ("dobj", "nsubjpass", "conj")
    return "other" if is_thing and (type in THINGS or verb.lemma_ in DOWNING) else None


def _phrase_type(verb: Token) -> str | None:
    beside = [*verb.children, *(noun for child in verb.children if child.dep_ == "prep" for noun in child.children)]
    pairs = ((verb.lemma_.lower(), child.lemma_.lower()) for child in beside)
    return next((type for pair in pairs if (type := event_words().phrases.get(pair)) is not None), None)


def _is_rain(counted: Token, verb: Token) -> bool:
    """As in "some 20 rockets crossed"."""
    return arm_type(counted) is not None and verb.lemma_ in event_words().landing


def _by_care(counted: Token, verb: Token) -> str | None:
    """As in "72 people were taken to hospital"."""
    is_counted = counted.dep_ in ("nsubjpass", "nsubj", "dobj") and (is_people(counted) or counted.like_num)
    if not is_counted or verb.lemma_ not in CARRYING or (counted.dep_ == "nsubj" and is_passive(verb)):
        return None
    near = objects_of(verb, "to", "in", "at", "into")
    return "injured" if any(lemma_of(noun) in CARE - {"morgue"} for noun in near) else None


def _by_toll(counted: Token, verb: Token) -> str | None:
    """As in "put the toll at twelve", "the number of dead has climbed to 47", "gave a figure of sixteen"."""
    above = counted.head
    if counted.dep_ != "pobj" or above.lower_ not in ("at", "to", "of"):
        return None
    if above.lower_ == "of":
        tolls = [above.head] if lemma_of(above.head) in TOLLS else []
    else:
        is_toll = verb.lemma_ in RISING or verb.lemma_ in PUTTING
        near = [child for child in verb.children if child.dep_ in ("dobj", "nsubj", "nsubjpass")]
        tolls = [child for child in near if is_toll and lemma_of(child) in TOLLS]
    return next((_of_toll(toll, counted) for toll in tolls), None)


def _of_toll(toll: Token, counted: Token) -> str | None:
    """What a toll counts: "the number of detainees"; by itself the dead."""
    words = figure_words()
    of = [noun for noun in objects_of(toll, "of", "for") if noun.i != counted.i]
    kinds = (words.nouns.get(noun.lemma_.lower()) or words.nouns.get(noun.lower_) for noun in of)
    return next((kind for kind in kinds if kind is not None), None if of else "killed")
