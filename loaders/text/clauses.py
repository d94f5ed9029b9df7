"""Clauses and noun phrases of a parsed text: their subjects, their coordination and their spans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
MODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "case", "advmod", "npadvmod"}
)
EDGE_PUNCTUATION = frozenset(",;:-–—.…") | {"--", "|"}
CONTROLLED = frozenset({"xcomp", "advcl", "acl", "pcomp", "prep", "conj", "dep"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these relations."""
    return next((other for other in token.children if other.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: "was told", or a bare participle after its noun."""
    if any(other.dep_ in ("auxpass", "nsubjpass") for other in verb.children):
        return True
    return verb.dep_ in ("acl", "advcl") and verb.tag_ in ("VBN", "VBD") and child(verb, "nsubj", "aux") is None


def is_finite(verb: Token) -> bool:
    """Whether the verb heads a clause that could stand as a sentence."""
    if any(other.tag_ == "TO" and other.dep_ == "aux" for other in verb.children):
        return False
    return any(other.dep_ in SUBJECTS or other.dep_ == "expl" for other in verb.children) or verb.tag_ in (
        "VBD",
        "VBZ",
        "VBP",
    )


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is one with "to"."""
    return any(other.tag_ == "TO" and other.i < verb.i for other in verb.children)


def subject(verb: Token) -> Token | None:
    """Who does it: the verb's own subject, the one it shares with the clause above, or the noun it describes."""
    own = child(verb, "nsubj", "nsubjpass", "csubj")
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON")):
        return verb.head
    if verb.dep_ in CONTROLLED and verb.head is not verb:
        return subject(verb.head)
    return None


def _antecedent(own: Token, verb: Token) -> Token:
    """The noun behind a relative pronoun."""
    if own.lower_ in RELATIVES and verb.dep_ == "relcl":
        return verb.head
    return own


def conjuncts(head: Token) -> Iterator[Token]:
    """The head and what is coordinated with it, in text order."""
    yield head
    for other in head.children:
        if other.dep_ == "conj":
            yield from conjuncts(other)


def clauses(head: Token) -> list[Token]:
    """The clauses coordinated under a head, each with a subject of its own."""
    found = [head]
    for other in head.children:
        if other.dep_ == "conj" and child(other, "nsubj", "nsubjpass", "expl") is not None:
            found += clauses(other)
    return found


def tokens_below(head: Token, drop: Collection[Token] = ()) -> list[Token]:
    """The head's subtree without the subtrees of `drop`, in text order."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [other for other in token.children if other not in drop]
    return sorted(found, key=lambda token: token.i)


def trimmed(tokens: Iterable[Token]) -> list[Token]:
    """Tokens without white space, commas, dashes and stops at either end."""
    kept = [token for token in tokens if not token.is_space]
    while kept and kept[0].text in EDGE_PUNCTUATION:
        kept.pop(0)
    while kept and kept[-1].text in EDGE_PUNCTUATION:
        kept.pop()
    return kept


def span_of(tokens: Iterable[Token]) -> Span | None:
    """From the first to the last of the tokens; None where there are none."""
    listed = list(tokens)
    if not listed:
        return None
    return Span(listed[0].idx, listed[-1].idx + len(listed[-1]))


def content_of(clause: Token, inside: Span, drop: Collection[Token] = ()) -> Span | None:
    """What a clause says: without "that", without a participle clause that hangs on after a comma.

    Only what stands in the block `inside` counts: a parse may run over the end of a line.
    """
    out = {*drop, *_hangers(clause)}
    out |= {other for other in clause.children if other.dep_ == "mark" and other.lower_ == "that"}
    out |= {other for other in clause.children if other.dep_ == "cc" and other.i < clause.i}
    out |= {other for part in clauses(clause)[1:] for other in (part, *_joiners(part))}
    return span_of(
        trimmed(token for token in tokens_below(clause, out) if inside.covers(Span(token.idx, token.idx + 1)))
    )


def _joiners(part: Token) -> list[Token]:
    """The "and" and the comma that lead to a coordinated clause."""
    return [other for other in part.head.children if part.head.i < other.i < part.i and other.dep_ == "cc"]


def _hangers(clause: Token) -> Iterator[Token]:
    """ ", raising doubts …": participle clauses after a comma, which comment on the clause before them."""
    for token in tokens_below(clause):
        before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
        is_participle = token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > clause.i
        if (is_participle and before.text == ",") or token.lower_ == "according":
            yield token


def noun_phrase(head: Token) -> Span:
    """How a speaker is named: no clauses or appositions, no "the" before a proper name; coordination is kept."""
    last = list(conjuncts(head))[-1]
    start = _left(head)
    end = _right(last if last.i - head.i < 12 else head)
    return Span(start.idx, end.idx + len(end))


def _left(head: Token) -> Token:
    """The first word of a noun phrase that belongs to the name."""
    start = head
    for token in reversed(list(head.lefts)):
        if token.dep_ not in MODIFIERS or token.is_space or token.text in EDGE_PUNCTUATION:
            break
        start = token.left_edge if token.dep_ != "det" else token
    if start.lower_ == "the" and (head.pos_ == "PROPN" or _has_capital(start, head)):
        start = start.doc[start.i + 1]
    return _after_title(start, head)


def _has_capital(start: Token, head: Token) -> bool:
    return head.text[:1].isupper() and head.i > start.i


def _after_title(start: Token, head: Token) -> Token:
    """ "army spokesman Omar Haddad" is named "Omar Haddad"."""
    if head.pos_ != "PROPN":
        return start
    common = [
        token
        for token in head.doc[start.i : head.i]
        if token.pos_ == "NOUN" and token.text.islower() and token.head is head
    ]
    if common and common[-1].i + 1 <= head.i:
        return head.doc[common[-1].i + 1]
    return start


def _right(head: Token) -> Token:
    """The last word of a noun phrase: "of …" and "for …" belong to a name."""
    for token in head.rights:
        joined = token.i == head.i + 1 and token.dep_ == "prep" and token.lower_ in ("of", "for")
        if joined and (inner := child(token, "pobj")) is not None:
            return _right(inner)
    return head
