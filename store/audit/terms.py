"""Constraints on one term, as Cypher that is true or false and never null.

A term is a node, the value of a property (or a member of its list), or a relationship with what it carries. A condition
is asked for `certain` or not: a certain one is true only where the constraint holds, the other false only where it does
not. They differ for values that SHACL and Cypher write in different ways, and a negation takes the other one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from testigo.ontology.literals import Literal
from testigo.ontology.validation.columns import plan
from testigo.ontology.validation.columns.plan import Constraint
from testigo.ontology.vocabulary import XSD
from testigo.store.audit.regexes import NotInCypher, java
from testigo.store.audit.ways import quoted

TRUE, FALSE = "true", "false"
TYPES = {
    "string": "STRING", "integer": "INTEGER", "double": "FLOAT", "boolean": "BOOLEAN", "date": "DATE",
    "dateTime": "ZONED DATETIME | LOCAL DATETIME",  # ArcadeDB keeps instants in UTC without saying so
}  # fmt: skip
"""The datatypes that a property of a store has, and what Cypher calls them."""

_NUMBERS = {
    "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte",
}  # fmt: skip
_OF_TYPE = (plan.In, plan.Bound, plan.Pattern, plan.MinLength, plan.MaxLength)
_ORDER = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
_EXACT = 2**53  # beyond it a whole number and a double are not compared as numbers everywhere


@dataclass(frozen=True, slots=True)
class Node:
    """A node by its variable; `label` where only nodes of that one label are asked about, and `ties` where a list of
    the relationships that start from it is at hand.
    """

    name: str
    label: str | None = None
    ties: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """An expression that is not null."""

    text: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship by its variable: a record of `label` in the shapes, with what it carries as properties."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The end of a relationship in a list: its labels are at hand, and nothing else of it."""

    labels: str


class Unlisted(Exception):
    """More of a node is asked than a list of relationships says."""


Term = Node | Value | Tie | Listed


@dataclass(slots=True)
class Parameters:
    """The values of a statement, by the names they have in it. Equal ones have one name."""

    values: dict[str, Any] = field(default_factory=dict)  # Any: the value of a parameter

    def name(self, value: object) -> str:
        """How the statement calls a value."""
        for known, each in self.values.items():
            if each == value and type(each) is type(value):
                return f"${known}"
        self.values[f"p{len(self.values)}"] = value
        return f"$p{len(self.values) - 1}"


def all_of(conditions: Iterable[str]) -> str:
    """Whether all of them hold."""
    found = [each for each in dict.fromkeys(conditions) if each != TRUE]
    if FALSE in found:
        return FALSE
    return found[0] if len(found) == 1 else f"({' AND '.join(found)})" if found else TRUE


def any_of(conditions: Iterable[str]) -> str:
    """Whether one of them holds."""
    found = [each for each in dict.fromkeys(conditions) if each != FALSE]
    if TRUE in found:
        return TRUE
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})" if found else FALSE


def opposite(condition: str) -> str:
    """Whether it does not hold."""
    return {TRUE: FALSE, FALSE: TRUE}.get(condition, f"NOT ({condition})")


def is_of(text: str, type: str, null: bool = False) -> str:
    """Whether a value is of a type of Cypher, or, where `null`, there is none."""
    return any_of(f"{text} IS :: {each}{'' if null else ' NOT NULL'}" for each in type.split(" | "))


def same(left: Term, right: Term) -> str:
    """Whether two terms are one."""
    if isinstance(left, Listed) or isinstance(right, Listed):
        raise Unlisted
    if isinstance(left, Node) and isinstance(right, Node):
        return f"{left.name} = {right.name}"
    if not (isinstance(left, Value) and isinstance(right, Value)):
        return FALSE
    one, other = left.text, right.text
    return all_of(
        [
            f"coalesce({one} = {other}, false)",
            f"({is_of(one, 'FLOAT')}) = ({is_of(other, 'FLOAT')})",  # 1 = 1.0 in Cypher, but they are two literals
            opposite(is_of(one, "LIST<ANY>")),  # a list is a node of its own
        ]
    )


def below(left: Term, right: Term, equals: bool) -> str:
    """Whether a value lies before another; of nodes, lists and what cannot be compared none does."""
    if not (isinstance(left, Value) and isinstance(right, Value)):
        return FALSE
    return f"coalesce({left.text} {'<=' if equals else '<'} {right.text}, false)"


def in_order(left: str, right: str, equals: bool) -> str:
    """The same of two properties, or one of them is not there."""
    return f"coalesce({left} {'<=' if equals else '<'} {right}, {left} IS NULL OR {right} IS NULL)"


class Terms:
    """Writes the constraints on one term; `base` stands before every id in RDF."""

    def __init__(self, base: str, parameters: Parameters) -> None:
        self._base, self._parameters = base, parameters

    def holds(self, constraint: Constraint, term: Term, certain: bool) -> str:
        """Whether a constraint without a shape in it holds of a term. Raises NotInCypher."""
        match term:
            case Value(text):
                return self._of_value(constraint, text, certain)
            case Node(name, label):
                return self._of_node(constraint, name, label)
            case Tie(label=label):
                return _of_tie(constraint, label)
            case Listed(labels):
                return _of_listed(constraint, labels)

    def of_property(self, text: str, constraints: list[Constraint], required: bool, certain: bool) -> str:
        """Whether constraints hold of a property, which is null where a node has none; `required` says it must not."""
        types = [each for each in constraints if isinstance(each, plan.Datatype)]
        others = [each for each in constraints if each not in types]
        if len(types) == 1 and all(isinstance(each, _OF_TYPE) for each in others):
            typed = self._typed(text, _type(types[0].iri), others, required)
            if typed is not None:
                return typed
        held = all_of(self._of_value(each, text, certain) for each in constraints)
        return all_of([f"{text} IS NOT NULL", held]) if required else any_of([f"{text} IS NULL", held])

    def _typed(self, text: str, type: str, constraints: list[Constraint], required: bool) -> str | None:
        """The same of a property of one type, said as short as it can be: an engine takes long to plan long texts.
        None where the type has no such values.
        """
        found = [] if any(isinstance(each, plan.In) for each in constraints) and type != "INTEGER" else [True]
        conditions = [is_of(text, type, null=not required) for _ in found]
        for constraint in constraints:
            asked = self._of_type(text, type, constraint)
            if asked is None:
                return None
            conditions.append(f"coalesce({asked}, {FALSE if required else TRUE})")
        return all_of(conditions)

    def _of_type(self, text: str, type: str, constraint: Constraint) -> str | None:
        """A condition on a value of the type; null, or whatever else, on one of another."""
        match constraint:
            case plan.In(terms):
                values = [
                    _read(each) for each in terms if isinstance(each, Literal) and TYPES.get(_local(each)) == type
                ]
                return f"{text} IN {self._parameters.name(values)}" if type != "FLOAT" else None
            case plan.Bound(order, literal):
                local = _local(literal)
                if local in _NUMBERS and type in {"INTEGER", "FLOAT"}:
                    return f"{text} {_ORDER[order]} {self._parameters.name(_number(literal.form))}"
                return f"{text} {_ORDER[order]} {self._parameters.name(_read(literal))}" if local == "date" else None
            case plan.Pattern(regex) if type == "STRING":
                return f"{text} =~ {self._parameters.name(java(regex))}"
            case plan.MinLength(1) if type == "STRING":
                return f"{text} <> ''"
            case plan.MinLength(length) | plan.MaxLength(length) if type == "STRING":
                order = ">=" if isinstance(constraint, plan.MinLength) else "<="
                sized = f"size({text}) {order} {self._parameters.name(length)}"
                return f"CASE WHEN {is_of(text, type)} THEN {sized} END"
            case _:
                return None

    def _of_value(self, constraint: Constraint, text: str, certain: bool) -> str:
        match constraint:
            case plan.Datatype(iri):
                return is_of(text, _type(iri))
            case plan.NodeKind(kinds):
                return _kind(kinds, is_of(text, "LIST<ANY>"))
            case plan.Class() | plan.NoLanguage():
                return FALSE
            case plan.Closed():
                return FALSE if certain else TRUE
            case plan.In(terms):
                return any_of(self._equals(text, each) for each in _grouped(terms))
            case plan.Bound(order, literal):
                return self._bound(text, _ORDER[order], literal)
            case plan.Pattern(regex):
                return _of_text(text, lambda form: f"{form} =~ {self._parameters.name(java(regex))}", certain)
            case plan.MinLength(length):
                return _of_text(text, lambda form: f"size({form}) >= {self._parameters.name(length)}", certain)
            case plan.MaxLength(length):
                return _of_text(text, lambda form: f"size({form}) <= {self._parameters.name(length)}", certain)
            case _:
                raise AssertionError(constraint)

    def _of_node(self, constraint: Constraint, name: str, label: str | None) -> str:
        found = _by_labels(constraint, lambda labels: _of_label(name, label, labels))
        if found is not None:
            return found
        match constraint:
            case plan.In(terms):
                ids = self._parameters.name([each for each in terms if isinstance(each, str)])
                return f"coalesce({name}.id IN {ids}, false)"
            case plan.Pattern(regex):
                return self._of_iri(name, f"=~ {self._parameters.name(java(regex))}")
            case plan.MinLength(length):
                return self._of_iri(name, f">= {self._parameters.name(length)}", "size")
            case plan.MaxLength(length):
                return self._of_iri(name, f"<= {self._parameters.name(length)}", "size")
            case plan.Closed():
                return self._closed(name, constraint)
            case _:
                raise AssertionError(constraint)

    def _of_iri(self, name: str, asked: str, function: str = "") -> str:
        iri = f"{function}({self._parameters.name(self._base)} + {name}.id)"
        return f"CASE WHEN {is_of(f'{name}.id', 'STRING')} THEN {iri} {asked} ELSE false END"

    def _closed(self, name: str, closed: plan.Closed) -> str:
        if not closed.typed:
            return FALSE
        columns = self._parameters.name(sorted(closed.columns | {"id"}))
        types = self._parameters.name(sorted(closed.types))
        return all_of(
            [
                f"all(key IN keys({name}) WHERE key IN {columns})",
                f"NOT EXISTS {{ MATCH ({name})-[tie]->() WHERE NOT type(tie) IN {types} }}",
            ]
        )

    def _equals(self, text: str, terms: tuple[plan.Term, ...]) -> str:
        """Whether a value is one of some terms of one datatype."""
        first = terms[0]
        if not isinstance(first, Literal) or first.language or _local(first) not in TYPES:
            return FALSE
        values = [_read(each) for each in terms if isinstance(each, Literal)]
        asked = f"= {self._parameters.name(values[0])}" if len(values) == 1 else f"IN {self._parameters.name(values)}"
        is_one = f"coalesce({text} {asked}, false)"
        return all_of([is_of(text, "INTEGER"), is_one]) if _local(first) == "integer" else is_one

    def _bound(self, text: str, order: str, literal: Literal) -> str:
        local = _local(literal)
        if local in _NUMBERS:
            bound = _number(literal.form)
            return all_of(
                [
                    any_of([is_of(text, "INTEGER"), is_of(text, "FLOAT")]),
                    f"coalesce({text} {order} {self._parameters.name(bound)}, false)",
                ]
            )
        if local not in {"date", "string"}:
            raise NotInCypher(f"a range of xsd:{local}")
        asked = f"{text} {order} {self._parameters.name(_read(literal))}"
        return f"CASE WHEN {is_of(text, TYPES[local])} THEN {asked} ELSE false END"


def _type(iri: str) -> str:
    local = iri.removeprefix(XSD)
    if local not in TYPES:
        raise NotInCypher(f"the datatype {iri}, which no property of a store has")
    return TYPES[local]


def _kind(kinds: frozenset[str], is_list: str) -> str:
    """Of the value of a property: a list is a blank node, all else a literal."""
    return any_of([is_list if "BlankNode" in kinds else FALSE, opposite(is_list) if "Literal" in kinds else FALSE])


def _of_label(name: str, label: str | None, labels: frozenset[str]) -> str:
    if label is not None:
        return TRUE if label in labels else FALSE
    return any_of(f"{name}:{quoted(each)}" for each in sorted(labels))


def _by_labels(constraint: Constraint, of_class: Callable[[frozenset[str]], str]) -> str | None:
    """What the labels of a node alone decide; None where the constraint asks for more than they tell."""
    match constraint:
        case plan.Datatype() | plan.NoLanguage() | plan.Bound():
            return FALSE
        case plan.NodeKind(kinds):
            return TRUE if "IRI" in kinds else FALSE
        case plan.Class(labels):
            return of_class(labels)
        case _:
            return None


def _of_tie(constraint: Constraint, label: str) -> str:
    found = _by_labels(constraint, lambda labels: TRUE if label in labels else FALSE)
    if found is None:
        raise NotInCypher("a constraint on the id of what a relationship carries")
    return found


def _of_listed(constraint: Constraint, labels: str) -> str:
    found = _by_labels(constraint, lambda wanted: any_of(f"{text_of(each)} IN {labels}" for each in sorted(wanted)))
    if found is None:
        raise Unlisted
    return found


def text_of(name: str) -> str:
    """A name as a string in Cypher."""
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _of_text(text: str, asked: Callable[[str], str], certain: bool) -> str:
    """What is asked of the lexical form: of strings, of whole numbers, days and truth values, which Cypher writes
    alike. Of instants and fractions it does not.
    """
    plain = any_of(is_of(text, each) for each in ("INTEGER", "BOOLEAN", "DATE"))
    rest = FALSE if certain else TRUE
    return (
        f"CASE WHEN {is_of(text, 'STRING')} THEN {asked(text)} WHEN {plain} THEN {asked(f'toString({text})')} "
        f"ELSE {rest} END"
    )


def _grouped(terms: tuple[plan.Term, ...]) -> list[tuple[plan.Term, ...]]:
    """The terms by their kinds."""
    groups: dict[object, list[plan.Term]] = {}
    for term in terms:
        kind = (term.datatype, term.language) if isinstance(term, Literal) else None
        groups.setdefault(kind, []).append(term)
    return [tuple(group) for group in groups.values()]


def _local(literal: Literal) -> str:
    return (literal.datatype or XSD + "string").removeprefix(XSD)


def _number(form: str) -> int | float:
    bound = int(form) if form.lstrip("+-").isdigit() else float(form)
    if not abs(bound) < _EXACT:
        raise NotInCypher(f"the number {form}, which Cypher may round")
    return bound


def _read(literal: Literal) -> object:
    return _READ[_local(literal)](literal.form)


_READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "double": float,
    "boolean": lambda form: form in {"true", "1"},
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}
