"""Zips, held to bounds: nothing is unpacked to disk, and no member may be larger or denser than reports are."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from testigo.ontology.errors import UnreadableInput

MOST_MEMBERS = 100_000
MOST_DENSE = 100  # bytes for each byte of the zip: news text has 3 to 5, one page repeated thousands of times 90
SMALL = 10_000_000  # below this a dense zip harms nobody
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a zip. `refused`: why it is not read, None where it is."""

    name: str
    refused: str | None = None


def is_zip(path: Path) -> bool:
    """Whether a file is a zip, by its ending or its first bytes; an Office file is one too, but holds no reports."""
    if path.suffix.lower() == ".zip":
        return True
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04" and not path.suffix


def members(path: Path) -> list[Member]:
    """The files of a zip in the order of their names, without hidden ones. Raises UnreadableInput for a zip that is
    broken, or holds more than it could in good faith.
    """
    entries = [each for each in _opened(path).infolist() if not each.is_dir()]
    size = sum(each.file_size for each in entries)
    if len(entries) > MOST_MEMBERS:
        raise UnreadableInput(str(path), f"holds {len(entries):,} files, a zip at most {MOST_MEMBERS:,}; split it")
    if size > max(SMALL, MOST_DENSE * path.stat().st_size):
        what = f"would unpack to {size:,} bytes, more than {MOST_DENSE} times its own: no zip of reports does"
        raise UnreadableInput(str(path), what)
    return list(_judged(sorted(entries, key=lambda each: each.filename)))


def _judged(entries: list[zipfile.ZipInfo]) -> Iterator[Member]:
    named = Counter(each.filename for each in entries)
    for each in entries:
        parts = PurePosixPath(each.filename).parts
        if parts[0] == "__MACOSX" or any(re.match(r"\.[^.\\]", part) for part in parts):
            continue
        twice = "stands twice in the zip; pack it anew" if named[each.filename] > 1 else None
        yield Member(each.filename, _fault(each, parts) or twice)


def _fault(entry: zipfile.ZipInfo, parts: tuple[str, ...]) -> str | None:
    if ".." in parts or parts[0] == "/" or "\\" in entry.filename or ":" in parts[0]:
        return "has a name that leads out of the zip; pack the reports anew"
    if entry.flag_bits & 1:
        return "is encrypted; unpack it and load the folder"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "is a link, not a file; pack what it leads to"
    if PurePosixPath(entry.filename).suffix.lower() == ".zip":
        return "is a zip within a zip; unpack it first"
    return None


def holds(path: Path, name: str) -> bool:
    """Whether a zip has a member of this name."""
    return name in _opened(path).NameToInfo


def content(path: Path, name: str, most: int) -> bytes:
    """The bytes of a member, at most one more than `most`. Raises UnreadableInput where it is damaged."""
    try:
        with _opened(path).open(name) as file:
            return file.read(most + 1)
    except _BROKEN as problem:
        raise UnreadableInput(f"{path}/{name}", f"is damaged in the zip: {problem}; pack it anew") from problem


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        state = path.stat()
        return _kept(path, state.st_mtime_ns, state.st_size)
    except _BROKEN as problem:
        raise UnreadableInput(str(path), f"is no zip that can be read: {problem}; pack it anew") from problem


@lru_cache(maxsize=1)
def _kept(path: Path, changed: int, size: int) -> zipfile.ZipFile:
    """The zip opened last stays open: its directory would be read anew for every member."""
    return zipfile.ZipFile(path)
