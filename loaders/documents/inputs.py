"""Which files hold reports: what is named, what lies in its folders, what its zips hold; in one order, always."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from testigo.loaders.documents import archives
from testigo.loaders.reports import MOST_BYTES, ReportMetadata, metadata_beside, side_car
from testigo.ontology.errors import UnreadableInput

MOST_PDF_BYTES = 64_000_000  # a book of photographs; its text is bounded by itself
ENDINGS = frozenset(("", ".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".rss", ".atom", ".xml"))
"""What is read of a folder or a zip. A file that is named itself may end as it likes."""

NO_REPORT = "is no report by its ending; save it as text, HTML or PDF, or take it away"


@dataclass(frozen=True, slots=True)
class Input:
    """A file on disk, or a member of a zip. `refused`: why it cannot be read, where that shows before reading.

    `name` is its place below what was asked for, with `/` on every system.
    """

    path: Path
    name: str
    member: str | None = None
    refused: str | None = None

    @property
    def where(self) -> str:
        """Its path; of a member, the zip's path and its own."""
        return str(self.path) if self.member is None else f"{self.path}/{self.member}"

    def content(self) -> bytes:
        """Its bytes, decompressed. Raises UnreadableInput where there are none, or too many."""
        if self.refused:
            raise UnreadableInput(self.where, self.refused)
        content = self._bytes()
        if len(content) > (most := MOST_PDF_BYTES if content.startswith(b"%PDF-") else MOST_BYTES):
            raise self._too_large(len(content), most)
        if not content.strip():
            raise UnreadableInput(self.where, "is empty: there is no report to read")
        return content

    def _bytes(self) -> bytes:
        if self.member is not None:
            return archives.content(self.path, self.member, MOST_PDF_BYTES)
        try:
            size = self.path.stat().st_size
            with self.path.open("rb") as file:
                most = MOST_PDF_BYTES if file.read(5) == b"%PDF-" else MOST_BYTES
                if size > most:
                    raise self._too_large(size, most)
                file.seek(0)
                return file.read(most + 1)
        except OSError as problem:
            raise UnreadableInput(self.where, f"cannot be read: {problem.strerror}") from problem

    def _too_large(self, size: int, most: int) -> UnreadableInput:
        return UnreadableInput(self.where, f"has {size:,} bytes, a report at most {most:,}; split it into its reports")

    def beside(self) -> ReportMetadata:
        """What its side-car says: `report.yaml` beside `report.txt`. Raises UnreadableInput."""
        if self.member is None:
            return metadata_beside(self.path)
        name = str(PurePosixPath(self.member).with_suffix(".yaml"))
        if not archives.holds(self.path, name):
            return ReportMetadata()
        return side_car(archives.content(self.path, name, MOST_BYTES), f"{self.path}/{name}")


def inputs(paths: Iterable[Path]) -> list[Input]:
    """The files of what is named: folders and zips are gone through, in the order of their names; no link is followed
    out of a folder's tree of folders. Raises UnreadableInput where something that is named is not there.
    """
    return [found for path in paths for found in _of(path)]


def _of(path: Path) -> Iterator[Input]:
    if not path.exists():
        raise UnreadableInput(str(path), "cannot be read: No such file or directory")
    if path.is_dir():
        found = [each for file in _files(path) for each in _of_folder(file, path)]
        yield from found or [Input(path, path.name, refused="holds no file that could be a report")]
    elif archives.is_zip(path):
        yield from _members(path, "")
    else:
        yield Input(path, path.name)


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))


def _of_folder(file: Path, folder: Path) -> Iterator[Input]:
    name = file.relative_to(folder).as_posix()
    if file.suffix.lower() == ".zip":
        yield from _members(file, f"{PurePosixPath(name).with_suffix('')}/")
    elif file.suffix.lower() == ".yaml":
        others = (file.with_suffix(ending) for ending in ENDINGS)
        if not any(each.is_file() for each in others):
            yield Input(file, name, refused="is a side-car of no report; name it after its report, or take it away")
    else:
        yield Input(file, name, refused=None if file.suffix.lower() in ENDINGS else NO_REPORT)


def _members(path: Path, below: str) -> Iterator[Input]:
    try:
        members = archives.members(path)
    except UnreadableInput as problem:
        yield Input(path, below.rstrip("/") or path.name, refused=problem.what)
        return
    stems = {str(PurePosixPath(each.name).with_suffix("")) for each in members if not _is_side_car(each.name)}
    for each in members:
        if _is_side_car(each.name) and str(PurePosixPath(each.name).with_suffix("")) in stems:
            continue
        known = PurePosixPath(each.name).suffix.lower() in ENDINGS
        yield Input(path, f"{below}{each.name}", each.name, each.refused or (None if known else NO_REPORT))


def _is_side_car(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() == ".yaml"
