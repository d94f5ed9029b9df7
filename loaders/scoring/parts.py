"""What an extraction is looked through by."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What errors are listed of."""

    ACTORS = "actors"
    PLACES = "places"
    EVENTS = "events"
    FIGURES = "figures"
    STATEMENTS = "statements"
