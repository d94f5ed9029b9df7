"""The source `text`: news texts and pages, read by an extractor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from pathlib import Path

import orjson
from testigo.loaders import gazetteer, pages
from testigo.loaders.checker import checked
from testigo.loaders.extraction import Extraction, Extractor
from testigo.loaders.register import Register, default
from testigo.loaders.reports import Captured, ReportMetadata, captured, decoded, metadata_beside, read_bytes
from testigo.loaders.source import Card, Piece
from testigo.loaders.statements import mapped
from testigo.ontology.errors import UnreadableInput

CARD = Card(name="text", title="News texts and pages", version="1")
PLAIN = ("plain", "1")


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report's file as read: its text, its bytes, what is known of it, and what made the text of the bytes."""

    path: Path
    content: bytes
    text: str
    known: ReportMetadata
    media_type: str
    reader: tuple[str, str]

    def captured(self, at: datetime) -> Captured:
        """Its nodes, as taken in at a time."""
        return captured(self.content, self.text, self.known, media_type=self.media_type, extractor=self.reader, at=at)


class TextSource:
    """Reports in files. Flags win over each file's side-car; `today` bounds the publication dates.

    Actors are looked up in `register`, the one that ships where none is given.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        extractor: Extractor,
        flags: ReportMetadata,
        encoding: str = "utf-8",
        register: Register | None = None,
    ) -> None:
        self.card = CARD
        self._extractor = extractor
        self._register = register or default()
        self._reports = [read_report(path, flags, encoding) for path in paths]
        for report in self._reports:
            _check_published(report)

    def __len__(self) -> int:
        return len(self._reports)

    @property
    def fingerprint(self) -> str:
        """A hash of the files, of what is known of them, of the extractor and of the register."""
        parts: list[object] = [CARD.version, self._extractor.name, self._extractor.version, self._register.fingerprint]
        parts += [
            [hashlib.sha256(report.content).hexdigest(), report.reader, *astuple(report.known)]
            for report in self._reports
        ]
        return hashlib.sha256(orjson.dumps(parts)).hexdigest()

    def pieces(self, at: datetime) -> Iterator[Piece]:
        """One piece a report."""
        extractor = f"{self._extractor.name}/{self._extractor.version}"
        for number, report in enumerate(self._reports, 1):
            taken = report.captured(at)
            found = mapped(
                taken, extraction(report, self._extractor), gazetteer, extractor, at, register=self._register
            )
            bytes_of = {taken.snapshot.sha256: taken.content}
            yield Piece(str(report.path), found.batch, bytes_of, found.diagnostics, done=number)


def read_report(path: Path, flags: ReportMetadata, encoding: str = "utf-8") -> ReadReport:
    """Read a text or HTML file and its side-car. Raises UnreadableInput."""
    content = read_bytes(path)
    text = decoded(content, str(path), encoding)
    known = flags.over(metadata_beside(path))
    if not pages.is_page(path, content):
        return ReadReport(path, content, text, known, "text/plain", PLAIN)
    article, title = pages.article(text, str(path))
    return ReadReport(path, content, article, replace(known, title=known.title or title), "text/html", pages.reader())


def extraction(report: ReadReport, extractor: Extractor) -> Extraction:
    """What an extractor finds in a report, checked."""
    return checked(extractor.extract(report.text, report.known.published), report.text)


def _check_published(report: ReadReport) -> None:
    published = report.known.published
    if published is None:
        raise UnreadableInput(
            str(report.path),
            "has no publication date; give --published YYYY-MM-DD, or `published:` in a side-car "
            f"{report.path.with_suffix('.yaml').name}",
        )
    if published > date.today():
        raise UnreadableInput(str(report.path), f"is said to be published on {published}, after today; check the date")
