from __future__ import annotations

import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.documents import archives
from testigo.loaders.documents.archives import content, is_zip, members
from testigo.ontology.errors import UnreadableInput

from tests.loaders.documents.zips import zipped


def test_members_come_in_the_order_of_their_names_without_what_is_hidden(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"b.txt": b"b", "a/1.txt": b"1", "__MACOSX/b.txt": b"x", ".DS_Store": b"x"})

    assert [each.name for each in members(path)] == ["a/1.txt", "b.txt"]
    assert content(path, "a/1.txt", 10) == b"1"


@pytest.mark.parametrize("name", ["../out.txt", "/etc/passwd", "a/../../out.txt", "..\\out.txt", "C:/out.txt"])
def test_a_name_that_leads_out_of_the_zip_is_refused(tmp_path: Path, name: str) -> None:
    (member,) = members(zipped(tmp_path / "a.zip", {name: b"x"}))

    assert member.refused
    assert "leads out of the zip" in member.refused


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", {f"{at}.txt": bytes(1_000_000) for at in range(20)})

    with pytest.raises(UnreadableInput, match=r"bomb\.zip: would unpack to 20,000,000 bytes, more than 100 times"):
        members(path)


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)

    with pytest.raises(UnreadableInput, match="holds 3 files, a zip at most 2"):
        members(zipped(tmp_path / "a.zip", {"a": b"a", "b": b"b", "c": b"c"}))


def test_no_more_of_a_member_is_unpacked_than_a_report_may_have(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": bytes(1_000_000)})

    assert len(content(path, "a.txt", 1000)) == 1001


def test_a_link_a_zip_within_a_zip_and_a_name_that_stands_twice_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        for name in ("a.txt", link, "in.zip"):
            file.writestr(name, "x")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a.txt", "y")

    found = [(each.name, (each.refused or "").split(";")[0].split(",")[0]) for each in members(tmp_path / "a.zip")]

    assert found == [
        ("a.txt", "stands twice in the zip"),
        ("a.txt", "stands twice in the zip"),
        ("in.zip", "is a zip within a zip"),
        ("link.txt", "is a link"),
    ]


def test_a_damaged_member_is_told_with_its_name(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"Ten people died in Homs." * 9})
    broken = bytearray(path.read_bytes())
    broken[45] ^= 0xFF
    path.write_bytes(broken)

    with pytest.raises(UnreadableInput, match=r"a\.zip/a\.txt: is damaged in the zip"):
        content(path, "a.txt", 1000)


@given(st.binary(max_size=80), st.integers(0, 150))
def test_any_bytes_are_a_zip_or_one_clear_error(tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int) -> None:
    path = zipped(tmp_path_factory.mktemp("zips") / "a.zip", {"a.txt": b"Ten died.", "b.txt": b"Nine died."})
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])

    with suppress(UnreadableInput):
        for each in members(path):
            content(path, each.name, 100)


def test_a_zip_is_known_by_its_ending_or_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(zipped(tmp_path / "a.zip", {"a.txt": b"x"}).read_bytes())
    (tmp_path / "b").write_bytes(b"PK")

    assert [is_zip(tmp_path / name) for name in ("a.zip", "a", "b")] == [True, True, False]
