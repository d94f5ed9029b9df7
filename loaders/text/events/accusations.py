"""Accusations that no cue names: what a speaker says makes somebody identified the doer of a wrong."""

from __future__ import annotations

from collections.abc import Iterable

from testigo.loaders.text.events.events import Happening
from testigo.loaders.text.events.participants import parts
from testigo.loaders.text.events.triggers import Trigger
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.reading.phrases import agents
from testigo.ontology.spans import Span
from testigo.ontology.terms import Modality

WRONGS = frozenset(
    (
        *("killing", "killing-of-civilians", "mass-killing", "summary-execution", "attack", "ambush", "shelling"),
        *("air-drone-strike", "remote-explosive", "looting", "arson-property-destruction", "sexual-violence"),
        *("torture-ill-treatment", "abduction-disappearance", "forced-displacement", "forced-recruitment"),
        *("mob-violence", "ceasefire-violation"),
    )
)
BODIES = frozenset(("security-forces", "government", "government-body", "foreign-state"))
DOING = frozenset(("perpetrator", "initiator"))
FORCES = frozenset(("security-forces", "armed-faction"))


def is_accusation(
    modality: Modality, content: Span, speakers: Iterable[Figurant], events: Iterable[Happening], roster: Roster
) -> bool:
    """Whether a plain report accuses: an identified actor, not the speaker, does harm in its content.

    Doers who are only "gunmen" or "they" are nobody identified, and what one force tells of another's attack on
    soldiers is no charge of a wrong.
    """
    if modality is not Modality.ASSERTS:
        return False
    said_by, told = list(speakers), list(events)
    return _is_of_them(content, told, roster) or any(
        _charges(trigger, event, said_by, roster)
        for event in told
        for trigger in event.triggers
        if trigger.type in WRONGS
        and content.start <= trigger.words.start_char
        and trigger.words.end_char <= content.end
    )


def _is_of_them(content: Span, events: list[Happening], roster: Roster) -> bool:
    """As in "They tied us in pairs": said of the force whose deeds were told just before."""
    before = [
        (trigger, event) for event in events for trigger in event.triggers if trigger.words.end_char <= content.start
    ]
    last = max(before, key=lambda one: one[0].head.i, default=None)
    if last is None:
        return False
    words = last[0].head.doc.char_span(content.start, content.end, alignment_mode="expand")
    if words is None or words[0].lower_ != "they" or words[0].dep_ != "nsubj" or words[0].head.tag_ != "VBD":
        return False
    between = words.doc[last[0].head.i + 1 : words.start]
    took_part = [*parts(last[0], roster), *last[1].counted.values()]
    is_near = sum(bool(token.is_sent_start) for token in between) <= 1
    does_harm = any(child.dep_ in ("dobj", "prep") for child in words[0].head.children)
    return is_near and does_harm and any(role in DOING and _is_identified(actor) for actor, role in took_part)


def _charges(trigger: Trigger, event: Happening, said_by: list[Figurant], roster: Roster) -> bool:
    took_part = parts(trigger, roster, with_blamed=False)
    if trigger.is_verb and any(doer.lower_ in ("they", "he") for doer in agents(trigger.head)):
        took_part = [*took_part, *event.counted.values()]  # whom the pronoun means is told beside it
    doers = [actor for actor, role in took_part if role == "perpetrator"]
    sufferers = [actor for actor, role in took_part if role in ("victim", "target")]
    if sufferers and all(actor.kind in FORCES for actor in sufferers):
        return False
    return any(_is_identified(doer) and not any(doer is one for one in said_by) for doer in doers)


def _is_identified(actor: Figurant) -> bool:
    return actor.kind in BODIES or (actor.is_named and actor.kind != "community")
