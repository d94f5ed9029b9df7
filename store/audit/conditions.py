"""Shapes of a plan as conditions in Cypher (https://www.w3.org/TR/shacl/#core-components).

Whatever stands here is true or false, never null: what is not there breaks what asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from testigo.ontology.validation.columns import plan
from testigo.ontology.validation.columns.plan import Column, Constraint, Members, Shape
from testigo.store.audit.regexes import NotInCypher
from testigo.store.audit.terms import (
    FALSE,
    TRUE,
    Listed,
    Node,
    Term,
    Terms,
    Tie,
    Unlisted,
    Value,
    all_of,
    any_of,
    below,
    in_order,
    is_of,
    opposite,
    same,
    text_of,
)
from testigo.store.audit.ways import Step, Way, quoted, ways

Asked = Callable[[Term], str]
"""A condition on whatever a way leads to."""

OF_VALUES = (
    plan.Datatype, plan.NodeKind, plan.Class, plan.In, plan.Pattern, plan.MinLength, plan.MaxLength, plan.Bound,
    plan.NoLanguage,
)  # fmt: skip
TOGETHER = (
    plan.MinCount, plan.MaxCount, plan.HasValue, plan.Qualified, plan.Less, plan.Disjoint, plan.Equal,
)  # fmt: skip


class Conditions:
    """Writes shapes. Variables are named by how deep they stand."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._depth = 0

    def conforming(self, shape: Shape, term: Term, certain: bool = True) -> str:
        """Whether a term conforms to a shape. Raises NotInCypher."""
        if shape.path is None:
            return all_of(self.holds(each, term, certain) for each in shape.constraints)
        if isinstance(term, Listed):
            raise Unlisted
        taken = [] if isinstance(term, Value) else ways(shape.path)
        together = [each for each in shape.constraints if isinstance(each, TOGETHER)]
        alone = [each for each in shape.constraints if each not in together]
        text = _property(taken, term)
        if text and all(isinstance(each, OF_VALUES) for each in alone):
            return self._of_property(text, shape, taken, term, certain)
        found = [self._on_values(each, taken, term, certain) for each in together]
        if alone:
            found.append(
                self._every(taken, term, lambda value: all_of(self.holds(one, value, certain) for one in alone))
            )
        return all_of(found)

    def _of_property(self, text: str, shape: Shape, taken: list[Way], term: Term, certain: bool) -> str:
        """The same where the path is one property: of its one value much can be said at once."""
        counts = [each.count for each in shape.constraints if isinstance(each, plan.MinCount)]
        together = [each for each in shape.constraints if isinstance(each, TOGETHER)]
        alone = [each for each in shape.constraints if each not in together]
        found = [
            self._on_values(each, taken, term, certain) for each in together if not isinstance(each, plan.MinCount)
        ]
        if max(counts, default=0) > 1:
            return FALSE
        if alone:
            found.append(self._terms.of_property(text, alone, 1 in counts, certain))
        elif 1 in counts:
            found.append(f"{text} IS NOT NULL")
        return all_of(found)

    def _on_values(self, constraint: Constraint, taken: list[Way], focus: Term, certain: bool) -> str:
        """Whether a constraint holds of the values of a path together."""
        match constraint:
            case plan.MinCount(number):
                return self._at_least(taken, focus, number, anything)
            case plan.MaxCount(number):
                return self._at_most(taken, focus, number, anything, certain)
            case plan.HasValue(term):
                wanted = plan.In((term,))
                return self._some(taken, focus, lambda each: self.holds(wanted, each, certain))
            case plan.Qualified(shape, least, most):
                above = self._at_least(taken, focus, least, lambda each: self.conforming(shape, each, certain))
                if most is None:
                    return above

                def fits(each: Term) -> str:
                    return self.conforming(shape, each, not certain)

                return all_of([above, self._at_most(taken, focus, most, fits, certain)])
            case plan.Less(other, equals) if (one := _property(taken, focus)) and (
                two := _property(ways(other), focus)
            ):
                return in_order(one, two, equals)
            case plan.Less(other, equals):
                return self._all_pairs(taken, ways(other), focus, lambda one, two: below(one, two, equals))
            case plan.Disjoint(other):
                return self._all_pairs(taken, ways(other), focus, lambda one, two: opposite(same(one, two)))
            case plan.Equal(other):
                return all_of([self._covered(taken, ways(other), focus), self._covered(ways(other), taken, focus)])
            case _:
                raise AssertionError(constraint)

    def holds(self, constraint: Constraint, term: Term, certain: bool = True) -> str:
        """Whether a constraint holds of a term. Raises NotInCypher."""
        match constraint:
            case plan.And(shapes):
                return all_of(self.conforming(each, term, certain) for each in shapes)
            case plan.Or(shapes):
                return any_of(self.conforming(each, term, certain) for each in shapes)
            case plan.Xone(shapes):
                return any_of(self._alone(each, shapes, term, certain) for each in shapes)
            case plan.Not(shape):
                return opposite(self.conforming(shape, term, not certain))
            case plan.Nested(shape):
                return self.conforming(shape, term, certain)
            case _:
                return self._terms.holds(constraint, term, certain)

    def _alone(self, one: Shape, shapes: tuple[Shape, ...], term: Term, certain: bool) -> str:
        """Whether a term conforms to one of the shapes and to no other."""
        others = (opposite(self.conforming(each, term, not certain)) for each in shapes if each is not one)
        return all_of([self.conforming(one, term, certain), *others])

    # what a way leads to

    def _some(self, taken: list[Way], focus: Term, asked: Asked) -> str:
        return any_of(self._exists(way, focus, asked) for way in taken)

    def _every(self, taken: list[Way], focus: Term, asked: Asked) -> str:
        return all_of(self._unless(way, focus, asked) for way in taken)

    def _unless(self, way: Way, focus: Term, asked: Asked) -> str:
        """Whether a way leads to nothing of which the condition is false."""
        if not way.steps and isinstance(way.end, Column) and isinstance(focus, Node | Tie):
            text = f"{focus.name}.{quoted(way.end.name)}"
            return any_of([f"{text} IS NULL", asked(Value(text))])
        return opposite(self._exists(way, focus, lambda each: opposite(asked(each))))

    def _exists(self, way: Way, focus: Term, asked: Asked) -> str:
        """Whether a way leads to something of which the condition is true."""
        if not way.steps:
            return self._at_end(way, focus, asked)
        if not isinstance(focus, Node):
            return FALSE
        first = way.steps[0]
        if focus.ties is None or first.inverse or first.times:
            return self._matched(way, focus, asked)
        return self._listed(way, focus.ties, asked) or self._matched(way, focus, asked)

    def _listed(self, way: Way, ties: str, asked: Asked) -> str | None:
        """The same by the list of relationships; None where it does not say enough."""
        if len(way.steps) != 1 or way.end is not None:
            return None
        try:
            return self._in_list(way.steps[0], ties, asked)
        except Unlisted:
            return None

    def _in_list(self, step: Step, ties: str, asked: Asked) -> str:
        with self._deeper() as name:
            condition = asked(Listed(f"{name}[1]"))
        is_one = any_of(f"{name}[0] = {text_of(each)}" for each in step.types)
        return FALSE if condition == FALSE else f"any({name} IN {ties} WHERE {all_of([is_one, condition])})"

    def _matched(self, way: Way, focus: Node, asked: Asked) -> str:
        with self._deeper() as name:
            condition = self._at_end(way, Node(name), asked)
        if condition == TRUE and len(way.steps) == 1:
            return f"EXISTS {{ ({focus.name}){way.steps[0]}() }}"
        return FALSE if condition == FALSE else f"EXISTS {{ MATCH {_walked(way, focus, name)}{_where(condition)} }}"

    @contextmanager
    def _deeper(self) -> Iterator[str]:
        """A name for what a focus leads to, while something is asked of it."""
        self._depth += 1
        try:
            yield f"n{self._depth}"
        finally:
            self._depth -= 1

    def _at_end(self, way: Way, there: Term, asked: Asked) -> str:
        if way.end is None:
            return asked(there)
        if not isinstance(there, Node | Tie):
            return FALSE
        text = f"{there.name}.{quoted(way.end.name)}"
        if isinstance(way.end, Column):
            condition = asked(Value(text))
            is_false_of_null = condition.startswith(f"coalesce({text} ") and condition.endswith(", false)")
            return condition if is_false_of_null else all_of([f"{text} IS NOT NULL", condition])
        with self._deeper() as member:
            found = f"any({member} IN {text} WHERE {asked(Value(member))})"
        return f"CASE WHEN {is_of(text, 'LIST<ANY>')} THEN {found} ELSE false END"

    # how many

    def _at_least(self, taken: list[Way], focus: Term, number: int, asked: Asked) -> str:
        if number == 0:
            return TRUE
        if number == 1:
            return self._some(taken, focus, asked)
        return f"{self._count(taken, focus, asked)} >= {number}"

    def _at_most(self, taken: list[Way], focus: Term, number: int, asked: Asked, certain: bool) -> str:
        if number == 0:
            return opposite(self._some(taken, focus, asked))
        if len(taken) <= number and all(not way.steps and isinstance(way.end, Column) for way in taken):
            return TRUE
        if certain and asked is anything and isinstance(focus, Node) and (degree := _degree(taken, focus)):
            return f"{degree} <= {number}"  # of two relationships to one node one is too many anyway
        return f"{self._count(taken, focus, asked)} <= {number}"

    def _count(self, taken: list[Way], focus: Term, asked: Asked) -> str:
        """How many distinct terms of which the condition is true: nodes and literals apart, for none is both."""
        to_nodes = [way for way in taken if way.end is None]
        to_values = [way for way in taken if way.end is not None]
        if len(to_nodes) > 1 or (len(to_values) > 1 and any(way.steps for way in to_values)):
            raise NotInCypher("a count of the values of several paths")
        counts = [self._count_nodes(way, focus, asked) for way in to_nodes]
        if to_values:
            counts.append(self._count_values(to_values, focus, asked))
        return f"({' + '.join(counts)})" if counts else "0"

    def _count_nodes(self, way: Way, focus: Term, asked: Asked) -> str:
        if not isinstance(focus, Node):
            return "0"
        if not way.steps:
            return f"CASE WHEN {asked(focus)} THEN 1 ELSE 0 END"
        with self._deeper() as name:
            where = _where(asked(Node(name)))
        return f"COUNT {{ MATCH {_walked(way, focus, name)}{where} RETURN DISTINCT {name} }}"

    def _count_values(self, taken: list[Way], focus: Term, asked: Asked) -> str:
        if any(isinstance(way.end, Members) for way in taken):
            raise NotInCypher("a count of the members of a list")
        if taken[0].steps:
            return self._count_ends(taken[0], focus, asked)
        values = ", ".join(f"CASE WHEN {self._at_end(way, focus, asked)} THEN {_key(way, focus)} END" for way in taken)
        with self._deeper() as each:
            listed = f"[{each} IN [{values}] WHERE {each} IS NOT NULL]"
            new = f"CASE WHEN {each} IN seen THEN seen ELSE seen + [{each}] END"
            return f"size(reduce(seen = [], {each} IN {listed} | {new}))"

    def _count_ends(self, way: Way, focus: Term, asked: Asked) -> str:
        if not isinstance(focus, Node) or way.end is None:
            return "0"
        with self._deeper() as name:
            text = f"{name}.{quoted(way.end.name)}"
            where = _where(all_of([f"{text} IS NOT NULL", asked(Value(text))]))
        return f"COUNT {{ MATCH {_walked(way, focus, name)}{where} RETURN DISTINCT valueType({text}), {text} }}"

    # two paths

    def _all_pairs(self, one: list[Way], two: list[Way], focus: Term, asked: Callable[[Term, Term], str]) -> str:
        """Whether something holds of every value of one and every value of the other."""

        def fails(here: Term) -> str:
            return self._some(two, focus, lambda there: opposite(asked(here, there)))

        return opposite(self._some(one, focus, fails))

    def _covered(self, one: list[Way], two: list[Way], focus: Term) -> str:
        """Whether every value of one is a value of the other."""
        return self._every(one, focus, lambda here: self._some(two, focus, lambda there: same(here, there)))


def anything(_: Term) -> str:
    """A condition that holds of every term."""
    return TRUE


def _degree(taken: list[Way], focus: Node) -> str | None:
    """How many relationships the only way has, where it is one."""
    if len(taken) != 1 or taken[0].end is not None or len(taken[0].steps) != 1 or taken[0].steps[0].times:
        return None
    (step,) = taken[0].steps
    if focus.ties is None or step.inverse:
        return f"COUNT {{ ({focus.name}){step}() }}"
    is_one = any_of(f"each[0] = {text_of(type)}" for type in step.types)
    return f"size([each IN {focus.ties} WHERE {is_one} | 1])"


def _walked(way: Way, focus: Node, end: str) -> str:
    """The pattern of the steps from a node to one of that name."""
    return f"({focus.name}){'()'.join(map(str, way.steps))}({end})"


def _property(taken: list[Way], focus: Term) -> str | None:
    """The one property that the ways lead to; None where they lead elsewhere."""
    if len(taken) != 1 or taken[0].steps or not isinstance(taken[0].end, Column) or not isinstance(focus, Node | Tie):
        return None
    return f"{focus.name}.{quoted(taken[0].end.name)}"


def _where(condition: str) -> str:
    return "" if condition == TRUE else f" WHERE {condition}"


def _key(way: Way, focus: Term) -> str:
    """A text that two literals share where they are one."""
    if not isinstance(focus, Node | Tie) or way.end is None:
        raise AssertionError(way)
    text = f"{focus.name}.{quoted(way.end.name)}"
    return f"valueType({text}) + toString({text})"
