"""The plan: the shapes as typed constraints on paths, after SHACL Core (https://www.w3.org/TR/shacl/).

IRIs are kept as they are; `Naming` says which of them are labels, columns and relationship types of the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from testigo.ontology.literals import Literal

Term = str | Literal
"""An IRI, or a literal."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How the tables call what the shapes call by IRIs.

    `classes`: class → the labels whose rows are its instances. `properties`: IRI → column, the same of every label
    that has it. `relationships`: IRI → relationship type. Ids are IRIs with `base` in front.
    """

    base: str
    classes: Mapping[str, frozenset[str]]
    properties: Mapping[str, str]
    relationships: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A property, one value a row at most."""

    name: str


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a list in a column: `(property [ sh:zeroOrMorePath rdf:rest ] rdf:first)`."""

    name: str


@dataclass(frozen=True, slots=True)
class Hop:
    """A relationship, from its start to its end or, `inverse`, from its end to its start."""

    type: str
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other."""

    steps: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Whatever one of the paths leads to."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A path followed again and again: at least `least` times, once at most unless `often`."""

    path: Path
    least: int
    often: bool


Path = Column | Members | Hop | Sequence | Alternative | Repeated


@dataclass(frozen=True, slots=True)
class MinCount:
    count: int


@dataclass(frozen=True, slots=True)
class MaxCount:
    count: int


@dataclass(frozen=True, slots=True)
class Datatype:
    iri: str


@dataclass(frozen=True, slots=True)
class NodeKind:
    """`kinds` of IRI, Literal and BlankNode."""

    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Class:
    """An instance of a class: a record of one of the labels."""

    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class In:
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class HasValue:
    term: Term


@dataclass(frozen=True, slots=True)
class Pattern:
    """A partial match, flags written into it: `(?i)…`."""

    regex: str


@dataclass(frozen=True, slots=True)
class MinLength:
    length: int


@dataclass(frozen=True, slots=True)
class MaxLength:
    length: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A range: `operator` is one of `ge gt le lt`."""

    operator: str
    literal: Literal


@dataclass(frozen=True, slots=True)
class Less:
    """Every value lies below every value of the other property; `equals` allows the same."""

    other: Path
    equals: bool


@dataclass(frozen=True, slots=True)
class Equal:
    """The values are those of the other property."""

    other: Path


@dataclass(frozen=True, slots=True)
class Disjoint:
    """No value is one of the other property."""

    other: Path


@dataclass(frozen=True, slots=True)
class NoLanguage:
    """`sh:languageIn`: a value needs a language tag, and none of a table has one."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing but these columns and relationship types; `typed` says whether a class is allowed."""

    columns: frozenset[str]
    types: frozenset[str]
    typed: bool


@dataclass(frozen=True, slots=True)
class Nested:
    """`sh:node` and `sh:property`: every value conforms to the shape."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class Qualified:
    """From `least` to `most` of the values conform to the shape; no bound where `most` is None."""

    shape: Shape
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class And:
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Or:
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Xone:
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Not:
    shape: Shape


Constraint = (
    MinCount | MaxCount | Datatype | NodeKind | Class | In | HasValue | Pattern | MinLength | MaxLength | Bound | Less
    | Equal | Disjoint | NoLanguage | Closed | Nested | Qualified | And | Or | Xone | Not
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Targets:
    """What a shape is about: records of labels, by id, those that relationships start from or lead to, and those
    that have a property (`having`: its column).
    """

    labels: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    subjects_of: frozenset[str] = frozenset()
    objects_of: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A shape; `path` is None for a node shape. It is compared by identity: what it found is kept by it."""

    name: str
    path: Path | None
    constraints: tuple[Constraint, ...]
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape and its targets."""

    shape: Shape
    targets: Targets


@dataclass(frozen=True, slots=True)
class Exact:
    """A shape that no column expresses, with the reason: its targets go to the exact engine whole.

    `targets` is None where the targets cannot be told either: every record goes.
    """

    name: str
    reason: str
    targets: Targets | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What of a neighbour a path reads: types followed from end to start; types whose end's properties are read."""

    inverse: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """All shapes: rules that columns check, and what is left to the exact engine."""

    naming: Naming
    rules: tuple[Rule, ...] = ()
    exact: tuple[Exact, ...] = ()
    reach: Reach = field(default_factory=Reach)
