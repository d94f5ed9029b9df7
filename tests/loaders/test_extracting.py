from __future__ import annotations

from pathlib import Path

from testigo.loaders.extracting import Extracted, extracted, written
from testigo.loaders.extraction import Extraction

from tests.loaders.test_text_source import DAY, LEXICONS, folder

__all__ = ["folder"]  # the fixture


def test_extractions_are_written_with_the_text_that_their_offsets_count_in(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for step in extracted([folder], LEXICONS, DAY):
        for each in step.found:
            assert not isinstance(each, Extracted) or written(each, out) is None
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json"))

    assert names == ["a.json", "b.json", "c.json", "d.json", "e/00001.json", "e/00002.json", "f/g.json"]
    for path in out.rglob("*.json"):
        text = path.with_suffix(".txt").read_bytes().decode()
        assert all(mention.fits(text) for mention in Extraction.from_json(path.read_bytes()).mentions())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    each = Extracted("a", "in/a.txt", "Ten", b"{}")
    written(each, tmp_path)

    refused = written(Extracted("a", "in/a.html", "Nine", b"[]"), tmp_path)

    assert refused is not None
    assert (refused.where, (tmp_path / "a.json").read_bytes()) == ("in/a.html", b"{}")
