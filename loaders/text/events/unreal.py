"""Whether a word says that something happened: not what is negated, feared, asked for, planned, a condition, an aim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from testigo.loaders.text.reading.clauses import is_negated
from testigo.loaders.text.reading.lexicon import EventWords, event_words
from testigo.loaders.text.reading.phrases import determiner, modifiers, sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

ANYBODY = frozenset(("anyone", "anybody", "everyone", "everybody", "whoever", "those", "anything"))
ORDERED = frozenset(("curfew", "restriction"))  # in force once they are announced


def unreal(head: Token, type: str = "") -> str | None:
    """Why an event is not said to have happened: it is asked about, feared, demanded, possible. None: it is."""
    words = event_words()
    if sentence(head).text.rstrip().endswith("?"):
        return "it stands in a question"
    if determiner(head) in ("no", "neither") or (head.pos_ in ("VERB", "ADJ", "AUX") and _is_negated(head)):
        return "it is negated"
    if head.pos_ == "NOUN" and head.dep_ == "dobj" and determiner(head) in ("", "a", "an") and is_negated(head.head):
        return "it is negated"
    if _is_of_any(head):
        return "it is said of any that may do it"
    if _is_without(head):
        return "it is said to be missing"
    if (why := _purpose(head)) is not None:
        return why
    for part in modifiers(head) if head.pos_ == "NOUN" else ():
        if part.lower_ in words.unreal_words:
            return f"it is said to be {part.lower_!r}"
    if _has_come_to_nothing(head, words):
        return "it hangs on 'fail'"
    below = head
    for above in (head, *head.ancestors):
        if (why := _hangs_on(above, below, words, type)) is not None:
            return why or None
        if above.dep_ in ("ccomp", "advcl", "relcl", "ROOT", "acl") and not _is_wanted(above):
            break
        below = above
    return None


def _is_negated(verb: Token) -> bool:
    """As in "did not attack", "nobody was hurt", "arrested no one"."""
    if is_negated(verb) or any(child.lower_ == "never" for child in verb.children):
        return True
    near = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    return any(child.lower_ in ("nobody", "nothing", "none") or _is_no_one(child) for child in near)


def _is_no_one(noun: Token) -> bool:
    return noun.lower_ == "one" and any(child.lower_ == "no" for child in noun.children)


def _is_of_any(head: Token) -> bool:
    """As in "every unit that fires on a street", "whoever attacks us"."""
    clause = next((one for one in (head, *head.ancestors) if one.dep_ in ("relcl", "csubj", "acl")), None)
    if clause is None or clause.tag_ in ("VBD", "VBN"):
        return False
    is_any = determiner(clause.head) in ("any", "every", "anyone", "whatever") or clause.head.lower_ in ANYBODY
    return is_any or any(child.lower_ in ANYBODY for child in clause.children)


def _is_without(head: Token) -> bool:
    """As in "without firing a shot"."""
    return head.dep_ in ("pobj", "pcomp") and head.head.lower_ in ("without", "instead")


def _purpose(head: Token) -> str | None:
    """As in "came to attack", "if it attacks", "an attack is unlikely": an aim, a condition, a likelihood."""
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in event_words().light_verbs and (why := _purpose(verb)) is not None:
        return why
    if head.pos_ in ("VERB", "AUX"):
        is_infinitive = any(child.tag_ == "TO" and child.i < head.i for child in head.children)
        if is_infinitive and head.dep_ in ("advcl", "acl", "relcl"):
            return "it is an aim"
        if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "lest") for child in head.children):
            return "it is a condition"
        if _is_not_yet(head):
            return "it is not said to have come about"
    if head.dep_ == "nsubj" and verb.lemma_ in ("be", "appear", "seem", "remain", "look"):
        words = [child.lower_ for child in verb.children]
        words += [
            inner.lower_
            for child in verb.children
            if child.dep_ in ("oprd", "acomp", "xcomp")
            for inner in child.children
        ]
        if {"unlikely", "likely", "possible", "imminent", "inevitable"} & set(words):
            return "it is a likelihood"
    return None


def _is_not_yet(verb: Token) -> bool:
    """As in "before they release them", "until the army leaves"."""
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    has_past = verb.tag_ in ("VBD", "VBN") or any(child.tag_ in ("VBD", "VBN") for child in verb.children)
    return bool(marks & {"before", "until", "till", "once"}) and not has_past


def _has_come_to_nothing(head: Token, words: EventWords) -> bool:
    """As in "failed to send reinforcements", "failed to launch an attack"; not "failed to condemn the attack"."""
    above = head.head.lemma_
    is_carried = head.dep_ == "dobj" and (above in words.light_verbs or (above, head.lemma_.lower()) in words.phrases)
    verb = head.head if is_carried else head
    return verb.dep_ == "xcomp" and verb.head.lemma_ == "fail" and not any(c.dep_ == "neg" for c in verb.head.children)


def _hangs_on(above: Token, below: Token, words: EventWords, type: str) -> str | None:
    """The word above that makes an event unreal; "" for one that makes it real; None where it decides nothing."""
    if above.pos_ in ("VERB", "AUX"):
        modal = next((c for c in above.children if c.dep_ == "aux" and c.lower_ in words.unreal_modals), None)
        if modal is not None and not (type in ORDERED and modal.lower_ in ("will", "shall")):
            return f"it hangs on {modal.lower_!r}"
        if _is_conditional(above):
            return "it is a condition"
        if above.i != below.i and above.lemma_ in words.unreal_verbs and _is_complement(below):
            return "" if _has_failed(above) else f"it hangs on {above.lemma_!r}"
    if above.pos_ == "ADJ" and above.lemma_ in words.unreal_adjectives and below.dep_ in ("xcomp", "ccomp"):
        return f"it hangs on {above.lemma_!r}"
    is_noun = above.pos_ == "NOUN" and above.i != below.i
    if is_noun and below.dep_ == "prep" and determiner(above) == "no":
        return "there is none"
    if is_noun and above.lemma_ in words.unreal_nouns and below.dep_ in ("prep", "acl", "pobj", "relcl"):
        return f"it hangs on {above.lemma_!r}"
    return None


def _is_wanted(verb: Token) -> bool:
    """As in "want the army to leave": the verb above still speaks of it."""
    return verb.dep_ == "ccomp" and any(child.tag_ == "TO" for child in verb.lefts)


def _is_conditional(verb: Token) -> bool:
    marks = (child.lower_ for child in verb.children if child.dep_ == "mark")
    return verb.dep_ != "ccomp" and any(mark in ("if", "unless", "lest") for mark in marks)


def _is_complement(below: Token) -> bool:
    """Whether the verb above speaks of this word: "threatened to", "called for"."""
    if below.dep_ == "prep":
        return below.lower_ in ("for", "of", "against", "about", "from", "on", "into")
    return below.dep_ in ("xcomp", "dobj", "ccomp", "pcomp")


def _has_failed(verb: Token) -> bool:
    """As in "failed to prevent massacres": they happened."""
    return verb.lemma_ in ("prevent", "stop", "avert", "avoid") and verb.head.lemma_ == "fail"
