"""Pronouns, where it is sure whom they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.cues import cues
from testigo.loaders.text.reading.headings import in_heading
from testigo.loaders.text.reading.phrases import determiner, sentence
from testigo.loaders.text.reading.quotes import Quotation, quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = frozenset(("he", "she", "him", "her", "his"))
PLURAL = frozenset(("they", "their"))
GROUPS = frozenset(
    ("government", "security-forces", "armed-faction", "community", "crowd", "government-body", "source", "civilians")
)
OTHERS = frozenset(("security-forces", "armed-faction", "crowd", "government"))  # whom one who is quoted calls "they"
COLLECTIVE = frozenset(
    (
        "government",
        "government-body",
        "monitor",
        "media",
        "intergovernmental",
        "security-forces",
        "armed-faction",
        "civil-society",
        "judicial-body",
        "foreign-state",
    )
)
REACH = 2  # sentences back


def add_pronouns(doc: Doc, roster: Roster) -> None:
    """Enter pronouns as mentions. One with two possible antecedents is left alone."""
    quoted = quotations(doc.text)
    for token in doc:
        if token.pos_ != "PRON" or token.i in roster.actor_at:
            continue
        found = _antecedent(token, roster, quoted)
        if found is not None:
            roster.add(found, doc[token.i : token.i + 1], token)


def _antecedent(token: Token, roster: Roster, quoted: list[Quotation]) -> Figurant | None:
    word = token.lower_
    if word in PERSONAL:
        return _person(token, roster, quoted)
    if word in PLURAL:
        is_quoted = any(one.outer.start <= token.idx < one.outer.end for one in quoted)
        return _subject(token, roster, OTHERS if is_quoted else GROUPS)
    if word in ("it", "its"):
        return _subject(token, roster, COLLECTIVE)
    if word == "we" and not any(one.outer.start <= token.idx < one.outer.end for one in quoted):
        return _issuer(token, roster, quoted)
    return None


def _issuer(token: Token, roster: Roster, quoted: list[Quotation]) -> Figurant | None:
    """Whose statement a text is that says "we" in its own words: the body that speaks first in it."""
    for at in sorted(at for at in roster.actor_at if at < token.i):
        word, one = token.doc[at], roster.actor_at[at]
        if _speaks(word) and not in_heading(word) and not any(q.outer.start <= word.idx < q.outer.end for q in quoted):
            return one if one.is_named and one.kind in COLLECTIVE else None
    return None


def _person(token: Token, roster: Roster, quoted: list[Quotation]) -> Figurant | None:
    """The person spoken of last, outside what others are quoted with: who spoke, then subjects; nearest first."""
    is_quoted = any(one.outer.start <= token.idx < one.outer.end for one in quoted)
    for words in _back(token, quoted):
        people = [(word, one) for word in words if (one := roster.actor_at.get(word.i)) and _is_person(one, word)]
        if is_quoted:  # who is quoted says "I" of themselves
            people = [(word, one) for word, one in people if not _speaks(word)]
        subjects = [(word, one) for word, one in people if word.dep_ in ("nsubj", "nsubjpass")]
        spoke = [(word, one) for word, one in subjects if _speaks(token) and _speaks(word)]
        if first := spoke or subjects:
            return first[-1][1]
        if people:
            return people[-1][1] if len({id(one) for _, one in people}) == 1 else None
    return None


def _back(token: Token, quoted: list[Quotation]) -> Iterator[list[Token]]:
    """The words before a pronoun, sentence by sentence, the nearest first, without those of other quotations."""
    other = [one for one in quoted if not one.outer.start <= token.idx < one.outer.end]
    sent, left = sentence(token), REACH + 2
    while left:
        words = [
            word
            for word in sent
            if word.i < token.i and not any(one.outer.start <= word.idx < one.outer.end for one in other)
        ]
        yield words
        if sent.start == 0:
            return
        left -= any(word.is_alpha for word in words) or token in sent  # what others say takes no reach
        sent = sentence(token.doc[sent.start - 1])


def _speaks(word: Token) -> bool:
    return word.dep_ == "nsubj" and word.head.lemma_.lower() in cues().verbs


def _is_person(one: Figurant, word: Token) -> bool:
    """Whether a mention is of one person: by name, or as "a doctor", "the boy"."""
    return one.kind == "person" or (
        one.kind in ("civilians", "source") and word.tag_ == "NN" and determiner(word) not in ("my", "our")
    )


def _subject(token: Token, roster: Roster, kinds: frozenset[str]) -> Figurant | None:
    """The subject of the clause around the pronoun, or of the sentence before where the pronoun is a subject itself."""
    for above in token.ancestors:
        for child in above.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
                one = roster.actor_at.get(child.i)
                return one if one is not None and one.kind in kinds else None
    if token.dep_ == "nsubj" and sentence(token).start and not (token.lower_ == "it" and token.head.lemma_ == "be"):
        root = sentence(token.doc[sentence(token).start - 1]).root
        for child in root.children:
            one = roster.actor_at.get(child.i) if child.dep_ in ("nsubj", "nsubjpass") else None
            if one is not None and one.kind in kinds and (token.lower_ != "it" or child.tag_ not in ("NNS", "NNPS")):
                return one
    return None
