"""Who can speak, through whom, and how a speaker is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, conjuncts
from testigo.loaders.text.reading.cues import cues
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

MODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "case", "advmod", "npadvmod"}
)
PARTS = frozenset({"thousand", "hundred", "dozen", "score", "number", "majority", "million", "ten", "group", "handful"})
AUTHORED = frozenset(
    {
        *("statement", "communique", "communiqué", "post", "message", "letter", "report", "bulletin", "release"),
        *(
            "figure",
            "datum",
            "data",
            "count",
            "tally",
            "record",
            "account",
            "estimate",
            "study",
            "survey",
            "investigation",
        ),
    }
)
JOINT_REACH = 14  # tokens between the first and the last of those who speak together


def can_speak(head: Token) -> bool:
    """Whether a noun may stand for somebody: a name, a pronoun, or a noun that is no act, event or abstraction."""
    if head.lower_ in cues().calendar:
        return False
    if head.pos_ == "PROPN" or head.tag_ == "PRP":
        return head.lower_ not in ("it",) or head.dep_ != "expl"
    lemma = head.lemma_.lower()
    if lemma in cues().people:
        return True
    return head.pos_ == "NOUN" and lemma not in cues().things and not lemma.endswith(cues().abstract_endings)


def author(head: Token | None) -> Token | None:
    """Whoever a text that speaks is by: "a statement from the office said", "the army's statement said"."""
    if head is None or head.lemma_.lower() not in AUTHORED:
        return head
    for other in head.children:
        if other.dep_ == "poss" and other.pos_ != "PRON":
            return other
        if other.dep_ == "compound" and other.lemma_.lower() in cues().people:
            return other  # "home department data"
        inner = child(other, "pobj") if other.lower_ in ("from", "by", "of") else None
        if inner is not None and can_speak(inner):
            return inner
    return head


def listeners(verb: Token) -> tuple[Token, ...]:
    """Who passes on what they were told: "told state media", "told the Observatory". Officials who were told do not."""
    whom = child(verb, "dobj", "dative", "iobj")
    if verb.lemma_ != "tell" or whom is None:
        return ()
    words = {whom.lemma_.lower()}
    if whom.pos_ == "PROPN":
        words |= {other.lower_ for other in whom.lefts}
    return (whom,) if words & cues().relays else ()


def named(head: Token) -> tuple[Span, tuple[Span, ...]]:
    """How a speaker is named and, where several speak together, each of them.

    No clauses, no appositions beside a name, no "the" before one; "its chairman, Omar Lone," is "Omar Lone".
    """
    head = _whole(head)
    if (first := _misjoined(head)) is not None:
        return _joint(first, head)
    together = [token for token in conjuncts(head) if token.i - head.i < JOINT_REACH]
    each = [_name(token) for token in together]
    if len(each) == 1:
        return each[0], ()
    return Span(each[0].start, max(span.end for span in each)), tuple(each)


def _misjoined(head: Token) -> Token | None:
    """The first of two who speak together, where the parse hung them on the second: "survivors and aid workers"."""
    first = child(head, "nmod")
    return first if first is not None and child(first, "cc") is not None and child(first, "conj") is not None else None


def _joint(first: Token, last: Token) -> tuple[Span, tuple[Span, ...]]:
    joint = child(first, "cc")
    start = _left(first).idx
    second = joint.nbor().idx if joint is not None and joint.i < last.i else last.idx
    end = last.idx + len(last)
    return Span(start, end), (Span(start, first.idx + len(first)), Span(second, end))


def _whole(head: Token) -> Token:
    """As in "thousands of Alawites" are Alawites."""
    of = child(head, "prep")
    if (
        head.lemma_.lower() in PARTS
        and of is not None
        and of.lower_ == "of"
        and (inner := child(of, "pobj")) is not None
    ):
        return inner
    return head


def _name(head: Token) -> Span:
    """One speaker's noun phrase, or the proper name that stands in apposition to it."""
    head = _proper(head)
    start, end = _left(head), _right(head)
    return Span(start.idx, end.idx + len(end))


def _proper(head: Token) -> Token:
    """The name beside a title: "the spokesman, Col. Amin"."""
    beside = next((other for other in head.rights if other.dep_ == "appos" and other.pos_ == "PROPN"), None)
    is_title = head.pos_ != "PROPN" or head.lemma_.lower() in cues().titles
    return beside if beside is not None and is_title else head


def _left(head: Token) -> Token:
    """The first word of a noun phrase that belongs to the name."""
    start = head
    for token in reversed(list(head.lefts)):
        is_hyphen = token.text == "-" and not token.whitespace_ and token.i > head.left_edge.i
        is_title = token.dep_ == "nmod" and head.pos_ == "PROPN" and token.i + 1 < head.i
        if (token.dep_ not in MODIFIERS and not is_hyphen) or is_title:
            break
        start = token.left_edge
    while start.i < head.i and (start.is_punct or start.is_space):
        start = start.nbor()
    if start.lower_ == "the" and start.i < head.i and head.text[:1].isupper():
        start = start.nbor()
    return _after_titles(start, head) if head.pos_ == "PROPN" else start


def _after_titles(start: Token, head: Token) -> Token:
    """The name after titles: "Omar Haddad" of "army spokesman Omar Haddad"; "Mr Haddad" stays whole."""
    before = head.doc[start.i : head.i]
    ends = [
        token.i
        for token in before
        if token.lower_.rstrip(".") in cues().titles or (token.text.islower() and token.pos_ == "NOUN")
    ]
    if not ends or ends[-1] + 1 > head.i:
        return start
    first = head.doc[ends[-1] + 1]
    return first if first.i < head.i and first.text[:1].isupper() else start


def _right(head: Token) -> Token:
    """The last word of a noun phrase: "of …" and "for …" belong to a name."""
    for token in head.rights:
        if token.i == head.i + 1 and token.lower_ in ("there", "here"):
            return token
        if token.i == head.i + 1 and token.dep_ == "prep" and token.lower_ in ("of", "for"):
            inner = child(token, "pobj")
            return head if inner is None or _is_affiliation(head, inner) else _right(inner)
        if token.i == head.i + 1 and token.dep_ == "prep" and token.text[:1].isupper():
            return token.doc[token.right_edge.i]
    return head


def _is_affiliation(head: Token, inner: Token) -> bool:
    """As in "Rosaura Pineda of the search collective Madres": what somebody belongs to, no part of a name."""
    words = head.doc[head.i + 2 : inner.i + 1]
    return head.pos_ == "PROPN" and any(word.text.islower() and word.pos_ in ("NOUN", "ADJ") for word in words)
