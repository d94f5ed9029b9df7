"""Property paths of the shapes as paths over the tables (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from testigo.ontology.errors import ValidationError
from testigo.ontology.validation.columns.plan import Alternative, Column, Hop, Members, Naming, Path, Repeated, Sequence
from testigo.ontology.validation.columns.shapes_graph import ShapesGraph
from testigo.ontology.validation.engines import SHACL
from testigo.ontology.vocabulary import RDF

_REPEATED = {"zeroOrMorePath": (0, True), "oneOrMorePath": (1, True), "zeroOrOnePath": (0, False)}


class NotInColumns(ValidationError):
    """What a shape says cannot be asked of tables; the message is the reason, for a reader of the shapes.

    `of_targets`: its findings are on its targets, not on whoever else its paths lead to.
    """

    def __init__(self, reason: str, of_targets: bool = True) -> None:
        super().__init__(reason)
        self.of_targets = of_targets


class Paths:
    """Reads the paths of a shapes graph."""

    def __init__(self, graph: ShapesGraph, naming: Naming) -> None:
        self._graph, self._naming = graph, naming

    def read(self, node: str) -> Path:
        """The path that a node writes. Raises NotInColumns for one that leaves the tables."""
        if RDF + "first" in self._graph.predicates(node):
            return self._sequence([str(each) for each in self._graph.members(node)])
        if not node.startswith("_:"):
            return self.property(node)
        for kind, (least, often) in _REPEATED.items():
            for inner in self._graph.nodes(node, SHACL + kind):
                return Repeated(self._of_nodes(self.read(inner)), least, often)
        for head in self._graph.nodes(node, SHACL + "alternativePath"):
            return Alternative(tuple(self.read(str(each)) for each in self._graph.members(head)))
        for inner in self._graph.nodes(node, SHACL + "inversePath"):
            return inverse(self.read(inner))
        raise NotInColumns("a path of no known kind")

    def property(self, iri: str) -> Path:
        """A predicate path. One that the tables do not have leads nowhere."""
        if iri.startswith(RDF):
            raise NotInColumns(f"a path over rdf:{iri.removeprefix(RDF)}")
        type, name = self._naming.relationships.get(iri), self._naming.properties.get(iri)
        if type and name:
            return Alternative((Hop(type), Column(name)))
        return Hop(type) if type else Column(name or iri)

    def _sequence(self, steps: list[str]) -> Path:
        if len(steps) == 3 and steps[2] == RDF + "first" and self._is_rest(steps[1]):
            first = self.property(steps[0])
            if isinstance(first, Column):
                return Members(first.name)
        return Sequence(tuple(self.read(each) for each in steps))

    def _is_rest(self, node: str) -> bool:
        return self._graph.nodes(node, SHACL + "zeroOrMorePath") == [RDF + "rest"]

    @staticmethod
    def _of_nodes(path: Path) -> Path:
        if isinstance(path, Column | Members):
            raise NotInColumns("a repeated path over a property whose values are literals")
        return path


def inverse(path: Path) -> Path:
    """The path backwards. Raises NotInColumns for one that starts at a literal."""
    match path:
        case Hop(type, is_inverse):
            return Hop(type, not is_inverse)
        case Sequence(steps):
            return Sequence(tuple(inverse(each) for each in reversed(steps)))
        case Alternative(paths):
            return Alternative(tuple(inverse(each) for each in paths))
        case Repeated(inner, least, often):
            return Repeated(inverse(inner), least, often)
        case _:
            raise NotInColumns("an inverse path from a literal to what has it")
