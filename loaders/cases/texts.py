"""The reports of a case: files and texts that can be quoted, and items that are only cited."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from testigo.loaders.cases.checking import Misfit
from testigo.loaders.documents.read import ReadReport
from testigo.loaders.documents.reading import PLAIN, read_report
from testigo.loaders.reports import Captured, ReportMetadata, canonical_url
from testigo.ontology import ids
from testigo.ontology.errors import UnreadableInput
from testigo.ontology.model import Report

Entry = Mapping[str, Any]  # Any: what the schema allows


@dataclass(frozen=True, slots=True)
class CaseReport:
    """What a case says of a report, and the report as read; None: it is only cited."""

    entry: Entry
    known: ReportMetadata
    read: ReadReport | None

    def captured(self, at: datetime) -> Captured | None:
        """Its nodes, as taken in at a time; None where it is only cited."""
        return self.read.captured(at) if self.read else None

    def cited(self) -> Report:
        """The node of a report that nobody has read here."""
        known = self.known
        return Report(
            id=_cited_id(known),
            title=known.title,
            publisher=known.publisher,
            url=canonical_url(known.url) if known.url else None,
            published_on=known.published,
            language=known.language or "und",
            licence=known.licence,
        )

    @property
    def identity(self) -> list[object]:
        """What changes when the report does."""
        content = self.read.content if self.read else b""
        return [*astuple(self.known), self.read.reader if self.read else None, content.hex()]


def _cited_id(known: ReportMetadata) -> str:
    if known.url:
        return ids.minted("Report", "url", canonical_url(known.url))
    publisher, title = (ids.normalised(each) if each else None for each in (known.publisher, known.title))
    return ids.minted("Report", "cited", publisher, str(known.published) if known.published else None, title)


def case_report(entry: Entry, folder: Path, where: str) -> CaseReport:
    """Read a report of a case whose file lies in `folder`. Raises UnreadableInput, Misfit with the key at fault."""
    known = _metadata(entry)
    if "file" in entry:
        read = read_report(folder / entry["file"], known, entry.get("encoding"))
        return CaseReport(entry, read.known, _dated(read))
    if "text" not in entry:
        return CaseReport(entry, known, None)
    text = entry["text"]
    return CaseReport(entry, known, _dated(ReadReport(where, text.encode(), text, known, "text/plain", PLAIN)))


def day(value: str, *path: str | int) -> date:
    """A day of the calendar. Raises Misfit."""
    try:
        return date.fromisoformat(value)
    except ValueError as problem:
        raise Misfit(path, "case-day", f"{value!r} is no day of the calendar; write it like 2025-03-08") from problem


def _metadata(entry: Entry) -> ReportMetadata:
    published = day(entry["published"], "published") if "published" in entry else None
    if "url" in entry:
        try:
            canonical_url(entry["url"])
        except UnreadableInput as problem:
            raise Misfit(("url",), "case-url", str(problem)) from problem
    return ReportMetadata(
        title=entry.get("title"),
        publisher=entry.get("publisher"),
        url=entry.get("url"),
        published=published,
        language=entry.get("language"),
        licence=entry.get("licence"),
    )


def _dated(read: ReadReport) -> ReadReport:
    published = read.known.published
    if published is None:
        raise Misfit((), "case-required", "has no publication date; add `published: YYYY-MM-DD`")
    if published > date.today():
        raise Misfit(("published",), "case-day", f"is published on {published}, after today; check the date")
    return read


def kept(report: CaseReport) -> dict[str, object]:
    """A report as JSON, so that a refused statement can be mapped again wherever its file is then."""
    read = report.read
    if read is None:
        return {"entry": dict(report.entry)}
    plain = read.content == read.text.encode()
    known = {name: str(value) for name, value in _known(read.known).items() if value is not None}
    return {
        "entry": {key: value for key, value in report.entry.items() if key == "marking"} | known,
        "text": read.text,
        "content": None if plain else b64encode(read.content).decode(),
        "media_type": read.media_type,
        "reader": list(read.reader),
    }


def _known(known: ReportMetadata) -> dict[str, object]:
    return {name: getattr(known, name) for name in ReportMetadata.__dataclass_fields__}


def restored(kept: Entry, where: str) -> CaseReport:
    """The report that `kept` wrote. Raises Misfit, KeyError."""
    known = _metadata(kept["entry"])
    if "text" not in kept:
        return CaseReport(kept["entry"], known, None)
    text, content, reader = kept["text"], kept["content"], tuple(kept["reader"])
    read = ReadReport(where, b64decode(content) if content else text.encode(), text, known, kept["media_type"], reader)
    return CaseReport(kept["entry"], known, read)
