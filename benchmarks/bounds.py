"""How a benchmark says what it measured beside its bound; a script ends with 1 where one of its bounds is missed."""

from __future__ import annotations

import sys
from typing import NoReturn

MISSED: list[str] = []


def at_least(what: str, found: float, bound: float, unit: str = "") -> None:
    """Print a figure that should not be lower than its bound."""
    _told(what, found, f"at least {_figure(bound, unit)}", kept=found >= bound, unit=unit)


def at_most(what: str, found: float, bound: float, unit: str = "") -> None:
    """Print a figure that should not be higher than its bound."""
    _told(what, found, f"at most {_figure(bound, unit)}", kept=found <= bound, unit=unit)


def holds(what: str, kept: bool) -> None:
    """Print whether something is as it must be."""
    print(f"  {what}: {'yes' if kept else 'NO'}", flush=True)
    if not kept:
        MISSED.append(what)


def end() -> NoReturn:
    """End the script: with 0, or with 1 and the names of what was missed."""
    if MISSED:
        print(f"missed: {'; '.join(MISSED)}", file=sys.stderr)
    sys.exit(bool(MISSED))


def _told(what: str, found: float, bound: str, *, kept: bool, unit: str) -> None:
    print(f"  {what}: {_figure(found, unit)} ({bound}: {'kept' if kept else 'MISSED'})", flush=True)
    if not kept:
        MISSED.append(what)


def _figure(number: float, unit: str) -> str:
    figure = f"{number:,.0f}" if number >= 100 or number == int(number) else f"{number:.2f}"
    return f"{figure} {unit}".rstrip()
