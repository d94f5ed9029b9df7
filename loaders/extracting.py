"""Reports to extractions, without a graph: what `testigo extract` writes, and what can be scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from testigo.loaders.documents.inputs import Input, inputs
from testigo.loaders.documents.read import LOST, ReadReport, Unread
from testigo.loaders.documents.reading import reports
from testigo.loaders.extraction import Extractor
from testigo.loaders.parallel import in_order
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.text_source import extraction
from testigo.ontology.errors import UnreadableInput


@dataclass(frozen=True, slots=True)
class Extracted:
    """A report's text and its extraction as JSON; `name` is its place below what was asked for, without an ending."""

    name: str
    where: str
    text: str
    json: bytes


@dataclass(frozen=True, slots=True)
class Step:
    """What one input gave, and how many of all are done."""

    done: int
    total: int
    found: tuple[Extracted | Unread, ...]


def extracted(
    paths: Sequence[Path], extractor: Extractor, flags: ReportMetadata, encoding: str | None = None, *, jobs: int = 1
) -> Iterator[Step]:
    """The extractions of files, folders, zips and feeds, input after input. Raises UnreadableInput where one is not
    there.
    """
    listed = inputs(paths)
    results = in_order(_Work(extractor, flags, encoding), listed, min(jobs, len(listed)), _lost)
    for number, found in enumerate(results, 1):
        yield Step(number, len(listed), tuple(found))


def _lost(input: Input) -> list[Extracted | Unread]:
    return [Unread(input.where, LOST)]


@dataclass(frozen=True, slots=True)
class _Work:
    """From a file to its extractions; it is sent to other processes."""

    extractor: Extractor
    flags: ReportMetadata
    encoding: str | None

    def __call__(self, input: Input) -> list[Extracted | Unread]:
        """The extractions of a file, in the order of its reports."""
        return [self._extracted(each) for each in reports(input, self.flags, self.encoding)]

    def _extracted(self, report: ReadReport | Unread) -> Extracted | Unread:
        if isinstance(report, Unread):
            return report
        json = extraction(report, self.extractor).to_json()
        return Extracted(report.name, report.where, report.text, json)


def written(found: Extracted, folder: Path) -> Unread | None:
    """Write `NAME.json` and the text that its offsets count in, `NAME.txt`; nothing is written over, and that is told.

    Raises UnreadableInput where the folder cannot be written to.
    """
    place = folder / f"{found.name}.json"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(found.json)
        place.with_name(f"{place.stem}.txt").write_bytes(found.text.encode())
    except FileExistsError:
        return Unread(found.where, f"{place} is there already; take it away, or name another folder")
    except OSError as problem:
        raise UnreadableInput(str(place), f"cannot be written: {problem.strerror}") from problem
    return None
