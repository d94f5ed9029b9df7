"""The rules in words: what each asks of whom, and where it is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from testigo.ontology.literals import Literal
from testigo.ontology.validation.columns import plan
from testigo.ontology.validation.columns.naming import REIFIED
from testigo.ontology.validation.columns.plan import (
    Alternative,
    Column,
    Constraint,
    Hop,
    Members,
    Path,
    Plan,
    Repeated,
    Sequence,
    Shape,
    Targets,
    Term,
)
from testigo.ontology.validation.columns.shapes_graph import ShapesGraph
from testigo.ontology.validation.engines import SHACL, SHAPES_NS
from testigo.ontology.vocabulary import XSD

COLUMNS, EXACT = "columns", "exact engine"
_LEFT = {XSD + "string": "a string", XSD + "integer": "a whole number", XSD + "double": "a number",
         XSD + "boolean": "true or false", XSD + "date": "a day", XSD + "dateTime": "an instant"}  # fmt: skip
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


@dataclass(frozen=True, slots=True)
class Words:
    """A rule in words. `labels` are the labels and relationship types it is about, `on` the same in words; `path` is
    empty where the rule is about the record itself; `reason` says why columns do not check it.
    """

    shape: str
    labels: tuple[str, ...]
    on: str
    path: str
    says: str
    severity: str
    message: str
    runs: str
    reason: str = ""


def in_words(whole: Plan, graph: ShapesGraph) -> list[Words]:
    """Every rule of a plan, in the order of their names; `graph` is what the plan was made of."""
    found = [words for rule in whole.rules for words in _of_shape(rule.shape, rule.targets)]
    for left in whole.exact:
        node = left.name if left.name in graph.subjects else SHAPES_NS + left.name
        severity = (graph.text(node, SHACL + "severity") or "Violation").removeprefix(SHACL)
        message = graph.text(node, SHACL + "message") or ""
        on, labels = (_targets(left.targets), _labels(left.targets)) if left.targets else ("every record", ())
        found.append(Words(left.name, labels, on, "", message, severity.lower(), message, EXACT, left.reason))
    return sorted(found, key=lambda each: (each.on, each.shape))


def _of_shape(shape: Shape, targets: Targets) -> Iterator[Words]:
    """The shape's own demands as one rule, each of its property shapes as another."""
    parts = [each.shape for each in shape.constraints if isinstance(each, plan.Nested) and each.shape.path is not None]
    own = [each for each in shape.constraints if not (isinstance(each, plan.Nested) and each.shape in parts)]
    for one, demands in ((shape, own), *((part, list(part.constraints)) for part in parts)):
        if demands:
            path = path_in_words(one.path) if one.path is not None else ""
            yield Words(
                one.name, _labels(targets), _targets(targets), path, _and(demands), one.severity.lower(), one.message,
                COLUMNS,
            )  # fmt: skip


def _labels(targets: Targets) -> tuple[str, ...]:
    return tuple(sorted(targets.labels | targets.subjects_of | targets.objects_of))


def _targets(targets: Targets) -> str:
    parts = [
        *("what relationships carry" if label == REIFIED else label for label in sorted(targets.labels)),
        *(f"what {type} starts from" for type in sorted(targets.subjects_of)),
        *(f"what {type} leads to" for type in sorted(targets.objects_of)),
        *(f"what has {name}" for name in sorted(targets.having)),
        *sorted(targets.ids),
    ]
    return ", ".join(parts) or "nothing"


def path_in_words(path: Path) -> str:
    """A path as one reads it.

    >>> path_in_words(Sequence((Hop("SUPERSEDES"), Column("low"))))
    'SUPERSEDES → low'
    """
    match path:
        case Column(name):
            return name
        case Members(name):
            return f"each of {name}"
        case Hop(type, inverse):
            return f"whoever {type} it" if inverse else type
        case Sequence(steps):
            return " → ".join(map(path_in_words, steps))
        case Alternative(paths):
            return " or ".join(map(path_in_words, paths))
        case Repeated(inner, least, often):
            return f"{path_in_words(inner)}, {'once' if least else 'never'} or {'more often' if often else 'once'}"


def _and(demands: Iterable[Constraint]) -> str:
    listed = list(demands)
    counts = [each for each in listed if isinstance(each, plan.MinCount | plan.MaxCount)]
    parts = sorted(_demand(each) for each in listed if isinstance(each, plan.Nested))
    rest = [_demand(each) for each in listed if each not in counts and not isinstance(each, plan.Nested)]
    return "; ".join(filter(None, [_count(counts), *rest, *parts]))


def _count(counts: list[plan.MinCount | plan.MaxCount]) -> str:
    least = max((each.count for each in counts if isinstance(each, plan.MinCount)), default=0)
    most = min((each.count for each in counts if isinstance(each, plan.MaxCount)), default=None)
    if most == 0:
        return "no value"
    if least == most:
        return f"exactly {_values(least)}"
    parts = [f"at least {_values(least)}"] * bool(least) + [f"at most {_values(most or 0)}"] * (most is not None)
    return ", ".join(parts)


def _values(count: int) -> str:
    return f"{count} value{'s' * (count != 1)}"


def _demand(constraint: Constraint) -> str:
    for kind, words in _WORDS:
        if isinstance(constraint, kind):
            return words(constraint)
    raise AssertionError(constraint)


def _of_shapes(shapes: Iterable[Shape], between: str) -> str:
    return between.join(f"({_inner(each)})" for each in shapes)


def _either(constraint: plan.Or) -> str:
    """Shapes of which one holds: with a negation first as the condition that it is."""
    first, *rest = constraint.shapes
    match first.constraints:
        case (plan.Not(condition),) if first.path is None and rest:
            return f"if {_inner(condition)}: {_of_shapes(rest, ' or ') if rest[1:] else _inner(rest[0])}"
        case _:
            return _of_shapes(constraint.shapes, " or ")


def _inner(shape: Shape) -> str:
    """A shape that another one uses: by its name where it has one, else by what it asks."""
    if not shape.name.startswith("_:"):
        return shape.name
    demands = _and(shape.constraints) or "anything"
    return f"{path_in_words(shape.path)}: {demands}" if shape.path is not None else demands


def _term(term: Term) -> str:
    return term.form if isinstance(term, Literal) else term


def _classes(constraint: plan.Class) -> str:
    return f"a record of {' or '.join(sorted(constraint.labels)) or 'no class of the graph'}"


def _closed(constraint: plan.Closed) -> str:
    allowed = sorted(constraint.columns | constraint.types)
    return f"nothing but {', '.join(allowed) or 'its class'}"


def _qualified(constraint: plan.Qualified) -> str:
    bounds: list[plan.MinCount | plan.MaxCount] = [plan.MinCount(constraint.least)]
    if constraint.most is not None:
        bounds.append(plan.MaxCount(constraint.most))
    return f"{_count(bounds)} of them: {_inner(constraint.shape)}"


_WORDS: list[tuple[type, Callable[..., str]]] = [
    (plan.Datatype, lambda each: _LEFT.get(each.iri, f"a value of {each.iri}")),
    (plan.NodeKind, lambda each: f"of the kind {' or '.join(sorted(each.kinds))}"),
    (plan.Class, _classes),
    (plan.In, lambda each: f"one of {', '.join(map(_term, each.terms))}"),
    (plan.HasValue, lambda each: f"{_term(each.term)} is among them"),
    (plan.Pattern, lambda each: f"matches {each.regex}"),
    (plan.MinLength, lambda each: "not empty" if each.length == 1 else f"at least {each.length} characters"),
    (plan.MaxLength, lambda each: f"at most {each.length} characters"),
    (plan.Bound, lambda each: f"{_BOUNDS[each.operator]} {each.literal.form}"),
    (plan.Less, lambda each: f"{'at most' if each.equals else 'less than'} {path_in_words(each.other)}"),
    (plan.Equal, lambda each: f"the same as {path_in_words(each.other)}"),
    (plan.Disjoint, lambda each: f"none that is of {path_in_words(each.other)} too"),
    (plan.NoLanguage, lambda each: "has a language tag, which no value of the graph has"),
    (plan.Closed, _closed),
    (plan.Nested, lambda each: _inner(each.shape)),
    (plan.Qualified, _qualified),
    (plan.And, lambda each: _of_shapes(each.shapes, " and ")),
    (plan.Or, _either),
    (plan.Xone, lambda each: f"exactly one of {_of_shapes(each.shapes, ', ')}"),
    (plan.Not, lambda each: f"not ({_inner(each.shape)})"),
]
