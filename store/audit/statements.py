"""The plan as statements: one a label, with all that is asked of its nodes in one condition.

A node is asked about as a whole, with the relationships that start from it, so that it is met once. Values are
parameters and texts depend on the shapes alone: an engine plans each once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from testigo.ontology.validation.columns import plan
from testigo.ontology.validation.columns.naming import REIFIED
from testigo.ontology.validation.columns.plan import Constraint, Hop, Plan, Rule, Shape, Targets
from testigo.store.audit.conditions import Conditions
from testigo.store.audit.regexes import NotInCypher
from testigo.store.audit.terms import (
    FALSE,
    TRUE,
    Listed,
    Node,
    Parameters,
    Terms,
    Tie,
    all_of,
    any_of,
    opposite,
    text_of,
)
from testigo.store.audit.ways import quoted

SCAN, BY_ID = "MATCH (n:{label})", "UNWIND $ids AS id MATCH (n:{label} {{id: id}})"
BETWEEN = "MATCH (n:{label}) WHERE n.id >= $from AND n.id < $to"
BEYOND = "MATCH (n:{label}) WHERE NOT coalesce(n.id >= $from AND n.id < $to, false)"
_FEW = 30  # so many are compared with each other
_TIES = "[(n)-[tie]->(end) | [type(tie), labels(end), tie, elementId(end)]] AS ties"
_NO_TWINS = f"""CASE WHEN size(ties) < 2 THEN true
  WHEN size(ties) > {_FEW} THEN size(ties) = COUNT {{ MATCH (n)-[tie]->(end) RETURN DISTINCT type(tie), end }}
  ELSE all(i IN range(1, size(ties) - 1)
    WHERE none(j IN range(0, i - 1) WHERE ties[i][3] = ties[j][3] AND ties[i][0] = ties[j][0])) END"""
_FOUND = """RETURN elementId(n) AS element, labels(n) AS labels, properties(n) AS properties,
  [(n)-[tie]->(end) | [type(tie), properties(tie), elementId(end), end.id, labels(end),
    CASE WHEN type(tie) IN $whole THEN properties(end) END]] AS ties,
  [(n)<-[tie]-(start) WHERE type(tie) IN $inverse |
    [type(tie), properties(tie), elementId(start), start.id, labels(start), null]] AS inverse"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables know of a label: its columns and their types in Cypher, the types of relationships, what they may
    carry, and those that carry their place in an order. Whatever else a node has is lost in every export, so it is a
    suspect; so is one that is joined to another twice in the same way.
    """

    columns: Mapping[str, str]
    carried: Mapping[str, frozenset[str]]
    ordered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What finds the suspects of a label: the condition of a sound node. `left` are the rules that Cypher cannot ask,
    with the reason: where there is one, every node is a suspect.
    """

    label: str
    condition: str
    parameters: dict[str, Any]  # Any: values of parameters
    left: dict[str, str]

    def cypher(self, match: str) -> str:
        """The whole text; `match` is SCAN or BY_ID."""
        head = match.format(label=quoted(self.label))
        if self.left:
            return f"{head} {_FOUND}"
        return f"{head} WITH n, {_TIES} WITH n, {self.condition} AS sound WHERE NOT sound {_FOUND}"


def statement(whole: Plan, label: str, known: Known | None = None) -> Statement:
    """What asks the rules of a plan about the nodes of a label, and whether they have nothing that is not known."""
    parameters = Parameters()
    asked = _Asked(whole, label, known, parameters)
    condition = all_of(asked.conditions())
    return Statement(label, condition, parameters.values | _reach(whole), asked.left)


@dataclass(frozen=True, slots=True)
class Reading:
    """What gives nodes with what they are related to, whatever the rules say of them."""

    cypher: str
    parameters: dict[str, list[str]]


def strangers(whole: Plan, labels: Iterable[str]) -> Reading:
    """Nodes that have none of these labels: no statement of a label meets them."""
    known = " OR ".join(f"n:{quoted(label)}" for label in labels)
    return Reading(f"MATCH (n) WHERE NOT ({known}) {_FOUND}", _reach(whole))


def by_element(whole: Plan) -> Reading:
    """Nodes by what the engine calls them, `$elements`."""
    head = "UNWIND $elements AS element MATCH (n) WHERE elementId(n) = element WITH n"
    return Reading(f"{head} {_FOUND}", _reach(whole))


def _reach(whole: Plan) -> dict[str, list[str]]:
    return {"whole": sorted(whole.reach.whole), "inverse": sorted(whole.reach.inverse)}


class _Asked:
    """The rules of a plan, asked about the nodes of one label."""

    def __init__(self, whole: Plan, label: str, known: Known | None, parameters: Parameters) -> None:
        self._plan, self._label, self._known, self._parameters = whole, label, known, parameters
        self._conditions = Conditions(Terms(whole.naming.base, parameters))
        self._node = Node("n", label, "ties")
        self.left: dict[str, str] = {}

    def conditions(self) -> Iterator[str]:
        """What is true of a node that nobody suspects. What cannot be asked is noted in `left`."""
        yield from self._known_columns()
        by_type: dict[str, list[Rule]] = defaultdict(list)
        for rule in self._plan.rules:
            if type := _tied(rule):
                by_type[type].append(rule)
            elif REIFIED not in rule.targets.labels:
                yield self._noted(rule.shape.name, partial(self._of_rule, rule, by_type))
        yield self._noted("relationships", partial(self._of_ties, by_type))
        for exact in self._plan.exact:
            if exact.targets is None or self._guard(exact.targets) != FALSE:
                self.left[exact.name] = exact.reason

    def _noted(self, name: str, condition: Callable[[], str]) -> str:
        try:
            return condition()
        except NotInCypher as reason:
            self.left[name] = str(reason)
            return TRUE

    def _known_columns(self) -> Iterator[str]:
        if self._known is None:
            return
        yield "size(labels(n)) = 1"
        yield f"all(key IN keys(n) WHERE key IN {self._parameters.name(sorted(self._known.columns))})"
        for name, type in self._known.columns.items():
            if type.startswith("LIST"):  # of other columns the shapes say the type
                yield f"n.{quoted(name)} IS :: {type}"
        yield _NO_TWINS

    def _of_rule(self, rule: Rule, by_type: Mapping[str, list[Rule]]) -> str:
        guard = self._guard(rule.targets)
        if guard == FALSE or self._cannot_be(rule.targets, by_type):
            return TRUE
        return any_of([opposite(guard), self._conditions.conforming(rule.shape, self._node)])

    def _cannot_be(self, targets: Targets, by_type: Mapping[str, list[Rule]]) -> bool:
        """Whether a node of the label that is a target is a suspect anyway, by what its relationship starts from."""
        if targets != Targets(subjects_of=targets.subjects_of):
            return False
        return all(self._starts(by_type.get(each, [])) == FALSE for each in targets.subjects_of)

    def _starts(self, rules: list[Rule]) -> str:
        return all_of(self._conditions.conforming(_without_path(rule.shape), self._node) for rule in rules)

    def _guard(self, targets: Targets) -> str:
        """Whether a node is a target."""
        if self._label in targets.labels:
            return TRUE
        return any_of(
            [
                *(f"any(tie IN ties WHERE tie[0] = {text_of(each)})" for each in sorted(targets.subjects_of)),
                *(f"EXISTS {{ (n)<-[:{quoted(each)}]-() }}" for each in sorted(targets.objects_of)),
                *(f"n.{quoted(each)} IS NOT NULL" for each in sorted(targets.having)),
                f"n.id IN {self._parameters.name(sorted(targets.ids))}" if targets.ids else FALSE,
            ]
        )

    def _of_ties(self, by_type: Mapping[str, list[Rule]]) -> str:
        """What is true of every relationship that starts from the node."""
        branches = {type: self._of_tie(rules) for type, rules in by_type.items()}
        carrying = Tie("tie[2]", REIFIED)
        carried = [self._conditions.conforming(each.shape, carrying) for each in self._plan.rules if _is_of_ties(each)]
        kept = any_of(["size(keys(tie[2])) = 0", all_of(carried + self._keys())])
        wanted = all_of([self._by_type(branches), *self._order(), kept])
        return TRUE if wanted == TRUE else f"all(tie IN ties WHERE {wanted})"

    def _of_tie(self, rules: list[Rule]) -> str:
        """What is true of a relationship of one type: of what it starts from, and of its end."""
        end = Listed("tie[1]")
        ends = (
            self._conditions.holds(constraint, end)
            for rule in rules
            for nested in rule.shape.constraints
            if isinstance(nested, plan.Nested) and nested.shape.path is not None
            for constraint in nested.shape.constraints
        )
        return all_of([self._starts(rules), *ends])

    def _by_type(self, branches: Mapping[str, str]) -> str:
        """The branch of a relationship's type; a type that is known has one, and another is never sound."""
        others = FALSE if self._known else TRUE
        if self._known:
            branches = dict.fromkeys(self._known.carried, TRUE) | dict(
                branches
            )  # a type without a rule may be anywhere
        cases = [f"WHEN {text_of(type)} THEN {branch}" for type, branch in branches.items() if branch != others]
        return f"CASE tie[0] {' '.join(cases)} ELSE {others} END" if cases else others

    def _order(self) -> list[str]:
        """That a relationship of an ordered type has its place."""
        if not self._known:
            return []
        return [f"(tie[2].ord IS NOT NULL OR NOT tie[0] IN {self._parameters.name(list(self._known.ordered))})"]

    def _keys(self) -> list[str]:
        """That a relationship carries only what its type may carry."""
        if not self._known:
            return []
        carrying = ((type, sorted(names)) for type, names in self._known.carried.items() if names)
        cases = [f"WHEN {text_of(type)} THEN {self._parameters.name(names)}" for type, names in carrying]
        return [f"all(key IN keys(tie[2]) WHERE key IN CASE tie[0] {' '.join(cases)} ELSE [] END)"]


def _is_of_ties(rule: Rule) -> bool:
    return REIFIED in rule.targets.labels


def _without_path(shape: Shape) -> Shape:
    """What a shape says of its focus alone."""
    alone = tuple(each for each in shape.constraints if not (isinstance(each, plan.Nested) and each.shape.path))
    return replace(shape, constraints=alone)


def _tied(rule: Rule) -> str | None:
    """The type of the relationships that a rule is about one by one: each says what it starts from and ends at."""
    if rule.shape.path is not None or len(rule.targets.subjects_of) != 1:
        return None
    (type,) = rule.targets.subjects_of
    if rule.targets != Targets(subjects_of=rule.targets.subjects_of):
        return None
    return type if all(_is_of_tie(each, type) for each in rule.shape.constraints) else None


def _is_of_tie(constraint: Constraint, type: str) -> bool:
    match constraint:
        case plan.Nested(Shape(path=Hop(hop, False), constraints=inner)):
            return hop == type and all(map(_is_of_class, inner))
        case _:
            return _is_of_class(constraint)


def _is_of_class(constraint: Constraint) -> bool:
    """Whether nothing but classes are asked about."""
    match constraint:
        case plan.Class():
            return True
        case plan.Or(shapes) | plan.And(shapes):
            return all(each.path is None and all(map(_is_of_class, each.constraints)) for each in shapes)
        case _:
            return False
