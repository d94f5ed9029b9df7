"""What is put comes back, whole and unchanged, or an error says why not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from testigo.ontology.errors import NotInStore, StoreError
from testigo.store.archive import Archive, open_archive

WORDS = b"More than 700 people"
SHA256 = hashlib.sha256(WORDS).hexdigest()


@settings(deadline=None)
@given(st.binary())
def test_bytes_come_back_under_their_hash(content: bytes) -> None:
    archive = Archive("memory://testigo")

    assert archive.get(archive.put(content)) == content


def test_a_file_is_its_users_alone(tmp_path: Path) -> None:
    Archive(str(tmp_path / "archive")).put(WORDS)

    kept = tmp_path / "archive" / SHA256[:2] / SHA256
    assert kept.read_bytes() == WORDS
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in kept.parent.iterdir()] == [SHA256]


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))
    archive.put(WORDS)
    before = (tmp_path / SHA256[:2] / SHA256).stat()

    assert archive.put(WORDS) == SHA256
    assert (tmp_path / SHA256[:2] / SHA256).stat().st_mtime_ns == before.st_mtime_ns


def test_a_damaged_file_is_an_error(tmp_path: Path) -> None:
    archive = Archive(f"file:{tmp_path}")
    archive.put(WORDS)
    (tmp_path / SHA256[:2] / SHA256).write_bytes(b"More than 800 people")

    with pytest.raises(StoreError, match="damaged"):
        archive.get(SHA256)
    with pytest.raises(StoreError, match="damaged"):
        archive.put(WORDS)


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path))

    assert not archive.has(SHA256)
    with pytest.raises(NotInStore):
        archive.get(SHA256)


@pytest.mark.parametrize("no_hash", ["", "../../etc/passwd", SHA256.upper(), SHA256[:-1]])
def test_a_path_is_no_hash(tmp_path: Path, no_hash: str) -> None:
    with pytest.raises(StoreError, match="no SHA-256"):
        Archive(str(tmp_path)).get(no_hash)


def test_a_place_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot be used"):
        Archive(str(tmp_path / "file")).put(WORDS)


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Archive("gopher://somewhere")


def test_it_lies_beside_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TESTIGO_ARCHIVE", raising=False)
    assert open_archive(store=f"file:{tmp_path}/testigo-store").url == f"{tmp_path}/testigo-archive"

    monkeypatch.setenv("TESTIGO_ARCHIVE", "memory://elsewhere")
    assert open_archive(store=f"file:{tmp_path}/testigo-store").url == "memory://elsewhere"
