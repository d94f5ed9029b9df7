"""What kind of speech act a claim is, once its words are known; its hedge and its polarity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.claims import Claim, Reading
from testigo.loaders.text.clauses import child, is_negated, is_passive
from testigo.loaders.text.cues import cues
from testigo.ontology.spans import Span
from testigo.ontology.terms import Hedge, Modality, Mode, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

PLAIN = frozenset({Modality.ASSERTS, Modality.ANNOUNCES})
OUGHT = re.compile(
    r"\b(should|must|ought to|need to|needs to|have to|has to|let us|stop)\b|^(do not|don['’]t|please)\b", re.I
)
OWN = frozenset({"we", "i", "they", "it", "he", "she"})
PRELIMINARY = re.compile(r"\b(preliminary|initial|provisional)\b", re.I)
UNVERIFIED = re.compile(r"\b(unverified|unconfirmed)\b", re.I)


def modality(claim: Claim, reading: Reading) -> Modality:
    """The cue's speech act; where the cue only reports ("said"), the content decides."""
    if claim.act.modality not in PLAIN or claim.head is None or claim.rule == "adverb":
        return claim.act.modality
    words = claim.content.of(reading.doc.text)
    for is_it, act in (
        (_ought, Modality.CALLS_FOR),
        (_denial, Modality.DENIES),
        (_blame, Modality.ACCUSES),
        (_menace, Modality.WARNS),
        (_vow, Modality.PROMISES),
    ):
        if is_it(claim, words):
            return act
    return claim.act.modality


def polarity(claim: Claim) -> Polarity:
    """Negative where the clause itself is negated."""
    return Polarity.NEGATIVE if claim.head is not None and is_negated(claim.head) else Polarity.POSITIVE


def hedge(claim: Claim, reading: Reading) -> tuple[Hedge, Span | None]:
    """The hedge and the words that make it: an adverb in the claim, the cue itself, or what qualifies its speaker."""
    text = reading.doc.text
    for token in reading.tokens(claim.content.start, claim.content.end):
        if token.lower_ in cues().adverbs:
            return cues().adverbs[token.lower_], Span(token.idx, token.idx + len(token))
    if claim.act.hedge is not Hedge.NONE:
        return claim.act.hedge, claim.cue
    if claim.speaker is not None:
        start = claim.speaker.left_edge.idx
        for pattern, found in ((PRELIMINARY, Hedge.PRELIMINARY), (UNVERIFIED, Hedge.UNVERIFIED)):
            if match := pattern.search(text, start, claim.speaker.idx):
                return found, Span(*match.span())
    return Hedge.NONE, None


def _ought(claim: Claim, words: str) -> bool:
    """As in "forces should not …": what ought to be."""
    head = claim.head
    if head is None:
        return False
    helpers = {other.lower_ for other in head.children if other.dep_ in ("aux", "neg")}
    return bool(helpers & {"should", "must", "ought"}) or (head.lemma_ in ("need", "have") and bool(OUGHT.match(words)))


def _denial(claim: Claim, words: str) -> bool:
    """As in "we did not …", "this is not about …": the speaker puts aside what is said of them."""
    head = claim.head
    if head is None or not is_negated(head) or any(other.lower_ in ("will", "wo") for other in head.children):
        return False
    who = child(head, "nsubj", "nsubjpass", "expl")
    return who is not None and (
        who.lower_ in OWN | {"this", "that", "there"}
        or any(other.lower_ in ("our", "its", "their") for other in who.children)
    )


def _blame(claim: Claim, words: str) -> bool:
    """Somebody is said to have done wrong."""
    head = claim.head
    wrong = cues().wrongs.search(words)
    if head is None or wrong is None:
        return False
    agent = child(head, "agent") if is_passive(head) else child(head, "nsubj")
    return agent is not None and agent.lower_ not in ("we", "i")


def _menace(claim: Claim, words: str) -> bool:
    """Who does wrong will pay for it."""
    return bool(cues().punishments.search(words))


def _vow(claim: Claim, words: str) -> bool:
    """As in "we will …"."""
    head = claim.head
    if head is None or claim.mode is not Mode.VERBATIM:
        return False
    who = child(head, "nsubj")
    return (
        who is not None
        and who.lower_ in ("we", "i")
        and any(other.lower_ in ("will", "'ll", "’ll", "shall") for other in head.children)
    )
