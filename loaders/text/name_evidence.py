"""What a whole text tells of its names: whose last name it is, what stands after "in", what only begins a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.text.lexicon import actor_words, place_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LOCATIVE = frozenset(("in", "near", "outside", "inside", "across", "throughout", "around", "into", "at", "towards"))
SETTLEMENTS = frozenset(("country", "region", "governorate", "district", "city", "village", "area"))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole text tells of its names: last names of people, and names that places have somewhere."""

    people: frozenset[str]
    located: frozenset[str]
    communities: frozenset[str]
    inside: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[tuple[Span, str]]) -> Evidence:
        """Gather it from the candidates and their labels."""
        people, located, communities = set(), set(), set()
        for words, label in names:
            if is_modifier(words) and actor_words().heads.get(words.root.head.lemma_.lower()) == "community":
                communities.add(words.text)
            if _is_located(words) or (is_modifier(words) and _names_a_place(words.root.head)):
                located.add(words.text)
            elif (label == "PERSON" and len(words) > 1) or has_title(words):
                people.add(words[-1].text)
        inside = {words.text.casefold() for words, _ in names if not begins(words[0])}
        return cls(frozenset(people), frozenset(located - people), frozenset(communities), frozenset(inside))


def is_modifier(words: Span) -> bool:
    """Whether a name only says which: "the Alawite minority", "Assad regime", "Interior Minister X"."""
    root = words.root
    return root.dep_ in ("compound", "amod", "nmod") and root.head.i >= words.end


def _names_a_place(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    kind = place_words().heads.get(lemma)
    return kind in SETTLEMENTS | {"infrastructure"} and lemma not in actor_words().heads and noun.pos_ == "NOUN"


def begins(token: Token) -> bool:
    """Whether a word stands where any has a capital: first in its sentence, after a colon or a quotation mark."""
    before = token.doc[token.i - 1] if token.i else token
    if token.is_sent_start or before.i == token.i:
        return True
    return before.text in (":", "“", '"', "•", "*") or (before.text in ("-", "–", "—") and bool(before.whitespace_))


def _is_located(words: Span) -> bool:
    """Whether a preposition of place, or a noun such as "village of", says that the name is a place's."""
    root = words.root
    if words[0].is_sent_start or has_title(words):
        return False
    before = words.doc[words.start - 1] if words.start else None
    if before is not None and before.lower_ in ("in", "near", "outside") and root.dep_ not in ("compound", "nmod"):
        return True
    if settlement_before(words) is not None:
        return True
    above = _preposition(root)
    if above is None:
        return False
    starts_with_article = words.start > 0 and words.doc[words.start - 1].lower_ == "the"
    return above.lower_ in LOCATIVE and words.text not in actor_words().names and not starts_with_article


def settlement_before(words: Span) -> Token | None:
    """The noun in "the village of X", "the province of X": whatever X is called, it is a place."""
    if words.start < 2 or words.doc[words.start - 1].lower_ != "of":
        return None
    noun = words.doc[words.start - 2]
    return noun if place_words().heads.get(noun.lemma_.lower()) in SETTLEMENTS else None


def _preposition(token: Token) -> Token | None:
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head
    return token.head if token.dep_ == "pobj" else None


def has_title(words: Span) -> bool:
    """Whether an office or profession stands right before the name."""
    before = words.doc[words.start - 1] if words.start else None
    return before is not None and before.lower_.rstrip(".") in actor_words().titles
