"""What reading a document gives: a report as text, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from testigo.loaders.extraction import Diagnostic
from testigo.loaders.reports import Captured, ReportMetadata, captured

LOST = "ended the process that read it, for lack of memory or by a fault of a reader; save it anew, or as text"


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as read: its bytes, its text, what is known of it, and what made the text of the bytes.

    `name` is its place below what was asked for, without an ending; `notes` say what was left out of the text.
    """

    where: str
    content: bytes
    text: str
    known: ReportMetadata
    media_type: str
    reader: tuple[str, str]
    name: str = ""
    notes: tuple[Diagnostic, ...] = ()

    def captured(self, at: datetime) -> Captured:
        """Its nodes, as taken in at a time."""
        return captured(self.content, self.text, self.known, media_type=self.media_type, extractor=self.reader, at=at)


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that gives no report: where it lies, and the finding with the remedy."""

    where: str
    what: str
