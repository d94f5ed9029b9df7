from __future__ import annotations

from pathlib import Path

import pytest
from testigo.loaders.documents.inputs import Input, inputs
from testigo.loaders.reports import MOST_BYTES
from testigo.ontology.errors import UnreadableInput

from tests.loaders.documents.zips import zipped


def listed(*paths: Path) -> list[tuple[str, str | None]]:
    return [(each.name, each.refused and each.refused.split(";")[0]) for each in inputs(paths)]


def test_a_folder_is_gone_through_in_one_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.html", "a/1.pdf", ".git/x.txt", "a/.hidden.txt", "plain"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Ten died.")

    assert [name for name, _ in listed(tmp_path)] == ["b.txt", "plain", "a/1.pdf", "a/2.html"]


def test_a_side_car_is_no_report_and_one_of_no_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ten died.")
    (tmp_path / "a.yaml").write_text("published: 2025-03-08")
    (tmp_path / "b.yaml").write_text("published: 2025-03-08")

    assert listed(tmp_path) == [("a.txt", None), ("b.yaml", "is a side-car of no report")]


def test_a_file_of_another_kind_is_refused_and_one_that_is_named_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_text("Ten died.")

    assert listed(tmp_path) == [("a.docx", "is no report by its ending")]
    assert listed(file) == [("a.docx", None)]


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    assert listed(tmp_path) == [(tmp_path.name, "holds no file that could be a report")]


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableInput, match=r"nowhere\.txt: cannot be read: No such file"):
        inputs([Path("nowhere.txt")])


def test_a_link_that_leads_round_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text("Ten died.")
    (tmp_path / "a" / "round").symlink_to(tmp_path)

    assert listed(tmp_path) == [("a/1.txt", None)]


def test_a_zip_in_a_folder_is_opened_and_its_side_cars_are_read(tmp_path: Path) -> None:
    zipped(tmp_path / "z.zip", {"in/a.txt": b"Ten died.", "in/a.yaml": b"published: 2025-03-08", "in/b.jpg": b"x"})

    first, second = inputs([tmp_path])

    assert (first.name, first.where) == ("z/in/a.txt", f"{tmp_path}/z.zip/in/a.txt")
    assert (first.content(), str(first.beside().published)) == (b"Ten died.", "2025-03-08")
    assert second.refused


def test_a_broken_zip_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "b.txt").write_text("Ten died.")

    assert [(name, bool(refused)) for name, refused in listed(tmp_path)] == [("a", True), ("b.txt", False)]


@pytest.mark.parametrize(
    ("content", "finding"),
    [(b"", "is empty"), (b" \n", "is empty"), (b"x" * (MOST_BYTES + 1), "has 2,000,001 bytes, a report at most 2,000")],
)
def test_a_file_that_is_no_report_is_refused_with_what_to_do(tmp_path: Path, content: bytes, finding: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)

    with pytest.raises(UnreadableInput, match=finding):
        Input(tmp_path / "a.txt", "a.txt").content()


def test_a_pdf_may_be_larger_than_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-" + b"x" * MOST_BYTES)

    assert len(Input(tmp_path / "a.pdf", "a.pdf").content()) == MOST_BYTES + 5
