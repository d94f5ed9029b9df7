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
    said_by = list(speakers)
    return any(
        _charges(trigger, event, said_by, roster)
        for event in events
        for trigger in event.triggers
        if trigger.type in WRONGS
        and content.start <= trigger.words.start_char
        and trigger.words.end_char <= content.end
    )


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
