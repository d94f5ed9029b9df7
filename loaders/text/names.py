"""Proper names of a parsed text: which words make one up, and what kind of thing it names."""

from __future__ import annotations

import re
from functools import cache
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.text.lexicon import actor_words, countries, demonyms, place_words
from testigo.loaders.text.seams import is_known_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAMED = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"))
LOCATIVE = frozenset(
    ("in", "at", "near", "outside", "inside", "around", "across", "throughout", "into", "toward", "towards")
)
CONNECTORS = frozenset(
    (
        "of",
        "for",
        "the",
        "and",
        "al",
        "-",
        "de",
        "du",
        "des",
        "la",
        "le",
        "el",
        "d'",
        "’",
        "'",
        "bin",
        "ben",
        "ibn",
        "abu",
    )
)
STRIPPED = frozenset(("the", "The", "'s", "’s", "’", "'", "“", "”", '"', ","))


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name: its words, and what it names: `node` actor, place or state; `kind` a term of the ontology.

    A state (node "state") is a place or an actor by what the sentence does with it.
    """

    words: Span
    node: str
    kind: str

    @property
    def head(self) -> Token:
        """The word that the rest of the sentence hangs on."""
        return self.words.root


def proper_names(doc: Doc) -> list[ProperName]:
    """The proper names, in text order, without overlaps."""
    found: list[ProperName] = []
    taken: set[int] = set()
    people = {ent.text.split()[-1] for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    for words, label in _candidates(doc):
        if taken.isdisjoint(range(words.start, words.end)) and (name := _classified(words, label, people)):
            found.append(name)
            taken.update(range(words.start, words.end))
    return sorted(found, key=lambda name: name.words.start)


def _candidates(doc: Doc) -> Iterator[tuple[Span, str]]:
    """Sure ones first: names of the lexicon, then the model's, then runs of capitalised words."""
    for match in _known().finditer(doc.text):
        if words := doc.char_span(*match.span()):
            yield words, ""
    for ent in doc.ents:
        if ent.label_ in NAMED and not is_heading(ent.sent) and (words := stripped(ent)) is not None:
            yield words, ent.label_
    for words in _runs(doc):
        yield words, ""


def is_heading(sentence: Span) -> bool:
    """Whether a line is a heading in capitals of its own: there a capital letter marks no name."""
    text = sentence.text.strip()
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and text[-1] not in '.?!…”"' and all(word[0].isupper() for word in words)


@cache
def _known() -> re.Pattern[str]:
    names = sorted({*actor_words().names, *countries(), *place_words().regions}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def stripped(words: Span) -> Span | None:
    """Words without article, possessive ending, quotation marks and titles; None where nothing is left."""
    start, end = words.start, words.end
    doc = words.doc
    titles = actor_words().titles
    while start < end and (doc[start].text in STRIPPED or doc[start].is_space or doc[start].tag_ == "CD"):
        start += 1
    while end > start and (doc[end - 1].text in STRIPPED or doc[end - 1].is_space):
        end -= 1
    while end - start > 1 and doc[start].lower_.rstrip(".") in titles and words.label_ == "PERSON":
        start += 1
    if any(token.text in "\n\r" or token.is_space for token in doc[start:end]):
        return None
    return doc[start:end] if start < end and any(token.text[0].isupper() for token in doc[start:end]) else None


def _runs(doc: Doc) -> Iterator[Span]:
    start = None
    for token in doc:
        inside = token.pos_ == "PROPN" and token.text[0].isupper() and token.ent_type_ not in ("DATE", "TIME")
        inside = inside and not is_heading(token.sent)
        if inside and start is None:
            start = token.i
        elif (
            not inside
            and start is not None
            and not (token.text == "-" and token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN")
        ):
            if words := stripped(doc[start : token.i]):
                yield words
            start = None
    if start is not None and (words := stripped(doc[start:])):
        yield words


def _classified(words: Span, label: str, people: set[str]) -> ProperName | None:
    text = words.text
    if text in actor_words().names:
        return ProperName(words, "actor", actor_words().names[text])
    if text in countries():
        return ProperName(words, "state", "foreign-state")
    if text in place_words().regions:
        return ProperName(words, "place", "region")
    if text in demonyms() or _is_modifier(words):
        return _modifier(words, label)
    if kind := _organisation(words):
        return ProperName(words, "actor", kind)
    if kind := _named_place(words):
        return ProperName(words, "place", kind)
    return _by_label(words, label, people)


def _is_modifier(words: Span) -> bool:
    """Whether a name only says which: "the Alawite minority", "Assad regime"."""
    head = words.root.head
    return words.root.dep_ in ("compound", "amod", "nmod") and head.i >= words.end and head.pos_ in ("NOUN", "ADJ")


def _modifier(words: Span, label: str) -> ProperName | None:
    head = words.root.head
    if words.root.tag_ == "NNPS" or (label == "NORP" and words.root.tag_ in ("NNS", "NNPS")):
        return ProperName(words, "actor", "community")
    if words.text in demonyms():
        return None
    if words.root.tag_ not in ("NNP", "NNPS"):
        return None
    if label in ("GPE", "LOC") or head.lemma_ in place_words().heads or is_known_place(words.text):
        return ProperName(words, "place", place_words().heads.get(head.lemma_, "city"))
    if label == "PERSON" and (len(words) > 1 or head.lemma_ in actor_words().titles):
        return ProperName(words, "actor", "person")
    return ProperName(words, "actor", "civil-society") if label == "ORG" and len(words) > 1 else None


def _organisation(words: Span) -> str | None:
    tables = actor_words()
    if len(words) > 1:
        for part, kind in tables.name_words.items():
            if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words.text):
                return kind
        last = words[-1].text
        first_noun = next(
            (
                token.text
                for at, token in enumerate(words)
                if at + 1 < len(words) and words[at + 1].lower_ in ("of", "for")
            ),
            last,
        )
        return tables.name_heads.get(first_noun) or tables.name_heads.get(last)
    return tables.name_heads.get(words.text) if words.text in ("Parliament", "Congress", "Senate", "Cabinet") else None


def _named_place(words: Span) -> str | None:
    if len(words) < 2:
        return None
    heads = place_words().name_heads
    return heads.get(words[-1].text) or (heads.get(words[0].text) if words[0].text in ("Lake", "River") else None)


def _by_label(words: Span, label: str, people: set[str]) -> ProperName | None:
    root = words.root
    if root.tag_ == "NNPS" and len(words) == 1:
        return ProperName(words, "actor", "community")
    if label == "NORP" or root.tag_ not in ("NNP", "NNPS"):
        return None
    if words[-1].text in people and len(words) < 3:
        return ProperName(words, "actor", "person")
    located = root.dep_ in ("pobj", "conj") and _preposition(root) in LOCATIVE
    if label in ("GPE", "LOC", "FAC"):
        return ProperName(words, "place", _place_kind(words, label))
    if located and (label != "PERSON" or is_known_place(words.text)) and not words[0].is_sent_start:
        return ProperName(words, "place", _place_kind(words, "GPE"))
    if label == "PERSON" or (not label and _has_title(words)):
        return ProperName(words, "actor", "person")
    if is_known_place(words.text):
        return ProperName(words, "place", "city")
    if label == "ORG":
        return ProperName(words, "actor", "civil-society")
    return None


def _preposition(token: Token) -> str:
    while token.dep_ == "conj":
        token = token.head
    return token.head.lower_ if token.dep_ == "pobj" else ""


def _has_title(words: Span) -> bool:
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
