"""Events: which triggers speak of one and the same event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.reading.headings import in_heading
from testigo.loaders.text.reading.lexicon import event_words
from testigo.loaders.text.reading.phrases import determiner, objects_of, patients, sentence

if TYPE_CHECKING:
    from spacy.tokens import Token
    from testigo.loaders.text.mentions.roster import Figurant

FAMILIES = {
    kind: family
    for family, kinds in {
        "killing": "killing killing-of-civilians mass-killing summary-execution",
        "attack": "attack ambush shelling air-drone-strike remote-explosive explosion",
        "displacement": "displacement forced-displacement",
    }.items()
    for kind in kinds.split()
}
VIOLENT = frozenset(FAMILIES) - {"displacement", "forced-displacement"}
CAUSES = VIOLENT | {"armed-clash", "riot", "mob-violence", "security-operation", "torture-ill-treatment", "war"}
DEFINITE = frozenset(("the", "this", "these", "those", "that", "their", "its"))
QUANTITIES = frozenset(("dozens", "hundreds", "thousands", "millions", "scores", "several"))
WEEK = 7
REACH = 3  # sentences within which a verb of the same kind speaks of the same event
BROAD = frozenset(("killing", "attack", "explosion", "displacement"))
CUSTODY = frozenset(("arrest-detention", "abduction-disappearance"))
BEFORE = frozenset(
    ("after", "following", "since", "before", "over", "for")
)  # "clashes after the killing of X": its cause
MANNERED = VIOLENT - BROAD | {"armed-clash"}  # how it was done is told: shots and deaths are part of it
REPORTING = frozenset(("confirm", "acknowledge", "admit", "report", "deny", "condemn", "describe", "claim", "recount"))
PLAIN = frozenset(("killing", "attack"))  # no manner is told: the attack and the killing may be one
AS_IT_HAPPENED = frozenset(("when", "as", "after", "while"))


@dataclass(frozen=True, slots=True)
class Setting:
    """The places (any comparable names for them) and the time that the words around a trigger give it."""

    places: frozenset[int] = frozenset()
    time: tuple[int, int] | None = None  # first and last day, as ordinals
    doers: frozenset[str] = frozenset()

    def fits(self, earlier: Setting) -> bool:
        """Whether what has this setting may be the same event: nothing new is said of place, time or doer."""
        return self.places <= earlier.places and self._agrees(earlier)

    def completes(self, earlier: Setting) -> bool:
        """The same for what is spoken of as known: "the strike on the camp" may tell the place for the first time."""
        return (not earlier.places or self.places <= earlier.places) and self._agrees(earlier)

    def details(self, earlier: Setting) -> bool:
        """The same, or the earlier was told without a place or time, which are told only here."""
        is_bare = not earlier.places and earlier.time is None
        return self.fits(earlier) or (is_bare and not (self.doers and earlier.doers and not self.doers & earlier.doers))

    def may_be(self, earlier: Setting) -> bool:
        """The same for what came of it: no other time is told, and no place that has nothing of the earlier ones."""
        is_elsewhere = bool(self.places and earlier.places) and not self.places & earlier.places
        is_then = self.time is None or earlier.time is None or _meet(self.time, earlier.time)
        return is_then and not is_elsewhere

    def _agrees(self, earlier: Setting) -> bool:
        if self.doers and earlier.doers and not self.doers & earlier.doers:
            return False
        return self.time is None or (earlier.time is not None and _meet(self.time, earlier.time))

    def joined(self, other: Setting) -> Setting:
        """The setting of two triggers of one event."""
        return Setting(self.places | other.places, self.time or other.time, self.doers | other.doers)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two times may be one: they are equal, or short and overlap."""
    is_short = all(last - first <= WEEK for first, last in (one, other))
    return one == other or (is_short and one[0] <= other[1] and other[0] <= one[1])


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
        is_narrower = FAMILIES.get(trigger.type) == self.family and trigger.type not in PLAIN
        if self.type in BROAD and (is_narrower or (self.type == "attack" and is_killing(trigger))):
            self.type = trigger.type

    @property
    def is_deadly(self) -> bool:
        """Whether it is said to have killed somebody."""
        return any(map(is_killing, self.triggers))


def is_killing(trigger: Trigger) -> bool:
    """Whether a trigger says that somebody died."""
    return FAMILIES.get(trigger.type) == "killing"


def happenings(found: list[Trigger], setting: Callable[[Trigger], Setting]) -> list[Happening]:
    """Triggers gathered into events; `setting` says which place and time a trigger has of its own."""
    events: list[Happening] = []
    for trigger in sorted(found, key=lambda one: in_heading(one.head)):
        own = setting(trigger)
        known = _told_below(trigger, events) if in_heading(trigger.head) else _known(trigger, events, found, own)
        if known is None:
            known = Happening(trigger.type)
            events.append(known)
        known.add(trigger, own)
    events = [event for event in events if event.triggers]
    return sorted(events, key=lambda event: min(trigger.head.i for trigger in event.triggers))


def _known(trigger: Trigger, events: list[Happening], found: list[Trigger], own: Setting) -> Happening | None:
    """The event that a trigger belongs to; None for a new one."""
    known = _consequence_of(trigger, events, found) or _same(trigger, events, own) or _toll_of(trigger, events, own)
    return _before(trigger, events, found, own) if known is None and trigger.is_consequence else known


def _told_below(trigger: Trigger, events: list[Happening]) -> Happening | None:
    """The event of the text that its heading speaks of."""
    return next((event for event in events if _is_related(event, trigger) or _killed(event, trigger)), None)


def _killed(event: Happening, trigger: Trigger) -> bool:
    return is_killing(trigger) and event.is_deadly


def _before(trigger: Trigger, events: list[Happening], found: list[Trigger], own: Setting) -> Happening | None:
    """The event of violence that injuries or deaths came of: of the same sentence, else the last one before."""
    violent = [event for event in events if event.type in VIOLENT or event.type == "armed-clash"]
    if violent:
        last = violent[-1]
        is_near = any(told_together(known.head, trigger.head) for known in last.triggers)
        fits = own.may_be(last.setting) if is_near else own.fits(last.setting)
        return last if fits else None
    end = sentence(trigger.head).end
    later = next((o for o in found if o.head.i > trigger.head.i and o.type in VIOLENT and not o.is_consequence), None)
    if later is None or later.head.i >= end:
        return None
    event = Happening(later.type, cause=later.head.i)
    events.append(event)
    return event


def _consequence_of(trigger: Trigger, events: list[Happening], found: list[Trigger]) -> Happening | None:
    """The event that deaths came of: "killed in clashes", "the blast killed", "attacked, killing"."""
    lemma = trigger.head.lemma_
    follows = FAMILIES.get(trigger.type) == "killing" or trigger.is_consequence or lemma in event_words().striking_verbs
    if not trigger.is_verb or not follows:
        return None
    causes = set(_causes(trigger.head))
    for event in events:
        if event.type in CAUSES and any(known.head.i in causes for known in event.triggers):
            return event
    later = next((other for other in found if other.head.i in causes and other is not trigger), None)
    if later is None or FAMILIES.get(later.type) == "killing" or later.type not in CAUSES:
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
        elif child.dep_ == "advcl" and any(
            c.lower_ in AS_IT_HAPPENED and c.dep_ in ("mark", "advmod") for c in child.children
        ):
            yield child.i
    if verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VBG":
        yield verb.head.i


def _toll_of(trigger: Trigger, events: list[Happening], own: Setting) -> Happening | None:
    """As in "The army shelled the village. Two girls were killed.": shots and deaths of what was told just before."""
    is_part = trigger.type in PLAIN and not trigger.is_consequence
    is_other = determiner(trigger.head) in ("a", "an", "another") or trigger.head.head.lower_ in BEFORE
    if not is_part or (not trigger.is_verb and is_other):
        return None
    near = [
        event
        for event in events
        if event.type in MANNERED and any(told_together(known.head, trigger.head) for known in event.triggers)
    ]
    return next((event for event in reversed(near) if own.completes(event.setting)), None)


def _same(trigger: Trigger, events: list[Happening], own: Setting) -> Happening | None:
    """The event that a trigger speaks of once more."""
    for event in reversed(events):
        if any(known.head.i == trigger.head.i for known in event.triggers):
            return event
        if event.cause == trigger.head.i:
            return event
    if trigger.is_consequence:
        return None
    if trigger.is_certain:
        missing = [event for event in events if event.type == trigger.type]
        return next(
            (e for e in reversed(missing) if any(told_together(k.head, trigger.head) for k in e.triggers)), None
        )
    if trigger.is_verb and trigger.head.lemma_ == "hold":
        return next((event for event in reversed(events) if event.type in CUSTODY), None)
    family = FAMILIES.get(trigger.type, trigger.type)
    is_known = family == "displacement" or (not trigger.is_verb and determiner(trigger.head) in DEFINITE)
    agrees = own.details if family in CUSTODY else own.completes if is_known else own.fits
    earlier = [event for event in events if _is_related(event, trigger) and agrees(event.setting)]
    if not earlier and family == "killing" and not trigger.is_verb and determiner(trigger.head) == "the":
        earlier = [event for event in events if own.fits(event.setting) and event.is_deadly]
    if not earlier:
        return None
    return _done_again(trigger, earlier) if trigger.is_verb else _named_again(trigger, earlier)


def _done_again(trigger: Trigger, earlier: list[Happening]) -> Happening | None:
    """The event that a verb tells once more: one told just before, of the broad families one a little earlier."""
    family, head = FAMILIES.get(trigger.type, trigger.type), trigger.head
    if family not in ("displacement", "killing", "attack", *CUSTODY):
        near = [event for event in earlier if any(told_together(known.head, head) for known in event.triggers)]
        return near[-1] if near else None
    horizon = 0 if _is_of_them(trigger) else _horizon(head)
    near = [event for event in earlier if any(known.head.i >= horizon for known in event.triggers)]
    if not near:
        return None
    is_other = family == "displacement" and _has_figure(trigger) and any(map(_has_figure, near[-1].triggers))
    return None if is_other else near[-1]


def _is_of_them(trigger: Trigger) -> bool:
    """As in "before they were killed": of people told of before."""
    sufferers = patients(trigger.head)
    return bool(sufferers) and all(one.pos_ == "PRON" for one in sufferers)


def _named_again(trigger: Trigger, earlier: list[Happening]) -> Happening | None:
    """The event that a noun names once more."""
    which = determiner(trigger.head)
    if which in ("a", "an") and trigger.type in PLAIN and trigger.head.head.lemma_ in REPORTING:
        return earlier[-1]
    if which in ("a", "an", "another") or (which not in DEFINITE and _is_counted(trigger.head)):
        return None
    if which == "the" and not trigger.head.n_lefts > 1:
        return next((event for event in reversed(earlier) if event.type == trigger.type), earlier[0])
    if which in DEFINITE or _is_anaphoric(trigger.head):
        return earlier[-1]
    same = [event for event in earlier if event.type == trigger.type or trigger.type in BROAD]
    return same[0] if same else None


def _is_related(event: Happening, trigger: Trigger) -> bool:
    """Whether both may be one act: types of one family, or an attack and a killing of which no manner is told."""
    if event.family == FAMILIES.get(trigger.type, trigger.type):
        return True
    return {event.type, trigger.type} == PLAIN or (trigger.type == "attack" and event.family == "killing")


def _is_counted(head: Token) -> bool:
    """As in "six killings in as many years"."""
    return any(child.dep_ == "nummod" for child in head.lefts)


def _has_figure(trigger: Trigger) -> bool:
    """Whether a figure stands right in the clause: of two figures of displaced people neither is the other's."""
    children = (child for child in trigger.head.children if child.dep_ in ("nsubj", "nsubjpass", "dobj"))
    return any(token.like_num or token.lower_ in QUANTITIES for child in children for token in child.subtree)


def told_together(one: Token, other: Token) -> bool:
    """Whether two words stand in one sentence or in neighbours, in one paragraph."""
    first, last = sorted((one, other), key=lambda token: token.i)
    between = last.doc[first.i : last.i + 1]
    starts = sum(bool(token.is_sent_start) for token in between[1:])
    return starts <= 1 and not any("\n" in token.text for token in between)


def _horizon(head: Token) -> int:
    """The token number where the sentences begin in which a verb's event may have been told."""
    found = sentence(head)
    for _ in range(REACH):
        if found.start:
            found = sentence(head.doc[found.start - 1])
    return found.start


def _is_anaphoric(head: Token) -> bool:
    """As in "These are massacres": the noun says what "these" are."""
    return head.dep_ == "attr" and any(child.lower_ in ("this", "these", "those", "it") for child in head.head.lefts)
