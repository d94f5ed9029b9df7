"""How a load is checked: against which shapes, and by what."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from testigo.ontology.validation.numbered import Known, nobody
from testigo.ontology.validation.validator import Validator


@dataclass(frozen=True, slots=True)
class Checking:
    """The shapes as Turtle (None: those that ship; see `testigo.ontology.validation.own.rules`), and whether columns
    find the suspects first. Without them the engine sees every record: the same verdict, many times slower.
    """

    shapes: str | None = None
    columns: bool = True

    def validator(self, known: Known = nobody) -> Validator:
        """A validator for batches whose references `known` looks up."""
        return Validator(known, own_shapes=self.shapes, columns=self.columns)

    @property
    def fingerprint(self) -> str:
        """A hash of the shapes of one's own; empty without any. Columns change no verdict."""
        return hashlib.sha256(self.shapes.encode()).hexdigest() if self.shapes else ""
