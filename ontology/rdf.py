"""A batch as RDF and back, without loss. `docs/decisions/rdf.md` says which triples, and why these.

Writing N-Triples and reading them needs no rdflib; only `graph`, `from_graph` and `parsed` do.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue
from testigo.ontology.jsonld import refuse_remote_contexts, to_jsonld
from testigo.ontology.literals import Literal
from testigo.ontology.ntriples import to_ntriples
from testigo.ontology.records import assembled
from testigo.ontology.terms import ID_BASE, NS
from testigo.ontology.triples import Triple, triples
from testigo.ontology.turtle import to_turtle
from testigo.ontology.vocabulary import checked_base

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["from_graph", "from_ntriples", "graph", "parsed", "to_jsonld", "to_ntriples", "to_turtle"]

FORMATS = {"ntriples": "nt", "turtle": "turtle", "jsonld": "json-ld"}


def from_ntriples(pieces: bytes | Iterable[bytes], base: str = ID_BASE) -> Batch:
    """The batch that N-Triples hold. Raises InvalidValue for a triple that a batch cannot hold."""
    return assembled(triples([pieces] if isinstance(pieces, bytes) else pieces), checked_base(base))


def graph(batch: Batch, base: str = ID_BASE) -> Graph:
    """The batch as an rdflib graph: for small graphs, at some 45 µs a triple."""
    from rdflib import Graph

    found = Graph()
    found.bind("testigo", NS)
    found.bind("id", base)
    with _as_written():
        return found.parse(data=b"".join(to_ntriples(batch, base)), format="nt")


def from_graph(graph: Graph, base: str = ID_BASE) -> Batch:
    """The batch that a graph holds. Raises InvalidValue for a triple that a batch cannot hold."""
    return assembled(_triples(graph), checked_base(base))


def parsed(document: bytes, format: str, base: str = ID_BASE) -> Batch:
    """The batch that a document holds; the format is one of FORMATS.

    Raises InvalidValue where it is not well-formed. A JSON-LD context that would have to be fetched is refused.
    """
    if format == "ntriples":
        return from_ntriples(document, base)
    if format == "jsonld":
        refuse_remote_contexts(document)
    return from_graph(_read(document, format, base), base)


def _read(document: bytes, format: str, base: str) -> Graph:
    from rdflib import Graph

    try:
        with _as_written():
            return Graph().parse(data=document, format=FORMATS[format], publicID=base)
    except Exception as problem:  # rdflib's parsers raise what they stumble over, KeyError and IndexError among it
        raise InvalidValue(f"not well-formed {format}: {_told(problem)}") from problem


def _told(problem: Exception) -> str:
    """What a parser says, on one line; where it counts lines, with the one it came to."""
    line, why = getattr(problem, "lines", None), getattr(problem, "_why", None)
    if isinstance(line, int) and why:
        return f"line {line + 1}: {why}"
    return " ".join(str(problem).split())[:200]


@contextmanager
def _as_written() -> Iterator[None]:
    """Literals stay as they are written: rdflib would make "yes" a false and cut the seventh digit of a second.

    What it would say of an ill-typed one, as a warning with a traceback, this package says as an error.
    """
    import rdflib

    log = logging.getLogger("rdflib.term")
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    disabled, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS, log.disabled = before, disabled


def _triples(graph: Graph) -> Iterator[Triple]:
    for subject, predicate, object in graph:
        yield Triple(_name(subject), str(predicate), _object(object))


def _object(node: Node) -> str | Literal:
    from rdflib import Literal as Value

    if isinstance(node, Value):
        return Literal(str(node), None if node.datatype is None else str(node.datatype), node.language)
    return _name(node)


def _name(node: Node) -> str:
    from rdflib import BNode

    return f"_:{node}" if isinstance(node, BNode) else str(node)
