"""The schemes as GraphQL enums: the value's name in upper case, its definition as its description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import testigo.ontology
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from testigo.ontology import terms
from testigo.ontology.terms import NS, Scheme, member_name

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

SCHEMES = Path(testigo.ontology.__path__[0]) / "schemes.ttl"

DESCRIPTIONS: dict[type[Scheme], str] = {
    terms.ActorKind: "What kind of actor it is.",
    terms.Role: "What an actor is said to have been in an event.",
    terms.EventType: "What kind of event it is. Types have narrower types; asking for one finds those too.",
    terms.StatementKind: "What kind of proposition a statement makes.",
    terms.Modality: "What the speaker does by saying it: asserts, denies, warns …",
    terms.Polarity: "Whether the proposition is said to hold or not to hold.",
    terms.Hedge: "How the words themselves hold back.",
    terms.Mode: "Whether the speaker's own words are given.",
    terms.Measure: "What a figure counts.",
    terms.Comparator: "How a figure is meant: exactly, at least, about …",
    terms.Population: "Whom a figure counts.",
    terms.Scope: "What a figure covers: one incident, a place, all so far.",
    terms.DatePrecision: "How fine a date is known.",
    terms.PlaceKind: "What kind of place it is.",
    terms.PlacePrecision: "How fine a place's coordinates are.",
    terms.PassageKind: "What a passage is: words in a text, a row of a table, an offset that someone else states.",
    terms.Status: "How well a claim stands, by a rule or a person; alleged unless an assessment says more.",
    terms.Verdict: "Whether two records are one.",
}


@dataclass(frozen=True, slots=True)
class Term:
    """What `schemes.ttl` says of a term: its English definition, and the terms directly under it."""

    definition: str
    narrower: tuple[str, ...]


@cache
def scheme_terms(scheme: type[Scheme]) -> Mapping[str, Term]:
    """The terms of a scheme by their notations."""
    from rdflib.namespace import SKOS

    graph = _schemes()
    found = {}
    for term in scheme:
        concept = _concept(scheme, term.value)
        under = sorted(str(graph.value(each, SKOS.notation)) for each in graph.subjects(SKOS.broader, concept))
        found[term.value] = Term(str(graph.value(concept, SKOS.definition)), tuple(under))
    return found


def with_narrower(scheme: type[Scheme], notations: Iterable[str]) -> list[str]:
    """These terms and all below them, in alphabetical order.

    >>> with_narrower(terms.EventType, ["restriction"])
    ['blockade-siege', 'curfew', 'deployment', 'restriction']
    """
    found: set[str] = set()
    open_ = list(notations)
    while open_:
        notation = open_.pop()
        if notation not in found:
            found.add(notation)
            open_ += scheme_terms(scheme)[notation].narrower
    return sorted(found)


@cache
def _schemes() -> Graph:
    from rdflib import Graph

    return Graph().parse(SCHEMES)


def _concept(scheme: type[Scheme], notation: str) -> URIRef:
    from rdflib import URIRef

    kebab = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", scheme.__name__).lower()
    return URIRef(f"{NS}{kebab}/{notation}")


@cache
def enum(scheme: type[Scheme]) -> StrawberryEnumDefinition:
    """A scheme's enum, registered on the scheme so that annotations with it find it."""
    values = [
        EnumValue(
            name=member_name(term.value), value=term.value, description=scheme_terms(scheme)[term.value].definition
        )
        for term in scheme
    ]
    definition = StrawberryEnumDefinition(
        wrapped_cls=scheme, name=scheme.__name__, values=values, description=DESCRIPTIONS[scheme]
    )
    scheme.__strawberry_definition__ = definition  # type: ignore[attr-defined]  # where strawberry looks for it
    return definition


def register() -> None:
    """Make every scheme of the API an enum. Before the schema is built."""
    for scheme in DESCRIPTIONS:
        enum(scheme)
