"""Claims in quotation marks: whose words they are is said beside them, or before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, is_finite, subject
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.reading.quotes import Quotation
from testigo.loaders.text.speech.claims import Claim, Reading, Unused
from testigo.loaders.text.speech.contents import span_of
from testigo.loaders.text.speech.speakers import author, can_speak, listeners
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality, Mode

if TYPE_CHECKING:
    from spacy.tokens import Token

QUOTED = Cue("", Modality.ASSERTS, frozenset())
LEAST_WORDS = 3
REACH = 14  # tokens between a quotation and its cue
STOP = re.compile(r"[.!?…][\"”’']?\s*$")


def quoted_claims(reading: Reading, others: Sequence[Claim]) -> Iterator[Claim | Unused]:
    """The sentences of every quotation that stands by itself. `others`: the claims found so far, for their speakers."""
    before: Claim | None = None
    others = sorted((claim for claim in others if claim.speaker is not None), key=_last)
    for quotation in reading.quotations:
        if not is_whole(reading, quotation):
            continue
        model = (
            _cued(reading, quotation) or _labelled(reading, quotation) or _carried(reading, quotation, before, others)
        )
        if model is None:
            yield Unused(quotation.inner, "quote-without-speaker", "nobody is found who says these words")
            continue
        for span in sentences(reading, quotation.inner):
            head = _head(reading, span)
            is_question = span.of(reading.text).rstrip("\"'”’").endswith("?")
            act = model.act if is_question or model.act.modality is not Modality.ASKS else QUOTED
            before = replace(model, content=span, act=act, head=head, mode=Mode.VERBATIM)
            yield before


def is_whole(reading: Reading, quotation: Quotation) -> bool:
    """Whether the quotation is a sentence of its own, not a few quoted words inside somebody's sentence."""
    text, inner = reading.text, quotation.inner.of(reading.text)
    if len(inner.split()) < LEAST_WORDS and not STOP.search(inner):
        return False
    lead = text[reading.block(quotation.outer.start).start : quotation.outer.start].rstrip()
    return not lead.strip("-–—•*· ") or lead[-1] in ",:.!?…—–”\"'’)" or (inner[:1].isupper() and inner[-1:] in ".,!?…")


def sentences(reading: Reading, inner: Span) -> list[Span]:
    """The sentences of a quotation, with their stops."""
    text = reading.text
    starts = [inner.start]
    for sent in reading.sentences_in(inner.start + 1, inner.end):
        at = sent.start_char
        if (
            inner.start < at < inner.end
            and STOP.search(text[inner.start : at])
            and len(text[starts[-1] : at].split()) >= LEAST_WORDS
        ):
            starts.append(at)
    spans = [text[start:end] for start, end in zip(starts, [*starts[1:], inner.end], strict=True)]
    return [
        Span(start, start + len(words.rstrip())) for start, words in zip(starts, spans, strict=True) if words.strip()
    ]


def _head(reading: Reading, span: Span) -> Token | None:
    """The token of a span that governs the others."""
    inside = reading.tokens(span.start, span.end)
    verbs = [token for token in inside if token.pos_ in ("VERB", "AUX") and is_finite(token)]
    tops = [token for token in inside if token.head == token or not span.start <= token.head.idx < span.end]
    return next((token for token in tops if token in verbs), next(iter(verbs or tops), None))


def _cued(reading: Reading, quotation: Quotation) -> Claim | None:
    """The claim that a cue after the quotation makes of it, or else one before it."""
    block = reading.block(quotation.outer.start)
    after = reading.tokens(quotation.outer.end, block.end)
    before = reading.tokens(block.start, quotation.outer.start)
    tail = [] if _ends(reading, quotation) else _until_stop(reading, after)
    lead = _until_stop(reading, before[::-1])
    for tokens, rule in ((tail, "quote-cue-after"), (lead, "quote-cue-before")):
        for token in tokens[:REACH]:
            claim = _by_verb(token, quotation, rule) or _by_according(token, quotation)
            if claim is not None:
                return claim
    return None


def _ends(reading: Reading, quotation: Quotation) -> bool:
    """Whether the sentence ends with the quotation, so that what follows is another sentence."""
    words, text = quotation.inner.of(reading.text), reading.text
    following = text[quotation.outer.end : quotation.outer.end + 2].strip()
    return words[-1:] == "." and not following[:1].islower()


def _until_stop(reading: Reading, tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.text in (".", "!", "?") or reading.quotation(token.idx) is not None:
            break
        found.append(token)
    return found


def _by_verb(token: Token, quotation: Quotation, rule: str) -> Claim | None:
    """The claim where the token is a verb of saying whose speaker is known."""
    acts = cues().verbs.get(token.lemma_.lower(), ())
    if not token.tag_.startswith("VB") or not acts:
        return None
    act = next((act for act in acts if "clause" in act.takes or "quote" in act.takes), acts[0])
    speaker = author(subject(token)) or _neighbour(token)
    if speaker is None or quotation.outer.start <= speaker.idx < quotation.outer.end:
        speaker = _neighbour(token)
    return (
        Claim(speaker, span_of([token]), quotation.inner, act, rule, 0.9, via=listeners(token))
        if speaker is not None
        else None
    )


def _by_according(token: Token, quotation: Quotation) -> Claim | None:
    """The claim where the token begins "according to …"."""
    to = child(token, "prep")
    if token.lower_ != "according" or to is None or (speaker := child(to, "pobj")) is None:
        return None
    return Claim(speaker, span_of([token, to]), quotation.inner, QUOTED, "quote-according-to", 0.9)


def _labelled(reading: Reading, quotation: Quotation) -> Claim | None:
    """As in "The mayor: “We need food.”": who stands before a colon, without a verb."""
    before = reading.tokens(reading.block(quotation.outer.start).start, quotation.outer.start)
    lead = [token for token in _until_stop(reading, before[::-1])[::-1] if not token.is_space]
    if len(lead) < 2 or lead[-1].text != ":" or any(token.pos_ in ("VERB", "AUX") for token in lead):
        return None
    tops = [token for token in lead[:-1] if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "pobj")]
    speaker = tops[0] if tops and can_speak(tops[0]) else None
    return None if speaker is None else Claim(speaker, None, quotation.inner, QUOTED, "quote-labelled", 0.8)


def _neighbour(verb: Token) -> Token | None:
    """The noun beside a verb whose subject the parse did not find: after it ("said Amin") or before it."""
    sides = (verb.doc[verb.i + 1 : verb.i + 6], list(verb.doc[max(0, verb.i - 6) : verb.i])[::-1])
    for side in sides:
        for token in side:
            if token.is_punct:
                break
            if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ != "compound":
                return token
    return None


def _carried(reading: Reading, quotation: Quotation, before: Claim | None, others: Sequence[Claim]) -> Claim | None:
    """The speaker of the sentence before: of its claims, of the quotation just before, or its subject.

    `others` are in the order of `_last`.
    """
    at = quotation.outer.start
    index = bisect_right(others, at, key=_last)
    spoken = [*others[max(0, index - 1) : index], *([before] if before is not None and _last(before) <= at else [])]
    nearest = max(spoken, key=_last, default=None)
    if nearest is not None and not _has_sentence_between(reading, _last(nearest), at):
        return Claim(nearest.speaker, None, quotation.inner, QUOTED, "quote-carried", 0.6)
    subject_before = _subject_before(reading, at)
    if subject_before is not None:
        return Claim(subject_before, None, quotation.inner, QUOTED, "quote-after-subject", 0.4)
    return None


def _last(claim: Claim) -> int:
    """Where a claim, its cue and its speaker end."""
    speaker = claim.speaker.idx if claim.speaker is not None else 0
    return max(claim.content.end, claim.cue.end if claim.cue else 0, speaker)


def _has_sentence_between(reading: Reading, start: int, end: int) -> bool:
    between = reading.sentences_in(start + 1, end)
    return any(sent.end_char <= end and len(sent) > LEAST_WORDS and sent.text.strip() for sent in between)


def _subject_before(reading: Reading, at: int) -> Token | None:
    """The subject of the sentence before a place, where it can speak."""
    before = (sent for sent in reversed(reading.sentences_in(0, at)) if sent.end_char <= at + 1 and sent.text.strip())
    sentence = next(before, None)
    own = child(sentence.root, "nsubj", "nsubjpass") if sentence is not None else None
    return own if own is not None and can_speak(own) else None


def unquoted(claim: Claim, reading: Reading) -> Claim:
    """The claim with its quotation marks in pairs; where all its words are one quotation, without them and verbatim."""
    content = claim.content
    first, last = reading.quotation(content.start), reading.quotation(content.end - 1)
    if first is not None and first == last and first.outer.start == content.start:
        return replace(claim, content=first.inner, mode=Mode.VERBATIM)
    if last is not None and content.start <= last.outer.start < content.end < last.outer.end:
        return replace(claim, content=Span(content.start, last.outer.end))
    return claim
