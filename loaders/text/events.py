"""Events: the words that say that something happened, its type, and which words speak of one and the same event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic, Mention
from testigo.loaders.text.lexicon import EventWords, event_words
from testigo.loaders.text.actors import kind_of
from testigo.loaders.text.headings import in_capitals, in_heading
from testigo.loaders.text.phrases import agents, determiner, lemma_of, modifiers, objects_of

if TYPE_CHECKING:
    from testigo.loaders.text.roster import Figurant
    from spacy.tokens import Doc, Span, Token

FAMILIES = {
    kind: family
    for family, kinds in {
        "killing": "killing killing-of-civilians mass-killing summary-execution",
        "attack": "attack ambush shelling air-drone-strike remote-explosive explosion",
        "displacement": "displacement forced-displacement",
        "restriction": "restriction blockade-siege curfew",
    }.items()
    for kind in kinds.split()
}
VIOLENT = frozenset(FAMILIES) - {"displacement", "forced-displacement", "restriction", "blockade-siege", "curfew"}
REACH = 3  # sentences within which a verb of the same kind speaks of the same event
BROAD = frozenset(("killing", "attack", "displacement", "restriction"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event: `head` governs its participants, `words` are what is quoted."""

    type: str
    words: Span
    head: Token
    is_verb: bool
    is_consequence: bool = False

    @property
    def mention(self) -> Mention:
        """The words as a mention."""
        return Mention(self.words.start_char, self.words.end_char, self.words.text)


@dataclass(frozen=True, slots=True)
class Setting:
    """The places (any comparable names for them) and the time that the words around a trigger give it."""

    places: frozenset[int] = frozenset()
    time: tuple[int, int] | None = None
    doers: frozenset[str] = frozenset()

    def fits(self, earlier: Setting) -> bool:
        """Whether what has this setting may be the same event: nothing new is said of place or time."""
        if self.doers and earlier.doers and not self.doers & earlier.doers:
            return False
        return self.places <= earlier.places and (self.time is None or self.time == earlier.time)

    def joined(self, other: Setting) -> Setting:
        """The setting of two triggers of one event."""
        return Setting(self.places | other.places, self.time or other.time, self.doers | other.doers)


@dataclass(slots=True)
class Happening:
    """An event while a text is read: its triggers, the first decides where it stands."""

    type: str
    triggers: list[Trigger] = field(default_factory=list)
    cause: int | None = None
    counted: dict[tuple[int, str], tuple[Figurant, str]] = field(default_factory=dict)
    setting: Setting = Setting()

    @property
    def family(self) -> str:
        """The broad type that it shares with what may be the same event."""
        return FAMILIES.get(self.type, self.type)

    def add(self, trigger: Trigger, own: Setting) -> None:
        """Take in a trigger; the narrower type of a family is the event's."""
        self.triggers.append(trigger)
        self.setting = self.setting.joined(own)
        if FAMILIES.get(trigger.type) == self.family and self.type in BROAD:
            self.type = trigger.type


def triggers(doc: Doc) -> tuple[list[Trigger], list[Diagnostic]]:
    """The triggers in text order, and those that are not said to have happened."""
    found: list[Trigger] = []
    unused: list[Diagnostic] = []
    for token in doc:
        trigger = _trigger(token, event_words())
        if trigger is None:
            continue
        if why := unreal(trigger.head):
            unused.append(Diagnostic("event-not-said-to-have-happened", f"{trigger.type}: {why}", trigger.mention))
        else:
            found.append(trigger)
    return found, unused


def _trigger(token: Token, words: EventWords) -> Trigger | None:
    if in_capitals(token):
        return None
    if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.tag_ in ("VBN", "VBD") and token.dep_ != "amod"):
        return _verb(token, words)
    if token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("PERSON", "ORG", "GPE", "DATE"):
        return _noun(token, words)
    return None


def _verb(token: Token, words: EventWords) -> Trigger | None:
    lemma = token.lemma_.lower()
    if token.dep_ in ("amod", "compound") or token.dep_ == "aux":
        return None
    for other in _companions(token):
        if type := words.phrases.get((lemma, other.lemma_.lower())):
            first, last = sorted((token, other), key=lambda one: one.i)
            near = last.i - first.i <= 4
            return Trigger(
                type, token.doc[first.i : last.i + 1] if near else token.doc[token.i : token.i + 1], token, True
            )
    one = token.doc[token.i : token.i + 1]
    if type := words.verbs.get(lemma):
        return Trigger(type, one, token, True)
    if type := words.consequences.get(lemma):
        return Trigger(type, one, token, True, is_consequence=True)
    if lemma in words.striking_verbs and _is_struck_by_arms(token, words):
        return Trigger("attack", one, token, True)
    return None


def _is_struck_by_arms(verb: Token, words: EventWords) -> bool:
    """Whether the subject of "hit" or "strike" is one who fights, or a weapon."""
    doers = [*agents(verb), *(child for child in verb.children if child.dep_ == "nsubj")]
    fighters = ("security-forces", "armed-faction")
    return any(lemma_of(one) in words.weapons or kind_of(one) in fighters for one in doers)


def _companions(verb: Token) -> Iterator[Token]:
    """What makes a phrase of a verb: its particle, object, preposition or adjective, and objects of prepositions."""
    for child in verb.children:
        if child.dep_ in ("dobj", "prt", "prep", "oprd", "acomp", "advmod", "nsubjpass", "attr", "xcomp", "ccomp"):
            yield child
        if child.dep_ == "prep":
            yield from (noun for noun in child.children if noun.dep_ in ("pobj", "pcomp"))


def _noun(token: Token, words: EventWords) -> Trigger | None:
    lemma = token.lemma_.lower()
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        if (lemma, token.head.lemma_.lower()) in words.compounds:
            return None
        if lemma != "arson" and token.head.lemma_.lower() not in (
            "victim",
            "wave",
            "spree",
            "campaign",
            "site",
            "scene",
        ):
            return None
    one = token.doc[token.i : token.i + 1]
    for part in modifiers(token):
        key = (part.lemma_.lower(), lemma)
        for table in (words.compounds, words.phrases):
            if type := table.get(key) or table.get((part.lower_, lemma)):
                return Trigger(type, token.doc[part.i : token.i + 1] if part.i + 1 == token.i else one, token, False)
    if type := words.nouns.get(lemma):
        return Trigger(type, one, token, False)
    if lemma == "death" and any(child.dep_ == "nummod" for child in token.children):
        return Trigger("killing", one, token, False, is_consequence=True)
    if (type := words.light_nouns.get(lemma)) and (_has_light_verb(token, words) or _is_owned_war(token)):
        return Trigger(type, one, token, False)
    return None


def _is_owned_war(token: Token) -> bool:
    """ "The country's 13-year conflict"."""
    return token.lemma_ == "conflict" and any(child.dep_ == "poss" or child.lemma_ == "year" for child in token.lefts)


def _has_light_verb(token: Token, words: EventWords) -> bool:
    return token.dep_ in ("dobj", "nsubj", "nsubjpass") and token.head.lemma_.lower() in words.light_verbs


def unreal(head: Token) -> str | None:
    """Why an event is not said to have happened: it is asked about, feared, demanded, possible. None: it is."""
    words = event_words()
    if head.sent.text.rstrip().endswith("?"):
        return "it stands in a question"
    if determiner(head) == "no":
        return "it is negated"
    for part in modifiers(head) if head.pos_ == "NOUN" else ():
        if part.lower_ in words.unreal_words:
            return f"it is said to be {part.lower_!r}"
    below = head
    for above in (head, *head.ancestors):
        if above.pos_ in ("VERB", "AUX"):
            modal = next((c for c in above.children if c.dep_ == "aux" and c.lower_ in words.unreal_modals), None)
            if modal is not None:
                return f"it hangs on {modal.lower_!r}"
            if above is not head and above.lemma_ in words.unreal_verbs and _is_complement(below):
                return None if _has_failed(above) else f"it hangs on {above.lemma_!r}"
            if head.pos_ == "VERB" and above is head and any(c.dep_ == "neg" for c in above.children):
                return "it is negated"
        if above is not head and above.lemma_ in words.unreal_nouns and below.dep_ in ("prep", "acl", "pobj", "relcl"):
            return f"it hangs on {above.lemma_!r}"
        if above.dep_ in ("ccomp", "advcl", "relcl", "ROOT", "acl"):
            break
        below = above
    return None


def _is_complement(below: Token) -> bool:
    """Whether the verb above speaks of this word: "threatened to", "called for"."""
    if below.dep_ == "prep":
        return below.lower_ in ("for", "of", "against", "about", "from", "on", "into")
    return below.dep_ in ("xcomp", "dobj", "ccomp", "pcomp")


def _has_failed(verb: Token) -> bool:
    """ "failed to prevent massacres": they happened."""
    return verb.lemma_ in ("prevent", "stop", "avert", "avoid") and verb.head.lemma_ == "fail"


def happenings(found: list[Trigger], setting: Callable[[Trigger], Setting]) -> list[Happening]:
    """Triggers gathered into events; `setting` says which place and time a trigger has of its own."""
    events: list[Happening] = []
    for trigger in sorted(found, key=lambda one: in_heading(one.head)):
        own = setting(trigger)
        known = _consequence_of(trigger, events, found) or _same(trigger, events, own)
        if known is None and trigger.is_consequence:
            known = _before(trigger, events, found)
        if in_heading(trigger.head):
            known = next((event for event in events if event.family == FAMILIES.get(trigger.type, trigger.type)), known)
        if known is None:
            known = Happening(trigger.type)
            events.append(known)
        known.add(trigger, own)
    events = [event for event in events if event.triggers]
    return sorted(events, key=lambda event: min(trigger.head.i for trigger in event.triggers))


def _before(trigger: Trigger, events: list[Happening], found: list[Trigger]) -> Happening | None:
    """The event of violence that injuries or deaths came of: of the same sentence, else the last one before."""
    violent = [event for event in events if event.type in VIOLENT or event.type == "armed-clash"]
    if violent:
        return violent[-1]
    sentence = trigger.head.sent
    later = next((o for o in found if o.head.i > trigger.head.i and o.type in VIOLENT and not o.is_consequence), None)
    if later is None or later.head.i >= sentence.end:
        return None
    event = Happening(later.type, cause=later.head.i)
    events.append(event)
    return event


def _consequence_of(trigger: Trigger, events: list[Happening], found: list[Trigger]) -> Happening | None:
    """ "killed in clashes", "the blast killed", "attacked, killing": the deaths belong to the event named there."""
    lemma = trigger.head.lemma_
    follows = FAMILIES.get(trigger.type) == "killing" or trigger.is_consequence or lemma in event_words().striking_verbs
    if not trigger.is_verb or not follows:
        return None
    causes = set(_causes(trigger.head))
    for event in events:
        if any(known.head.i in causes for known in event.triggers):
            return event
    later = next((other for other in found if other.head.i in causes and other is not trigger), None)
    if later is None or FAMILIES.get(later.type) == "killing":
        return None
    event = Happening(later.type, cause=later.head.i)
    events.append(event)
    return event


def _causes(verb: Token) -> Iterator[int]:
    """The words that name what a death came of, as token numbers."""
    for child in verb.children:
        if (child.dep_ == "prep" and child.lower_ in ("in", "during", "by", "from")) or child.dep_ == "agent":
            yield from (noun.i for noun in child.children)
        elif child.dep_ == "nsubj":
            yield child.i
        elif child.dep_ == "dobj":
            yield from (noun.i for noun in objects_of(child, "in", "during"))
    if verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VBG":
        yield verb.head.i


def _same(trigger: Trigger, events: list[Happening], own: Setting) -> Happening | None:
    """The event that a trigger speaks of once more."""
    for event in reversed(events):
        if any(known.head.i == trigger.head.i for known in event.triggers):
            return event
        if event.cause == trigger.head.i:
            return event
    if trigger.is_consequence:
        return None
    family = FAMILIES.get(trigger.type, trigger.type)
    earlier = [event for event in events if event.family == family and own.fits(event.setting)]
    if not earlier and family == "killing" and not trigger.is_verb and determiner(trigger.head) == "the":
        earlier = [event for event in events if own.fits(event.setting) and _was_deadly(event)]
    if not earlier:
        return None
    if trigger.is_verb:
        near = [event for event in earlier if _sentences_apart(event, trigger) <= REACH]
        return near[-1] if near and family in ("displacement", "killing", "attack") else None
    which = determiner(trigger.head)
    if which in ("a", "an", "another"):
        return None
    if which == "the" and not trigger.head.n_lefts > 1:
        return next((event for event in reversed(earlier) if event.type == trigger.type), earlier[0])
    if which in ("the", "this", "these", "those", "that", "their", "its") or _is_anaphoric(trigger.head):
        return earlier[-1]
    same = [event for event in earlier if event.type == trigger.type or trigger.type in BROAD]
    return same[0] if same else None


def _sentences_apart(event: Happening, trigger: Trigger) -> int:
    """How many sentences begin between the last trigger of an event and this one."""
    last = max(known.head.i for known in event.triggers) if event.triggers else trigger.head.i
    return sum(bool(token.is_sent_start) for token in trigger.head.doc[last : trigger.head.i])


def _was_deadly(event: Happening) -> bool:
    return any(known.is_verb and FAMILIES.get(known.type) == "killing" for known in event.triggers)


def _is_anaphoric(head: Token) -> bool:
    """ "These are massacres": the noun says what "these" are."""
    return head.dep_ == "attr" and any(child.lower_ in ("this", "these", "those", "it") for child in head.head.lefts)
