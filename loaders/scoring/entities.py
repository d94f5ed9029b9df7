"""Actors and places: matched by a shared mention; an actor's kind as a class."""

from __future__ import annotations

from testigo.loaders.extraction import Entity, Extraction
from testigo.loaders.scoring.classes import ACTOR, same
from testigo.loaders.scoring.errors import Fault, Wrong, Wrongs
from testigo.loaders.scoring.figures import Tallies, Tally
from testigo.loaders.scoring.matching import Pairs, left, pairs, shared_mentions
from testigo.loaders.scoring.parts import Part

NODES = {"actor": Part.ACTORS, "place": Part.PLACES}


class Entities:
    """The actors or the places of two extractions, held to each other."""

    def __init__(self, node: str, found: Extraction, wanted: Extraction) -> None:
        self.part = NODES[node]
        self.found = [each for each in found.entities if each.node == node]
        self.wanted = [each for each in wanted.entities if each.node == node]
        self.pairs: Pairs = pairs(self.found, self.wanted, shared_mentions)

    @property
    def ids(self) -> dict[str, str]:
        """The id of what was found → that of what it is in the gold."""
        return {self.found[i].id: self.wanted[j].id for i, j in self.pairs.items()}

    def tallies(self) -> Tallies:
        """How many were found; of the actors also how many with their kind."""
        found, wanted = len(self.found), len(self.wanted)
        tallies = {str(self.part): Tally(len(self.pairs), found, wanted)}
        if self.part is Part.ACTORS:
            tallies["actors+kind"] = Tally(len(self.pairs) - len(list(self._of_other_kind())), found, wanted)
        return tallies

    def wrongs(self) -> Wrongs:
        """What is missed, spurious, or of another kind."""
        for j in left(len(self.wanted), self.pairs.values()):
            yield Wrong(self.part, Fault.MISSED, self.wanted[j].mentions[0], wanted=_named(self.wanted[j]))
        for i in left(len(self.found), self.pairs):
            yield Wrong(self.part, Fault.SPURIOUS, self.found[i].mentions[0], found=_named(self.found[i]))
        if self.part is Part.ACTORS:
            yield from self._of_other_kind()

    def _of_other_kind(self) -> Wrongs:
        for i, j in self.pairs.items():
            found, wanted = self.found[i], self.wanted[j]
            if not same(ACTOR, found.kind, wanted.kind):
                yield Wrong(self.part, Fault.KIND, wanted.mentions[0], wanted.kind, found.kind)


def _named(entity: Entity) -> str:
    return f"{entity.name} ({entity.kind})"
