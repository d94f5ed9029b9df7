from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from testigo.ontology.model import NODES, Place, Relationship, Statement
from testigo.ontology.tables import (
    RELATIONSHIPS,
    camel,
    derived,
    node_schema,
    properties,
    relationship_schema,
    row,
)  # fmt: skip
from testigo.ontology.terms import Modality, PlaceKind, Scheme, StatementKind


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


@pytest.mark.parametrize("label", NODES)
def test_a_table_has_one_column_a_field_and_the_id_first(label: str) -> None:
    names = node_schema(label).names

    assert names[0] == "id"
    assert [snake(name) for name in names] == [each.name for each in fields(NODES[label])]


@pytest.mark.parametrize("label", NODES)
def test_every_column_has_one_of_seven_types(label: str) -> None:
    allowed = {
        pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us", "UTC"),
        pa.list_(pa.string()),
    }  # fmt: skip

    assert set(node_schema(label).types) <= allowed


@pytest.mark.parametrize("label", NODES)
def test_a_column_is_nullable_where_its_field_may_be_none(label: str) -> None:
    for name, (_, _, required) in properties(label).items():
        assert node_schema(label).field(name).nullable == (not required)


@pytest.mark.parametrize("label", NODES)
def test_derived_properties_are_columns_that_may_be_absent(label: str) -> None:
    for name in derived(label):
        assert node_schema(label).field(name).nullable


def test_a_property_has_one_type_wherever_it_stands() -> None:
    types: dict[str, set[pa.DataType]] = {}
    for schema in [*map(node_schema, NODES), *map(relationship_schema, RELATIONSHIPS)]:
        for each in schema:
            if each.name not in {"start", "end"}:
                types.setdefault(each.name, set()).add(each.type)

    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_no_property_and_no_relationship_share_a_name() -> None:
    names = {name for label in NODES for name in node_schema(label).names}

    assert names & {camel(type.lower()) for type in RELATIONSHIPS} == set()


def test_relationships_join_labels_that_exist() -> None:
    for kind in RELATIONSHIPS.values():
        assert {*kind.starts, *kind.ends} <= NODES.keys()


def test_a_relationship_table_holds_its_ends_and_what_it_may_carry() -> None:
    assert relationship_schema("PART_OF").names == ["start", "end", "earliest", "latest"]
    assert relationship_schema("SAID_BY").names == ["start", "end"]


def test_everything_a_relationship_may_carry_is_a_field_of_it() -> None:
    carried = {name for kind in RELATIONSHIPS.values() for name in kind.properties}

    assert carried == {each.name for each in fields(Relationship)} - {"type", "start", "end"}


def test_a_node_becomes_a_row_of_its_table() -> None:
    place = Place(id="place-1", kind=PlaceKind.CITY, name="Baniyas", geonames_id="173576")

    found = row(place)

    assert list(found) == node_schema("Place").names
    assert (found["kind"], found["geonamesId"], found["latitude"]) == ("city", "173576", None)


def test_terms_of_schemes_are_columns_of_strings() -> None:
    moment = datetime(2025, 3, 8, tzinfo=UTC)
    statement = Statement(id="statement-1", kind=StatementKind.TIME, modality=Modality.ASSERTS, recorded_at=moment,
                          extractor="x")  # fmt: skip
    table = pa.Table.from_pylist([row(statement)], schema=node_schema("Statement"))

    assert table.column("polarity").to_pylist() == ["positive"]
    assert isinstance(statement.polarity, Scheme)
