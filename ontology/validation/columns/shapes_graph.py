"""The graph of the shapes as plain terms; its Turtle is read once in a process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from testigo.ontology.errors import ValidationError
from testigo.ontology.literals import Literal
from testigo.ontology.validation.columns.plan import Term
from testigo.ontology.vocabulary import RDF, XSD

if TYPE_CHECKING:
    from rdflib import Graph

Triple = tuple[str, str, Term]


class ShapesGraph:
    """Subject → predicate → objects. Blank nodes have `_:` before their name."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object in triples:
            self._objects[subject][predicate].append(object)

    @property
    def subjects(self) -> list[str]:
        """Whatever says something."""
        return list(self._objects)

    def predicates(self, subject: str) -> set[str]:
        """What a subject says."""
        return set(self._objects.get(subject, ()))

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """All that a subject says by a predicate."""
        return self._objects.get(subject, {}).get(predicate, [])

    def nodes(self, subject: str, predicate: str) -> list[str]:
        """The objects that are no literals."""
        return [each for each in self.objects(subject, predicate) if isinstance(each, str)]

    def text(self, subject: str, predicate: str) -> str | None:
        """The form of the first literal, or the first node; None where there is none."""
        for each in self.objects(subject, predicate):
            return each.form if isinstance(each, Literal) else each
        return None

    def members(self, head: str) -> list[Term]:
        """The members of an RDF list. Raises ValidationError for one that is broken or a circle."""
        found: list[Term] = []
        seen: set[str] = set()
        while head != RDF + "nil":
            first, rest = self.objects(head, RDF + "first"), self.nodes(head, RDF + "rest")
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise ValidationError(f"the shapes hold a list that is none, at {head}")
            seen.add(head)
            found.append(first[0])
            (head,) = rest
        return found


@lru_cache(maxsize=8)
def shapes_graph(turtle: str) -> ShapesGraph:
    """The graph that a Turtle document holds. Raises ValidationError where it is no Turtle."""
    from rdflib import Graph

    try:
        graph = Graph().parse(data=turtle, format="turtle")
    except Exception as problem:  # rdflib's parser raises whatever it meets
        raise ValidationError(f"the shapes are no Turtle: {problem}") from problem
    return graph_of(graph)


def graph_of(graph: Graph) -> ShapesGraph:
    """The graph of rdflib as plain terms."""
    return ShapesGraph((str(_term(s)), str(p), _term(o)) for s, p, o in graph)


def _term(term: object) -> Term:
    from rdflib import BNode
    from rdflib import Literal as RdfLiteral

    if isinstance(term, RdfLiteral):
        datatype = None if term.language else str(term.datatype or XSD + "string")
        return Literal(str(term), datatype, term.language)
    return f"_:{term}" if isinstance(term, BNode) else str(term)
