"""What lies further from a record than its neighbours, for shapes whose paths lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from testigo.ontology.validation.columns.plan import Hop, Plan
from testigo.ontology.validation.columns.reach import far_shapes
from testigo.store.audit.records import Record, record
from testigo.store.audit.statements import by_element
from testigo.store.protocols import Store

_ELEMENTS_A_PAGE = 1_000


def around(store: Store, plan: Plan, records: Sequence[Record]) -> list[Record]:
    """All that the paths of a plan lead to from these records, as records with what they are related to."""
    types, asked = far_types(plan), by_element(plan)
    seen = {each.element for each in records}
    front, found = _next(records, types) - seen, list[Record]()
    while front:
        seen |= front
        rows = (
            row
            for some in _pages(sorted(front))
            for row in store.read(asked.cypher, asked.parameters | {"elements": some})
        )
        met = list(map(record, rows))
        found += met
        front = _next(met, types) - seen
    return found


def _next(records: Iterable[Record], types: frozenset[str]) -> set[str]:
    """The nodes at the other ends of their relationships of these types."""
    return {bond.other.element for each in records for bond in (*each.bonds, *each.inverse) if bond.type in types}


def far_types(plan: Plan) -> frozenset[str]:
    """The relationships that shapes follow whose paths lead further than to a neighbour."""
    far = set(far_shapes(plan))
    return frozenset(hop.type for rule in plan.rules if rule.shape.name in far for hop in _hops(rule.shape))


def _hops(it: object) -> Iterator[Hop]:
    if isinstance(it, Hop):
        yield it
    elif isinstance(it, tuple):
        for each in it:
            yield from _hops(each)
    elif is_dataclass(it):
        for field in fields(it):
            yield from _hops(getattr(it, field.name))


def _pages(elements: list[str]) -> Iterable[list[str]]:
    return (elements[first : first + _ELEMENTS_A_PAGE] for first in range(0, len(elements), _ELEMENTS_A_PAGE))
