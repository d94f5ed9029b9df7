from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.acled import json_table
from testigo.loaders.acled.json_table import JsonTable
from testigo.loaders.coded.tables import Layout, Rows
from testigo.ontology.errors import UnreadableInput

LAYOUT = Layout(columns=("id", "notes"), optional=frozenset({"tags"}))


def read(path: Path, text: str, size: int = 100) -> list[Rows]:
    path.write_text(text, "utf-8")
    return list(JsonTable.opened(path).rows(LAYOUT, size))


def test_a_record_keeps_its_words_and_its_line(tmp_path: Path) -> None:
    text = '{"status": 200, "data": [\n  {"id": "1", "notes": "a, ]"},\n  {"id": 2,\n "notes": null}\n]}'

    (rows,) = read(tmp_path / "rows.json", text)

    assert rows.frame.select("row", "line", "id", "notes").rows() == [(1, 2, "1", "a, ]"), (2, 3, "2", None)]
    assert rows.frame["exact"].to_list() == ['{"id": "1", "notes": "a, ]"}', '{"id": 2,\n "notes": null}']


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    (rows,) = read(tmp_path / "rows.json", '[{"id": 1.50, "notes": ""}]')

    assert rows.frame.select("id", "notes").rows() == [("1.50", None)]


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ('{"id": "1"}', "row-width"),
        ('{"id": "1", "notes": "", "more": ""}', "unknown-column"),
        ('{"id": "1", "notes": ["a"]}', "no-cell"),
        ('{"id": true, "notes": ""}', "no-cell"),
        ('"1"', "broken-json"),
        ("null", "broken-json"),
    ],
)
def test_a_record_that_is_no_row_is_told_and_the_next_is_read(tmp_path: Path, record: str, rule: str) -> None:
    (rows,) = read(tmp_path / "rows.json", f'[{record},\n{{"id": "2", "notes": "b"}}]')

    assert [(each.rule, each.row, each.record.line) for each in rows.misread] == [(rule, 1, 1)]
    assert rows.frame["row"].to_list() == [2]


@pytest.mark.parametrize("rest", ['{"id": "2", "no', '{"id": "2", "notes": "b"}', "{]", ""])
def test_a_file_that_is_cut_off_is_told(tmp_path: Path, rest: str) -> None:
    (rows,) = read(tmp_path / "rows.json", '[{"id": "1", "notes": "a"},\n' + rest)

    assert rows.frame["id"].to_list()[0] == "1"
    assert [each.rule for each in rows.misread] == ["broken-json"]


@pytest.mark.parametrize("text", ['{"status": 403, "message": "no"}', "id,notes\n1,a\n"])
def test_a_file_without_a_list_is_unreadable(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableInput, match="no list of rows"):
        read(tmp_path / "rows.json", text)


def test_rows_come_in_frames_of_a_size(tmp_path: Path) -> None:
    frames = read(tmp_path / "rows.json", json.dumps([{"id": str(n), "notes": ""} for n in range(5)]), size=2)

    assert [rows.frame["row"].to_list() for rows in frames] == [[1, 2], [3, 4], [5]]


@given(st.lists(st.text(max_size=8).filter(lambda text: text.isprintable()), max_size=6), st.integers(4, 40))
def test_records_are_the_same_whatever_is_read_at_a_time(
    tmp_path_factory: pytest.TempPathFactory, notes: list[str], chunk: int
) -> None:
    path = tmp_path_factory.mktemp("json") / "rows.json"
    text = json.dumps([{"id": "1", "notes": note} for note in notes], ensure_ascii=False, indent=1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_table, "CHUNK", chunk)
        found = [note for rows in read(path, text) for note in rows.frame["notes"]]

    assert found == [note or None for note in notes]
