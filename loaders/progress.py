"""How far a load has come: what a progress bar shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` in one phase of a load, in whatever the phase is measured by; `records` so far in it."""

    phase: str
    done: int
    total: int
    records: int


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tell nobody."""
