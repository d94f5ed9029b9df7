from __future__ import annotations

import pyarrow as pa
import pytest
from testigo.ontology import lexical
from testigo.ontology.errors import InvalidValue


def test_a_row_with_an_absent_part_is_absent() -> None:
    joined = lexical.joined("<", pa.array(["a", None], lexical.TEXT), ">")

    assert joined.to_pylist() == ["<a>", None]


@pytest.mark.parametrize(("start", "length"), [(0, 4), (1, 2), (3, 1), (4, 0)])
def test_the_content_of_a_part_of_a_column_is_of_that_part(start: int, length: int) -> None:
    rows = pa.array(["é", None, "", "😀\n"], lexical.TEXT)

    assert (
        lexical.content(rows.slice(start, length))
        == "".join(each for each in rows.to_pylist()[start : start + length] if each).encode()
    )


@pytest.mark.parametrize("id", [None, "", "Actor-1", "actor", "actor-1 ", "actor-1\n", "actor-1>"])
def test_what_is_no_id_is_refused(id: str | None) -> None:
    with pytest.raises(InvalidValue, match="is no id"):
        lexical.ids(pa.array(["actor-1", id], pa.string()))


def test_what_would_end_a_string_is_escaped_and_nothing_else() -> None:
    text = pa.array(['a"b\\c', "\n\r\t\b\f", "\x00\x1f\x7f", "é\u2028😀", None], lexical.TEXT)

    assert lexical.escaped(text).to_pylist() == [
        r"a\"b\\c", r"\n\r\t\b\f", r"\u0000\u001F\u007F", "é\u2028😀", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "kind", "said"),
    [
        ([0.5, float("nan")], pa.float64(), "nan is no finite number"),
        ([10_000_000], pa.date32(), "outside the years 1 to 9999"),
        ([2**62], pa.timestamp("us", "UTC"), "outside the years 1 to 9999"),
    ],
)
def test_what_rdf_cannot_say_is_refused(values: list[float], kind: pa.DataType, said: str) -> None:
    if pa.types.is_date32(kind):
        column = pa.array(values, pa.int32()).cast(kind)
    else:
        column = pa.array(values, pa.int64() if pa.types.is_temporal(kind) else kind).cast(kind)

    with pytest.raises(InvalidValue, match=said):
        lexical.forms(column)
