"""Which words of a sentence are what somebody said: spans of clauses and phrases, without their frame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, clauses, governor, sentence_end, tokens_below
from testigo.loaders.text.reading.cues import cues
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

WITHHELD = frozenset({"give", "provide", "offer", "name", "elaborate", "specify", "say", "cite", "identify", "mention"})
EDGES = frozenset(",;:-–—.…") | {"--", "|"}


def span_of(tokens: Iterable[Token]) -> Span | None:
    """From the first to the last of the tokens; None where there are none."""
    listed = list(tokens)
    if not listed:
        return None
    return Span(listed[0].idx, listed[-1].idx + len(listed[-1]))


def trimmed(tokens: Iterable[Token]) -> list[Token]:
    """Tokens without white space, commas, dashes, stops and "and" at either end."""
    kept = [token for token in tokens if not token.is_space]
    while kept and (kept[0].text in EDGES or kept[0].tag_ == "CC"):
        kept.pop(0)
    while kept and (kept[-1].text in EDGES or kept[-1].tag_ == "CC"):
        kept.pop()
    return kept


def within(tokens: Iterable[Token], block: Span) -> list[Token]:
    """The tokens that stand in a block: a parse may run over the end of a line."""
    return [token for token in tokens if block.start <= token.idx < block.end]


def phrase(start: Token, end: Token, block: Span, drop: Collection[Token] = ()) -> Span | None:
    """From the phrase of one token to the phrase of another, within a block, without what marks a claim."""
    out = {*drop, *_frames(start), *_frames(end), *_channels(start), *_channels(end)}
    tokens = {*tokens_below(start, out), *tokens_below(end, out)}
    return span_of(trimmed(within(sorted(tokens, key=lambda token: token.i), block)))


def content_of(clause: Token, block: Span, cue: Token | None = None) -> Span | None:
    """What a clause says: without "that", without a participle clause that hangs on after a comma.

    After its cue it runs to the end of the sentence, or to the next thing that the cue governs, so that a phrase
    which the parse hung elsewhere is not lost.
    """
    out = dropped(clause, cue)
    kept = within(tokens_below(clause, out), block)
    if cue is not None and kept and cue.i < kept[0].i:
        kept = _run_on(clause, cue, kept, out, block)
    if cue is not None:
        kept = _beside(_after_inserted(clause, cue, kept), cue)
    kept = _without_day(trimmed(kept), cue)
    if kept and kept[0].lower_ == "that" and (kept[0].tag_ in ("IN", "WDT") or _follows_and(kept[0])):
        kept = trimmed(kept[1:])
    return span_of(kept)


def _without_day(kept: list[Token], cue: Token | None) -> list[Token]:
    """As in "said on Friday it had opened": the day of the saying, which the parse hung on what was said."""
    if cue is None or len(kept) < 3 or kept[0].i != cue.i + 1 or kept[0].lower_ != "on":
        return kept
    is_day = kept[1].lower_ in cues().calendar and kept[2].pos_ in (
        "PRON",
        "DET",
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "SCONJ",
    )
    return kept[2:] if is_day else kept


def _after_inserted(clause: Token, cue: Token, kept: list[Token]) -> list[Token]:
    """As in "Overnight, the army says, it shot down a drone": what is said has its subject after the cue."""
    own = child(clause, "nsubj", "nsubjpass")
    is_inside = bool(kept) and own is not None and kept[0].i < cue.i < own.i and cue.nbor().text == ","
    return [token for token in kept if token.i > cue.i] if is_inside else kept


def _follows_and(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).tag_ == "CC"


def dropped(clause: Token, cue: Token | None) -> set[Token]:
    """The tokens under a clause whose phrases are not part of what it says."""
    out = {*_frames(clause), *absolutes(clause)} | ({cue} if cue is not None else set())
    out |= {other for other in clause.children if _is_another_voice(other)}
    out |= {other for other in clause.children if other.dep_ == "cc" and other.i < clause.i}
    for part in clauses(clause)[1:]:
        out |= {part, *(other for other in part.head.children if other.dep_ == "cc" and other.i < part.i)}
    if cue is not None:
        out |= {other for other in clause.children if other.dep_ == "conj" and _leaves(other, clause, cue)}
    return out


def _is_another_voice(clause: Token) -> bool:
    """As in "…, while police counted 2,000": what somebody else says beside it."""
    mark = child(clause, "mark", "advmod")
    is_beside = clause.dep_ == "advcl" and mark is not None and mark.lower_ in ("while", "whereas", "although", "but")
    return is_beside and clause.lemma_.lower() in cues().verbs and child(clause, "nsubj") is not None


def _leaves(verb: Token, clause: Token, cue: Token) -> bool:
    """Whether a coordinated verb belongs beside the cue, not in the clause: "said it had sunk but gave no cause"."""
    if child(verb, "nsubj", "nsubjpass") is not None:
        return False
    is_past_again = (verb.tag_, clause.tag_, cue.tag_) == ("VBD", "VBN", "VBD") and child(verb, "aux") is None
    is_past_again = is_past_again and not verb.lower_.endswith("ed")  # "had arrested four and recovered two rifles"
    return is_past_again or (verb.lemma_.lower() in cues().verbs and governor(verb) != clause)


def absolutes(clause: Token) -> Iterator[Token]:
    """As in ", with those who fail facing trial": a clause of its own after "with"."""
    for other in clause.children:
        if other.lower_ != "with" or other.dep_ != "prep" or other.i < clause.i or other.nbor(-1).text != ",":
            continue
        inner = child(other, "pobj", "pcomp")
        if inner is not None and any(part.tag_ == "VBG" and part.dep_ == "acl" for part in inner.children):
            yield other


def _frames(top: Token) -> Iterator[Token]:
    """What frames a clause: participles that comment on it, "according to …", "an allegation that …"."""
    for token in tokens_below(top):
        if token == top or token.i < top.i:
            if token.lower_ == "according":
                yield token
            continue
        before = token.doc[token.left_edge.i - 1].text if token.left_edge.i else ""
        is_participle = token.dep_ == "advcl" and token.tag_ == "VBG" and _comments(token)
        if (before == "," and is_participle) or token.lower_ == "according" or is_remark(token):
            yield token


def is_remark(noun: Token) -> bool:
    """Whether a noun names what was said before it: ", a claim the police deny"."""
    before = noun.doc[noun.left_edge.i - 1].text if noun.left_edge.i else ""
    is_loose = noun.dep_ in ("appos", "npadvmod", "dobj", "dep", "attr", "conj")
    return before == "," and is_loose and noun.lemma_ in cues().remarks and child(noun, "relcl") is not None


def _channels(top: Token) -> Iterator[Token]:
    """As in "claimed the attack in a video": where it was said."""
    for token in tokens_below(top):
        inner = (
            child(token, "pobj") if token.dep_ == "prep" and token.lower_ in ("in", "on", "via", "through") else None
        )
        if inner is not None and inner.lemma_.lower() in cues().channels and token.i > top.i:
            yield token
        giving = child(token, "pcomp") if token.lower_ == "without" else None
        if giving is not None and giving.lemma_ in WITHHELD:
            yield token


def _comments(participle: Token) -> bool:
    """Whether a participle clause says something of its own or comments: ", fearing …", ", raising doubts …"."""
    lemma = participle.lemma_.lower()
    return lemma in cues().comments or lemma in cues().verbs


def _run_on(clause: Token, cue: Token, kept: list[Token], out: Collection[Token], block: Span) -> list[Token]:
    """The words from the first kept one to where the cue's sentence, or its next claim, ends."""
    end = sentence_end(cue) if cue.dep_ == "ROOT" else cue.right_edge.i + 1
    ends = [token.left_edge.i for token in out if token.i > clause.i and token.left_edge.i > clause.i]
    others = [
        other
        for other in cue.children
        if other.i > clause.i and (other.dep_ in ("conj", "cc", "advcl", "ccomp", "parataxis") or is_remark(other))
    ]
    ends += [other.left_edge.i for other in others if other != clause and clause not in tokens_below(other)]
    end = min([end, *(at for at in ends if at > kept[0].i)])
    return within(clause.doc[kept[0].i : max(end, clause.i + 1)], block)


def _beside(kept: list[Token], cue: Token) -> list[Token]:
    """The words without the cue's own clause, where that stands at either edge of them."""
    own = {token for token in tokens_below(cue) if token not in kept} | {cue}
    while kept and (kept[-1] in own or kept[-1].text in EDGES):
        kept.pop()
    while kept and (kept[0] in own or kept[0].text in EDGES):
        kept.pop(0)
    return kept
