from __future__ import annotations

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)
from testigo.api import enums, sdl
from testigo.api.schema import core_schema
from testigo.ontology.tables import properties
from testigo.ontology.terms import member_name

NESTED = {  # label: what holds the properties that are not the type's own
    "Place": {"latitude": "position", "longitude": "position", "precision": "position"},
    "Statement": {
        **dict.fromkeys(
            ["measure", "low", "best", "high", "comparator", "population", "scope", "since", "asOf", "effLow",
             "effHigh", "vague", "zeroMayBeSilence"], "figure",
        ),
        **dict.fromkeys(["edtf", "earliest", "latest", "datePrecision"], "time"),
    },
}  # fmt: skip
NOT_SHOWN = {"Name": {"norm"}}  # a search key
OBJECTS = [
    each
    for each in core_schema().type_map.values()
    if isinstance(each, GraphQLObjectType | GraphQLInterfaceType) and not is_introspection_type(each)
]


def test_schema_in_the_repository_is_the_schema() -> None:
    written = sdl.PATH.read_text(encoding="utf-8")

    assert written == sdl.sdl(), "run `python -m testigo.api.sdl`"


def test_everything_is_described() -> None:
    missing = []
    for type in core_schema().type_map.values():
        if is_introspection_type(type) or is_specified_scalar_type(type):
            continue
        missing += [type.name] if not type.description else []
        if isinstance(type, GraphQLEnumType):
            missing += [f"{type.name}.{name}" for name, value in type.values.items() if not value.description]
    for object in OBJECTS:
        for name, field in object.fields.items():
            missing += [f"{object.name}.{name}"] if not field.description else []
            missing += [f"{object.name}.{name}({arg})" for arg, it in field.args.items() if not it.description]

    assert missing == []


def test_every_property_of_a_label_is_a_field() -> None:
    nodes = [each for each in OBJECTS if isinstance(each, GraphQLObjectType) and each.interfaces]
    for type in nodes:
        nested = NESTED.get(type.name, {})
        for name in properties(type.name):
            holder = get_named_type(type.fields[nested[name]].type) if name in nested else type
            assert isinstance(holder, GraphQLObjectType)
            assert name in holder.fields or name in NOT_SHOWN.get(type.name, set()), f"{type.name}.{name}"


def test_values_of_enums_are_named_as_the_members_of_the_terms() -> None:
    for scheme in enums.DESCRIPTIONS:
        type = core_schema().type_map[scheme.__name__]
        assert isinstance(type, GraphQLEnumType)

        assert list(type.values) == [member_name(term.value) for term in scheme]
