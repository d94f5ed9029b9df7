"""Which of the claims that rules found stay: one a proposition and speaker, the outer one of two that nest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from testigo.loaders.text.speech.claims import Claim, Reading, Unused
from testigo.ontology.spans import Span
from testigo.ontology.terms import Mode

SAME = 0.8  # overlap (intersection over union) from which two contents are one


def selected(claims: Sequence[Claim], reading: Reading) -> tuple[list[Claim], list[Unused]]:
    """The claims that stay, and the others with the reason. Of two that say the same the earlier in order stays."""
    by_block: dict[Span, list[Claim]] = {}
    for claim in claims:
        by_block.setdefault(reading.block(claim.content.start), []).append(claim)
    parts = [_selected(together) for together in by_block.values()]
    return [claim for kept, _ in parts for claim in kept], [one for _, unused in parts for one in unused]


def _selected(claims: Sequence[Claim]) -> tuple[list[Claim], list[Unused]]:
    """The same for the claims of one block."""
    kept: list[Claim] = []
    unused: list[Unused] = []
    for claim in _relayed(claims):
        if any(_is_same(claim, other) for other in kept):
            continue
        kept.append(claim)
    stay = []
    for claim in kept:
        if any(_is_nested(claim, other) for other in kept if other is not claim):
            unused.append(Unused(claim.cue or claim.content, "nested-claim", "stands inside what another speaker says"))
        else:
            stay.append(claim)
    return [_cut(claim, stay) for claim in stay], unused


def _relayed(claims: Sequence[Claim]) -> Iterable[Claim]:
    """As in "The general said it was over, according to state media": the general's claim, passed on by the media."""
    relays = [claim for claim in claims if claim.rule == "according-to" and claim.speaker is not None]
    relayed = [(relay, claim) for relay in relays for claim in claims if _passes_on(relay, claim)]
    gone = {id(relay) for relay, _ in relayed}
    for claim in claims:
        if id(claim) in gone:
            continue
        above = next((relay.speaker for relay, other in relayed if other is claim), None)
        yield claim if above is None else replace(claim, via=(above, *claim.via))


def _passes_on(relay: Claim, claim: Claim) -> bool:
    """Whether a claim is all that a clause with "according to" says."""
    is_spoken = claim.rule == "verb-clause" and claim.cue is not None and claim.speaker is not None
    return is_spoken and relay.head is not None and claim.cue is not None and relay.head.idx == claim.cue.start


def _is_same(one: Claim, other: Claim) -> bool:
    if not one.content.overlaps(other.content):
        return False
    shared = min(one.content.end, other.content.end) - max(one.content.start, other.content.start)
    longer = max(one.content.end, other.content.end) - min(one.content.start, other.content.start)
    return shared / longer >= SAME


def _is_nested(claim: Claim, other: Claim) -> bool:
    """Whether a claim stands inside what somebody else is said to say, and adds no speaker of its own to it."""
    if claim.cue is None or claim.mode is Mode.VERBATIM or not other.content.covers(claim.cue):
        return False
    if claim.content.covers(other.content):
        return False
    is_all = other.head is not None and other.head.idx == claim.cue.start
    has_own = claim.speaker is not None and claim.rule == "verb-clause" and claim.speaker.pos_ != "PRON"
    return not (has_own and is_all and other.rule == "verb-clause")


def _cut(claim: Claim, others: Sequence[Claim]) -> Claim:
    """A content that runs into the speaker of the next claim ends before them: the parse took them for its part."""
    for other in others:
        if other.speaker is None or other.cue is None or other is claim or claim.mode is Mode.VERBATIM:
            continue
        start = other.speaker.left_edge.idx
        runs_in = claim.content.start < start < claim.content.end < other.cue.start <= claim.content.end + 2
        if runs_in and other.content.start > claim.content.end:
            words = other.speaker.doc.text[claim.content.start : start].rstrip(" ,;–—")
            if words.strip():
                return replace(claim, content=Span(claim.content.start, claim.content.start + len(words)))
    return claim
