"""The source `text`: news texts, pages, PDFs and feeds, read by an extractor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from pathlib import Path

import orjson
from testigo.loaders import gazetteer
from testigo.loaders.checker import checked
from testigo.loaders.documents.inputs import Input, inputs
from testigo.loaders.documents.read import LOST, ReadReport, Unread
from testigo.loaders.documents.reading import readers, reports
from testigo.loaders.extraction import Extraction, Extractor
from testigo.loaders.parallel import in_order
from testigo.loaders.register import Register, default
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.source import Card, Fault, Piece
from testigo.loaders.statements import mapped
from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue, UnreadableInput

CARD = Card(name="text", title="News texts, pages, PDFs and feeds", version="2")
UNREADABLE = "unreadable-input"


class TextSource:
    """Reports in files, folders, zips and feeds. Flags win over each file's side-car, that over what it says itself.

    Actors are looked up in `register`, the one that ships where none is given; `jobs` processes read at a time.
    A report that cannot be read is refused and the others go on; where it is the only one, UnreadableInput is raised.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        extractor: Extractor,
        flags: ReportMetadata,
        encoding: str | None = None,
        register: Register | None = None,
        *,
        jobs: int = 1,
    ) -> None:
        self.card = CARD
        self._work = _Work(extractor, flags, encoding, register or default())
        self._inputs = inputs(paths)
        self._jobs = min(jobs, len(self._inputs))
        if len(self._inputs) == 1:
            self._work.check(self._inputs[0])

    def __len__(self) -> int:
        return len(self._inputs)

    @property
    def fingerprint(self) -> str:
        """A hash of the files, of what is said of them, of what reads them, of the extractor and of the register."""
        whole = hashlib.sha256(orjson.dumps([CARD.version, self._work.identity]))
        for input in self._inputs:
            whole.update(orjson.dumps(_identity(input)))
        return whole.hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """One piece a report."""
        work = replace(self._work, at=at)
        for number, pieces in enumerate(in_order(work, self._inputs, self._jobs, _lost), 1):
            for piece in pieces:
                yield replace(piece, done=number)


def _identity(input: Input) -> list[object]:
    """What changes when a file or its side-car does."""
    try:
        return [hashlib.sha256(input.content()).hexdigest(), *astuple(input.beside())]
    except UnreadableInput as problem:
        return [str(problem)]


@dataclass(frozen=True, slots=True)
class _Work:
    """From a file to the pieces of its reports, recorded `at`; it is sent to other processes."""

    extractor: Extractor
    flags: ReportMetadata
    encoding: str | None
    register: Register
    at: datetime = datetime.min

    @property
    def identity(self) -> list[object]:
        """What changes when the same files would give something else."""
        extractor = [self.extractor.name, self.extractor.version]
        return [*extractor, self.register.fingerprint, *astuple(self.flags), self.encoding, *readers()]

    def check(self, input: Input) -> None:
        """Raise UnreadableInput where a file gives nothing that could be loaded."""
        found = [_dated(each) for each in reports(input, self.flags, self.encoding)]
        if len(found) == 1 and isinstance(only := found[0], Unread):
            raise UnreadableInput(only.where, only.what)

    def __call__(self, input: Input) -> list[Piece]:
        """The pieces of a file, in the order of its reports."""
        return [self._piece(_dated(each)) for each in reports(input, self.flags, self.encoding)]

    def _piece(self, report: ReadReport | Unread) -> Piece:
        if isinstance(report, Unread):
            return _refused(report)
        taken = report.captured(self.at)
        extractor = f"{self.extractor.name}/{self.extractor.version}"
        read = extraction(report, self.extractor)
        found = mapped(taken, read, gazetteer, extractor, self.at, register=self.register)
        return Piece(report.where, found.batch, {taken.snapshot.sha256: taken.content}, found.diagnostics)


def extraction(report: ReadReport, extractor: Extractor) -> Extraction:
    """What an extractor finds in a report, checked; what was left out of its text is told first."""
    found = checked(extractor.extract(report.text, report.known.published), report.text)
    return replace(found, diagnostics=(*report.notes, *found.diagnostics))


def _dated(report: ReadReport | Unread) -> ReadReport | Unread:
    if isinstance(report, Unread):
        return report
    published = report.known.published
    if published is None:
        side_car = Path(report.where).with_suffix(".yaml").name
        what = f"has no publication date; give --published YYYY-MM-DD, or `published:` in a side-car {side_car}"
        told = [note.message for note in report.notes if note.code in {"page-dates", "feed-updated"}]
        return Unread(report.where, "; ".join([what, *told]))
    if published > date.today():
        return Unread(report.where, f"is said to be published on {published}, after today; check the date")
    return report


def _lost(input: Input) -> list[Piece]:
    return [_refused(Unread(input.where, LOST))]


def _refused(unread: Unread) -> Piece:
    payload = orjson.dumps({"source": CARD.name, "options": {}, "row": {"file": unread.where}}).decode()
    fault = Fault(UNREADABLE, None, None, f"{unread.where}: {unread.what}", unread.where, payload)
    return Piece(unread.where, Batch(), faults=(fault,))


def remapped(payload: Mapping[str, object]) -> Piece:
    """Nothing: the bytes of a report go into the archive with the load that brings it. Raises InvalidValue."""
    raise InvalidValue("a report is not mended as a row: mend its file, then `testigo load text` takes it")
