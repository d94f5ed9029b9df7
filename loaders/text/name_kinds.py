"""What a proper name names: by the lexicons, by the words around it, by the gazetteer, by the language model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.text.lexicon import actor_words, countries, demonyms, place_words
from testigo.loaders.text.seams import is_known_place

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LOCATIVE = frozenset(("in", "near", "outside", "inside", "across", "throughout", "around", "into", "at", "towards"))
SETTLEMENTS = frozenset(("country", "region", "governorate", "district", "city", "village", "area"))
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "ROOT", "attr"))
Sort = tuple[str, str]


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
            if _is_modifier(words) and actor_words().heads.get(words.root.head.lemma_.lower()) == "community":
                communities.add(words.text)
            if _is_located(words) or (_is_modifier(words) and _names_a_place(words.root.head)):
                located.add(words.text)
            elif (label == "PERSON" and len(words) > 1) or has_title(words):
                people.add(words[-1].text)
        inside = {words.text for words, _ in names if not _begins(words[0])}
        return cls(frozenset(people), frozenset(located - people), frozenset(communities), frozenset(inside))


def classified(words: Span, label: str, evidence: Evidence) -> Sort | None:
    """Node (actor, place or state) and kind of a name; None where the words are none. `label`: the model's, or ""."""
    text = words.text
    if text in actor_words().names:
        return "actor", actor_words().names[text]
    if text in countries():
        return "state", "foreign-state"
    if any(text.endswith(region) for region in place_words().regions if text[-3:] == region[-3:]):
        return "place", "region"
    if len(words) == 1 and text.lower() in actor_words().heads:
        return None
    if words.root.text.islower() and words.root.lemma_ in actor_words().heads:
        return None
    if actor_words().heads.get(words[-1].lower_) == "source" and len(words) > 1:
        return None
    if not label and len(words) == 1 and _only_begins(words[0], evidence):
        return None
    if words.root.tag_ not in ("NNP", "NNPS", "NN") and len(words) == 1:
        return None
    if text in demonyms() or (label == "NORP" and text not in evidence.located):
        return _group(words)
    if text.removesuffix("s") in evidence.communities and not _is_modifier(words):
        return "actor", "community"
    if kind := _organisation(words):
        return "actor", kind
    if kind := _named_place(words):
        return "place", kind
    if _is_modifier(words):
        return _modifier(words, label, evidence)
    return _by_context(words, label, evidence)


def _names_a_place(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    kind = place_words().heads.get(lemma)
    return kind in SETTLEMENTS | {"infrastructure"} and lemma not in actor_words().heads and noun.pos_ == "NOUN"


def _begins(token: Token) -> bool:
    """Whether a word stands where any word has a capital: first in its sentence, or after a colon or a quotation mark."""
    before = token.doc[token.i - 1] if token.i else token
    return bool(token.is_sent_start) or before.i == token.i or before.text in (":", "-", "–", "—", "“", '"', "•", "*")


def _only_begins(token: Token, evidence: Evidence) -> bool:
    return _begins(token) and token.text not in evidence.inside and not token.text.isupper()


def _is_a_who(words: Span) -> bool:
    """ "X, who …": a person."""
    return any(
        child.dep_ == "relcl" and any(own.lower_ == "who" and own.dep_ == "nsubj" for own in child.children)
        for child in words.root.children
    )


def _group(words: Span) -> Sort | None:
    """As in "Palestinians", "Alawites", "a Kenyan": people; but an adjective is none."""
    root = words.root
    if root.tag_ == "NNPS" or (root.tag_ == "NNP" and root.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")):
        return "actor", "community"
    return None


def _is_modifier(words: Span) -> bool:
    """Whether a name only says which: "the Alawite minority", "Assad regime", "Interior Minister X"."""
    root = words.root
    return root.dep_ in ("compound", "amod", "nmod") and root.head.i >= words.end


def _modifier(words: Span, label: str, evidence: Evidence) -> Sort | None:
    head = words.root.head
    noun = head.lemma_.lower()
    if actor_words().heads.get(noun) == "community" or noun in actor_words().titles:
        return None
    if noun in place_words().heads and noun not in actor_words().heads:
        return "place", place_words().heads[noun]
    if words.text not in evidence.people and (
        label in ("GPE", "LOC") or words.text in evidence.located or is_known_place(words.text)
    ):
        return "place", "city"
    if head.pos_ == "PROPN":
        return None
    if label == "PERSON" and words[-1].text in evidence.people:
        return "actor", "person"
    return ("actor", "civil-society") if label == "ORG" and (len(words) > 1 or words.text.isupper()) else None


def _organisation(words: Span) -> str | None:
    tables = actor_words()
    if len(words) == 1:
        return None
    for part, kind in tables.name_words.items():
        if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words.text):
            return kind
    tokens = [token.text for token in words]
    cut = next((at for at, word in enumerate(tokens) if word in ("of", "for") and at), len(tokens))
    return tables.name_heads.get(tokens[cut - 1]) or tables.name_heads.get(tokens[-1])


def _named_place(words: Span) -> str | None:
    heads = place_words().name_heads
    if len(words) < 2:
        return None
    return heads.get(words[-1].text) or (
        heads.get(words[0].text) if words[0].text in ("Lake", "Port", "Mount") else None
    )


def _by_context(words: Span, label: str, evidence: Evidence) -> Sort | None:
    if words.root.tag_ == "NNPS" and len(words) == 1 and not is_known_place(words.text):
        return "actor", "community"
    if has_title(words) or _is_a_who(words) or (words[-1].text in evidence.people and len(words) < 3):
        return "actor", "person"
    if words.text in evidence.located:
        return "place", _place_kind(words, label)
    if label in ("GPE", "LOC", "FAC") and not _speaks_like_a_person(words):
        return "place", _place_kind(words, label)
    if label == "PERSON" and len(words) == 1 and words.root.dep_ != "nsubj" and is_known_place(words.text):
        return "place", _place_kind(words, "GPE")
    if label in ("PERSON", "GPE"):
        return "actor", "person"
    if is_known_place(words.text):
        return "place", _place_kind(words, "GPE")
    if label == "ORG" or (words.text.isupper() and 2 < len(words.text) < 9 and words.root.dep_ in ARGUMENTS):
        return "actor", "civil-society"
    return None


def _speaks_like_a_person(words: Span) -> bool:
    """Whether a name taken for a place is a person's: it is a subject that speaks, and no gazetteer knows it."""
    root = words.root
    return (
        root.dep_ == "nsubj"
        and root.head.lemma_ in ("say", "tell", "add", "describe")
        and not is_known_place(words.text)
    )


def _is_located(words: Span) -> bool:
    """Whether a preposition of place, or a noun such as "village of", says that the name is a place's."""
    root = words.root
    if words[0].is_sent_start or has_title(words):
        return False
    before = words.doc[words.start - 1] if words.start else None
    if before is not None and before.lower_ in ("in", "near", "outside") and root.dep_ not in ("compound", "nmod"):
        return True
    above = _preposition(root)
    if above is None:
        return False
    if above.lower_ == "of":
        noun = above.head.lemma_.lower()
        return place_words().heads.get(noun) in SETTLEMENTS and above.i == above.head.i + 1
    starts_with_article = words.start > 0 and words.doc[words.start - 1].lower_ == "the"
    return above.lower_ in LOCATIVE and words.text not in actor_words().names and not starts_with_article


def _preposition(token: Token) -> Token | None:
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head
    return token.head if token.dep_ == "pobj" else None


def has_title(words: Span) -> bool:
    """Whether an office or profession stands right before the name."""
    before = words.doc[words.start - 1] if words.start else None
    return before is not None and before.lower_.rstrip(".") in actor_words().titles


def _place_kind(words: Span, label: str) -> str:
    """A place's kind by the noun that stands with it: "the village of X", "X province"."""
    heads = place_words().heads
    root = words.root
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_ in heads:
        return heads[root.head.head.lemma_]
    for near in (root.head, *root.children):
        if near.dep_ in ("appos", "compound", "nmod") and near.lemma_ in heads:
            return heads[near.lemma_]
    return {"LOC": "region", "FAC": "facility"}.get(label, "city")
