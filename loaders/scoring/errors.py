"""What an extraction gets wrong, one by one, each with its words and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from testigo.loaders.extraction import Mention
from testigo.loaders.scoring.parts import Part


class Fault(StrEnum):
    """What is wrong: nothing found, nothing wanted, or something else than wanted."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    KIND = "wrong kind"
    TYPE = "wrong type"
    PLACE_MISSED = "place missed"
    PLACE_SPURIOUS = "place spurious"
    PARTICIPANT_MISSED = "participant missed"
    PARTICIPANT_SPURIOUS = "participant spurious"
    ROLE = "wrong role"
    DATE = "wrong date"
    VALUE = "wrong value"
    SPEAKER = "wrong speaker"
    MODALITY = "wrong modality"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: the words it is about (of the gold, where it has them), and what was wanted and found instead.

    `rule`: what the extraction says made it, where it says so.
    """

    part: Part
    fault: Fault
    span: Mention
    wanted: str | None = None
    found: str | None = None
    rule: str | None = None


Wrongs = Iterator[Wrong]
