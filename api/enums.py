"""The schemes as GraphQL enums: the value's name in upper case, its definition as its description."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from testigo.ontology import schemes, terms
from testigo.ontology.terms import Scheme, member_name

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


def definition(term: Scheme) -> str | None:
    """What the ontology says a term means."""
    return schemes.terms()[f"{term.short_name()}/{term.value}"].definition


def with_narrower(types: Iterable[str]) -> list[str]:
    """These event types and all below them, in alphabetical order.

    >>> with_narrower(["restriction"])
    ['blockade-siege', 'curfew', 'deployment', 'restriction']
    """
    asked_for = set(types)
    return sorted(each for each in terms.EventType.notations() if asked_for & {each, *schemes.broader(each)})


@cache
def enum(scheme: type[Scheme]) -> StrawberryEnumDefinition:
    """A scheme's enum, registered on the scheme so that annotations with it find it."""
    values = [
        EnumValue(name=member_name(term.value), value=term.value, description=definition(term)) for term in scheme
    ]
    made = StrawberryEnumDefinition(
        wrapped_cls=scheme, name=scheme.__name__, values=values, description=DESCRIPTIONS[scheme]
    )
    scheme.__strawberry_definition__ = made  # type: ignore[attr-defined]  # where strawberry looks for it
    return made


def register() -> None:
    """Make every scheme of the API an enum. Before the schema is built."""
    for scheme in DESCRIPTIONS:
        enum(scheme)
