"""Who is said to say what, found in a parsed English text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic, Mention
from testigo.loaders.text.speech.according import according_claims, adverb_claims
from testigo.loaders.text.speech.antecedents import antecedents
from testigo.loaders.text.speech.claims import Claim, Reading, Unused
from testigo.loaders.text.speech.feelings import feeling_claims
from testigo.loaders.text.speech.modality import hedge, modality, polarity
from testigo.loaders.text.speech.quoted import quoted_claims, unquoted
from testigo.loaders.text.speech.selection import selected
from testigo.loaders.text.speech.silences import silence_claims
from testigo.loaders.text.speech.speakers import named
from testigo.loaders.text.speech.speech_nouns import noun_claims
from testigo.loaders.text.speech.speech_verbs import verb_claims
from testigo.loaders.text.speech.unreached import unreached_claims
from testigo.ontology.spans import Span
from testigo.ontology.terms import Hedge, Modality, Mode, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """One claim of a third party. Spans are code points of the text; the report's own sentences are none.

    `speaker` None: nobody is named ("reportedly"). `antecedent`: whom a pronoun speaker means, where clear.
    `further_speakers`: each of those who make a joint claim, where `speaker` covers all of them. `via`: who passed it
    on, nearest the reader first. `cue` None: a quotation that stands by itself. `confidence`: a constant of the rule.
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
    antecedent: Span | None = None


def attributions(doc: Doc) -> list[Attribution]:
    """Find who is said to say what, in text order."""
    return attributed(doc)[0]


def attributed(doc: Doc) -> tuple[list[Attribution], list[Diagnostic]]:
    """The attributions of a text, in text order, and what was seen and not used."""
    reading = Reading.of(doc)
    claims, unused = _found(reading)
    headings = [claim for claim in claims if _is_in_heading(claim, reading) and not _is_set_off(claim)]
    told = [Unused(one.cue or one.content, "heading", "stands in a heading: the text tells it") for one in headings]
    kept, nested = selected([claim for claim in claims if claim not in headings], reading)
    kept.sort(key=lambda claim: (claim.content.start, claim.content.end, claim.rule))
    meant = antecedents(reading, kept)
    found = [_attribution(claim, reading, meant) for claim in kept]
    return found, _diagnostics(reading.text, [*unused, *nested, *told])


def _is_set_off(claim: Claim) -> bool:
    """As in the heading "Three dead after strike, governor says"."""
    return claim.rule == "verb-clause" and claim.cue is not None and claim.cue.start > claim.content.end


def _is_in_heading(claim: Claim, reading: Reading) -> bool:
    return any(reading.is_heading(span.start) for span in (claim.cue, claim.content) if span is not None)


def _found(reading: Reading) -> tuple[list[Claim], list[Unused]]:
    """What every rule finds, the surest rules first."""
    spoken = [*according_claims(reading), *silence_claims(reading), *unreached_claims(reading), *verb_claims(reading)]
    quoted = list(quoted_claims(reading, [claim for claim in spoken if isinstance(claim, Claim)]))
    found = [*quoted, *spoken, *noun_claims(reading), *feeling_claims(reading), *adverb_claims(reading)]
    return [one for one in found if isinstance(one, Claim)], [one for one in found if isinstance(one, Unused)]


def _attribution(claim: Claim, reading: Reading, meant: dict[int, Token]) -> Attribution:
    speaker, further = named(claim.speaker) if claim.speaker is not None else (None, ())
    antecedent = meant.get(claim.speaker.i) if claim.speaker is not None else None
    kind, hedge_span = hedge(claim, reading)
    claim = unquoted(claim, reading)
    return Attribution(
        speaker=speaker,
        cue=claim.cue,
        content=claim.content,
        modality=modality(claim, reading),
        mode=claim.mode,
        rule=claim.rule,
        confidence=claim.confidence,
        further_speakers=further,
        hedge=kind,
        hedge_span=hedge_span,
        polarity=polarity(claim),
        via=tuple(named(token)[0] for token in claim.via),
        antecedent=named(antecedent)[0] if antecedent is not None else None,
    )


def _diagnostics(text: str, unused: Sequence[Unused]) -> list[Diagnostic]:
    ordered = sorted(unused, key=lambda one: (one.span.start, one.span.end, one.code))
    return [Diagnostic(one.code, one.message, Mention.of(text, one.span.start, one.span.end)) for one in ordered]
