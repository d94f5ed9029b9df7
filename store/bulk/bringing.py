"""Which run brings what a store is filled with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from testigo.store.protocols import Written


@dataclass(frozen=True, slots=True)
class Bringing:
    """A run, as a row of the label LoadRun (Any: its values), and the labels of which every node is LOADED_BY it.

    `note` gives, for what was written, an id and a text that the store keeps, until the load forgets them.
    """

    run: dict[str, Any]
    labels: tuple[str, ...]
    note: Callable[[Written], tuple[str, str]]
