"""What paths lead to from the records of a segment, as columns.

The terms of a column are all numbers of records, or literals of one type. They belong to positions of the segment:
one a row (`owner` None; null where there is none), or pairs of a position and a term.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl
from testigo.ontology.validation.columns.graph import NUMBER, Carried, ColumnGraph, Numbers, Segment
from testigo.ontology.validation.columns.literals import equal_to
from testigo.ontology.validation.columns.masks import Mask, at, chosen, full, opposite, settled
from testigo.ontology.validation.columns.plan import (
    Alternative,
    Column,
    Hop,
    Members,
    Path,
    Reach,
    Repeated,
    Sequence,
    Term,
)


class Literals:
    """Literals, null where a record has none. A list counts as one term that is no literal."""

    def __init__(self, column: pl.Series) -> None:
        self.column = column
        self._among: dict[tuple[Term, ...], Mask] = {}

    @cached_property
    def present(self) -> Mask:
        """Where there is one."""
        return self.column.is_not_null() if self.column.null_count() else True

    def among(self, terms: tuple[Term, ...]) -> Mask:
        """Which are one of the terms; a null is none. The same is asked again and again, of the kind of a record."""
        if terms not in self._among:
            self._among[terms] = equal_to(self.column, terms)
        return self._among[terms]


Terms = Segment | Literals | Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """Terms of a path and whose they are."""

    terms: Literals | Numbers
    owner: pl.Series | None = None

    def present(self, length: int) -> Mask:
        """The positions that have a value."""
        if self.owner is not None:
            return at(self.owner, length)
        return self.terms.present if isinstance(self.terms, Literals) else True

    def unless(self, holds: Mask, length: int) -> Mask:
        """The positions of whose terms none fails: `holds` says which terms do not, and is True where there is none."""
        if holds is True:
            return True
        if self.owner is None:
            return holds if isinstance(holds, pl.Series) else opposite(self.present(length))
        failing = self.owner if holds is False else self.owner.filter(~full(holds, len(self.owner)))
        return settled(full(True, length).scatter(failing, False)) if len(failing) else True

    def where(self, holds: Mask) -> Values:
        """The terms that the mask holds for, as pairs."""
        owner, terms = self.pairs()
        if self.owner is None and isinstance(holds, pl.Series):
            holds = holds.filter(self.terms.column.is_not_null())
        return Values(type(terms)(chosen(holds, terms.column)), chosen(holds, owner))

    def pairs(self) -> tuple[pl.Series, Literals | Numbers]:
        """The position of each term, and the terms."""
        if self.owner is not None:
            return self.owner, self.terms
        rows = self.terms.column.is_not_null().arg_true().cast(NUMBER)
        return rows, type(self.terms)(self.terms.column.drop_nulls())

    def frame(self) -> pl.DataFrame:
        """The distinct pairs as the columns `owner` and `term`."""
        owner, terms = self.pairs()
        return pl.DataFrame({"owner": owner, "term": terms.column}).unique()


class Follower:
    """Follows the paths of a plan through a graph. A relationship whose end is known only to be there, but whose end
    a shape would read, is left out, as `testigo.ontology.validation.portions` leaves it out.
    """

    def __init__(self, graph: ColumnGraph, reach: Reach) -> None:
        self.graph = graph
        self._reach = reach
        self._ends: dict[str, tuple[Numbers, Numbers]] = {}
        self._followed: dict[tuple[Path, int], list[Values]] = {}

    def ends(self, type: str) -> tuple[Numbers, Numbers]:
        """The starts and the ends of a type."""
        if type not in self._ends:
            starts, ends = self._read_ends(type)
            self._ends[type] = Numbers(starts), Numbers(ends)
        return self._ends[type]

    def _read_ends(self, type: str) -> tuple[pl.Series, pl.Series]:
        if type not in self.graph.batch.relationships:
            return pl.Series(dtype=NUMBER), pl.Series(dtype=NUMBER)
        starts, ends = self.graph.numbered.starts[type], self.graph.numbered.ends[type]
        if type not in self._reach.whole:
            return starts, ends
        is_read = ~self.graph.numbered.is_unread.gather(ends)
        return starts.filter(is_read), ends.filter(is_read)

    def values(self, path: Path, terms: Terms) -> list[Values]:
        """What a path leads to: columns of terms of one kind each. A literal leads nowhere."""
        if isinstance(terms, Literals):
            return []
        if isinstance(terms, Numbers):
            return self._of_numbers(path, terms)
        key = path, id(terms)
        if key not in self._followed:
            self._followed[key] = self._of_segment(path, terms)
        return self._followed[key]

    def _of_segment(self, path: Path, segment: Segment) -> list[Values]:
        match path:
            case Column(name):
                column = segment.column(name)
                return [] if column is None else [Values(Literals(column))]
            case Members(name):
                return _members(segment.column(name))
            case Hop(type, inverse):
                return self._hop(type, inverse, segment)
            case Alternative(paths):
                return [values for each in paths for values in self.values(each, segment)]
            case Sequence((first, *rest)):
                return (
                    self._onward(self.values(first, segment), Sequence(tuple(rest)))
                    if rest
                    else self.values(first, segment)
                )
            case Repeated():
                return self._closure(path, segment)
            case _:
                raise AssertionError(path)

    def _hop(self, type: str, inverse: bool, segment: Segment) -> list[Values]:
        if isinstance(segment, Carried):
            return []
        starts, ends = self.ends(type)
        here, there = (ends, starts) if inverse else (starts, ends)
        is_here = segment.within(here)
        if is_here is False:
            return []
        return [Values(Numbers(chosen(is_here, there.column)), chosen(is_here, here.column) - segment.first)]

    def _of_numbers(self, path: Path, numbers: Numbers) -> list[Values]:
        """What a path leads to from any records; owners are positions among the numbers."""
        found: list[Values] = []
        for segment in (*self.graph.segments, self.graph.outside):
            is_here = segment.within(numbers)
            values_here = [] if is_here is False else self.values(path, segment)
            if not values_here:
                continue
            positions = full(is_here, len(numbers.column)).arg_true().cast(NUMBER)
            rows = chosen(is_here, numbers.column) - segment.first
            for values in values_here:
                found.append(_at_rows(values, rows, positions))
        return found

    def _onward(self, values: list[Values], path: Path) -> list[Values]:
        """The values of a path from where another one led to."""
        found: list[Values] = []
        for each in values:
            owner, terms = each.pairs()
            for further in self.values(path, terms):
                position, onward = further.pairs()
                found.append(Values(onward, owner.gather(position)))
        return found

    def _closure(self, path: Repeated, segment: Segment) -> list[Values]:
        """Every record that a repeated path reaches; each is met once, so a circle ends."""
        rows = pl.int_range(segment.length, dtype=NUMBER, eager=True)
        reached = pl.DataFrame({"owner": rows, "term": rows + segment.first})
        front = reached
        found = reached if path.least == 0 else reached.head(0)
        while len(front):
            onward = self._onward([Values(Numbers(front["term"]), front["owner"])], path.path)
            step = pl.concat([front.head(0), *(each.frame() for each in onward if isinstance(each.terms, Numbers))])
            front = step.unique().join(found, on=["owner", "term"], how="anti")
            found = pl.concat([found, front])
            if not path.often:
                break
        return [Values(Numbers(found["term"]), found["owner"])] if len(found) else []


def _members(column: pl.Series | None) -> list[Values]:
    if column is None:
        return []
    frame = pl.DataFrame({"owner": pl.int_range(len(column), dtype=NUMBER, eager=True), "term": column})
    frame = frame.filter(pl.col("term").list.len() > 0).explode("term")
    return [Values(Literals(frame["term"]), frame["owner"])] if len(frame) else []


def _at_rows(values: Values, rows: pl.Series, positions: pl.Series) -> Values:
    """The values of these rows of a segment, whose owners are then the positions."""
    if values.owner is None:
        column = values.terms.column.gather(rows)
        is_there = column.is_not_null()
        return Values(type(values.terms)(column.filter(is_there)), positions.filter(is_there))
    left = pl.DataFrame({"row": rows, "owner": positions})
    right = pl.DataFrame({"row": values.owner, "term": values.terms.column})
    joined = left.join(right, on="row", how="inner")
    return Values(type(values.terms)(joined["term"]), joined["owner"])
