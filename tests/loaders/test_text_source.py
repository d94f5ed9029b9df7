from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import orjson
import pytest
from testigo.loaders import registry
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Piece
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text_source import TextSource
from testigo.ontology.errors import InvalidValue, UnreadableInput

from tests.loaders.documents.made_pdf import made_pdf
from tests.loaders.documents.test_feeds import RSS
from tests.loaders.documents.test_pages import html
from tests.loaders.documents.zips import zipped

AT = datetime(2025, 3, 9, tzinfo=UTC)
DAY = ReportMetadata(published=date(2025, 3, 8))
LEXICONS = RuleExtractor(has_model=False)
TEXT = "Gunmen killed 14 people in Goma on Thursday, police said.\n"
ARABIC = "قال المرصد السوري لحقوق الإنسان إن أكثر من 700 شخص قتلوا في الساحل السوري منذ يوم الخميس.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One of each: a text, an Arabic one, a page, a PDF, a feed, a zip, and two that are no reports."""
    found = tmp_path / "in"
    found.mkdir()
    (found / "a.txt").write_text(TEXT)
    (found / "b.txt").write_text(ARABIC)
    (found / "c.html").write_bytes(html())
    (found / "d.pdf").write_bytes(made_pdf([[TEXT.strip()], ["The army denied it."]]))
    (found / "e.xml").write_bytes(RSS)
    zipped(found / "f.zip", {"g.txt": TEXT.replace("14", "15").encode(), "h.txt": b"GIF89a\0"})
    (found / "i.jpg").write_bytes(b"\xff\xd8")
    return found


def pieces(path: Path, jobs: int = 1) -> list[Piece]:
    return list(TextSource([path], LEXICONS, DAY, jobs=jobs).pieces(AT))


def test_whatever_holds_reports_gives_a_piece_a_report(folder: Path) -> None:
    found = pieces(folder)
    media = [piece.batch.nodes["Snapshot"].column("mediaType")[0].as_py() for piece in found if not piece.faults]

    assert media == [
        *["text/plain"] * 2, "text/html", "application/pdf", *["application/rss+xml"] * 2, "text/plain",
    ]  # fmt: skip


def test_what_cannot_be_read_is_refused_with_where_and_what_to_do_and_the_others_go_on(folder: Path) -> None:
    faults = [fault for piece in pieces(folder) for fault in piece.faults]

    assert [(fault.rule, fault.locator.removeprefix(f"{folder}/")) for fault in faults] == [
        ("unreadable-input", "e.xml#3"),
        ("unreadable-input", "f.zip/h.txt"),
        ("unreadable-input", "i.jpg"),
    ]
    assert "save it as text, HTML or PDF" in faults[2].message


def test_the_snapshot_is_of_the_bytes_and_every_passage_stands_in_the_text(folder: Path) -> None:
    for piece in pieces(folder):
        if piece.faults:
            continue
        (sha256,) = piece.snapshots
        text = piece.batch.nodes["Text"].column("content")[0].as_py()
        assert piece.batch.nodes["Snapshot"].column("sha256")[0].as_py() == sha256
        for passage in piece.batch.nodes["Passage"].to_pylist() if "Passage" in piece.batch.nodes else []:
            assert text[passage["start"] : passage["end"]] == passage["exact"]


def test_two_processes_give_what_one_does_in_the_same_order(folder: Path) -> None:
    (folder / "c.html").unlink()  # its reader takes a second to start in each process
    one, two = pieces(folder), pieces(folder, jobs=2)

    assert [(piece.locator, piece.done, piece.faults) for piece in one] == [
        (piece.locator, piece.done, piece.faults) for piece in two
    ]
    assert [piece.batch for piece in one] == [piece.batch for piece in two]


def test_the_only_report_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"GIF89a\0")

    with pytest.raises(UnreadableInput, match=r"a\.txt: is binary"):
        TextSource([tmp_path / "a.txt"], LEXICONS, DAY)


def test_what_is_said_of_the_day_is_told_where_none_is_taken(tmp_path: Path) -> None:
    two = "".join(f'<meta property="article:published_time" content="2025-03-{day}">' for day in ("08", "11"))
    (tmp_path / "a.html").write_bytes(html(two))

    with pytest.raises(UnreadableInput, match=r"no publication date.*2025-03-08 and 2025-03-11; none is taken"):
        TextSource([tmp_path / "a.html"], LEXICONS, ReportMetadata())


@pytest.mark.parametrize("change", ["content", "side-car", "extractor", "flags"])
def test_the_fingerprint_changes_with_whatever_changes_the_result(tmp_path: Path, change: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    before = TextSource([tmp_path], LEXICONS, DAY).fingerprint
    if change == "content":
        (tmp_path / "a.txt").write_text(TEXT + " ")
    if change == "side-car":
        (tmp_path / "a.yaml").write_text("title: Ten")
    extractor = RuleExtractor() if change == "extractor" else LEXICONS
    flags = ReportMetadata(published=DAY.published, title="Ten") if change == "flags" else DAY

    assert TextSource([tmp_path], LEXICONS, DAY).fingerprint == before or change in {"content", "side-car"}
    assert TextSource([tmp_path], extractor, flags).fingerprint != before


def test_a_refused_report_goes_in_with_its_file_and_not_as_a_row(folder: Path) -> None:
    (payload,) = {fault.payload for piece in pieces(folder) for fault in piece.faults if "i.jpg" in fault.locator}

    with pytest.raises(InvalidValue, match="mend its file"):
        registry.remapped(orjson.loads(payload))
