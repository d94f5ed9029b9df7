"""Who is said to say what, found in a parsed English text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic
from testigo.loaders.text.according import according_claims, adverb_claims
from testigo.loaders.text.claims import Claim, Reading
from testigo.loaders.text.clauses import conjuncts, noun_phrase
from testigo.loaders.text.modality import hedge, modality, polarity
from testigo.loaders.text.quoted import quoted_claims
from testigo.loaders.text.speech_nouns import noun_claims
from testigo.loaders.text.speech_verbs import verb_claims
from testigo.ontology.spans import Span
from testigo.ontology.terms import Hedge, Modality, Mode, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """One claim of a third party. Spans are code points of the text; the report's own sentences are none.

    `speaker` None: nobody is named ("reportedly"). `further_speakers`: each of those who make a joint claim, where
    `speaker` covers all of them. `via`: who passed it on, nearest the reader first. `cue` None: a quotation that
    stands by itself. `confidence` is a constant of the rule.
    """

    speaker: Span | None
    cue: Span | None
    content: Span
    modality: Modality
    mode: Mode
    rule: str
    confidence: float
    further_speakers: tuple[Span, ...] = ()
    hedge: Hedge = Hedge.NONE
    hedge_span: Span | None = None
    polarity: Polarity = Polarity.POSITIVE
    via: tuple[Span, ...] = ()


def attributions(doc: Doc) -> list[Attribution]:
    """Find who is said to say what, in text order."""
    return attributed(doc)[0]


def attributed(doc: Doc) -> tuple[list[Attribution], list[Diagnostic]]:
    """The attributions of a text, in text order, and what was seen and not used."""
    reading = Reading.of(doc)
    spoken = [*according_claims(reading), *verb_claims(reading)]
    quoted = list(quoted_claims(reading, spoken))
    claims = _distinct([*quoted, *spoken, *noun_claims(reading), *adverb_claims(reading)])
    return [_attribution(claim, reading) for claim in sorted(claims, key=_place)], []


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.content.start, claim.content.end, claim.rule


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a content and cue; of two with the same content the one found by the surer rule comes first."""
    found: list[Claim] = []
    for claim in claims:
        if not any(_is_same(claim, other) for other in found):
            found.append(claim)
    return found


def _is_same(one: Claim, other: Claim) -> bool:
    if not one.content.overlaps(other.content):
        return False
    shared = min(one.content.end, other.content.end) - max(one.content.start, other.content.start)
    longer = max(one.content.end, other.content.end) - min(one.content.start, other.content.start)
    return shared / longer >= 0.8


def _attribution(claim: Claim, reading: Reading) -> Attribution:
    speaker, further = _named(claim.speaker)
    kind, hedge_span = hedge(claim, reading)
    return Attribution(
        speaker,
        claim.cue,
        claim.content,
        modality(claim, reading),
        claim.mode,
        claim.rule,
        claim.confidence,
        further,
        kind,
        hedge_span,
        polarity(claim),
        tuple(noun_phrase(token) for token in claim.via),
    )


def _named(speaker: Token | None) -> tuple[Span | None, tuple[Span, ...]]:
    """How the speaker is named, and each of several who speak together."""
    if speaker is None:
        return None, ()
    together = list(conjuncts(speaker))
    each = tuple(noun_phrase(token) for token in together) if len(together) > 1 else ()
    return noun_phrase(speaker), each
