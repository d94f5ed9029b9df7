"""Shapes of one's own, beside those that ship: read, looked over, and named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node
from testigo.ontology.errors import UnfitShapes, UnreadableInput
from testigo.ontology.terms import ID_BASE
from testigo.ontology.validation.columns.compiler import compiled
from testigo.ontology.validation.columns.naming import naming
from testigo.ontology.validation.columns.reach import far_shapes
from testigo.ontology.validation.columns.shapes_graph import graph_of
from testigo.ontology.validation.lint import Fault, faults
from testigo.ontology.validation.shipped import shapes
from testigo.ontology.validation.turtle_lines import Lined, read_turtle


@dataclass(frozen=True, slots=True)
class Rules:
    """What records are checked against (Turtle), and the file that each shape of one's own stands in, by IRI."""

    turtle: str
    files: dict[str, str]


def rules(paths: Iterable[Path] = (), *, near: bool = True) -> Rules:
    """The shapes that ship and those of one's own.

    `near`: a load sees a record with its neighbours only, so a shape that reads more is a fault; a check of a whole
    store may read anything. Raises UnreadableInput and UnfitShapes, which names files and lines.
    """
    turtle = shapes()
    files: dict[str, str] = {}
    for path in paths:
        graph = _read(path, near)
        turtle += "\n" + graph.serialize(format="nt")
        files |= {str(each): str(path) for each in graph.subjects() if isinstance(each, URIRef)}
    return Rules(turtle, files)


def _read(path: Path, near: bool) -> Graph:
    """The named shapes of a file."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        what = getattr(problem, "strerror", None) or str(problem)
        raise UnreadableInput(str(path), f"cannot be read as shapes: {what}") from problem
    lined = read_turtle(text, str(path))
    if not lined.graph:
        raise UnreadableInput(str(path), "holds no shape: write one, or leave the file out")
    _refuse(path, faults(lined, _shipped()))
    graph = named(lined.graph)
    _refuse(path, _far(graph, lined) if near else ())
    return graph


def _refuse(path: Path, faults: Iterable[Fault]) -> None:
    if found := [(each.line, each.says) for each in faults]:
        raise UnfitShapes(str(path), found)


@lru_cache(maxsize=1)
def _shipped() -> Graph:
    return Graph().parse(data=shapes(), format="turtle")


def _far(graph: Graph, lined: Lined) -> Iterable[Fault]:
    """Shapes that read more than a record's neighbours."""
    for name in far_shapes(compiled(graph_of(_shipped() + graph), naming(ID_BASE))):
        says = (
            "reads more than a record's neighbours, and a load is checked in portions that hold no more: shorten its "
            "path, or leave it to `testigo audit`"
        )
        yield Fault(lined.line(URIRef(name)), f"<{name}> {says}")


def named(graph: Graph) -> Graph:
    """The graph with a name for every property shape of a named shape, and a message where it has none: the one of
    the shape that it is a part of.
    """
    names: dict[Node, URIRef] = {}
    found = Graph()
    for shape in sorted(each for each in set(graph.subjects(SH.property)) if isinstance(each, URIRef)):
        for part in sorted(graph.objects(shape, SH.property), key=lambda each: _ending(graph, each)):
            message = graph.value(shape, SH.message)
            if isinstance(part, BNode):
                names[part] = _free(f"{shape}-{_ending(graph, part)}", {*names.values(), *graph.subjects()})
            if message is not None and (part, SH.message, None) not in graph:
                found.add((names.get(part, part), SH.message, message))
    for statement in graph:
        subject, predicate, object = (names.get(each, each) for each in statement)
        found.add((subject, predicate, object))
    return found


def _ending(graph: Graph, part: Node) -> str:
    """What a property shape is called by: the last name of its path."""
    path = graph.value(part, SH.path)
    while isinstance(path, BNode):
        inner = graph.value(path, RDF.first) or next(iter(graph.objects(path)), None)
        path = None if isinstance(inner, Literal) else inner
    return str(path or "property").rpartition("#")[2].rpartition("/")[2]


def _free(name: str, taken: set[Node]) -> URIRef:
    number, found = 1, URIRef(name)
    while found in taken:
        number, found = number + 1, URIRef(f"{name}-{number + 1}")
    return found
