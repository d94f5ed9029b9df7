"""Events named only in passing: a noun, of which nothing is told, is no event that a report tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from testigo.loaders.text.events.events import VIOLENT, Happening
from testigo.loaders.text.events.incidents import Incident
from testigo.loaders.text.events.participants import parts
from testigo.loaders.text.mentions.roster import Roster
from testigo.loaders.text.reading.lexicon import event_words
from testigo.loaders.text.reading.phrases import determiner

if TYPE_CHECKING:
    from spacy.tokens import Token

KEPT = frozenset(("mourning", "curfew"))  # "three days of mourning"


def told(
    events: list[Happening], found: dict[int, Incident], counted: Iterable[Happening], roster: Roster
) -> list[Happening]:
    """The events without those named in passing: "slid into war", "a book on torture"."""
    with_figures = {id(event) for event in counted}
    first = next((event for event in events if event.type in VIOLENT), None)
    return [
        event
        for event in events
        if id(event) in with_figures or not _is_passing(event, found[id(event)], roster, after=first)
    ]


def _is_passing(event: Happening, incident: Incident, roster: Roster, after: Happening | None) -> bool:
    """Whether one noun alone names the event, and the text says neither when, where nor who.

    "The massacre" by itself is one of those told before, if any is.
    """
    trigger = event.triggers[0]
    if len(event.triggers) > 1 or trigger.is_verb or len(trigger.words) > 1 or event.type in KEPT:
        return False
    which = determiner(trigger.head)
    is_back = which in ("the", "this") and event.type in VIOLENT and after is not None and after is not event
    if (
        (which and not is_back)
        or _is_told(trigger.head)
        or any(child.dep_ == "prep" for child in trigger.head.children)
    ):
        return False
    return incident.when is None and not incident.where and not parts(trigger, roster) and not event.counted


def _is_told(noun: Token) -> bool:
    """As in "explosions were heard", "launched attacks": the sentence says that it happened."""
    if noun.dep_ in ("nsubj", "nsubjpass", "ROOT", "attr"):
        return True
    return noun.dep_ == "dobj" and noun.head.lemma_ in event_words().light_verbs
