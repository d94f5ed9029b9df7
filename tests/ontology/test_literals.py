from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.errors import InvalidValue
from testigo.ontology.literals import Literal, value
from testigo.ontology.vocabulary import XSD

INSTANT = pa.timestamp("us", "UTC")


@pytest.mark.parametrize(
    ("form", "datatype", "kind", "expected"),
    [
        ("0700", "integer", pa.int64(), 700),
        ("3.5e1", "double", pa.float64(), 35.0),
        ("1", "boolean", pa.bool_(), True),
        ("2025-03-08", "date", pa.date32(), date(2025, 3, 8)),
        ("2025-03-08T02:00:00.1250000+02:00", "dateTime", INSTANT, datetime(2025, 3, 8, 0, 0, 0, 125_000, UTC)),
        ("Baniyas", "string", pa.string(), "Baniyas"),
    ],
)
def test_a_literal_of_the_columns_type_is_its_value(
    form: str, datatype: str, kind: pa.DataType, expected: object
) -> None:
    assert value(Literal(form, XSD + datatype), kind, "event-1", "earliest") == expected


@pytest.mark.parametrize(
    ("form", "datatype", "kind"),
    [
        ("9223372036854775808", "integer", pa.int64()),
        ("INF", "double", pa.float64()),
        ("yes", "boolean", pa.bool_()),
        ("2023-02-30", "date", pa.date32()),
        ("2025-03-08T00:00:00", "dateTime", INSTANT),
    ],
)
def test_a_form_that_is_no_value_is_refused_with_its_owner(form: str, datatype: str, kind: pa.DataType) -> None:
    with pytest.raises(InvalidValue, match=rf"low of event-1 is '{re.escape(form)}'.*no value of its type"):
        value(Literal(form, XSD + datatype), kind, "event-1", "low")


@pytest.mark.parametrize("object", ["https://x/", Literal("7"), Literal("7", language="en"), Literal("7", XSD + "int")])
def test_a_literal_of_another_type_is_refused_with_the_type_to_give(object: str | Literal) -> None:
    with pytest.raises(InvalidValue, match="need a literal of xsd:integer"):
        value(object, pa.int64(), "event-1", "low")


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_number_of_a_column_is_read_as_it_is_written(number: int) -> None:
    assert value(Literal(str(number), XSD + "integer"), pa.int64(), "event-1", "low") == number
