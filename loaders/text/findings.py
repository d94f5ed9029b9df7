"""What has been found in a text so far, while the rules go over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic
from testigo.loaders.text.events.event_times import Clock
from testigo.loaders.text.events.events import Happening
from testigo.loaders.text.events.incidents import Incident
from testigo.loaders.text.figures.counts import Counted
from testigo.loaders.text.mentions.roster import Figurant, Roster
from testigo.loaders.text.speech.attributions import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the actors who make it and those who passed it on, nearest the reader first."""

    attribution: Attribution
    speakers: list[Figurant]
    via: list[Figurant]


@dataclass(slots=True)
class Findings:
    """One text while it is read. Ids are given when it is written out, so that they follow the text."""

    doc: Doc
    text: str  # `doc.text` is put together anew each time
    published: date | None
    clock: Clock = field(default_factory=Clock)
    roster: Roster = field(default_factory=Roster)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    events: list[Happening] = field(default_factory=list)
    incidents: dict[int, Incident] = field(default_factory=dict)
    counts: list[tuple[Counted, Happening]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
