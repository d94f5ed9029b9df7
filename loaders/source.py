"""What a source is: its card, and the pieces it gives the pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from testigo.loaders.extraction import Diagnostic
from testigo.ontology.batch import Batch


@dataclass(frozen=True, slots=True)
class Card:
    """Where a source comes from and how it is to be cited. None: it differs from input to input."""

    name: str
    title: str
    version: str
    publisher: str | None = None
    licence: str | None = None
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What one input gives: a batch, the bytes it rests on by their SHA-256, and what could not be used."""

    locator: str
    batch: Batch
    snapshots: Mapping[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


class Source(Protocol):
    """A loader of one kind of input."""

    @property
    def card(self) -> Card:
        """What it is."""
        ...

    @property
    def fingerprint(self) -> str:
        """A hash of the inputs and of everything that changes what they give."""
        ...

    def __len__(self) -> int:
        """How many pieces there are."""
        ...

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """The pieces, in the order of the inputs, recorded `at`.

        Raises UnreadableInput before the first piece where an input cannot be read.
        """
        ...
