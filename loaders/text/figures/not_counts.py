"""Numbers that count nobody: ages, hours, parts of names, the whole that a part is taken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.actor_kinds import kind_of_noun
from testigo.loaders.text.reading.lexicon import figure_words

if TYPE_CHECKING:
    from spacy.tokens import Token

OLDEST = 110
UNCOUNTED = frozenset(("MONEY", "PERCENT", "ORDINAL"))
AGED = frozenset(("aged", "age", "ages"))
WHERE = frozenset(
    ("in", "from", "across", "at", "near", "into", "through", "on", "over", "within", "around", "outside")
)
FAMILY = frozenset(("family", "household", "clan"))


def counts_nobody(number: Token) -> bool:
    """Whether a number says how old, when or which, and not how many."""
    if number.ent_type_ in UNCOUNTED:
        return True
    return any(test(number) for test in (_is_age, _is_age_of, _is_in_a_name, _is_hour, _is_whole, _is_one_family))


def _before(number: Token, steps: int = 1) -> str:
    return number.nbor(-steps).lower_ if number.i >= steps else ""


def _after(number: Token) -> str:
    return number.nbor().text if number.i + 1 < len(number.doc) else ""


def _is_age(number: Token) -> bool:
    """As in "Musa Ibrahim, 45, …", "the officer, 34, was", "aged 12 and 13"."""
    is_small = number.text.isdigit() and int(number.text) <= OLDEST
    if _before(number) in AGED or (_before(number) == "and" and _before(number, 3) in AGED):
        return True
    if _before(number) == "," and number.head.pos_ == "PROPN" and number.head.i < number.i:
        return True
    return is_small and _before(number) == "," and _after(number) in (",", ".", ";", ")")


def _is_age_of(number: Token) -> bool:
    """As in "a boy of 12", "as young as fifteen"."""
    if _before(number) == "as" and _before(number, 2) in ("young", "old"):
        return True
    above = number.head
    is_bare = number.dep_ == "pobj" and above.lower_ == "of"
    return is_bare and above.head.tag_ == "NN" and kind_of_noun(above.head) == "civilians"


def _is_in_a_name(number: Token) -> bool:
    """As in "Infantry Battalion 77", "Brigade 302"."""
    above = number.head
    return number.dep_ in ("nummod", "appos") and above.i < number.i and above.pos_ == "PROPN"


def _is_hour(number: Token) -> bool:
    """As in "at about seven on Tuesday evening"."""
    is_at = number.dep_ == "pobj" and number.head.lower_ in ("at", "around", "before", "after", "until", "by")
    follows = number.nbor().lower_ if number.i + 1 < len(number.doc) else ""
    return is_at and follows in ("on", "in", "o'clock", "am", "pm", "a.m.", "p.m.") and number.head.head.lemma_ != "put"


def _is_whole(number: Token) -> bool:
    """As in "61 of 84 drones": the second is what the first is a part of."""
    noun = number.head if number.dep_ == "nummod" else number
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.pos_ in ("VERB", "AUX") and above.i < above.head.i:
        return True  # "of the 22 passengers, nine were taken"
    return noun.dep_ == "pobj" and above.lower_ == "of" and above.head.like_num and above.head.i < number.i


def is_where(number: Token) -> bool:
    """As in "displaced from 20 communities", "on 30 motorcycles"."""
    noun = number.head
    return number.dep_ == "nummod" and noun.dep_ == "pobj" and noun.head.lower_ in WHERE and not _is_of_people(noun)


def _is_of_people(noun: Token) -> bool:
    if noun.lower_ in figure_words().nouns:
        return True
    return kind_of_noun(noun) in ("civilians", "security-forces", "armed-faction", "source", "crowd")


def _is_one_family(number: Token) -> bool:
    """As in "five members of one family"."""
    return number.lower_ == "one" and number.head.lemma_ in FAMILY and number.head.dep_ == "pobj"
