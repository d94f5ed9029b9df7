"""From an input to its reports: by its bytes, a text, a page, a PDF or a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path, PurePosixPath

from testigo.loaders.documents import feeds, pages, pdf
from testigo.loaders.documents.characters import characters
from testigo.loaders.documents.inputs import Input
from testigo.loaders.documents.read import ReadReport, Unread
from testigo.loaders.reports import ReportMetadata, canonical_url
from testigo.ontology.errors import UnreadableInput

PLAIN = ("plain", "1")
PAGE_ENDINGS = frozenset((".html", ".htm", ".xhtml"))
FEED_ENDINGS = frozenset((".rss", ".atom", ".xml"))
MOST_TEXT = 10_000_000  # code points
OTHER = (
    (b"PK\x03\x04", "is an Office file or a zip by its first bytes; save it as PDF or text, or let it end in .zip"),
    (b"\xd0\xcf\x11\xe0", "is an old Office file; save it as PDF or text"),
    (b"{\\rtf", "is RTF; save it as PDF or text"),
)
"""First bytes → what such a file is, and what to do."""


def reports(input: Input, flags: ReportMetadata, encoding: str | None = None) -> Iterator[ReadReport | Unread]:
    """The reports of a file: one, of a feed one an entry. `flags` win over the side-car, that over what it says itself.

    What cannot be read is told, never raised; ExtractionError where an extra is missing.
    """
    try:
        known = flags.over(input.beside())
        found = list(_reports(input.content(), input, encoding))
        if len(found) > 1 and (known.url or known.title):
            what = f"is a feed of {len(found)} reports, and one address or title is given for all; leave that out"
            raise UnreadableInput(input.where, what)
        for each in found:
            if isinstance(each, Unread):
                yield each
            else:
                yield _whole(each, known, input)
    except UnreadableInput as problem:
        yield Unread(problem.where, problem.what)


def read_report(path: Path, flags: ReportMetadata, encoding: str | None = None) -> ReadReport:
    """The one report of a file and its side-car. Raises UnreadableInput."""
    found = list(reports(Input(path, path.name), flags, encoding))
    if len(found) > 1:
        raise UnreadableInput(str(path), f"is a feed of {len(found)} reports; name one report")
    if isinstance(found[0], Unread):
        raise UnreadableInput(found[0].where, found[0].what)
    return found[0]


def readers() -> list[tuple[str, str]]:
    """What reads documents: names and versions. Where an extra is missing, what needs it is not read either."""
    found = [PLAIN, feeds.READER]
    for reader in (pages.reader, pdf.reader):
        with suppress(PackageNotFoundError):
            found.append(reader())
    return found


def _reports(content: bytes, input: Input, encoding: str | None) -> Iterator[ReadReport | Unread]:
    where, ending = input.where, PurePosixPath(input.name).suffix.lower()
    for begins, what in OTHER:
        if content.startswith(begins):
            raise UnreadableInput(where, what)
    if content.startswith(b"%PDF-"):
        yield _of_pdf(content, where)
    elif ending in PAGE_ENDINGS or pages.LOOKS_LIKE.match(content[:4096]):
        yield _of_page(content, where, encoding)
    elif ending in FEED_ENDINGS or feeds.LOOKS_LIKE.match(content[:4096]):
        yield from feeds.entries(content, where)
    else:
        read = characters(content, where, encoding)
        yield ReadReport(where, content, read.text, ReportMetadata(), "text/plain", PLAIN, notes=read.notes)


def _whole(report: ReadReport, known: ReportMetadata, input: Input) -> ReadReport | Unread:
    """A report with all that is known of it, held to what any report is held to."""
    known = known.over(report.known)
    try:
        if known.url:
            canonical_url(known.url)
    except UnreadableInput as problem:
        return Unread(report.where, f"its address {problem}")
    if len(report.text) > MOST_TEXT:
        return Unread(report.where, f"has more than {MOST_TEXT:,} characters; split it into its reports")
    return replace(report, known=known, name=_name(input, report))


def _of_pdf(content: bytes, where: str) -> ReadReport:
    found = pdf.pdf(content, where)
    return ReadReport(where, content, found.text, found.known, pdf.MEDIA_TYPE, pdf.reader(), notes=found.notes)


def _of_page(content: bytes, where: str, encoding: str | None) -> ReadReport:
    found = pages.page(content, where, encoding)
    return ReadReport(where, content, found.text, found.known, "text/html", pages.reader(), notes=found.notes)


def _name(input: Input, report: ReadReport) -> str:
    """The name of a report: its file's without the ending, and the entry's number behind it."""
    below = re.sub(r"[<>:\"|?*\\\x00-\x1f]", "_", str(PurePosixPath(input.name).with_suffix("")))
    return f"{below}/{report.name}" if report.name else below
