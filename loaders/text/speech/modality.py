"""What kind of speech act a claim is, once its words are known; its hedge and its polarity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import child, is_negated, is_passive
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.reading.phrases import lemma_of
from testigo.loaders.text.speech.claims import Claim, Reading
from testigo.ontology.spans import Span
from testigo.ontology.terms import Hedge, Modality, Mode, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

PLAIN = frozenset({Modality.ASSERTS, Modality.ANNOUNCES})
NEED = re.compile(r"\b(?:need|needs|have|has) to\b|^(?:stop|let us|do not|don['’]t|please)\b", re.IGNORECASE)
OWN = frozenset({"we", "i", "they", "it", "he", "she"})
UNIDENTIFIED = frozenset(
    {"gunman", "attacker", "assailant", "perpetrator", "militant", "raider", "fighter", "rebel", "bandit"}
)
OURS = frozenset({"our", "its", "their", "my"})
FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "may", "could", "wo"})
WILLS = frozenset({"will", "'ll", "’ll", "shall", "wo"})
UNABLE = frozenset({"could", "can", "ca", "would", "will", "wo"})
PRELIMINARY = re.compile(r"\b(?:preliminary|initial|provisional)\b", re.IGNORECASE)
UNVERIFIED = re.compile(r"\b(?:unverified|unconfirmed)\b", re.IGNORECASE)


def modality(claim: Claim, reading: Reading) -> Modality:
    """The cue's speech act; where the cue only reports ("said"), the content decides."""
    if _is_called_untrue(claim, claim.content.of(reading.text)):
        return Modality.DENIES
    if (
        (claim.act.modality not in PLAIN and not _is_sworn(claim))
        or claim.head is None
        or claim.rule in ("adverb", "verb-hearsay")
    ):
        return claim.act.modality
    words = claim.content.of(reading.text)
    if claim.mode is Mode.VERBATIM and words.endswith("?"):
        return Modality.ASKS
    decided = next((act for is_it, act in TESTS if is_it(claim, words)), None)
    plain = Modality.ASSERTS if _is_sworn(claim) else claim.act.modality
    return decided or _echo(claim) or plain


def _is_sworn(claim: Claim) -> bool:
    """As in "swore that this was untrue": of what is or was, not of what will be."""
    if claim.act.modality is not Modality.PROMISES or claim.rule != "verb-clause" or claim.head is None:
        return False
    return not any(other.lower_ in FUTURE for other in claim.head.children)


def _is_called_untrue(claim: Claim, words: str) -> bool:
    """As in "calls it pure invention"."""
    return claim.act.modality is Modality.CHARACTERISES and cues().inventions.search(words) is not None


def polarity(claim: Claim) -> Polarity:
    """Negative where the clause itself is negated."""
    return Polarity.NEGATIVE if claim.head is not None and is_negated(claim.head) else Polarity.POSITIVE


def hedge(claim: Claim, reading: Reading) -> tuple[Hedge, Span | None]:
    """The hedge and the words that make it: an adverb in the claim, the cue itself, or what qualifies its speaker."""
    for token in reading.tokens(claim.content.start, claim.content.end):
        if token.lower_ in cues().adverbs:
            return cues().adverbs[token.lower_], Span(token.idx, token.idx + len(token))
    if claim.act.hedge is not Hedge.NONE:
        return claim.act.hedge, claim.cue
    if claim.speaker is not None:
        start = claim.speaker.left_edge.idx
        for pattern, found in ((PRELIMINARY, Hedge.PRELIMINARY), (UNVERIFIED, Hedge.UNVERIFIED)):
            if match := pattern.search(reading.text, start, claim.speaker.idx):
                return found, Span(*match.span())
    return Hedge.NONE, None


def _ought(claim: Claim, words: str) -> bool:
    """As in "forces should not …", "they need to …", "stop the killing"."""
    head = claim.head
    if head is None:
        return False
    helpers = {other.lower_ for other in head.children if other.dep_ == "aux"}
    needs = head.lemma_ in ("need", "have") or claim.mode is Mode.VERBATIM
    return bool(helpers & {"should", "must", "ought"}) or (needs and NEED.search(words) is not None)


def _denial(claim: Claim, words: str) -> bool:
    """As in "we did not …", "this is not about …": the speaker puts aside what is said of them."""
    head = claim.head
    if head is None or not is_negated(head):
        return False
    if is_passive(head):
        patient = child(head, "nsubjpass")
        return _is_by_own(head) or (patient is not None and _is_none_of_theirs(patient))
    who = child(head, "nsubj", "expl")
    if who is None or any(other.lower_ in UNABLE for other in head.children):
        return False
    if who.lower_ in OWN or _is_none_of_theirs(who):
        is_another = claim.mode is Mode.VERBATIM and who.lower_ not in ("we", "i", "it")
        return head.lemma_ not in cues().denies_not and not is_another
    return who.lower_ in ("this", "that", "there") or any(other.lower_ in OURS for other in who.children)


def _is_none_of_theirs(who: Token) -> bool:
    """As in "none of its members had been involved"."""
    return who.lower_ == "none" and any(other.lower_ in OURS for other in who.subtree)


def _is_by_own(head: Token) -> bool:
    """As in "no shot had been fired by its men"."""
    agent = child(head, "agent")
    inner = child(agent, "pobj") if agent is not None else None
    return inner is not None and any(other.lower_ in OURS for other in inner.children)


def _foreboding(claim: Claim, words: str) -> bool:
    """As in "food will run out within days", "it would strike banks"."""
    head = claim.head
    if head is None or head.lemma_.lower() not in cues().harms or is_negated(head):
        return False
    return any(other.lower_ in FUTURE for other in head.children)


def _rebuttal(claim: Claim, words: str) -> bool:
    """As in "these allegations are baseless"."""
    return cues().untruths.search(words) is not None


def _echo(claim: Claim) -> Modality | None:
    """As in "it said it backs the deployment": the speaker's own act within what they say."""
    head = claim.head
    who = child(head, "nsubj") if head is not None else None
    if head is None or who is None or who.lower_ not in OWN or is_negated(head) or is_passive(head):
        return None
    if claim.mode is Mode.VERBATIM and head.tag_ == "VBD":
        return None  # "we called for help" tells of another time
    if any(other.dep_ == "aux" and other.lower_ != "had" for other in head.children):
        return None
    known = [act for act in cues().verbs.get(head.lemma_.lower(), ()) if act.modality not in PLAIN]
    acts = [act.modality for act in known if not act.only and _may_govern(head, act)]
    return acts[0] if acts and child(head, "dobj", "prep", "xcomp", "ccomp") is not None else None


def _may_govern(head: Token, act: Cue) -> bool:
    """Whether what a verb takes may be there: "want" asks only where it has "to" with it."""
    if act.particle or (act.needs and not any(other.lower_ in act.needs for other in head.children)):
        return False
    return act.takes != {"infinitive"} or child(head, "xcomp", "ccomp") is not None


def _blame(claim: Claim, words: str) -> bool:
    """Somebody, not the speaker, is said to have done wrong."""
    head = claim.head
    if cues().blaming.search(words):
        return True
    if head is None or not cues().wrongs.search(words):
        return False
    agent = child(head, "agent") if is_passive(head) else child(head, "nsubj")
    if agent is None and any(other.dep_ == "conj" and not is_passive(other) for other in head.children):
        agent = child(head, "nsubjpass")
    return agent is not None and agent.lower_ not in OWN and not _is_nobody_known(agent)


def _is_nobody_known(agent: Token) -> bool:
    """As in "gunmen", "rebels": who names only these accuses nobody."""
    is_named = any(other.pos_ == "PROPN" or other.ent_type_ == "NORP" for other in agent.subtree)
    return agent.pos_ == "NOUN" and not is_named and lemma_of(agent) in UNIDENTIFIED


def _menace(claim: Claim, words: str) -> bool:
    """Who does wrong will pay for it."""
    return cues().punishments.search(words) is not None


def _vow(claim: Claim, words: str) -> bool:
    """As in "we will …"."""
    if claim.head is None:
        return False
    who = child(claim.head, "nsubj")
    is_own = claim.mode is Mode.VERBATIM
    wills = WILLS if is_own else WILLS | {"would"}  # "said they would free the hostages"
    will = any(other.lower_ in wills for other in claim.head.children) and (is_own or not is_negated(claim.head))
    return will and who is not None and who.lower_ in (("we", "i") if is_own else OWN)


def _outrage(claim: Claim, words: str) -> bool:
    """As in "she was appalled", "this is unacceptable"."""
    return cues().outrage.search(words) is not None and _is_of_speaker(claim, {"this", "that"})


def _worry(claim: Claim, words: str) -> bool:
    """As in "she was deeply alarmed"."""
    return cues().concern.search(words) is not None and _is_of_speaker(claim, set())


def _is_of_speaker(claim: Claim, others: set[str]) -> bool:
    who = child(claim.head, "nsubj", "nsubjpass") if claim.head is not None else None
    return who is not None and who.lower_ in OWN | others


TESTS = (
    (_ought, Modality.CALLS_FOR),
    (_denial, Modality.DENIES),
    (_rebuttal, Modality.DENIES),
    (_blame, Modality.ACCUSES),
    (_menace, Modality.WARNS),
    (_foreboding, Modality.WARNS),
    (_vow, Modality.PROMISES),
    (_outrage, Modality.CONDEMNS),
    (_worry, Modality.EXPRESSES_CONCERN),
)
