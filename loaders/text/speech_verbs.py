"""Claims that a verb introduces: "said (that) …", "urged … to …", "described … as …", "denied …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.claims import Claim, Reading
from testigo.loaders.text.clauses import (
    child,
    clauses,
    content_of,
    is_finite,
    is_infinitive,
    is_passive,
    span_of,
    subject,
    tokens_below,
    trimmed,
)
from testigo.loaders.text.cues import Cue, cues
from testigo.loaders.text.speakers import can_speak, listeners
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = list[tuple["Token", Span]]
MODALS = frozenset({"could", "should", "might", "may", "must", "would", "shall"})
CARRIERS = frozenset({"go", "continue", "proceed", "take", "begin", "start", "appear", "rush", "move"})


def verb_claims(reading: Reading) -> Iterator[Claim]:
    """Every claim that a verb of the lexicon introduces outside quotation marks."""
    for token in reading.doc:
        if token.tag_.startswith("VB") and token.lemma_.lower() in cues().verbs and is_actual(token):
            if reading.quotation(token.idx) is None:
                yield from _claims(reading, token)


def is_actual(verb: Token) -> bool:
    """Whether the verb says that something was said: not "did not say", "could say", "refused to say"."""
    helpers = [other for other in verb.children if other.dep_ in ("aux", "neg", "mark")]
    if any(other.dep_ == "neg" or other.lower_ in MODALS or other.lower_ in ("if", "unless") for other in helpers):
        return False
    if is_infinitive(verb):
        return verb.dep_ == "xcomp" and verb.head.lemma_ in CARRIERS
    return not (
        verb.dep_ == "conj" and verb.head is not verb and not _has_own_helpers(verb) and not is_actual(verb.head)
    )


def _has_own_helpers(verb: Token) -> bool:
    return any(other.dep_ in ("aux", "nsubj", "nsubjpass") for other in verb.children)


def _claims(reading: Reading, verb: Token) -> Iterator[Claim]:
    """The claims of the first reading of a verb whose content is there."""
    speaker = _speaker(verb)
    if speaker is None and not is_passive(verb):
        return
    for act in cues().verbs[verb.lemma_.lower()]:
        found, frame = _contents(reading, verb, act)
        if not found or not (act.is_weak or "clause" in act.takes or speaker is None or can_speak(speaker)):
            continue
        for head, span in found:
            yield Claim(speaker, span_of([verb]), span, act, f"verb-{frame}", 0.8, head, via=listeners(verb))
        return


def _speaker(verb: Token) -> Token | None:
    """Who speaks: the subject, or the agent of a passive."""
    if not is_passive(verb):
        return subject(verb)
    agent = child(verb, "agent")
    return child(agent, "pobj") if agent is not None else None


def _contents(reading: Reading, verb: Token, act: Cue) -> tuple[Found, str]:
    """What the verb introduces and in which frame; the most specific frame that is there."""
    for frame in sorted(act.needs or act.takes, key=lambda name: (ORDER.index(name) if name in ORDER else 2, name)):
        find = FRAMES.get(frame)
        found = find(reading, verb) if find else _in_preposition(reading, verb, frame)
        if found:
            return found, frame if find else "preposition"
    return [], ""


def _in_clause(reading: Reading, verb: Token) -> Found:
    """ "said (that) they fled"; "they fled, she said"; "they, she said, fled"."""
    heads = [other for other in verb.children if other.dep_ == "ccomp" and is_finite(other)]
    if not heads and verb.dep_ == "parataxis" and is_finite(verb.head):
        heads = [verb.head]
    found: Found = []
    for head in (part for top in heads for part in clauses(top)):
        if (quoted := reading.quotation(head.idx)) is not None and quoted.inner.start <= head.left_edge.idx:
            continue
        span = content_of(head, reading.block(head.idx), drop=(verb,))
        if span is not None:
            found.append((head, span))
    return found


def _in_infinitive(reading: Reading, verb: Token) -> Found:
    """ "urged both sides to withdraw", "vowed to stay"."""
    for head in verb.children:
        if head.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(head) and head.i > verb.i:
            whom = child(verb, "dobj", "dative")
            start = whom if whom is not None and whom.i < head.i else head
            return _stretch(reading, start, head)
    return []


def _in_object(reading: Reading, verb: Token) -> Found:
    """ "condemned the attack"."""
    whom = child(verb, "dobj")
    return (
        []
        if whom is None or whom.i < verb.i or whom.lower_ in ("what", "which", "that")
        else _stretch(reading, whom, whom)
    )


def _in_as(reading: Reading, verb: Token) -> Found:
    """ "described the raid as a massacre"."""
    whom = child(verb, "dobj", "nsubjpass")
    for preposition in tokens_below(verb):
        if (
            preposition.lower_ == "as"
            and preposition.dep_ == "prep"
            and preposition.i > verb.i
            and list(preposition.children)
        ):
            start = whom if whom is not None and whom.i > verb.i else preposition
            return _stretch(reading, start, preposition)
    return []


def _in_name(reading: Reading, verb: Token) -> Found:
    """ "called the raid a massacre", "what it called a massacre"."""
    name = child(verb, "oprd")
    if name is not None and name.i > verb.i:
        whom = child(verb, "dobj")
        return _stretch(reading, whom if whom is not None and verb.i < whom.i else name, name)
    for small in verb.children:
        if small.dep_ == "ccomp" and small.i > verb.i and not is_finite(small) and not small.tag_.startswith("VB"):
            return _stretch(reading, small, small)
    return []


def _in_gerund(reading: Reading, verb: Token) -> Found:
    """ "denied shelling the camp"."""
    for head in verb.children:
        if head.dep_ in ("xcomp", "ccomp", "dobj") and head.tag_ == "VBG" and head.i > verb.i:
            return _stretch(reading, head, head)
    return []


def _in_preposition(reading: Reading, verb: Token, word: str) -> Found:
    """ "called for restraint", "accused the army of looting"."""
    whom = child(verb, "dobj")
    for preposition in (other for top in (verb, whom) if top is not None for other in top.children):
        if preposition.lower_ != word or preposition.dep_ != "prep" or preposition.i < verb.i:
            continue
        inner = child(preposition, "pobj", "pcomp")
        if inner is not None:
            start = whom if whom is not None and verb.i < whom.i < inner.i else inner
            return _stretch(reading, start, inner if start is inner else preposition)
    return []


def _stretch(reading: Reading, start: Token, end: Token) -> Found:
    """From the phrase of one token to the phrase of another, within the block."""
    block = reading.block(end.idx)
    tokens = sorted({*tokens_below(start), *tokens_below(end)}, key=lambda token: token.i)
    drop = {token for top in tokens if top.lower_ == "according" for token in tokens_below(top)}
    span = span_of(
        trimmed(token for token in tokens if token not in drop and block.covers(Span(token.idx, token.idx + 1)))
    )
    return [] if span is None else [(end, span)]


FRAMES: dict[str, Callable[[Reading, "Token"], Found]] = {
    "clause": _in_clause,
    "infinitive": _in_infinitive,
    "object": _in_object,
    "as": _in_as,
    "name": _in_name,
    "gerund": _in_gerund,
}
ORDER = ["clause", "infinitive", "preposition", "as", "name", "gerund", "object"]
