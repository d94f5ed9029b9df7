"""What a whole text tells of its names: whose last name it is, what stands after "in", what only begins a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.lexicon import actor_words, place_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LOCATIVE = frozenset(("in", "near", "outside", "inside", "across", "throughout", "around", "into", "at", "towards"))
PEOPLES = frozenset(
    ("elder", "herder", "herdsman", "tribesman", "clansman", "clan", "tribe", "pastoralist", "chieftain")
)
CLANS = frozenset(("member", "elder", "tribe", "clan", "hamlet", "sheikh", "chief", "chieftain", "people", "youth"))
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
            if _is_of_a_people(words, label):
                communities.add(words.text)
            if _is_located(words) or (is_modifier(words) and _names_a_place(words.root.head)):
                located.add(words.text)
            elif (label == "PERSON" and len(words) > 1) or has_title(words):
                people.add(words[-1].text)
        inside = {words.text.casefold() for words, _ in names if not begins(words[0])}
        return cls(frozenset(people), frozenset(located - people), frozenset(communities), frozenset(inside))


def _is_of_a_people(words: Span, label: str) -> bool:
    """As in "the X minority", "X herders", "elders of the X": who bears the name is a people."""
    head = words.root.head
    if is_modifier(words):
        lemma = head.lemma_.lower()
        is_people = actor_words().heads.get(lemma) == "community" or lemma in PEOPLES
        return is_people or (label == "NORP" and actor_words().heads.get(lemma) in ("civilians", "armed-faction"))
    above = head.head if head.lower_ in ("of", "from") else head
    has_article = words.start > 0 and words.doc[words.start - 1].lower_ == "the"
    return has_article and words.root.dep_ == "pobj" and head.lower_ == "of" and above.lemma_.lower() in CLANS


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
    if settlement_before(words) is not None or is_a_place(words):
        return True
    if (
        root.dep_ == "dobj"
        and root.head.lemma_ in place_words().arriving
        and before is not None
        and before.lower_ != "the"
    ):
        return True
    above = _preposition(root)
    if above is None:
        return False
    if above.lower_ == "between":
        return above.head.lemma_.lower() in place_words().joining
    starts_with_article = words.start > 0 and words.doc[words.start - 1].lower_ == "the"
    return above.lower_ in LOCATIVE and words.text not in actor_words().names and not starts_with_article


def told_after(words: Span) -> Token | None:
    """As in "X, a rights group": the noun that tells what X is, right after it."""
    doc, at = words.doc, words.end
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in ("a", "an", "the", "its", "another"):
        return None
    for chunk_end in range(at + 2, min(at + 8, len(doc))):
        token = doc[chunk_end]
        if token.pos_ in ("NOUN", "PROPN"):
            if not _goes_on(doc[chunk_end + 1 : chunk_end + 2]):
                return token
        elif token.pos_ not in ("ADJ", "VERB", "NUM", "ADV") and token.text != "-":
            return None
    return None


def _goes_on(follows: Span) -> bool:
    """Whether a noun phrase runs on into the next word."""
    return any(token.pos_ in ("NOUN", "PROPN", "PART") or token.text in ("-", "'s", "’s") for token in follows)


def is_a_place(words: Span) -> bool:
    """As in "X, a hamlet of the Y"."""
    noun = told_after(words)
    return noun is not None and place_words().heads.get(noun.lemma_.lower()) in SETTLEMENTS


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
