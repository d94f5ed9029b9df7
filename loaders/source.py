"""What a source is: its card, and the pieces it gives the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from testigo.loaders.extraction import Diagnostic
from testigo.ontology.batch import Batch
from testigo.ontology.terms import Severity


@dataclass(frozen=True, slots=True)
class Expected:
    """How many nodes of a label a whole release gives. Fewer than `least`: something of it is missing.

    More than `most`: a release that the card does not know, or rows that stand twice. None: no bound.
    """

    label: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Where a source comes from, how it is to be cited, what it gives. None: it differs from input to input."""

    name: str
    title: str
    version: str
    publisher: str | None = None
    licence: str | None = None
    citation: str | None = None
    expected: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something of the input that no table of the source can read; a violation is refused, anything else is told.

    `path` is the column's name and `value` its cell as it stands (None: it is about the whole row), `locator`
    "FILE:LINE", the physical line, from 1, on which the row begins. `payload` is JSON
    `{"source": name, "options": {…}, "row": {column: cell}}`, which `testigo.loaders.registry` maps once it is mended.
    """

    rule: str
    path: str | None
    value: str | None
    message: str
    locator: str
    payload: str
    severity: Severity = Severity.VIOLATION

    @property
    def refuses(self) -> bool:
        """Whether what needs it may not enter the graph."""
        return self.severity is Severity.VIOLATION


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what a source gives: a batch that holds every node its relationships name, and what was no use.

    `snapshots`: SHA-256 → the bytes that it rests on, or a file that holds them (decompressed). `where` gives the
    "FILE:LINE" of a record of the batch, None where `locator` says all there is; `row` the payload of the row there, as
    a fault has it: a record that is refused is mended in the row that it comes from. `done`: how far `len(source)` has
    come with this piece.
    """

    locator: str
    batch: Batch
    snapshots: Mapping[str, bytes | Path] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    faults: tuple[Fault, ...] = ()
    where: Callable[[str], str | None] | None = None
    row: Callable[[str], str | None] | None = None
    done: int = 1

    def place_of(self, id: str) -> str:
        """Where a record of the batch comes from, as exactly as can be said."""
        return (self.where and self.where(id)) or self.locator

    def row_of(self, id: str) -> str | None:
        """The payload of the row that a record of the batch comes from; None where it comes from none."""
        place = self.where(id) if self.where and self.row else None
        return self.row(place) if self.row and place else None


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
        """How much there is to read: the bytes of all files for tables, the number of inputs elsewhere."""
        ...

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """The pieces, in the order of the inputs, recorded `at`.

        Raises UnreadableInput before the first piece where an input cannot be read.
        """
        ...
