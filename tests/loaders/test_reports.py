from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from testigo.loaders.reports import (
    MOST_BYTES,
    ReportMetadata,
    canonical_url,
    captured,
    decoded,
    metadata_beside,
    read_bytes,
)
from testigo.ontology.errors import UnreadableInput

AT = datetime(2025, 3, 9, tzinfo=UTC)


def taken(content: bytes, url: str | None = None) -> tuple[str, str, str]:
    found = captured(
        content, content.decode(), ReportMetadata(url=url), media_type="text/plain", extractor=("plain", "1"), at=AT
    )
    return found.report.id, found.snapshot.id, found.text.id


def test_a_report_is_known_by_its_address_however_that_is_written() -> None:
    assert (
        taken(b"Ten died", url="https://News.example:443/a#top")[0]
        == taken(b"Nine died", url="https://news.example/a")[0]
    )


def test_without_an_address_a_report_is_known_by_its_content() -> None:
    assert taken(b"Ten died")[0] != taken(b"Nine died")[0]


def test_the_text_counts_code_points_and_the_snapshot_bytes() -> None:
    found = captured(
        "عشرة 🙂".encode(), "عشرة 🙂", ReportMetadata(), media_type="text/plain", extractor=("plain", "1"), at=AT
    )

    assert (found.text.length, found.snapshot.byte_length) == (6, 13)


@pytest.mark.parametrize(
    ("content", "finding"),
    [(b"", "is empty"), (b" \n\t ", "is empty"), (b"x" * (MOST_BYTES + 1), "split it")],
)
def test_a_file_that_is_no_report_is_refused_with_what_to_do(tmp_path: Path, content: bytes, finding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)

    with pytest.raises(UnreadableInput, match=finding):
        read_bytes(path)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableInput, match=r"nowhere\.txt: cannot be read: No such file"):
        read_bytes(Path("nowhere.txt"))


def test_another_encoding_is_told_with_the_byte_and_the_option() -> None:
    with pytest.raises(UnreadableInput, match=r"is not utf-8: byte 0xe9 at 3; name its encoding with --encoding"):
        decoded("café".encode("latin-1"), "report.txt")


def test_an_encoding_that_is_named_is_used() -> None:
    assert decoded("قتل عشرة".encode("windows-1256"), "report.txt", "windows-1256") == "قتل عشرة"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decoded(b"\xef\xbb\xbfTen", "report.txt") == "Ten"


def test_binary_content_is_no_text() -> None:
    with pytest.raises(UnreadableInput, match="is binary"):
        decoded(b"GIF89a\0\1", "report.txt")


def test_a_side_car_says_what_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "report.yaml").write_text("published: 2025-03-08\npublisher: The Example\n")

    known = ReportMetadata(publisher="The Other").over(metadata_beside(tmp_path / "report.txt"))

    assert (known.published, known.publisher) == (date(2025, 3, 8), "The Other")


@pytest.mark.parametrize(
    ("yaml", "finding"),
    [
        ("publishd: 2025-03-08", "unknown key 'publishd'"),
        ("published: last week", "published is 'last week', not a date"),
        ("- a list", "must be a mapping"),
        ("a: [", "no YAML"),
    ],
)
def test_a_side_car_that_cannot_be_read_is_refused(tmp_path: Path, yaml: str, finding: str) -> None:
    (tmp_path / "report.yaml").write_text(yaml)

    with pytest.raises(UnreadableInput, match=finding):
        metadata_beside(tmp_path / "report.txt")


@pytest.mark.parametrize("url", ["news.example/a", "ftp://news.example/a", "https://", "https://[::1/"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(UnreadableInput, match="is no web address"):
        canonical_url(url)
