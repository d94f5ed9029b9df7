"""Turtle with the lines its statements stand in, so that an error in a file can say where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser
from rdflib.term import Node
from testigo.ontology.errors import UnreadableInput

Statement = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True, eq=False)
class Lined:
    """A graph and where its statements end, counted from 1."""

    graph: Graph
    lines: dict[Statement, int]

    def line(self, subject: Node, predicate: Node | None = None, object: Node | None = None) -> int:
        """The first line that says this of a subject; 1 where nothing does."""
        asked = (subject, predicate, object)
        fits = (
            line
            for statement, line in self.lines.items()
            if all(want in {None, given} for want, given in zip(asked, statement, strict=True))
        )
        return min(fits, default=1)


def read_turtle(text: str, where: str) -> Lined:
    """The graph of a Turtle document. Raises UnreadableInput with the line where it is none."""
    found = Lined(Graph(), {})
    sink = _Lines(found)
    sink.parser = SinkParser(sink, baseURI=f"file:///{where.rpartition('/')[2]}", turtle=True)
    try:
        sink.parser.startDoc()
        sink.parser.feed(text)
        sink.parser.endDoc()
    except BadSyntax as problem:
        what = f"is no Turtle: {problem._why}"
        raise UnreadableInput(f"{where}:{problem.lines + 1}", what) from problem
    for prefix, namespace in sink.parser._bindings.items():
        found.graph.bind(prefix, namespace)
    return found


class _Lines(RDFSink):
    """Keeps the line that the parser stands in when it has read a statement."""

    parser: SinkParser

    def __init__(self, lined: Lined) -> None:
        super().__init__(lined.graph)
        self._lines = lined.lines

    def makeStatement(self, quadruple: Any, why: Any = None) -> None:  # noqa: N802  # the parser's own name and types
        formula, predicate, subject, object = quadruple
        statement = self._term(formula, subject), self._term(formula, predicate), self._term(formula, object)
        self.graph.add(statement)
        self._lines.setdefault(statement, self.parser.lines + 1)

    def _term(self, formula: Any, term: Any) -> Node:  # the parser's own types
        found: Node = self.normalise(formula, term)
        return found
