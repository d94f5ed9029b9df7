from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.documents.inputs import inputs
from testigo.loaders.documents.read import ReadReport, Unread
from testigo.loaders.documents.reading import read_report, reports
from testigo.loaders.reports import ReportMetadata
from testigo.ontology.errors import UnreadableInput

from tests.loaders.documents.made_pdf import made_pdf
from tests.loaders.documents.test_feeds import RSS
from tests.loaders.documents.test_pages import html

ARABIC = "قال المرصد إن 700 شخص قتلوا.\n"


def read(path: Path, flags: ReportMetadata | None = None) -> list[ReadReport | Unread]:
    (input,) = inputs([path])
    return list(reports(input, flags or ReportMetadata()))


def test_the_bytes_tell_what_a_file_is_whatever_its_ending(tmp_path: Path) -> None:
    found = []
    for content in (b"Ten died.", html(), made_pdf([["Ten died."]]), RSS):
        (tmp_path / "report").write_bytes(content)
        found.append([each.media_type for each in read(tmp_path / "report") if isinstance(each, ReadReport)])

    assert found == [["text/plain"], ["text/html"], ["application/pdf"], ["application/rss+xml"] * 2]


def test_arabic_is_kept_letter_by_letter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARABIC)

    assert read_report(tmp_path / "a.txt", ReportMetadata()).text == ARABIC


def test_flags_win_over_the_side_car_and_that_over_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        html('<meta property="og:site_name" content="A"><meta property="article:published_time" content="2025-03-08">')
    )
    (tmp_path / "a.yaml").write_text("publisher: B\ntitle: T")

    known = read_report(tmp_path / "a.html", ReportMetadata(title="F")).known

    assert (known.title, known.publisher, known.published) == ("F", "B", date(2025, 3, 8))


def test_a_report_is_named_after_its_place_and_an_entry_after_its_number(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "feed.xml").write_bytes(RSS)

    (input,) = inputs([tmp_path])
    names = [each.name for each in reports(input, ReportMetadata()) if isinstance(each, ReadReport)]

    assert names == ["in/feed/00001", "in/feed/00002"]


@pytest.mark.parametrize(
    ("content", "finding"),
    [(b"PK\x03\x04\x00", "is an Office file"), (b"{\\rtf1", "is RTF"), (b"\xd0\xcf\x11\xe0", "is an old Office file")],
)
def test_an_office_file_is_told_with_what_to_do(tmp_path: Path, content: bytes, finding: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)

    with pytest.raises(UnreadableInput, match=rf"a\.docx: {finding}"):
        read_report(tmp_path / "a.docx", ReportMetadata())


def test_an_address_that_is_none_refuses_the_report_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ten died.")
    (unread,) = read(tmp_path / "a.txt", ReportMetadata(url="ftp://news.example"))

    assert isinstance(unread, Unread)
    assert "is no web address" in unread.what


@pytest.mark.parametrize("said", ["url: https://news.example/1", "title: Ten die"])
def test_one_address_or_title_is_not_given_to_every_entry_of_a_feed(tmp_path: Path, said: str) -> None:
    (tmp_path / "feed.xml").write_bytes(RSS)
    (tmp_path / "feed.yaml").write_text(said)

    (unread,) = read(tmp_path / "feed.xml")

    assert isinstance(unread, Unread)
    assert "one address or title is given for all" in unread.what


def test_a_feed_is_no_one_report(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(RSS)

    with pytest.raises(UnreadableInput, match="is a feed of 3 reports"):
        read_report(tmp_path / "feed.xml", ReportMetadata())
