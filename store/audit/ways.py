"""Paths of a plan as Cypher walks them: some hops, and then a node, a property, or the members of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from testigo.ontology.validation.columns.plan import Alternative, Column, Hop, Members, Path, Repeated, Sequence
from testigo.store.audit.regexes import NotInCypher

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_TIMES = {(0, False): "*0..1", (0, True): "*0..", (1, True): "*1..", (1, False): ""}


def quoted(name: str) -> str:
    """A label, type or property as Cypher writes it.

    >>> quoted("SAID_BY"), quoted("a `b`")
    ('SAID_BY', '`a ``b```')
    """
    return name if _PLAIN.fullmatch(name) else "`" + name.replace("`", "``") + "`"


@dataclass(frozen=True, slots=True)
class Step:
    """A relationship of one of some types, perhaps followed again and again."""

    types: tuple[str, ...]
    inverse: bool = False
    times: str = ""

    def __str__(self) -> str:
        inner = f"[:{'|'.join(map(quoted, self.types))}{self.times}]"
        return f"<-{inner}-" if self.inverse else f"-{inner}->"


@dataclass(frozen=True, slots=True)
class Way:
    """Steps, and what is read at their end; None: the node itself."""

    steps: tuple[Step, ...] = ()
    end: Column | Members | None = None

    def then(self, other: Way) -> Way:
        """One after the other. Raises NotInCypher: from a literal nothing leads on."""
        if self.end is not None:
            raise NotInCypher("a path that goes on from a property")
        return Way(self.steps + other.steps, other.end)


def ways(path: Path) -> list[Way]:
    """What a path may take. Raises NotInCypher for one that Cypher cannot walk."""
    match path:
        case Column() | Members():
            return [Way((), path)]
        case Hop(type, inverse):
            return [Way((Step((type,), inverse),))]
        case Alternative(paths):
            return _together(way for each in paths for way in ways(each))
        case Sequence(steps):
            found = [Way()]
            for step in steps:
                found = [way.then(further) for way in found for further in ways(step)]
            return _together(found)
        case Repeated(inner, least, often):
            return [Way((_repeated(inner, _TIMES[least, often]),))]


def _repeated(inner: Path, times: str) -> Step:
    found = ways(inner)
    if len(found) == 1 and found[0].end is None and len(found[0].steps) == 1 and not found[0].steps[0].times:
        return replace(found[0].steps[0], times=times)
    raise NotInCypher("a repeated path of more than one relationship")


def _together(found: Iterable[Way]) -> list[Way]:
    """Ways that differ in the type of a single step as one: `-[:A|B]->`."""
    merged: dict[object, Way] = {}
    for way in found:
        single = len(way.steps) == 1 and not way.steps[0].times
        key = (way.steps[0].inverse, way.end) if single else way
        known = merged.get(key)
        if known is None:
            merged[key] = way
        elif single:
            types = dict.fromkeys(known.steps[0].types + way.steps[0].types)
            merged[key] = replace(known, steps=(replace(known.steps[0], types=tuple(types)),))
    return list(merged.values())
