"""Shapes looked over before anything is checked by them.

What an engine would pass over in silence, read in another way than the next one, or run out of time on is told with
the line it stands in. https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from rdflib import OWL, RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from testigo.ontology.terms import ID_BASE, NS
from testigo.ontology.validation.columns.naming import naming
from testigo.ontology.validation.turtle_lines import Lined

_CORE = {
    "path", "name", "description", "message", "severity", "order", "group", "defaultValue", "deactivated",
    "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "property", "node", "nodeKind", "class",
    "datatype", "minCount", "maxCount", "in", "hasValue", "pattern", "flags", "minLength", "maxLength", "minInclusive",
    "maxInclusive", "minExclusive", "maxExclusive", "lessThan", "lessThanOrEquals", "equals", "disjoint", "languageIn",
    "uniqueLang", "closed", "ignoredProperties", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount",
    "qualifiedValueShapesDisjoint", "and", "or", "not", "xone", "alternativePath", "inversePath", "zeroOrMorePath",
    "oneOrMorePath", "zeroOrOnePath", "sparql", "select", "prefixes", "declare", "prefix", "namespace",
}  # fmt: skip
_OBJECTS = {
    "NodeShape", "PropertyShape", "PropertyGroup", "PrefixDeclaration", "SPARQLConstraint", "Violation", "Warning",
    "Info", "IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral",
}  # fmt: skip
_ELSEWHERE = {
    "js", "jsFunctionName", "jsLibrary", "rule", "condition", "construct", "expression", "target", "values", "ask",
    "parameter", "validator", "nodeValidator", "propertyValidator", "labelTemplate", "shapesGraph", "entailment",
    "filterShape", "nodes", "union", "intersection", "resultAnnotation", "update",
}  # fmt: skip
"""Terms of SHACL that no engine here acts on: rules, functions, scripts, components and targets of one's own."""

_PROPERTIES = ("path", "targetSubjectsOf", "targetObjectsOf", "lessThan", "lessThanOrEquals", "equals", "disjoint")
_CLASSES = ("targetClass", "class")
_TARGETS = [SH[each] for each in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")]
_LINKS = [SH[each] for each in ("node", "property", "not", "qualifiedValueShape")]
_LISTS = [SH[each] for each in ("and", "or", "xone")]
_STEPS = ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")
MOST_REPEATS = 100  # more of them cost shacl-rust 50 ms a call


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a shapes file, and in which line."""

    line: int
    says: str


def faults(lined: Lined, shipped: Graph) -> list[Fault]:
    """What is wrong with shapes that are added to the `shipped` ones, in the order of the file."""
    checks = (
        _unknown_terms, _unknown_names, _unfit_parameters, _recursion, _patterns, _unused, _without_message,
        _severities,
    )  # fmt: skip
    found = {each for check in checks for each in check(lined)}
    found.update(_of_others(lined, shipped))
    return sorted(found)


def _local(term: Node) -> str:
    return str(term).removeprefix(str(SH))


def _is_shacl(term: Node) -> bool:
    return isinstance(term, URIRef) and str(term).startswith(str(SH))


def _unknown_terms(lined: Lined) -> Iterator[Fault]:
    """Terms of SHACL that are none, or that nothing here acts on: an engine would pass over them."""
    for (_, predicate, object), line in lined.lines.items():
        for term, known in ((predicate, _CORE), (object, _OBJECTS)):
            name = _local(term)
            if not _is_shacl(term) or name in known:
                continue
            why = "is acted on by no engine here" if name in _ELSEWHERE else "is no term of SHACL"
            yield Fault(line, f"sh:{name} {why}: a constraint that is passed over checks nothing")
        if predicate == OWL.imports:
            yield Fault(line, "owl:imports is not followed: give each file with --shapes")


def _unknown_names(lined: Lined) -> Iterator[Fault]:
    """Properties and classes that no record of the graph has, so that a slip would check nothing."""
    names = naming(ID_BASE)
    for (_, predicate, object), line in lined.lines.items():
        asked = _local(predicate) if _is_shacl(predicate) else ""
        if asked in _CLASSES and str(object) not in names.classes:
            yield Fault(line, f"{_written(object)} is no class of the graph; there are {_labels()}")
        is_step = asked in _STEPS or (predicate == RDF.first and not isinstance(object, Literal | BNode))
        if asked in _PROPERTIES or (is_step and _is_in_path(lined.graph, lined, object)):
            yield from (Fault(line, says) for says in _no_property(object))


def _is_in_path(graph: Graph, lined: Lined, term: Node) -> bool:
    """Whether a term is a step of a path; a list may also be of values or of shapes."""
    if isinstance(term, BNode):
        return False
    steps = {step for head in graph.objects(None, SH.path) for step in _steps(graph, head)}
    return term in steps


def _steps(graph: Graph, node: Node) -> Iterator[Node]:
    """The properties of a path."""
    if isinstance(node, URIRef):
        if node != RDF.nil:
            yield node
        return
    for predicate, object in graph.predicate_objects(node):
        if predicate in {RDF.first, RDF.rest} or _local(predicate) in _STEPS:
            yield from _steps(graph, object)


def _no_property(term: Node) -> Iterator[str]:
    names = naming(ID_BASE)
    iri = str(term)
    if isinstance(term, BNode) or iri.startswith(str(RDF)) or iri in names.properties or iri in names.relationships:
        return
    yield f"{_written(term)} is neither a property nor a relationship of the graph: docs/ontology.md lists them"


def _labels() -> str:
    return ", ".join(sorted(iri.removeprefix(NS) for iri in naming(ID_BASE).classes if iri.startswith(NS)))


def _written(term: Node) -> str:
    return f":{str(term).removeprefix(NS)}" if str(term).startswith(NS) else f"<{term}>"


def _is_number(graph: Graph, term: Node) -> bool:
    return isinstance(term, Literal) and term.datatype == XSD.integer and str(term).isdigit()


def _is_text(graph: Graph, term: Node) -> bool:
    return isinstance(term, Literal) and term.datatype in {None, XSD.string}


def _is_truth(graph: Graph, term: Node) -> bool:
    return isinstance(term, Literal) and term.datatype == XSD.boolean


def _is_literal(graph: Graph, term: Node) -> bool:
    return isinstance(term, Literal)


def _is_iri(graph: Graph, term: Node) -> bool:
    return isinstance(term, URIRef)


def _is_node(graph: Graph, term: Node) -> bool:
    return not isinstance(term, Literal)


def _is_list(graph: Graph, term: Node) -> bool:
    return term == RDF.nil or (term, RDF.first, None) in graph


_Fits = Callable[[Graph, Node], bool]
_KINDS: list[tuple[str, str, _Fits]] = [
    ("minCount maxCount minLength maxLength qualifiedMinCount qualifiedMaxCount", "a whole number", _is_number),
    ("pattern flags", "a string", _is_text),
    ("closed uniqueLang deactivated qualifiedValueShapesDisjoint", "true or false", _is_truth),
    ("minInclusive maxInclusive minExclusive maxExclusive message", "a literal", _is_literal),
    ("class datatype nodeKind targetClass severity lessThan lessThanOrEquals equals disjoint", "an IRI", _is_iri),
    ("targetSubjectsOf targetObjectsOf targetNode", "an IRI", _is_iri),
    ("property node not qualifiedValueShape path", "a node", _is_node),
    ("in and or xone languageIn ignoredProperties", "a list: ( … )", _is_list),
]
_FITS = {name: (what, fits) for names, what, fits in _KINDS for name in names.split()}


def _unfit_parameters(lined: Lined) -> Iterator[Fault]:
    for (_, predicate, object), line in lined.lines.items():
        what, fits = _FITS.get(_local(predicate), ("", None)) if _is_shacl(predicate) else ("", None)
        if fits is not None and not fits(lined.graph, object):
            yield Fault(line, f"sh:{_local(predicate)} takes {what}, not {object.n3()}")


def _used(graph: Graph, shape: Node) -> set[Node]:
    """The shapes that a shape asks of others or of itself."""
    lists = {head for predicate in _LISTS for head in graph.objects(shape, predicate)}
    return {each for predicate in _LINKS for each in graph.objects(shape, predicate)} | {
        each for head in lists for each in Collection(graph, head)
    }


def _recursion(lined: Lined) -> Iterator[Fault]:
    """Shapes that come back to themselves: SHACL leaves open what they mean (3.4.3), and shacl-rust crashes."""
    leads = {subject: _used(lined.graph, subject) for subject in set(lined.graph.subjects())}
    try:
        TopologicalSorter(leads).prepare()
    except CycleError as problem:
        circle = [each for each in problem.args[1] if isinstance(each, URIRef)] or problem.args[1]
        names = " → ".join(dict.fromkeys(map(str, circle)))
        yield Fault(lined.line(circle[0]), f"{names} comes back to itself, and SHACL does not say what that means")


def _patterns(lined: Lined) -> Iterator[Fault]:
    for (subject, predicate, pattern), line in lined.lines.items():
        if predicate == SH.pattern:
            is_bounded = (subject, SH.maxLength, None) in lined.graph
            yield from (Fault(line, f"the pattern {str(pattern)!r} {why}") for why in unfit(str(pattern), is_bounded))


_CLASS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")
_REPEAT = r"(?:[*+]|\{\d+,\})"


def unfit(pattern: str, is_bounded: bool) -> Iterator[str]:
    """Why a pattern is not to be used; `is_bounded`: the length of what it is matched with is.

    Engines differ on look-around and back-references, nested repeats invite catastrophic backtracking.
    """
    bare = _CLASS.sub("c", pattern)
    try:
        re.compile(pattern)
    except re.error as problem:
        yield f"is no regular expression: {problem}"
        return
    if re.search(r"\(\?", bare) or re.search(r"\\[1-9]", pattern):
        yield "looks ahead, looks behind or refers back, which engines read in different ways"
    if re.search(rf"{_REPEAT}[^()]*\)[*+{{]", bare):
        yield "repeats a repeat, which may take for ever"
    elif re.search(_REPEAT, bare) and not is_bounded:
        yield "repeats without a bound: add sh:maxLength beside it, or write {0,60} for *"
    if any(int(most) > MOST_REPEATS for most in re.findall(r"\{(?:\d+,)?(\d+)\}", bare)):
        yield f"repeats more than {MOST_REPEATS} times: use sh:maxLength"


def _shapes(graph: Graph) -> set[Node]:
    """Whatever is a shape of the file."""
    typed = {each for kind in (SH.NodeShape, SH.PropertyShape) for each in graph.subjects(RDF.type, kind)}
    aimed = {each for target in _TARGETS for each in graph.subjects(target)}
    return typed | aimed


def _is_aimed(graph: Graph, shape: Node) -> bool:
    return any((shape, target, None) in graph for target in _TARGETS)


def _unused(lined: Lined) -> Iterator[Fault]:
    """Shapes that nothing is checked by."""
    graph = lined.graph
    used = {each for subject in set(graph.subjects()) for each in _used(graph, subject)}
    for shape in _shapes(graph):
        if not _is_aimed(graph, shape) and shape not in used:
            yield Fault(lined.line(shape), f"<{shape}> has no target and no shape uses it, so it checks nothing")
        if _is_aimed(graph, shape) and isinstance(shape, BNode):
            yield Fault(lined.line(shape), "a shape with a target needs a name, for refusals to say")


def _without_message(lined: Lined) -> Iterator[Fault]:
    """Shapes that would refuse a record and not say what to do."""
    graph = lined.graph
    for shape in _shapes(graph):
        parts = list(graph.objects(shape, SH.property))
        says_itself = (shape, SH.message, None) in graph
        if _is_aimed(graph, shape) and not (
            says_itself or (parts and all((p, SH.message, None) in graph for p in parts))
        ):
            yield Fault(lined.line(shape), f"<{shape}> needs a sh:message that says what to do")


def _severities(lined: Lined) -> Iterator[Fault]:
    """Severities that a writer may take to hold for the property shapes too (SHACL, 2.1.4: each shape has its own)."""
    graph = lined.graph
    for shape, severity in graph.subject_objects(SH.severity):
        if severity == SH.Violation:
            continue
        for part in graph.objects(shape, SH.property):
            if (part, SH.severity, None) not in graph:
                says = f"sh:{_local(severity)} does not hold for the property shapes: say sh:severity in each of them"
                yield Fault(lined.line(shape, SH.severity), says)


def _of_others(lined: Lined, shipped: Graph) -> Iterator[Fault]:
    """Statements about a shape that ships: they would change what every load is held to."""
    for subject in set(lined.graph.subjects()):
        if isinstance(subject, URIRef) and (subject, None, None) in shipped:
            yield Fault(lined.line(subject), f"<{subject}> is a shape that ships: give yours another name")
