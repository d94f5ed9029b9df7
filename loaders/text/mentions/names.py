"""Proper names of a parsed text: which words make one up, and what kind of thing it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.name_evidence import Evidence
from testigo.loaders.text.mentions.name_kinds import DATELINES, classified
from testigo.loaders.text.reading.dates import DAYS, MONTHS
from testigo.loaders.text.reading.headings import in_capitals
from testigo.loaders.text.reading.lexicon import actor_words, countries, demonyms, place_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAMED = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"))
STRIPPED = frozenset(("the", "The", "'s", "’s", "’", "'", "“", "”", '"', ",", "-", "–", "—", "(", ")"))
COMPASS = frozenset(("North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central"))
DATELINE = re.compile(r"^([A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+)*)(?=,? ?[(–—-]|, [A-Z]|\. |: )", re.MULTILINE)
LABELS = frozenset(("LIVE", "UPDATE", "BREAKING", "WATCH", "EXCLUSIVE", "URGENT", "ANALYSIS", "VIDEO", "ALERT", "NEWS"))
MOST_WORDS = 5  # of a dateline's place, its hyphens counted
CALENDAR = frozenset((*DAYS, *MONTHS))


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
    """The proper names, in text order, without overlaps; equal words name the same kind of thing throughout."""
    chosen: list[tuple[Span, str]] = []
    taken: set[int] = set()
    for words, label in _candidates(doc):
        if taken.isdisjoint(range(words.start, words.end)):
            chosen.append((words, label))
            taken.update(range(words.start, words.end))
    evidence = Evidence.of(chosen)
    found = []
    for words, label in sorted(chosen, key=lambda one: one[0].start):
        if (sort := classified(words, label, evidence)) is not None:
            found.append(ProperName(words, *sort))
    return found


def _candidates(doc: Doc) -> Iterator[tuple[Span, str]]:
    """Sure ones first: names of the lexicon, then the model's, then runs of capitalised words."""
    for match in _known().finditer(doc.text):
        words = doc.char_span(*match.span())
        if words is not None and not _is_inside_a_name(words):
            yield _with_compass(words), ""
    yield from _datelines(doc)
    for ent in doc.ents:
        if ent.label_ in NAMED and not in_capitals(ent.root) and (words := stripped(ent)) is not None:
            yield (_with_forenames(words) if ent.label_ == "PERSON" else words), ent.label_
    for words in _runs(doc):
        yield words, ""
    for token in doc:
        if (words := _settlement(token)) is not None:
            yield words, ""


def _with_forenames(words: Span) -> Span:
    """The name with those before it that the model left out: "Nadhim Jabbar" where it found "Jabbar"."""
    start, doc = words.start, words.doc
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].dep_ == "compound":
        before = doc[start - 1]
        is_title = before.lower_.rstrip(".") in actor_words().titles or before.text in demonyms()
        if is_title or not before.text[0].isupper() or before.head.i not in range(words.start, words.end):
            break
        start -= 1
    return doc[start : words.end]


def _datelines(doc: Doc) -> Iterator[tuple[Span, str]]:
    """The cities in capitals that paragraphs begin with: "SANTA LUCIA, Cauca. …"."""
    ends: dict[int, int] = {}
    for match in DATELINE.finditer(doc.text):
        words = doc.char_span(*match.span(1))
        if words is not None and len(words) <= MOST_WORDS and words.text not in LABELS:
            ends[words.start] = words.end
            yield words, ""
    doc.user_data[DATELINES] = ends


def _settlement(token: Token) -> Span | None:
    """As in "the village of X": whatever has a capital there is a name, however rare."""
    doc = token.doc
    start = token.i + 2
    if token.lemma_ not in place_words().heads or start >= len(doc) or doc[token.i + 1].lower_ != "of":
        return None
    end = start
    while end < len(doc) and doc[end].text[0].isupper():
        end += 1
    return stripped(doc[start:end]) if end > start else None


@cache
def _known() -> re.Pattern[str]:
    names = sorted({*actor_words().names, *countries(), *place_words().regions}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _is_inside_a_name(words: Span) -> bool:
    """Whether a known name is only a part of another: "Burma People's Liberation Army"."""
    around = next((ent for ent in words.doc.ents if ent.start <= words.start and words.end <= ent.end), None)
    if around is None or around.label_ not in ("ORG", "FAC", "PERSON"):
        return False
    if words.text in actor_words().names and around.end == words.end:
        return False
    rest = around.end - words.end
    follows = words.doc[words.end].text if words.end < len(words.doc) else ""
    return rest > 0 and follows not in ("'s", "’s") and words.doc[words.end].text[0].isupper()


def _with_compass(words: Span) -> Span:
    """As in "North Darfur", "East Africa"."""
    before = words.doc[words.start - 1] if words.start else None
    if before is not None and before.text in COMPASS and not before.is_sent_start:
        return words.doc[words.start - 1 : words.end]
    return words


def stripped(words: Span) -> Span | None:
    """Words without article, possessive ending, quotation marks and titles; None where nothing is left."""
    start, end, doc = words.start, words.end, words.doc
    while start < end and (doc[start].text in STRIPPED or doc[start].is_space or doc[start].tag_ == "CD"):
        start += 1
    while end > start and (doc[end - 1].text in STRIPPED or doc[end - 1].is_space):
        end -= 1
    while end - start > 1 and doc[end - 1].text.islower() and doc[end - 1].lemma_ in place_words().heads:
        end -= 1
    while end - start > 1 and _is_title(doc[start], words):
        start += 1
    if start == end or any(token.is_space or "\n" in token.text for token in doc[start:end]):
        return None
    if end - start == 1 and len(doc[start].text.rstrip(".")) < 2:
        return None
    return doc[start:end] if any(token.text[0].isupper() for token in doc[start:end]) else None


def _is_title(token: Token, words: Span) -> bool:
    """Whether a name begins with an office: "Governor X"; of other than people only with a rank in short: "ASP X"."""
    title = token.lower_.rstrip(".")
    return title in actor_words().titles and (words.label_ == "PERSON" or len(title) < 4)


def _runs(doc: Doc) -> Iterator[Span]:
    """The longest runs of capitalised proper nouns, with hyphens inside."""
    start = None
    for token in doc:
        if _is_name_word(token):
            start = token.i if start is None else start
        elif start is not None and not _is_hyphen(token):
            if (words := stripped(doc[start : token.i])) is not None:
                yield words
            start = None
    if start is not None and (words := stripped(doc[start:])) is not None:
        yield words


def _is_name_word(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[0].isupper()
        and token.lower_ not in CALENDAR
        and token.text not in demonyms()
        and not in_capitals(token)
    )


def _is_hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN"
