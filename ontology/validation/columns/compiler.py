"""From the graph of the shapes to the plan.

Every constraint of SHACL Core becomes one of the plan, or its shape is left to the exact engine with the reason.
A component or parameter that this module does not know is such a reason too: nothing is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import polars as pl
from testigo.ontology.literals import Literal
from testigo.ontology.validation.columns import plan
from testigo.ontology.validation.columns.literals import DATATYPES
from testigo.ontology.validation.columns.paths import NotInColumns, Paths
from testigo.ontology.validation.columns.plan import Constraint, Exact, Naming, Plan, Rule, Shape, Targets, Term
from testigo.ontology.validation.columns.reach import reach_of, within_reach
from testigo.ontology.validation.columns.shapes_graph import ShapesGraph, shapes_graph
from testigo.ontology.validation.engines import SHACL, SHAPES_NS
from testigo.ontology.vocabulary import RDF, XSD

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL_CLASS = "http://www.w3.org/2002/07/owl#Class"
_SAYS_NOTHING = {
    "path", "name", "description", "message", "severity", "order", "group", "defaultValue", "deactivated",
    "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf",
    "flags", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount",
}  # fmt: skip
_TARGETS = {"targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"}
_KINDS = {
    "IRI": {"IRI"}, "Literal": {"Literal"}, "BlankNode": {"BlankNode"}, "BlankNodeOrIRI": {"BlankNode", "IRI"},
    "BlankNodeOrLiteral": {"BlankNode", "Literal"}, "IRIOrLiteral": {"IRI", "Literal"},
}  # fmt: skip
_OPERATORS = {"minInclusive": "ge", "minExclusive": "gt", "maxInclusive": "le", "maxExclusive": "lt"}
_CANONICAL = {
    "string": re.compile(r".*", re.DOTALL), "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    "boolean": re.compile(r"true|false"), "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}  # fmt: skip


@lru_cache(maxsize=8)
def plan_of(turtle: str, base: str) -> Plan:
    """The plan of shapes in Turtle for the tables of a batch. Raises ValidationError for what is no Turtle, and for a
    shape that reads more than a record's neighbours.
    """
    from testigo.ontology.validation.columns.naming import naming

    return within_reach(compiled(shapes_graph(turtle), naming(base)))


def compiled(graph: ShapesGraph, naming: Naming) -> Plan:
    """The plan of all shapes of a graph that have targets."""
    rules: list[Rule] = []
    exact: list[Exact] = []
    compiler = _Compiler(graph, naming)
    for node in sorted(filter(compiler.has_targets, graph.subjects)):
        targets = None
        try:
            targets = compiler.targets(node)
            rules.append(Rule(compiler.shape(node), targets))
        except NotInColumns as reason:
            exact.append(Exact(_name(node), str(reason), targets if reason.of_targets else None))
    return Plan(naming, tuple(rules), tuple(exact), reach_of(rules))


class _Compiler:
    """Reads shapes; each is read once for each side of a negation."""

    def __init__(self, graph: ShapesGraph, naming: Naming) -> None:
        self._graph, self._naming, self._paths = graph, naming, Paths(graph, naming)
        self._known: dict[tuple[str, bool], Shape] = {}
        self._left: dict[tuple[str, bool], NotInColumns] = {}
        self._open: list[str] = []

    def has_targets(self, node: str) -> bool:
        said = self._graph.predicates(node)
        return bool(said & {SHACL + each for each in _TARGETS}) or self._is_class_and_shape(node)

    def _is_class_and_shape(self, node: str) -> bool:
        types = set(self._graph.nodes(node, RDF + "type"))
        return bool(types & {_RDFS + "Class", _OWL_CLASS}) and bool(
            types & {SHACL + "NodeShape", SHACL + "PropertyShape"}
        )

    def targets(self, node: str) -> Targets:
        """What a shape is about. Raises NotInColumns for a target that is a literal, or that RDF makes of tables."""
        classes = self._graph.nodes(node, SHACL + "targetClass") + [node] * self._is_class_and_shape(node)
        subjects_of, objects_of = (
            self._graph.nodes(node, SHACL + kind) for kind in ("targetSubjectsOf", "targetObjectsOf")
        )
        if any(each.startswith(RDF) for each in (*subjects_of, *objects_of)):
            raise NotInColumns("a target by a property of RDF")
        names = self._naming
        return Targets(
            frozenset[str]().union(*(names.classes.get(each, frozenset()) for each in classes)),
            frozenset(map(self._id, self._graph.nodes(node, SHACL + "targetNode"))),
            frozenset(names.relationships[each] for each in subjects_of if each in names.relationships),
            frozenset(names.relationships[each] for each in objects_of if each in names.relationships),
            frozenset(names.properties[each] for each in subjects_of if each in names.properties),
        )

    def _id(self, iri: str) -> str:
        return iri.removeprefix(self._naming.base) if iri.startswith(self._naming.base) else f"<{iri}>"

    def shape(self, node: str, negated: bool = False) -> Shape:
        """A shape with all that it uses. Raises NotInColumns."""
        if node in self._open:
            raise NotInColumns("a shape that refers to itself")
        if reason := self._left.get((node, negated)):
            raise reason
        if (node, negated) not in self._known:
            self._open.append(node)
            try:
                self._known[node, negated] = self._shape(node, negated)
            except NotInColumns as reason:
                self._left[node, negated] = reason
                raise
            finally:
                self._open.pop()
        return self._known[node, negated]

    def _shape(self, node: str, negated: bool) -> Shape:
        path = [self._paths.read(each) for each in self._graph.nodes(node, SHACL + "path")]
        if len(path) > 1:
            raise NotInColumns("a shape with two paths")
        is_off = self._graph.text(node, SHACL + "deactivated") in {"true", "1"}
        constraints = () if is_off else tuple(self._constraints(node, bool(path), negated))
        severity = self._graph.text(node, SHACL + "severity") or SHACL + "Violation"
        message = self._graph.text(node, SHACL + "message") or ""
        return Shape(_name(node), path[0] if path else None, constraints, severity.removeprefix(SHACL), message)

    def _constraints(self, node: str, has_path: bool, negated: bool) -> list[Constraint]:
        """What a shape asks for. Raises NotInColumns; of several reasons the first by its words, for blank nodes, and
        with them what stands under them, are in another order each time that a file is read.
        """
        found: list[Constraint] = []
        reasons: list[NotInColumns] = []
        for predicate in sorted(self._graph.predicates(node)):
            name = predicate.removeprefix(SHACL)
            if name == predicate or name in _SAYS_NOTHING:
                continue
            for term in self._graph.objects(node, predicate):
                try:
                    found.append(self._constraint(name, node, term, has_path, negated))
                except NotInColumns as reason:
                    reasons.append(reason)
        if reasons:
            raise min(reasons, key=str)
        return found

    def _constraint(self, name: str, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        if name not in _READERS:
            raise NotInColumns(f"sh:{name}")
        return _READERS[name](self, node, term, has_path, negated)

    # one method a family of components; all have the same parameters, for the table below

    def count(self, node: str, term: Term, has_path: bool, negated: bool, kind: str) -> Constraint:
        number = int(_form(term))
        return plan.MinCount(number) if kind == "minCount" else plan.MaxCount(number)

    def datatype(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        if str(term) not in DATATYPES:
            raise NotInColumns(f"sh:datatype {str(term).removeprefix(XSD)}, which no column has")
        return plan.Datatype(str(term))

    def node_kind(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.NodeKind(frozenset(_KINDS[str(term).removeprefix(SHACL)]))

    def klass(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.Class(self._naming.classes.get(str(term), frozenset()))

    def in_(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.In(tuple(self._comparable(each) for each in self._graph.members(str(term))))

    def has_value(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        comparable = self._comparable(term)
        return plan.HasValue(comparable) if has_path else plan.In((comparable,))

    def _comparable(self, term: Term) -> Term:
        """A term as the tables have it: an id, or a literal whose form is the one that they are written in."""
        if isinstance(term, str):
            if term.startswith("_:"):
                raise NotInColumns("a blank node as a value")
            return self._id(term)
        local = (term.datatype or "").removeprefix(XSD)
        if term.language or (local in _CANONICAL and _CANONICAL[local].fullmatch(term.form)):
            return term
        if local in {"double", "dateTime", "integer", "boolean", "date"}:
            raise NotInColumns(f"equality with {term.form!r}, which has more than one form")
        return term

    def pattern(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        if negated:
            raise NotInColumns("sh:pattern under a negation: engines differ on the end of a line")
        flags = self._graph.text(node, SHACL + "flags") or ""
        if set(flags) - set("ismx"):
            raise NotInColumns(f"sh:flags {flags!r}")
        regex = f"(?{flags}){_form(term)}" if flags else _form(term)
        try:
            pl.Series([""]).str.contains(regex)
        except pl.exceptions.ComputeError as problem:
            raise NotInColumns(f"the pattern {_form(term)!r}") from problem
        return plan.Pattern(regex)

    def length(self, node: str, term: Term, has_path: bool, negated: bool, kind: str) -> Constraint:
        number = int(_form(term))
        return plan.MinLength(number) if kind == "minLength" else plan.MaxLength(number)

    def bound(self, node: str, term: Term, has_path: bool, negated: bool, kind: str) -> Constraint:
        if not isinstance(term, Literal):
            raise NotInColumns(f"sh:{kind} of something that is no literal")
        return plan.Bound(_OPERATORS[kind], term)

    def pair(self, node: str, term: Term, has_path: bool, negated: bool, kind: str) -> Constraint:
        other = self._paths.property(str(term))
        if not has_path:
            raise NotInColumns(f"sh:{kind} on a node shape")
        match kind:
            case "equals":
                return plan.Equal(other)
            case "disjoint":
                return plan.Disjoint(other)
            case _:
                return plan.Less(other, kind == "lessThanOrEquals")

    def language_in(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.NoLanguage()

    def unique_lang(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.And(())  # no value of a table has a language, so none has the same as another

    def closed(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        if _form(term) not in {"true", "1"}:
            return plan.And(())
        allowed = {
            str(each)
            for head in self._graph.nodes(node, SHACL + "ignoredProperties")
            for each in self._graph.members(head)
        }
        for shape in self._graph.nodes(node, SHACL + "property"):
            allowed |= set(self._graph.nodes(shape, SHACL + "path"))
        names = self._naming
        return plan.Closed(
            frozenset(names.properties[each] for each in allowed if each in names.properties),
            frozenset(names.relationships[each] for each in allowed if each in names.relationships),
            RDF + "type" in allowed,
        )

    def nested(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.Nested(self.shape(str(term), negated))

    def property(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        if has_path:
            raise NotInColumns("sh:property in a property shape, whose findings are on the values", of_targets=False)
        return self.nested(node, term, has_path, negated)

    def logical(self, node: str, term: Term, has_path: bool, negated: bool, kind: str) -> Constraint:
        negated = negated or kind == "xone"
        shapes = tuple(self.shape(str(each), negated) for each in self._graph.members(str(term)))
        kinds: dict[str, Callable[[tuple[Shape, ...]], Constraint]] = {
            "and": plan.And,
            "or": plan.Or,
            "xone": plan.Xone,
        }
        return kinds[kind](shapes)

    def negation(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.Not(self.shape(str(term), negated=True))

    def qualified(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        if self._graph.text(node, SHACL + "qualifiedValueShapesDisjoint") in {"true", "1"}:
            raise NotInColumns("sh:qualifiedValueShapesDisjoint")
        least = self._graph.text(node, SHACL + "qualifiedMinCount")
        most = self._graph.text(node, SHACL + "qualifiedMaxCount")
        shape = self.shape(str(term), negated or most is not None)
        return plan.Qualified(shape, int(least or 0), None if most is None else int(most))

    def disjoint_siblings(self, node: str, term: Term, has_path: bool, negated: bool) -> Constraint:
        return plan.And(())  # read with sh:qualifiedValueShape


_Reader = Callable[["_Compiler", str, Term, bool, bool], Constraint]


def _of_kind(method: Callable[..., Constraint], kind: str) -> _Reader:
    return lambda compiler, node, term, has_path, negated: method(compiler, node, term, has_path, negated, kind)


_READERS: dict[str, _Reader] = {
    **{kind: _of_kind(_Compiler.count, kind) for kind in ("minCount", "maxCount")},
    **{kind: _of_kind(_Compiler.length, kind) for kind in ("minLength", "maxLength")},
    **{kind: _of_kind(_Compiler.bound, kind) for kind in _OPERATORS},
    **{kind: _of_kind(_Compiler.pair, kind) for kind in ("lessThan", "lessThanOrEquals", "equals", "disjoint")},
    **{kind: _of_kind(_Compiler.logical, kind) for kind in ("and", "or", "xone")},
    "class": _Compiler.klass,
    "closed": _Compiler.closed,
    "datatype": _Compiler.datatype,
    "hasValue": _Compiler.has_value,
    "in": _Compiler.in_,
    "languageIn": _Compiler.language_in,
    "node": _Compiler.nested,
    "nodeKind": _Compiler.node_kind,
    "not": _Compiler.negation,
    "pattern": _Compiler.pattern,
    "property": _Compiler.property,
    "qualifiedValueShape": _Compiler.qualified,
    "qualifiedValueShapesDisjoint": _Compiler.disjoint_siblings,
    "uniqueLang": _Compiler.unique_lang,
}


def _form(term: Term) -> str:
    return term.form if isinstance(term, Literal) else term


def _name(node: str) -> str:
    return node.removeprefix(SHAPES_NS)
