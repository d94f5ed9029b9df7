"""The SHACL engines, behind one interface. They run in the worker process (`testigo.ontology.validation.worker`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, Protocol

from testigo.ontology.errors import ValidationError
from testigo.ontology.terms import ID_BASE, NS, Severity
from testigo.ontology.validation.findings import Finding, finding, in_order, label_of

SHAPES_NS = "https://w3id.org/testigo/shapes#"
SHACL = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
FAST, REFERENCE = "shacl-rust", "pyshacl"
_TERM = re.compile(r"<([^>]{1,4000})>")
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)


Ids = frozenset[str]


class Engine(Protocol):
    """A SHACL Core validator."""

    def findings(self, triples: str, shapes: str, only: Ids | None = None) -> list[Finding]:
        """What the shapes (Turtle) find in the triples (N-Triples), in order: of all records, or `only` of some and
        of what has an id that is none of ours.

        Raises whatever the engine raises on a literal or a line it cannot read: the caller bisects.
        """
        ...


class ShaclRust:
    """The fast path. It reports an ill-typed literal as a finding; it crashes on recursive shapes."""

    def findings(self, triples: str, shapes: str, only: Ids | None = None) -> list[Finding]:
        """See `Engine`."""
        import shacl_rust

        # the index is called experimental, gives the same report (the tests hold it to pySHACL's) and takes 0.4 to 0.8
        # of the time; the release is pinned
        report = shacl_rust.validate(  # pyright: ignore[reportAttributeAccessIssue]
            triples, shapes, data_format="nt", experimental_index=True
        )
        told = ((_local(_bare(result["focusNode"])), result) for result in report["results"])
        return in_order(self._finding(id, result) for id, result in told if _is_asked(id, only))

    @staticmethod
    def _finding(id: str, result: dict[str, Any]) -> Finding:  # the report is foreign and untyped
        path = result.get("resultPath")
        value = result.get("value")
        return finding(
            id,
            _local(_bare(result["sourceShape"])),
            result["messages"][-1],  # the engine's own words come first, the shape's last
            _TERM.sub(lambda term: _local(term[1]), path).strip("()") if path else None,
            _written(value) if value else None,
            severity=_severity(_bare(result["severity"])),
        )


class PySHACL:
    """The reference and the fallback. It raises on some ill-typed literals and lets others pass."""

    def findings(self, triples: str, shapes: str, only: Ids | None = None) -> list[Finding]:
        """See `Engine`."""
        from pyshacl import validate
        from rdflib import Graph

        graph = Graph().parse(data=triples, format="nt")
        _, report, text = validate(graph, shacl_graph=_shapes_graph(shapes), inference="none")
        if not isinstance(report, Graph):
            raise ValidationError(f"pySHACL gave no report: {text}")
        return in_order(each for each in _reported(report) if _is_asked(each.id, only))


def _is_asked(id: str, only: Ids | None) -> bool:
    return only is None or id in only or not label_of(id)


def _reported(report: Any) -> list[Finding]:  # an rdflib graph; rdflib is imported by the engine only
    from rdflib import Namespace

    sh = Namespace(SHACL)
    return [
        finding(
            _local(str(report.value(result, sh.focusNode))),
            _local(str(report.value(result, sh.sourceShape))),
            str(report.value(result, sh.resultMessage)),
            _path(report, report.value(result, sh.resultPath)),
            _optional(report.value(result, sh.value)),
            severity=_severity(str(report.value(result, sh.resultSeverity))),
        )
        for result in report.subjects(sh.focusNode)
        if (None, sh.result, result) in report
    ]


@lru_cache(maxsize=8)
def _shapes_graph(shapes: str) -> Any:  # an rdflib graph
    from rdflib import Graph

    return Graph().parse(data=shapes, format="turtle")


def _path(report: Any, node: Any) -> str | None:
    """A property path as shacl-rust writes it: `a / b`, `^a`, `a | b`, `a*`."""
    from rdflib import BNode
    from rdflib.collection import Collection

    if node is None or not isinstance(node, BNode):
        return None if node is None else _local(str(node))
    if (node, _rdf("first"), None) in report:
        return " / ".join(str(_path(report, step)) for step in Collection(report, node))
    ((kind, inner),) = report.predicate_objects(node)
    match str(kind).removeprefix(SHACL):
        case "inversePath":
            return f"^{_path(report, inner)}"
        case "alternativePath":
            return " | ".join(str(_path(report, step)) for step in Collection(report, inner))
        case _:
            return f"{_path(report, inner)}*"


def _rdf(name: str) -> Any:
    from rdflib import URIRef

    return URIRef(RDF + name)


def _optional(node: Any) -> str | None:
    return None if node is None else _local(str(node))


def _bare(term: str) -> str:
    return term.removeprefix("<").removesuffix(">")


def _local(iri: str) -> str:
    """An id, a property or a shape without its namespace; any other IRI as it is."""
    for base in (ID_BASE, SHAPES_NS, NS, RDF):
        if iri.startswith(base):
            return iri[len(base) :]
    return iri


def _written(term: str) -> str:
    """What an N-Triples term says: the id of a node, the lexical form of a literal."""
    literal = _LITERAL.match(term)
    return literal[1] if literal else _local(_bare(term))


def _severity(iri: str) -> Severity:
    return Severity(iri.removeprefix(SHACL).lower())


ENGINES: dict[str, Callable[[], Engine]] = {FAST: ShaclRust, REFERENCE: PySHACL}


def best_engine() -> str:
    """The name of the fastest engine that is installed: shacl-rust has no wheel for some platforms."""
    return FAST if find_spec("shacl_rust") else REFERENCE


def engine(name: str) -> Engine:
    """An engine by its name. Raises ValidationError for one that is not known."""
    try:
        return ENGINES[name]()
    except KeyError:
        raise ValidationError(f"no SHACL engine is called {name!r}; there are {', '.join(ENGINES)}") from None
