"""Records of delimited text: quoted line breaks, and one quotation mark too many."""

from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.coded.records import Record, apart, is_well_formed, records


def test_a_quoted_line_break_is_part_of_its_record() -> None:
    found = list(records([b"a,b\r\n", b'1,"x\n', b'y"\n', b"\n", b"2,z\n"]))

    assert found == [Record(1, b"a,b"), Record(2, b'1,"x\ny"', is_suspect=True), Record(5, b"2,z")]


def test_an_unclosed_quotation_mark_costs_its_own_line_only() -> None:
    (broken,) = records([b'1,"x\n', b"2,y\n", b"3,z\n"])

    assert not is_well_formed(broken, ",", '"')
    assert apart(broken) == (Record(1, b'1,"x', is_suspect=True), [Record(2, b"2,y"), Record(3, b"3,z")])


def test_without_a_quote_every_line_is_a_record() -> None:
    assert [each.content for each in records([b'a"\tb\n', b"c\td\n"], quote=None)] == [b'a"\tb', b"c\td"]


@given(st.lists(st.lists(st.text('ab",\n', min_size=1), min_size=2, max_size=4), max_size=8))
def test_well_formed_rows_come_back_each_as_one_record(rows: list[list[str]]) -> None:
    written = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    lines = "".join(row + "\n" for row in written).encode().splitlines(keepends=True)

    found = [each.content.decode() for each in records(lines)]

    assert found == written
    assert all(is_well_formed(Record(1, each.encode()), ",", '"') for each in found)
