"""Where the content of a verb of saying stands, one function a frame; the names of `takes` in the lexicon."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from testigo.loaders.text.reading.clauses import (
    child,
    clauses,
    is_finite,
    is_infinitive,
    is_reduced,
    is_tensed,
    tokens_below,
)
from testigo.loaders.text.reading.cues import Cue, cues
from testigo.loaders.text.speech.claims import Reading
from testigo.loaders.text.speech.contents import absolutes, content_of, phrase, span_of, trimmed
from testigo.loaders.text.speech.set_off import set_off
from testigo.ontology.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACING = frozenset(
    {"in", "of", "at", "against", "near", "from", "between", "inside", "into", "across", "over", "toward", "towards"}
)
JUDGING = frozenset({"praise", "thank", "commend", "applaud", "laud", "condemn", "criticise", "criticize", "denounce"})
SENT = frozenset({"condolence", "sympathy", "tribute", "respect"})
CIRCUMSTANCES = frozenset({"after", "before", "when", "while", "because", "until", "although", "though"})
Found: TypeAlias = "list[tuple[Token, Span]]"
ORDER = (
    "that",
    "clause",
    "infinitive",
    "",
    "as",
    "name",
    "gerund",
    "responsible",
    "object",
    "relative",
)  # "": the prepositions


def contents(reading: Reading, verb: Token, act: Cue) -> tuple[str, Found]:
    """The frame of an active verb that is there, and what stands in it; the most telling frame first."""
    for name in sorted(act.needs or act.takes, key=lambda name: (ORDER.index(name if name in FRAMES else ""), name)):
        find = FRAMES.get(name)
        found = find(reading, verb) if find else _in_preposition(reading, verb, name)
        if found:
            return name if find else "preposition", found
    return "", []


def passive_contents(reading: Reading, verb: Token, act: Cue, agent: Token | None) -> tuple[str, Found]:
    """The same for a passive. Without an agent only hearsay counts: "is believed to …", "was accused of …"."""
    is_of_somebody = verb.dep_ == "acl" and verb.lemma_ in ("accuse", "suspect", "charge", "blame")
    if agent is None and (verb.lemma_.lower() not in cues().hearsay or is_of_somebody):
        return "", []  # "men accused of theft": said in passing
    if "clause" in act.takes and (found := _in_clause(reading, verb)):
        return "clause", found
    for name in sorted(act.takes - set(FRAMES)) + (["as"] if "as" in act.takes else []):
        if found := _after_passive(reading, verb, name):
            return "passive", found
    return _of_patient(reading, verb, act, agent)


def _of_patient(reading: Reading, verb: Token, act: Cue, agent: Token | None) -> tuple[str, Found]:
    """As in "is believed to have fled", "were reported missing"; "was condemned by …" with its patient."""
    patient, rest = child(verb, "nsubjpass", "nsubj"), child(verb, "xcomp", "oprd", "acomp", "ccomp")
    if is_reduced(verb):
        patient, rest = None, rest or child(verb, "dobj")
    if rest is not None and rest.i > verb.i and verb.lemma_.lower() in cues().hearsay:
        start = patient if patient is not None and patient.lower_ not in ("who", "which", "that") else rest
        return "hearsay", _stretch(reading, start, rest)
    if agent is not None and rest is not None and is_infinitive(rest):
        return "passive", _stretch(reading, rest, rest)
    if (
        agent is not None
        and "object" in act.takes
        and patient is not None
        and patient.lower_ not in ("who", "which", "that")
    ):
        return "passive", _stretch(reading, patient, patient)
    return "", []


def _after_passive(reading: Reading, verb: Token, word: str) -> Found:
    """As in "was accused by residents of looting"."""
    for preposition in tokens_below(verb):
        near = preposition.head == verb or preposition.head.head.dep_ == "agent"
        if preposition.lower_ == word and preposition.dep_ == "prep" and near and preposition.i > verb.i:
            inner = child(preposition, "pobj", "pcomp")
            return [] if inner is None else _stretch(reading, inner, inner)
    return []


def _in_clause(reading: Reading, verb: Token) -> Found:
    """As in "said (that) they fled"; "they fled, she said"; "they, she said, fled"."""
    heads = [other for other in verb.children if _is_said(reading, verb, other)]
    if not heads and verb.dep_ == "parataxis" and is_finite(verb.head):
        heads = [verb.head]
    if not heads:
        return _elsewhere(reading, verb)
    found: Found = []
    for head in (part for top in heads for part in clauses(top)):
        span = content_of(head, reading.block(head.idx), verb)
        if span is not None and not _is_quoted(reading, span):
            found.append((head, span))
            found += [told for other in absolutes(head) for told in _in_absolute(reading, other)]
    return _joined(found) if all(head.i < verb.i for head, _ in found) else found


def _elsewhere(reading: Reading, verb: Token) -> Found:
    """Where the parse hung the clause elsewhere: "said in a statement that they fled"; "they fled, the mayor said"."""
    for preposition in verb.children:
        channel = child(preposition, "pobj") if preposition.dep_ == "prep" and preposition.i > verb.i else None
        clause = child(channel, "acl", "ccomp", "relcl") if channel is not None else None
        mark = child(clause, "mark") if clause is not None else None
        if clause is not None and is_finite(clause) and mark is not None and mark.lower_ == "that":
            span = content_of(clause, reading.block(clause.idx), channel)
            return [] if span is None else [(clause, span)]
    is_said = "clause" in {take for act in cues().verbs.get(verb.lemma_.lower(), ()) for take in act.takes}
    found = set_off(reading, verb) if is_said and child(verb, "dobj", "xcomp") in (None, *_told(verb)) else None
    return [] if found is None else [found]


def _told(verb: Token) -> list[Token]:
    """Who is told: "told reporters"."""
    return [other for other in verb.children if verb.lemma_ == "tell" and other.dep_ == "dobj"]


def _joined(found: Found) -> Found:
    """What was said before the cue is one content: "four were killed and ten were hurt, officials said"."""
    if not found:
        return found
    return [(found[0][0], Span(found[0][1].start, max(span.end for _, span in found)))]


def _in_absolute(reading: Reading, preposition: Token) -> Found:
    """What follows "with" in ", with those who fail facing trial"."""
    inner = child(preposition, "pobj", "pcomp")
    return [] if inner is None else _stretch(reading, inner, inner)


def _is_said(reading: Reading, verb: Token, clause: Token) -> bool:
    """Whether a clause is the verb's content: with a tense or "that", in the same block."""
    mark = child(clause, "mark")
    stands = _has_verb(clause) or (mark is not None and mark.lower_ == "that")
    if mark is not None and mark.lower_ in CIRCUMSTANCES:
        return False
    is_near = reading.block(clause.idx) == reading.block(verb.idx)
    if verb.lemma_ in ("find", "hold", "see") and not is_tensed(clause):
        return False  # "found bodies with their hands bound"
    return clause.dep_ == "ccomp" and stands and is_near and not _is_apart(verb, clause)


def _has_verb(clause: Token) -> bool:
    """Whether a clause can be told as a sentence: not "the site empty"; "reserves" may be taken for a noun."""
    if clause.tag_.startswith("VB") or child(clause, "aux", "auxpass", "cop") is not None:
        return is_finite(clause)
    return clause.tag_ == "NNS" and child(clause, "dobj", "compound") is not None


def _is_apart(verb: Token, clause: Token) -> bool:
    """Whether a semicolon stands between a clause and the verb after it: two sentences in one."""
    return any(other.text == ";" and clause.i < other.i < verb.i for other in verb.children)


def _is_quoted(reading: Reading, span: Span) -> bool:
    """Whether the words begin in a quotation that is a sentence of its own: those are another rule's."""
    quoted = reading.quotation(span.start)
    return quoted is not None and quoted.inner.of(reading.text)[:1].isupper()


def _in_that(reading: Reading, verb: Token) -> Found:
    """As in "asked that all sides stop": a clause with "that"."""
    clause = child(verb, "ccomp")
    mark = child(clause, "mark") if clause is not None else None
    return _in_clause(reading, verb) if mark is not None and mark.lower_ == "that" else []


def _in_infinitive(reading: Reading, verb: Token) -> Found:
    """As in "urged both sides to withdraw", "vowed to stay"."""
    for head in verb.children:
        if head.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(head) and head.i > verb.i:
            if child(verb, "prep") is not None and child(verb, "dobj") is None and head.dep_ == "advcl":
                return []
            whom = child(verb, "dobj", "dative")
            start = whom if whom is not None and verb.i < whom.i < head.i else head
            return _stretch(reading, start, head)
    return []


def _in_object(reading: Reading, verb: Token) -> Found:
    """As in "condemned the attack", "rejected it as nonsense"; of "denied claims that they fled" what was claimed."""
    whom = child(verb, "dobj")
    if whom is None or whom.i < verb.i or whom.lower_ in ("what", "which", "that"):
        return []
    if whom.lemma_.lower() in cues().nouns:
        for clause in whom.rights:
            if clause.dep_ in ("acl", "ccomp") and is_finite(clause) and child(clause, "mark") is not None:
                span = content_of(clause, reading.block(clause.idx), whom)
                return [] if span is None else [(clause, span)]
    return _run_on(reading, _stretch(reading, whom, _last(verb, whom)))


def _run_on(reading: Reading, found: Found) -> Found:
    """The same with what the parse hung elsewhere: "the deaths of 33 people, among them children, in the raid"."""
    if not found:
        return found
    head, span = found[0]
    rest = [token for token in reading.tokens(span.end, reading.block(head.idx).end) if not token.is_space]
    end = next((at for at, token in enumerate(rest) if token.is_sent_start), len(rest))
    rest = rest[:end]
    opens = [token.lower_ for token in rest[:2]]
    is_count = opens[:1] == ["and"] and len(rest) > 1 and (rest[1].like_num or opens[1] in ("at", "some", "about"))
    goes_on = opens in ([",", "among"], [",", "including"]) or is_count
    if not goes_on or any(token.pos_ in ("VERB", "AUX") and is_tensed(token) for token in rest):
        return found
    last = span_of(trimmed(rest))
    return found if last is None else [(head, Span(span.start, last.end))]


def _last(verb: Token, end: Token) -> Token:
    """The phrase that closes an object: "as …", a place that the parse hung on the verb right after it, "unless …"."""
    for other in verb.children:
        if other.dep_ == "advcl" and other.left_edge.i == end.right_edge.i + 1 and _is_condition(other):
            return other
        if other.dep_ not in ("prep", "dative") or other.i < end.i:
            continue
        if (other.lower_ == "for" and verb.lemma_ in JUDGING) or (other.lower_ == "to" and end.lemma_ in SENT):
            return other
        if other.lower_ == "as":
            return other
        inner = child(other, "pobj")
        is_beside = other.left_edge.i == end.right_edge.i + 1
        if is_beside and other.lower_ in PLACING and inner is not None and inner.lemma_ not in cues().channels:
            end = other
    return end


def _is_condition(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ in ("if", "unless", "until")


def _in_relative(reading: Reading, verb: Token) -> Found:
    """As in ", a claim the police denied": what is denied is the claim."""
    noun, own = verb.head, child(verb, "nsubj")
    if verb.dep_ != "relcl" or own is None or own.head != verb or noun.lemma_ not in cues().remarks:
        return []
    if own.lower_ in ("who", "which", "that") or child(verb, "dobj", "ccomp") not in (None, *_relatives(verb)):
        return []
    span = phrase(noun, noun, reading.block(noun.idx), (verb, *(other for other in noun.children if other.i > noun.i)))
    return [] if span is None else [(noun, span)]


def _relatives(verb: Token) -> list[Token]:
    return [other for other in verb.children if other.lower_ in ("which", "that")]


def _in_as(reading: Reading, verb: Token) -> Found:
    """As in "described the raid as a massacre", "what she described as a massacre"."""
    whom = child(verb, "dobj")
    has_object = whom is not None and whom.i > verb.i
    clauses_below = [other for other in verb.children if other.dep_ in ("advcl", "conj", "ccomp", "parataxis")]
    for preposition in tokens_below(verb, clauses_below):
        inner = child(preposition, "pobj", "pcomp", "amod", "acomp", "advmod")
        if (
            preposition.lower_ != "as"
            or preposition.dep_ not in ("prep", "mark")
            or preposition.i < verb.i
            or inner is None
        ):
            continue
        if has_object and whom is not None:
            return _stretch(reading, whom, preposition)
        return _stretch(reading, inner, inner)
    return []


def _in_name(reading: Reading, verb: Token) -> Found:
    """As in "called the raid a massacre", "what it called a massacre"."""
    name = child(verb, "oprd")
    if name is not None and name.i > verb.i:
        whom = child(verb, "dobj")
        return _stretch(reading, whom if whom is not None and verb.i < whom.i else name, name)
    for small in verb.children:
        if small.dep_ == "ccomp" and small.i > verb.i and not is_finite_verb(small):
            return _stretch(reading, small, small)
    return []


def is_finite_verb(token: Token) -> bool:
    """Whether a complement is a clause with a verb, not a noun or an adjective that names its subject."""
    return token.tag_.startswith("VB") or child(token, "aux", "cop") is not None


def _in_gerund(reading: Reading, verb: Token) -> Found:
    """As in "denied shelling the camp"."""
    for head in verb.children:
        forms = {head.tag_, *(other.tag_ for other in head.children if other.dep_ in ("aux", "auxpass"))}
        if head.dep_ in ("xcomp", "ccomp", "dobj") and "VBG" in forms and not is_finite(head) and head.i > verb.i:
            return _stretch(reading, head, head)
    return []


def _in_preposition(reading: Reading, verb: Token, word: str) -> Found:
    """As in "called for restraint", "accused the army of looting", "called on both to stop"."""
    whom = child(verb, "dobj")
    for preposition in (other for top in (verb, whom) if top is not None for other in top.children):
        inner = child(preposition, "pobj", "pcomp")
        if preposition.lower_ != word or preposition.dep_ != "prep" or preposition.i < verb.i or inner is None:
            continue
        if word in ("on", "upon", "to", "with") and whom is None:
            return _to_do(reading, verb, inner, is_needed=word in ("to", "with"))
        if whom is not None and verb.i < whom.i < inner.i:
            return _run_on(reading, _stretch(reading, whom, preposition))
        last = _last(verb, preposition)
        return _stretch(reading, inner, inner if last == preposition else last)
    for clause in verb.children:
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ == word and is_infinitive(clause) and clause.i > verb.i:
            return _of_clause(clause, phrase(clause, clause, reading.block(clause.idx), (mark,)))
    return []


def _of_clause(clause: Token, span: Span | None) -> Found:
    return [] if span is None else [(clause, span)]


def _to_do(reading: Reading, verb: Token, whom: Token, *, is_needed: bool) -> Found:
    """As in "called on the council to act": from whom to what is to be done."""
    deeds = [
        other for top in (verb, whom, whom.head) for other in top.children if is_infinitive(other) and other.i > whom.i
    ]
    if not deeds:
        return [] if is_needed else _stretch(reading, whom, whom)
    return _stretch(reading, whom, deeds[0])


def _stretch(reading: Reading, start: Token, end: Token) -> Found:
    """From the phrase of one token to the phrase of another, within the block."""
    leaving = {
        other
        for other in end.children
        if other.dep_ == "conj" and other.lemma_ in cues().verbs and other.tag_ != end.tag_
    }
    span = phrase(start, end, reading.block(end.idx), leaving)
    return [] if span is None else [(end, span)]


def _in_responsible(reading: Reading, verb: Token) -> Found:
    """As in "holds the army responsible for the deaths"."""
    whom = child(verb, "dobj", "nsubj") if child(verb, "dobj") is not None else None
    for word in verb.subtree:
        if word.lemma_ in ("responsible", "accountable") and word.i > verb.i:
            inner = child(word, "nsubj") or whom
            return [] if inner is None else _stretch(reading, inner, word)
    return []


FRAMES: dict[str, Callable[[Reading, Token], Found]] = {
    "that": _in_that,
    "clause": _in_clause,
    "infinitive": _in_infinitive,
    "as": _in_as,
    "name": _in_name,
    "gerund": _in_gerund,
    "object": _in_object,
    "relative": _in_relative,
    "responsible": _in_responsible,
}
