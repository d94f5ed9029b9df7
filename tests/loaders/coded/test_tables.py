"""Tables: frames with the line and the words of each row, and what is no row."""

import gzip
import zipfile
from pathlib import Path

import pytest
from testigo.loaders.coded.tables import Layout, Rows, Table
from testigo.ontology.errors import UnreadableInput

LAYOUT = Layout(("a", "b"))


def read(path: Path, layout: Layout = LAYOUT) -> list[Rows]:
    return list(Table.opened(path).rows(layout, size=100))


def table(folder: Path, content: bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_row_keeps_its_number_its_line_and_its_words(tmp_path: Path) -> None:
    (rows,) = read(table(tmp_path, b'\xef\xbb\xbfa,b\r\n1,"x\ny"\r\n2,\r\n'))

    assert rows.frame.select("row", "line", "exact", "a", "b").rows() == [
        (1, 2, '1,"x\ny"', "1", "x\ny"),
        (2, 4, "2,", "2", None),
    ]
    assert rows.done == len(b'a,b\r\n1,"x\ny"\r\n2,\r\n')


def test_broken_rows_are_told_with_their_lines_and_the_rest_is_read(tmp_path: Path) -> None:
    (rows,) = read(table(tmp_path, b'a,b\n1,2\n3\n4,5,6\n7,"8\n9,10\n\xff,1\n11,12\n'))

    assert [(each.record.line, each.row, each.rule) for each in sorted(rows.misread, key=lambda each: each.row)] == [
        (3, 2, "row-width"),
        (4, 3, "row-width"),
        (5, 4, "unclosed-quote"),
        (7, 6, "encoding"),
    ]
    assert rows.frame.select("row", "a", "b").rows() == [(1, "1", "2"), (5, "9", "10"), (7, "11", "12")]


@pytest.mark.parametrize("ending", [".gz", ".zip"])
def test_a_packed_table_is_read_and_hashed_as_its_content(tmp_path: Path, ending: str) -> None:
    plain = Table.opened(table(tmp_path, b"a,b\n1,2\n"))
    path = tmp_path / f"t.csv{ending}"
    if ending == ".gz":
        path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inside.csv", "a,b\n1,2\n")

    packed = Table.opened(path)

    assert (packed.sha256, packed.size) == (plain.sha256, plain.size)
    assert [rows.frame.rows() for rows in packed.rows(LAYOUT)] == [rows.frame.rows() for rows in plain.rows(LAYOUT)]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"a,c\n1,2\n", "no column 'b'"),
        (b"a,b,c\n1,2,3\n", "'c' is not known"),
        (b"a,b,b\n1,2,3\n", "'b' stands twice"),
    ],
)
def test_a_table_that_is_none_of_ours_is_one_error(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput, match=what):
        read(table(tmp_path, content))


def test_a_damaged_archive_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        Table.opened(table(tmp_path, b"no zip", "t.zip"))


def test_a_table_without_header_or_quotes_has_the_columns_of_its_layout(tmp_path: Path) -> None:
    layout = Layout(("a", "b"), delimiter="\t", quote=None, header=False)

    (rows,) = read(table(tmp_path, b'1"\t2\n3\t4\n'), layout)

    assert rows.frame.select("row", "a", "b").rows() == [(1, '1"', "2"), (2, "3", "4")]
