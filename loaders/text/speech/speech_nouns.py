"""Claims that a noun introduces: "claims that …", "fears of …", "calls for …", "a critic of …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, is_finite, is_infinitive, is_nobody, subject
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.speech.claims import Claim, Reading, Unused
from testigo.loaders.text.speech.contents import content_of, phrase, span_of
from testigo.loaders.text.speech.speakers import can_speak
from testigo.loaders.text.speech.speech_verbs import is_actual
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

REFUSING = frozenset({"reject", "deny", "dismiss", "refute", "dispute", "rebut", "withdraw", "retract"})
OFFICIAL = frozenset({"official", "military", "governmental", "presidential", "ministerial"})
MAKERS = frozenset({"by", "from", "among"})


def noun_claims(reading: Reading) -> Iterator[Claim | Unused]:
    """Every claim that a noun of the lexicon introduces outside quotation marks and headings."""
    for token in reading.doc:
        if token.pos_ in ("NOUN", "PROPN") and token.text.islower() and reading.quotation(token.idx) is None:
            lemma = token.lemma_.lower()
            yield from _claims(reading, token, cues().nouns.get(lemma, ()))
            yield from _stances(reading, token, cues().stances.get(lemma, ()))


def _claims(reading: Reading, noun: Token, acts: tuple[Cue, ...]) -> Iterator[Claim | Unused]:
    for act in acts:
        found = _content(reading, noun, act)
        if found is None:
            continue
        head, span = found
        speaker, verb = _speaker(noun)
        if (verb is not None and verb.lemma_ in REFUSING) or _is_idiom(noun):
            return  # a denial has this content and is the verb's own claim; "for fear of" claims nothing
        if is_nobody(noun):
            yield Unused(Span(noun.idx, noun.idx + len(noun)), "nobody-speaks", f"no {noun.text!r} is said to exist")
            return
        rule = "noun-clause" if is_finite(head) else "noun-phrase"
        yield Claim(speaker, _cue(noun, verb), span, act, rule, 0.6 if speaker is not None else 0.5, head)
        return


def _stances(reading: Reading, noun: Token, acts: tuple[Cue, ...]) -> Iterator[Claim]:
    """As in "Amin, a critic of the junta": the person is named by the noun, or by what it stands beside."""
    for act in acts:
        if (found := _content(reading, noun, act)) is not None:
            speaker = noun.head if noun.dep_ == "appos" else subject(noun.head) if noun.dep_ == "attr" else noun
            yield Claim(speaker, span_of([noun]), found[1], act, "stance", 0.6, found[0])
            return


def _is_idiom(noun: Token) -> bool:
    """As in "for fear of"; and "said in a statement that": the verb's own claim."""
    is_channel = (
        noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in cues().verbs and noun.lemma_ in cues().channels
    )
    return (noun.lemma_ == "fear" and noun.head.lower_ == "for") or is_channel


def _cue(noun: Token, verb: Token | None) -> Span | None:
    """The noun, with the adjective that names the speaker."""
    maker = next((other for other in noun.lefts if other.lower_ in OFFICIAL), None)
    return span_of([noun] if maker is None else [maker, noun])


def _content(reading: Reading, noun: Token, act: Cue) -> tuple[Token, Span] | None:
    """The clause or phrase that the noun introduces."""
    for other in _after(noun):
        is_clause = other.dep_ in ("acl", "ccomp", "relcl") and is_finite(other) and child(other, "mark") is not None
        if "clause" in act.takes and is_clause:
            return _paired(other, content_of(other, reading.block(other.idx)))
        if "infinitive" in act.takes and other.dep_ in ("acl", "xcomp") and is_infinitive(other):
            span = phrase(other, other, reading.block(other.idx))
            is_attitude = act.modality is Modality.SUPPORTS and span is not None
            return _paired(other, Span(noun.idx, span.end) if is_attitude and span is not None else span)
        if (
            other.dep_ in ("prep", "dative")
            and other.lower_ in act.takes
            and (inner := child(other, "pobj", "pcomp")) is not None
        ):
            return _paired(inner, phrase(inner, inner, reading.block(inner.idx)))
    return None


def _after(noun: Token) -> list[Token]:
    """What hangs on a noun, and what the parse hung on a light verb that carries it: "expressed alarm at …"."""
    is_carried = noun.dep_ == "dobj" and noun.head.lemma_ in cues().light_verbs
    beside = (
        [other for other in noun.head.rights if other.dep_ in ("prep", "dative") and other.i > noun.i]
        if is_carried
        else []
    )
    return [*noun.rights, *beside]


def _paired(head: Token, span: Span | None) -> tuple[Token, Span] | None:
    return None if span is None else (head, span)


def _speaker(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose claim it is (and the verb that carries it): "the army's claim", "issued warnings", "claims by …"."""
    verb = noun.head if noun.dep_ in ("dobj", "conj") and noun.head.lemma_ in cues().light_verbs else None
    for other in noun.children:
        is_maker = other.dep_ in ("amod", "compound") and (
            other.lower_ in OFFICIAL or other.lemma_.lower() in cues().people
        )
        if is_maker or (other.dep_ == "poss" and can_speak(other)):
            return other, verb
        if other.dep_ == "prep" and other.lower_ in MAKERS and (inner := child(other, "pobj")) is not None:
            return inner, verb
    if verb is not None and is_actual(verb):
        return subject(verb), verb
    return None, verb
