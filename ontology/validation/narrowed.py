"""The shapes that records of some labels need: the engine reads less, and asks nothing of neighbours that it is given
only because a path leads to them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from testigo.ontology.literals import Literal
from testigo.ontology.model import NODES
from testigo.ontology.terms import NS
from testigo.ontology.validation.columns.plan import Term
from testigo.ontology.validation.columns.shapes_graph import ShapesGraph, shapes_graph
from testigo.ontology.validation.engines import RDF, SHACL
from testigo.ontology.vocabulary import XSD

RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@lru_cache(maxsize=64)
def narrowed(turtle: str, labels: frozenset[str]) -> str:
    """The shapes as N-Triples, without those whose only targets are classes of other labels."""
    graph = shapes_graph(turtle)
    above = {each for subject in graph.subjects for each in graph.objects(subject, RDFS + "subClassOf")}
    others = {NS + label for label in NODES if label not in labels} - above
    idle = {each for each in graph.subjects if _is_idle(graph, each, others)}
    parts = _reached(graph, idle)
    roots = [each for each in graph.subjects if each not in parts or (_has_targets(graph, each) and each not in idle)]
    kept = _reached(graph, roots)
    return "".join(line for subject in graph.subjects if subject in kept for line in _lines(graph, subject))


def _target_predicates(graph: ShapesGraph, subject: str) -> set[str]:
    return {each for each in graph.predicates(subject) if each.startswith(SHACL + "target")}


def _is_class(graph: ShapesGraph, subject: str) -> bool:
    """Whether a shape is a class too, and so its own target."""
    return RDFS + "Class" in graph.objects(subject, RDF + "type")


def _has_targets(graph: ShapesGraph, subject: str) -> bool:
    return bool(_target_predicates(graph, subject)) or _is_class(graph, subject)


def _is_idle(graph: ShapesGraph, subject: str, others: set[str]) -> bool:
    """Whether all targets of a shape are among some classes."""
    classes = SHACL + "targetClass"
    of_classes = _target_predicates(graph, subject) == {classes} and not _is_class(graph, subject)
    return of_classes and set(graph.nodes(subject, classes)) <= others


def _reached(graph: ShapesGraph, subjects: Iterable[str]) -> set[str]:
    """The subjects and all that they refer to."""
    found: set[str] = set()
    left = list(subjects)
    while left:
        if (subject := left.pop()) not in found:
            found.add(subject)
            left += [each for one in graph.predicates(subject) for each in graph.nodes(subject, one)]
    return found


def _lines(graph: ShapesGraph, subject: str) -> Iterator[str]:
    for predicate in sorted(graph.predicates(subject)):
        for each in graph.objects(subject, predicate):
            yield f"{_written(subject)} <{predicate}> {_written(each)} .\n"


def _written(term: Term) -> str:
    """A term as N-Triples write it; JSON escapes text the same way. Strings are plain: rdflib tells the two apart."""
    if isinstance(term, Literal):
        text = json.dumps(term.form, ensure_ascii=False)
        if term.language:
            return f"{text}@{term.language}"
        return text if term.datatype == XSD + "string" else f"{text}^^<{term.datatype}>"
    return term if term.startswith("_:") else f"<{term}>"
