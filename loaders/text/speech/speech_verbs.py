"""Claims that a verb introduces: "said (that) …", "urged … to …", "described … as …", "denied …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import beside as nearest
from testigo.loaders.text.reading.clauses import child, governor, is_infinitive, is_nobody, is_passive, subject
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.speech.claims import Claim, Reading, Unused
from testigo.loaders.text.speech.contents import span_of
from testigo.loaders.text.speech.frames import contents, passive_contents
from testigo.loaders.text.speech.speakers import author, can_speak, listeners
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = frozenset({"could", "should", "might", "may", "must", "would", "shall"})
CARRIERS = frozenset({"go", "continue", "proceed", "take", "begin", "start", "appear", "rush", "move"})
UNNAMED = frozenset({"anonymous", "anonymity", "unnamed", "withhold", "anonymously"})
ANONYMITY = frozenset({"name", "identify", "quote"})


def verb_claims(reading: Reading) -> Iterator[Claim | Unused]:
    """Every claim that a verb of the lexicon introduces outside quotation marks."""
    for token in reading.doc:
        if not is_verb(token) or reading.quotation(token.idx) is not None:
            continue
        if token.lemma_.lower() not in cues().verbs:
            yield from _unknown(reading, token)
            continue
        if is_actual(token):
            yield from _claims(reading, token)
        elif child(token, "neg") is not None:
            yield Unused(_cue(token), "negated-cue", f"{token.text!r} is negated: nobody is said to have said it")


def _before_comma(verb: Token) -> Token | None:
    """As in ", the mayor, Ada Bello, told": the name before the comma."""
    before = verb.doc[max(0, verb.i - 2) : verb.i]
    is_name = len(before) == 2 and before[1].text == "," and before[0].pos_ in ("PROPN", "NOUN")
    return before[0] if is_name else None


def _unknown(reading: Reading, verb: Token) -> Iterator[Claim]:
    """A verb of no lexicon that somebody governs a clause with "that" by: "grumbled that the road was closed"."""
    clause, speaker = child(verb, "ccomp"), subject(verb)
    mark = child(clause, "mark") if clause is not None else None
    if clause is None or speaker is None or mark is None or mark.lower_ != "that" or clause.i < verb.i:
        return
    is_somebody = speaker.pos_ == "PROPN" or speaker.tag_ == "PRP" or speaker.lemma_.lower() in cues().people
    if (
        verb.lemma_.lower() in cues().no_sayings
        or not (is_somebody or _is_one_who_speaks(speaker))
        or not is_actual(verb)
    ):
        return
    act = Cue(verb.lemma_.lower(), Modality.ASSERTS, frozenset({"clause"}))
    for head, span in contents(reading, verb, act)[1]:
        yield Claim(speaker, _cue(verb), span, act, "verb-clause", 0.6, head)


def _is_one_who_speaks(noun: Token) -> bool:
    return can_speak(noun) and (noun.lemma_.lower() in cues().titles | cues().persons or noun.tag_ == "NNS")


def is_verb(token: Token) -> bool:
    """Whether a token is a verb, or a form in -s that was taken for a noun beside one: "condemns it and rejects …"."""
    if token.dep_ == "amod" or _stands_before_a_noun(token):  # "suspected rebels"
        return False
    is_mistaken = token.tag_ == "NNS" and token.dep_ == "conj" and token.head.tag_ == "VBZ"
    return token.tag_.startswith("VB") or (is_mistaken and child(token, "dobj", "ccomp") is not None)


def _stands_before_a_noun(token: Token) -> bool:
    """As in "after suspected rebels fled", where the parse takes the word for the verb."""
    if token.lower_ not in ("suspected", "alleged", "reported") or token.i + 1 >= len(token.doc):
        return False
    before = token.nbor(-1) if token.i else token
    follows = token.nbor()
    return before.pos_ in ("ADP", "SCONJ", "DET", "NUM", "PUNCT") and follows.pos_ in ("NOUN", "PROPN", "ADJ")


def is_actual(verb: Token) -> bool:
    """Whether the verb says that something was said: not "did not say", "could say", "refused to say"."""
    helpers = [other for other in verb.children if other.dep_ in ("aux", "neg", "mark", "preconj")]
    if any(other.dep_ == "neg" or other.lower_ in MODALS | {"if", "unless", "neither"} for other in helpers):
        return False
    if is_infinitive(verb):
        return verb.dep_ == "xcomp" and verb.head.lemma_ in CARRIERS
    has_own = any(other.dep_ in ("aux", "nsubj", "nsubjpass") for other in verb.children)
    return (
        has_own or verb.dep_ != "conj" or governor(verb).lemma_.lower() not in cues().verbs or is_actual(governor(verb))
    )


def _claims(reading: Reading, verb: Token) -> Iterator[Claim | Unused]:
    """The claims of the first reading of a verb whose content is there."""
    speaker = author(_quoted(verb) or (subject(verb) if not is_passive(verb) else _agent(verb)))
    if speaker is None and not is_passive(verb):
        yield Unused(_cue(verb), "no-speaker", f"nobody is found who {verb.text!r}")
        return
    if speaker is not None and is_nobody(speaker):
        yield Unused(_cue(verb), "nobody-speaks", f"nobody is said to have {verb.text!r}")
        return
    via = _quoting(verb) or listeners(verb)
    for act in cues().verbs[verb.lemma_.lower()]:
        frame, found = (
            passive_contents(reading, verb, act, speaker) if is_passive(verb) else contents(reading, verb, act)
        )
        if (
            not found
            or not _has_its_words(verb, act)
            or (act.is_heard and not is_passive(verb))
            or (speaker is not None and not _fits(speaker, act, frame))
            or _hides(verb)
        ):
            continue
        heard = act if speaker is not None else replace(act, hedge=cues().hearsay[verb.lemma_.lower()])
        sure = 0.8 if speaker is not None else 0.5
        for head, span in found:
            if speaker is not None and span.start <= speaker.idx < span.end < verb.idx:
                speaker = nearest(verb) or _before_comma(verb) or speaker  # not a name of the clause that is said
            yield Claim(speaker, _cue(verb), span, heard, f"verb-{frame}", sure, head, via=via)
        return


def _has_its_words(verb: Token, act: Cue) -> bool:
    """Whether the particle and the object are there without which a verb does not speak: "ruled out", "gave thanks"."""
    inner = child(verb, "xcomp")
    if verb.lemma_ == "refuse" and inner is not None and inner.lemma_ in cues().silences:
        return False  # "refused to comment": a silence
    if act.particle and not any(other.lower_ == act.particle for other in verb.children):
        return False
    patients = [other for other in verb.children if other.dep_ in ("dobj", "nsubjpass")]
    return not act.only or any(other.lemma_.lower() in act.only for other in patients)


def _fits(speaker: Token, act: Cue, frame: str) -> bool:
    """Whether the subject may do what the verb says: anything reports, only somebody orders or condemns."""
    return act.is_weak or frame == "clause" or can_speak(speaker)


def _hides(verb: Token) -> bool:
    """As in "who asked not to be named": says nothing of the matter."""
    if verb.lemma_ not in ("ask", "request", "insist", "beg"):
        return False
    if any(inner.lemma_ == "anonymity" for other in verb.children for inner in other.children):
        return True
    inner = child(verb, "xcomp", "ccomp")
    if inner is None:
        return False
    is_unnamed = inner.lemma_ in ANONYMITY and child(inner, "auxpass") is not None
    return is_unnamed or any(other.lemma_.lower() in UNNAMED for other in inner.subtree)


def _agent(verb: Token) -> Token | None:
    agent = child(verb, "agent")
    return child(agent, "pobj") if agent is not None else None


def _quoted(verb: Token) -> Token | None:
    """As in "the agency quoted a minister as saying": the minister."""
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    is_quoting = above is not None and above.lemma_ in ("quote", "cite") and not is_passive(above)
    return child(above, "dobj") if above is not None and is_quoting else None


def _quoting(verb: Token) -> tuple[Token, ...]:
    """As in "was quoted by the agency as saying": who passes it on."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb
    if _quoted(verb) is not None:
        whose = subject(above.head if above == verb.head else above)
        return () if whose is None else (whose,)
    agent = _agent(above) if above.lemma_ in ("quote", "cite") else None
    return () if agent is None else (agent,)


def _cue(verb: Token) -> Span:
    span = span_of([verb])
    assert span is not None  # noqa: S101  a token is never empty
    return span
