"""Who took part, where that is told apart from the act: doers of one incident, blame in a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from testigo.loaders.text.events.events import Happening
from testigo.loaders.text.events.participants import actors_of, parts
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.lexicon import event_words
from testigo.loaders.text.reading.phrases import agents, lemma_of, patients

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUFFERING = frozenset(("victim", "target"))
FIGHTING = frozenset(("armed-faction", "security-forces"))
PROTECTORS = frozenset(("security-forces", "government", "government-body", "intergovernmental", "foreign-state"))
BLAMING = frozenset(("blame", "suspect", "fault"))
HELPING = frozenset(("intervene", "respond", "protect", "react", "help", "come", "arrive", "act"))
ALARMS = frozenset(("call", "warning", "appeal", "plea", "cry", "alert"))
FALLEN = frozenset(("dead", "victim", "killed", "fatality", "casualty"))
KNOWN_BEFORE = frozenset(
    ("previously", "formerly", "earlier", "previous", "past", "similar", "other", "another", "last")
)


def add_shared(doc: Doc, events: list[Happening], roster: Roster) -> None:
    """Complete the events' participants, the surest rules first."""
    for token in doc:
        for accused in _blamed_alone(token):
            _charge(accused, events, roster)
        for idle in _stood_by(token):
            _add(_last_before(idle, events, with_doer=True), idle, "failed-to-prevent", roster, PROTECTORS)
        for fallen in _among_the_dead(token):
            _add(_last_before(fallen, events, with_doer=True, is_deadly=True), fallen, "victim", roster)
    for event in events:
        _share_doers(event, events, roster)


def _blamed_alone(verb: Token) -> list[Token]:
    """As in "Residents blamed the militia.": for what was told before."""
    if verb.pos_ != "VERB" or verb.lemma_ not in BLAMING or any(child.dep_ == "neg" for child in verb.children):
        return []
    if any(child.dep_ in ("prep", "agent") and child.lower_ in ("for", "of", "on") for child in verb.subtree):
        return []
    return [one for one in patients(verb) if one.pos_ in ("NOUN", "PROPN")]


def _stood_by(verb: Token) -> list[Token]:
    """As in "the mission did not intervene", "soldiers ignored calls for help", "police failed to respond"."""
    if verb.pos_ != "VERB":
        return []
    is_negated = any(child.dep_ == "neg" for child in verb.children)
    has_failed = verb.dep_ == "xcomp" and verb.head.lemma_ == "fail"
    if verb.lemma_ in HELPING and (is_negated or has_failed) and not _is_supposed(verb):
        return agents(verb.head if has_failed else verb)
    heard = any(child.dep_ == "dobj" and lemma_of(child) in ALARMS for child in verb.children)
    return agents(verb) if verb.lemma_ == "ignore" and heard and not is_negated else []


def _is_supposed(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in event_words().unreal_modals for child in verb.children)


def _among_the_dead(verb: Token) -> list[Token]:
    """As in "Amin was among the dead", "the victims included a nurse", "the dead were two brothers"."""
    if verb.lemma_ not in ("be", "include"):
        return []
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    objects = [child for child in verb.children if child.dep_ in ("attr", "dobj")]
    if any(lemma_of(one) in FALLEN for one in subjects):
        return [one for one in objects if one.pos_ in ("NOUN", "PROPN")]
    among = [inner for child in verb.children if child.lower_ == "among" for inner in child.children]
    if not any(lemma_of(one) in FALLEN for one in among):
        return []
    return [one for one in (*subjects, *objects) if one.pos_ in ("NOUN", "PROPN") and one not in among]


def _charge(accused: Token, events: list[Happening], roster: Roster) -> None:
    """Make the accused the doer of the last violence told before, if no other is said to be."""
    event = _last_before(accused, events)
    if event is not None and not list(_doers(event, roster)):
        _add(event, accused, "perpetrator", roster)


def _last_before(
    token: Token, events: Iterable[Happening], *, with_doer: bool = False, is_deadly: bool = False
) -> Happening | None:
    """The act of violence that was told last before a word. Not `with_doer`: only acts to which one may belong."""
    told = [
        (max(at for at in (trigger.head.i for trigger in event.triggers) if at < token.i), event)
        for event in events
        if _is_violent(event)
        and any(trigger.head.i < token.i for trigger in event.triggers)
        and (event.is_deadly or not is_deadly)
    ]
    return max(told, key=lambda one: one[0])[1] if told else None


def _add(event: Happening | None, token: Token, role: str, roster: Roster, kinds: frozenset[str] | None = None) -> None:
    if event is None:
        return
    for actor in actors_of(token, roster):
        if kinds is None or actor.kind in kinds:
            actor.is_used = True
            event.counted.setdefault((id(actor), role), (actor, role))


def _is_violent(event: Happening) -> bool:
    return event_words().roles[event.type][0] == "perpetrator"


def _all(event: Happening, roster: Roster) -> Iterator[tuple[Figurant, str]]:
    for trigger in event.triggers:
        yield from parts(trigger, roster)
    yield from event.counted.values()


def _doers(event: Happening, roster: Roster) -> Iterator[Figurant]:
    return (actor for actor, role in _all(event, roster) if role == "perpetrator")


def _share_doers(event: Happening, events: list[Happening], roster: Roster) -> None:
    """Give violence of which no doer is told that of the act told with it, where nothing speaks against it."""
    if not _is_violent(event) or any(True for _ in _doers(event, roster)) or _is_of_another_time(event):
        return
    near = [
        other for other in events if other is not event and _is_violent(other) and _distance(event, other) is not None
    ]
    for other in sorted(near, key=lambda one: _distance(event, one) or 0):
        found = [actor for actor in _doers(other, roster) if actor.kind in (*FIGHTING, "crowd", "foreign-state")]
        if found and _agree(event, other) and not _is_of_another_time(other) and _may_do(found, event, roster):
            for actor in found:
                event.counted.setdefault((id(actor), "perpetrator"), (actor, "perpetrator"))
            return


def _is_of_another_time(event: Happening) -> bool:
    words = (child.lower_ for trigger in event.triggers for child in trigger.head.children)
    return any(word in KNOWN_BEFORE for word in words)


def _may_do(doers: list[Figurant], event: Happening, roster: Roster) -> bool:
    """Whether those who suffer are not the doers themselves, or of their side."""
    sufferers = [actor for actor, role in _all(event, roster) if role in SUFFERING]
    kinds = {doer.kind for doer in doers}
    return not any(
        any(one is doer for doer in doers) or (one.kind in FIGHTING and one.kind in kinds) for one in sufferers
    )


def _agree(event: Happening, other: Happening) -> bool:
    """Whether neither is told with a time or a place that the other has not."""
    one, two = event.setting, other.setting
    same_time = one.time is None or two.time is None or one.time == two.time
    return same_time and (not one.places or not two.places or bool(one.places & two.places))


def _distance(event: Happening, other: Happening) -> int | None:
    """How many sentences lie between two acts told together: 0 or 1, in one paragraph. None: they are told apart."""
    found = [_between(one.head, two.head) for one in event.triggers for two in other.triggers]
    return min((one for one in found if one is not None), default=None)


def _between(one: Token, other: Token) -> int | None:
    first, last = sorted((one, other), key=lambda token: token.i)
    inside = last.doc[first.i : last.i + 1]
    starts = sum(bool(token.is_sent_start) for token in inside[1:])
    return starts if starts <= 1 and not any("\n" in token.text for token in inside) else None
