"""The constraints of a plan as masks over columns (https://www.w3.org/TR/shacl/#core-components).

A mask says which terms conform. Where a table cannot tell (`Unsure`), the shape's targets are all suspects.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Never

import polars as pl
from testigo.ontology.validation.columns import literals, plan
from testigo.ontology.validation.columns.graph import NUMBER, Numbers, Segment
from testigo.ontology.validation.columns.ids import Ids
from testigo.ontology.validation.columns.masks import (
    Mask,
    all_of,
    any_of,
    at,
    both,
    chosen,
    either,
    full,
    opposite,
    settled,
)
from testigo.ontology.validation.columns.plan import Constraint, Path, Shape
from testigo.ontology.validation.columns.values import Follower, Literals, Terms, Values


class Unsure(Exception):
    """The columns cannot tell whether a constraint holds."""


class Checks:
    """Asks which terms conform to shapes; an answer about a segment is kept."""

    def __init__(self, follower: Follower, ids: Ids) -> None:
        self._follower, self._ids = follower, ids
        self._kept: dict[tuple[Shape, int], Mask] = {}

    def conforming(self, shape: Shape, terms: Terms) -> Mask:
        """Which terms conform to a shape. Raises Unsure."""
        if not isinstance(terms, Segment):
            return self._conforming(shape, terms)
        key = shape, id(terms)
        if key not in self._kept:
            self._kept[key] = self._conforming(shape, terms)
        return self._kept[key]

    def _conforming(self, shape: Shape, terms: Terms) -> Mask:
        if isinstance(terms, Numbers):
            return self._of_numbers(lambda segment: self.conforming(shape, segment), terms)
        found: Mask = True
        for constraint in shape.constraints:
            if shape.path is None:
                holds = self._holds(constraint, terms)
            else:
                holds = self._on_values(constraint, shape.path, terms)
            found = both(found, holds)
        return found

    def _of_numbers(self, ask: Callable[[Segment], Mask], numbers: Numbers) -> Mask:
        """An answer about records of any segments, from the answers about the segments."""
        length = len(numbers.column)
        found: Mask = not length
        for segment in (*self._follower.graph.segments, self._follower.graph.outside):
            is_here = segment.within(numbers)
            answer = ask(segment) if is_here is not False else False
            if isinstance(answer, pl.Series):
                rows = (chosen(is_here, numbers.column) - segment.first).cast(NUMBER)
                answers = full(False, length).scatter(full(is_here, length).arg_true(), answer.gather(rows))
                found = either(found, settled(answers))
            elif answer:
                found = either(found, is_here)
        return settled(found) if isinstance(found, pl.Series) else found

    # what holds of the values of a path together

    def _on_values(self, constraint: Constraint, path: Path, focus: Terms) -> Mask:
        length = _length(focus)
        values = self._follower.values(path, focus)
        match constraint:
            case plan.MinCount(count):
                return self._at_least(values, count, length)
            case plan.MaxCount(count):
                return self._at_most(values, count, length)
            case plan.HasValue(term):
                return any_of(_present(each, self._equals(each.terms, term), length) for each in values)
            case plan.Qualified(shape, least, most):
                fit = [each.where(self.conforming(shape, each.terms)) for each in values]
                above = self._at_least(fit, least, length)
                return above if most is None else both(above, self._at_most(fit, most, length))
            case plan.Less(other, equals):
                return self._less(values, self._follower.values(other, focus), equals, length)
            case plan.Equal(other):
                return self._equal(values, self._follower.values(other, focus), length)
            case plan.Disjoint(other):
                return self._disjoint(values, self._follower.values(other, focus), length)
            case _:
                return all_of(each.unless(self._holds(constraint, each.terms), length) for each in values)

    @staticmethod
    def _at_least(values: list[Values], count: int, length: int) -> Mask:
        if count == 0:
            return True
        if count == 1:
            return any_of(each.present(length) for each in values)
        return settled(_counts(values, length) >= count)

    @staticmethod
    def _at_most(values: list[Values], count: int, length: int) -> Mask:
        if count == 0:
            return opposite(any_of(each.present(length) for each in values))
        if not values or (len(values) == 1 and values[0].owner is None):
            return True
        owners = pl.concat([each.pairs()[0] for each in values])
        if owners.n_unique() == len(owners):
            return True
        return settled(_counts(values, length) <= count)

    def _equals(self, terms: Literals | Numbers, term: plan.Term) -> Mask:
        return self._holds(plan.In((term,)), terms, of_null=False)

    @staticmethod
    def _less(values: list[Values], others: list[Values], equals: bool, length: int) -> Mask:
        found: Mask = True
        for one in values:
            for other in others:
                found = both(found, _in_order(one, other, equals, length))
        return found

    @staticmethod
    def _equal(values: list[Values], others: list[Values], length: int) -> Mask:
        if len(values) == len(others) == 1 and values[0].owner is None and others[0].owner is None:
            one, other = values[0].terms.column, others[0].terms.column
            return (
                settled(one.eq_missing(other)) if one.dtype == other.dtype else settled(one.is_null() & other.is_null())
            )
        found: Mask = True
        for here, there in ((values, others), (others, values)):
            for kind in _kinds(here):
                alone = _pairs_of(here, kind)
                if kind in _kinds(there):
                    alone = alone.join(_pairs_of(there, kind), on=["owner", "term"], how="anti")
                found = both(found, opposite(at(alone["owner"], length)))
        return found

    @staticmethod
    def _disjoint(values: list[Values], others: list[Values], length: int) -> Mask:
        found: Mask = True
        for kind in _kinds(values) & _kinds(others):
            shared = _pairs_of(values, kind).join(_pairs_of(others, kind), on=["owner", "term"], how="semi")
            found = both(found, opposite(at(shared["owner"], length)))
        return found

    # what holds of each term

    def _holds(self, constraint: Constraint, terms: Terms, of_null: bool = True) -> Mask:
        """Which terms a constraint holds of; of a null that there is no term to break it."""
        match constraint:
            case plan.And(shapes):
                return all_of(self.conforming(each, terms) for each in shapes)
            case plan.Or(shapes):
                return any_of(self.conforming(each, terms) for each in shapes)
            case plan.Xone(shapes):
                return _exactly_one([self.conforming(each, terms) for each in shapes], _length(terms))
            case plan.Not(shape):
                return opposite(self.conforming(shape, terms))
            case plan.Nested(shape):
                return self.conforming(shape, terms)
        if isinstance(terms, Literals):
            holds = self._of_literals(constraint, terms)
            if holds is True or terms.present is True:
                return holds
            return either(holds, opposite(terms.present)) if of_null else both(holds, terms.present)
        if isinstance(terms, Numbers):
            return self._of_numbers(lambda segment: self._of_segment(constraint, segment), terms)
        return self._of_segment(constraint, terms)

    @staticmethod
    def _of_literals(constraint: Constraint, terms: Literals) -> Mask:
        column = terms.column
        own = literals.datatype(column)
        is_list = not own
        match constraint:
            case plan.Datatype(iri):
                return own == iri
            case plan.NodeKind(kinds):
                return {"BlankNode", "IRI"} <= kinds if is_list else "Literal" in kinds
            case plan.Class() | plan.NoLanguage():
                return False
            case plan.Closed():
                return not is_list or _unsure(constraint)
            case plan.In(allowed):
                return _unsure(constraint) if is_list else terms.among(allowed)
            case plan.Bound(operator, literal):
                found = literals.compare(column, operator, literal)
                return _unsure(constraint) if found is None else found
            case plan.Pattern() | plan.MinLength() | plan.MaxLength():
                return _of_text(constraint, column)
            case _:
                return _unsure(constraint)

    def _of_segment(self, constraint: Constraint, segment: Segment) -> Mask:
        match constraint:
            case plan.Datatype() | plan.NoLanguage() | plan.Bound():
                return False
            case plan.NodeKind(kinds):
                return "IRI" in kinds
            case plan.Class(labels):
                return self._of_class(segment, labels)
            case plan.In(allowed):
                return self._ids.among(segment, {each for each in allowed if isinstance(each, str)})
            case plan.Pattern(regex):
                return self._ids.matching(segment, regex)
            case plan.MinLength() | plan.MaxLength():
                return _of_text(constraint, self._ids.iris(segment))
            case plan.Closed():
                return self._closed(segment, constraint)
            case _:
                return _unsure(constraint)

    def _of_class(self, segment: Segment, labels: frozenset[str]) -> Mask:
        if segment.label is not None:
            return segment.label in labels
        known = self._follower.graph.numbered.labels_outside
        return settled(known.is_in(pl.Series(sorted(labels), dtype=pl.String).implode()))

    def _closed(self, segment: Segment, closed: plan.Closed) -> Mask:
        if segment.label is None or not closed.typed:
            return _unsure(closed) if segment.label is None else False
        found: Mask = True
        for name in segment.table.column_names if segment.table is not None else ():
            if name not in closed.columns | {"id"}:
                column = segment.column(name)
                found = both(found, True if column is None else settled(column.is_null()))
        for type in self._follower.graph.batch.relationships:
            if type not in closed.types:
                for each in self._follower.values(plan.Hop(type), segment):
                    found = both(found, opposite(each.present(segment.length)))
        return found


def _unsure(constraint: Constraint) -> Never:
    raise Unsure(type(constraint).__name__)


def _length(terms: Terms) -> int:
    return terms.length if isinstance(terms, Segment) else len(terms.column)


def _of_text(constraint: Constraint, column: pl.Series) -> Mask:
    """Patterns and lengths are of the lexical form; of a list, a blank node, none holds for sure."""
    if column.dtype not in {pl.String, pl.Int64}:
        _unsure(constraint)
    text = column if column.dtype == pl.String else column.cast(pl.String)
    match constraint:
        case plan.Pattern(regex):
            holds = text.str.contains(regex)
        case plan.MinLength(length):
            holds = text != "" if length == 1 else text.str.len_chars() >= length
        case plan.MaxLength(length):
            holds = text.str.len_chars() <= length
        case _:
            _unsure(constraint)
    return settled(holds, null=True)


def _present(values: Values, holds: Mask, length: int) -> Mask:
    """The positions with a term that the mask holds for."""
    if values.owner is None:
        return holds if not isinstance(holds, bool) else both(holds, values.present(length))
    return at(chosen(holds, values.owner), length)


def _exactly_one(masks: list[Mask], length: int) -> Mask:
    counts = pl.zeros(length, pl.UInt8, eager=True)
    for mask in masks:
        counts = counts + full(mask, length).cast(pl.UInt8)
    return settled(counts == 1)


def _kind(values: Values) -> str:
    return "record" if isinstance(values.terms, Numbers) else str(values.terms.column.dtype)


def _kinds(values: list[Values]) -> set[str]:
    return {_kind(each) for each in values}


def _pairs_of(values: list[Values], kind: str) -> pl.DataFrame:
    """The distinct pairs whose terms are of a kind."""
    frames = [each.frame() for each in values if _kind(each) == kind]
    return frames[0] if len(frames) == 1 else pl.concat(frames).unique()


def _counts(values: list[Values], length: int) -> pl.Series:
    """How many distinct terms each position has."""
    owners = [_pairs_of(values, kind)["owner"] for kind in _kinds(values)]
    found = pl.concat([pl.Series(dtype=NUMBER), *owners]).value_counts(name="count")
    return pl.zeros(length, pl.UInt32, eager=True).scatter(found[:, 0], found["count"])


def _in_order(one: Values, other: Values, equals: bool, length: int) -> Mask:
    """The positions whose terms of one all lie below those of the other."""
    if isinstance(one.terms, Numbers) or isinstance(other.terms, Numbers):
        return opposite(both(one.present(length), other.present(length)))  # a record is in no order with anything
    if one.owner is None and other.owner is None:
        holds = literals.less(one.terms.column, other.terms.column, equals)
        return _unsure(plan.Less(plan.Column(""), equals)) if holds is None else holds
    joined = _joined(one, other)
    holds = literals.less(joined["term"], joined["other"], equals)
    if holds is None:
        return _unsure(plan.Less(plan.Column(""), equals))
    return opposite(at(chosen(opposite(holds), joined["owner"]), length))


def _joined(one: Values, other: Values) -> pl.DataFrame:
    """Every term of one beside every term of the other that has the same position."""
    (left, terms), (right, others) = one.pairs(), other.pairs()
    frame = pl.DataFrame({"owner": right, "other": others.column})
    return pl.DataFrame({"owner": left, "term": terms.column}).join(frame, on="owner", how="inner")
