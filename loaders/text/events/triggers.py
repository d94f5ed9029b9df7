"""Triggers: the words that say that something happened, and whether it is said to have happened at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic, Mention
from testigo.loaders.text.events.event_frames import SETTLED, framed, weapon_type
from testigo.loaders.text.mentions.actor_kinds import kind_of
from testigo.loaders.text.mentions.blame import blamed
from testigo.loaders.text.reading.clauses import is_negated
from testigo.loaders.text.reading.headings import in_capitals
from testigo.loaders.text.reading.lexicon import EventWords, event_words, place_words
from testigo.loaders.text.reading.phrases import agents, determiner, lemma_of, modifiers, objects_of, patients, sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

TO_DEATH = frozenset(("shoot", "strike", "gun"))  # "shot dead six men", where the parse makes them dead men
ANYBODY = frozenset(("anyone", "anybody", "everyone", "everybody", "whoever", "those", "anything"))
ORDERED = frozenset(("curfew", "restriction"))  # in force once they are announced
FLEEING = frozenset(("flee", "escape", "run", "evacuate"))
NEAR = 4  # words between a verb and the rest of its phrase up to which both are quoted


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event: `head` governs its participants, `words` are what is quoted.

    `is_consequence`: what came of another event. `is_certain`: it has happened though its words are negated.
    `within`: the noun that makes a phrase of the verb, and by itself names nothing else.
    """

    type: str
    words: Span
    head: Token
    is_verb: bool
    is_consequence: bool = False
    is_certain: bool = False
    within: Token | None = None

    @property
    def mention(self) -> Mention:
        """The words as a mention."""
        return Mention(self.words.start_char, self.words.end_char, self.words.text)


def triggers(doc: Doc) -> tuple[list[Trigger], list[Diagnostic]]:
    """The triggers in text order, and those that are not said to have happened."""
    found: list[Trigger] = []
    unused: list[Diagnostic] = []
    for token in doc:
        trigger = _trigger(token, event_words())
        if trigger is None:
            continue
        if why := None if trigger.is_certain else unreal(trigger.head, trigger.type):
            unused.append(Diagnostic("event-not-said-to-have-happened", f"{trigger.type}: {why}", trigger.mention))
        else:
            found.append(trigger)
    return [one for one in found if not any(_is_part(one, other) for other in found)], unused


def _is_part(one: Trigger, other: Trigger) -> bool:
    """Whether one only names what the other says with more words: "inquiry" in "opened an inquiry"."""
    if other.within is not None and other.within.i == one.head.i:
        return True
    inside = other.words.start <= one.words.start and one.words.end <= other.words.end
    return inside and len(one.words) < len(other.words) and one.type == other.type


def _trigger(token: Token, words: EventWords) -> Trigger | None:
    if in_capitals(token):
        return None
    if token.lower_ in ("dead", "missing") and token.dep_ in (
        "acomp",
        "oprd",
        "attr",
        "amod",
        "ROOT",
        "xcomp",
        "ccomp",
        "dobj",
        "advcl",
    ):
        return _state_of(token)
    if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.tag_ in ("VBN", "VBD") and token.dep_ != "amod"):
        return _verb(token, words)
    if token.pos_ in ("NOUN", "PROPN") and not _is_in_a_name(token):
        return _noun(token, words)
    return None


def _state_of(token: Token) -> Trigger | None:
    """As in "was found dead", "three dead after a strike", "a third is missing"; not "the dead man"."""
    if token.dep_ == "amod" and not any(child.like_num for child in token.children):
        return None
    one = token.doc[token.i : token.i + 1]
    if token.lower_ == "missing":
        return Trigger("abduction-disappearance", one, token, True)
    return Trigger("killing", one, token, True, is_consequence=True)


def _is_in_a_name(token: Token) -> bool:
    return token.text[0].isupper() and (
        token.ent_type_ == "DATE" or (token.ent_type_ in ("PERSON", "ORG", "GPE") and not token.is_sent_start)
    )


def _verb(token: Token, words: EventWords) -> Trigger | None:
    lemma = token.lemma_.lower()
    if token.dep_ in ("amod", "compound", "aux") and not _is_gerund(token):
        return None
    for other in _companions(token):
        if type := words.phrases.get((lemma, other.lemma_.lower())):
            key = (lemma, other.lemma_.lower())
            if key in words.suffering and _is_for_something(token, other):
                return None
            if type == "abduction-disappearance" and _holds_a_place(token):
                return None
            return Trigger(type, _phrase(token, other), token, True, key in words.outcomes, within=other)
    if lemma in TO_DEATH and token.i + 1 < len(token.doc) and token.nbor().lower_ == "dead":
        return Trigger("killing", token.doc[token.i : token.i + 2], token, True)
    one = token.doc[token.i : token.i + 1]
    if lemma in FLEEING and _is_of_fighters(token):
        return None
    if (frame := framed(token)) is not None:
        return Trigger(frame.type, one, token, True, frame.is_outcome, is_certain="is_unseen" in frame.manner)
    if type := weapon_type(token):
        return Trigger(type, one, token, True)
    if type := words.consequences.get(lemma):
        return Trigger(type, one, token, True, is_consequence=True)
    if type := words.verbs.get(lemma):
        return (
            None
            if type == "territory-change" and _takes_no_territory(token, words)
            else Trigger(type, one, token, True)
        )
    if lemma in words.striking_verbs and _is_struck_by_arms(token, words):
        return Trigger("attack", one, token, True)
    return None


def _is_of_fighters(verb: Token) -> bool:
    """As in "the gunmen fled into the hills": nobody is displaced."""
    doers = agents(verb)
    return bool(doers) and all(kind_of(doer) in ("armed-faction", "security-forces") for doer in doers)


def _holds_a_place(verb: Token) -> bool:
    """As in "hold the capital hostage": nobody is abducted."""
    return any(place_words().heads.get(lemma_of(one)) in SETTLED for one in patients(verb))


def _is_for_something(verb: Token, noun: Token) -> bool:
    """As in "came under fire over the handling": fire of words."""
    reasons = [child for word in (verb, noun) for child in word.children if child.lower_ in ("over", "for")]
    return any(noun.ent_type_ not in ("DATE", "TIME") for reason in reasons for noun in reason.children)


def _is_gerund(verb: Token) -> bool:
    """As in "accused rebels of looting shops", where the parse takes "looting" for what kind of shops."""
    follows = verb.i > 0 and verb.nbor(-1).lower_ == "of" and verb.tag_ == "VBG" and verb.head.tag_ == "NNS"
    return follows and bool(blamed(verb))


def _takes_no_territory(verb: Token, words: EventWords) -> bool:
    """As in "seized 17 vehicles", "captured two soldiers": no place changes hands."""
    taken = [noun for noun in patients(verb) if noun.pos_ == "NOUN"]
    return any(noun.lemma_ not in words.territory and noun.lemma_ not in place_words().heads for noun in taken)


def _phrase(verb: Token, other: Token) -> Span:
    """The verb and what makes a phrase of it; the verb alone where they stand far apart."""
    first, last = sorted((verb.i, other.i))
    return verb.doc[first : last + 1] if last - first <= NEAR else verb.doc[verb.i : verb.i + 1]


def _is_struck_by_arms(verb: Token, words: EventWords) -> bool:
    """Whether the subject of "hit" or "strike" is one who fights, or a weapon."""
    doers = [*agents(verb), *(child for child in verb.children if child.dep_ == "nsubj")]
    fighters = ("security-forces", "armed-faction")
    return any(lemma_of(one) in words.weapons or kind_of(one) in fighters for one in doers)


def _companions(verb: Token) -> list[Token]:
    """What makes a phrase of a verb, nouns before the particles: "ran over a mine" tells more than "ran over"."""
    return sorted(_beside(verb), key=lambda token: token.pos_ not in ("NOUN", "PROPN"))


def _beside(verb: Token) -> Iterator[Token]:
    """Its particle, object, preposition or adjective, and the objects of its prepositions."""
    for child in verb.children:
        if child.dep_ in ("dobj", "prt", "prep", "oprd", "acomp", "advmod", "nsubjpass", "attr", "xcomp", "ccomp"):
            yield child
        if child.dep_ == "prep":
            yield from (noun for noun in child.children if noun.dep_ in ("pobj", "pcomp"))


def _noun(token: Token, words: EventWords) -> Trigger | None:
    lemma = token.lemma_.lower()
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN") and not _is_open_compound(token, words):
        return None
    if lemma == "war" and token.head.lower_ == "of" and token.head.head.lemma_ == "prisoner":
        return None
    one = token.doc[token.i : token.i + 1]
    if (compound := _compound(token, words)) is not None:
        return compound
    if (complemented := _complemented(token, words)) is not None:
        return complemented
    if type := words.nouns.get(lemma):
        is_somebody = type == "territory-change" and _is_held_responsible(token)
        return None if is_somebody else Trigger(type, one, token, False)
    if _is_deadly(token, lemma):
        return Trigger("killing", one, token, False, is_consequence=True)
    if (type := words.light_nouns.get(lemma)) and (_has_light_verb(token, words) or _is_owned_war(token)):
        return Trigger(type, one, token, False)
    return None


def _is_deadly(noun: Token, lemma: str) -> bool:
    """As in "the deaths of two men", "12 deaths", "three dead": somebody's, not death itself."""
    if lemma == "dead":
        return any(child.dep_ == "nummod" for child in noun.children)
    is_whose = any(child.dep_ in ("nummod", "poss") or child.lower_ == "of" for child in noun.children)
    return lemma == "death" and is_whose


def _is_held_responsible(noun: Token) -> bool:
    """As in "we hold the occupation responsible": the noun stands for those who do it."""
    beside = [noun.head, *noun.head.children] if noun.dep_ in ("nsubj", "dobj") else []
    return any(word.lemma_ in ("responsible", "accountable") for word in beside)


def _is_open_compound(token: Token, words: EventWords) -> bool:
    """Whether a noun names an event though it stands before another: "arson attacks", "murder victims"."""
    head = token.head.lemma_.lower()
    return (token.lemma_.lower(), head) not in words.compounds and (token.lemma_ == "arson" or head in words.carriers)


def _compound(token: Token, words: EventWords) -> Trigger | None:
    """As in "Suicide bombing", "summary execution": the word before the noun decides."""
    for part in modifiers(token):
        if part.tag_ == "VBN" or token.lower_ == "up":  # "a downed drone", "a pick-up"
            continue
        for key in ((part.lemma_.lower(), token.lemma_.lower()), (part.lower_, token.lemma_.lower())):
            if type := words.compounds.get(key) or words.phrases.get(key):
                start = part.i if part.i + 1 == token.i else token.i
                return Trigger(type, token.doc[start : token.i + 1], token, False)
    return None


def _complemented(token: Token, words: EventWords) -> Trigger | None:
    """As in "an exchange of fire", "an attempt on his life": the noun behind the preposition decides."""
    for noun in objects_of(token, "of", "on", "from"):
        if noun.pos_ == "NOUN" and (type := words.phrases.get((token.lemma_.lower(), noun.lemma_.lower()))):
            return Trigger(type, token.doc[token.i : noun.i + 1], token, False, within=noun)
    return None


def _is_owned_war(token: Token) -> bool:
    """As in "The country's 13-year conflict"."""
    return token.lemma_ == "conflict" and any(child.dep_ == "poss" or child.lemma_ == "year" for child in token.lefts)


def _has_light_verb(token: Token, words: EventWords) -> bool:
    return token.dep_ in ("dobj", "nsubj", "nsubjpass") and token.head.lemma_.lower() in words.light_verbs


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
