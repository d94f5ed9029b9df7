"""Reports as they come in: the bytes, what is known about them, the text they hold, and its passages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from testigo.ontology import ids
from testigo.ontology.errors import UnreadableInput
from testigo.ontology.model import Actor, Node, Passage, Relationship, Report, Snapshot, Text
from testigo.ontology.spans import Span
from testigo.ontology.terms import ActorKind, PassageKind

CONTEXT = 32  # code points kept before and after a passage, as the Web Annotation model's text quote selector has them
MOST_BYTES = 2_000_000  # a book has about a million; what is larger is no report
_DEFAULT_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ReportMetadata:
    """What is known about a report beside its words. None: not known. `language` is a BCP 47 tag."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    licence: str | None = None

    def over(self, other: ReportMetadata) -> ReportMetadata:
        """These facts, and where one is not known the other's."""
        return replace(other, **{f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None})


@dataclass(frozen=True, slots=True)
class Captured:
    """A report taken in: its three nodes and its bytes."""

    report: Report
    snapshot: Snapshot
    text: Text
    content: bytes


def metadata_beside(path: Path) -> ReportMetadata:
    """The side-car of a report: `report.yaml` beside `report.txt`; all unknown where there is none.

    Raises UnreadableInput for an unknown key, a value of the wrong type or a file that is no YAML.
    """
    beside = path.with_suffix(".yaml")
    if beside == path or not beside.is_file():
        return ReportMetadata()
    return side_car(beside.read_bytes(), str(beside))


def side_car(content: bytes, where: str) -> ReportMetadata:
    """What the bytes of a side-car say. Raises UnreadableInput."""
    import yaml

    try:
        found = yaml.safe_load(content.decode("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise UnreadableInput(where, f"no YAML in UTF-8: {' '.join(str(problem).split())}") from problem
    return _metadata(found, where)


def _metadata(found: object, where: str) -> ReportMetadata:
    known = {f.name: date if f.name == "published" else str for f in fields(ReportMetadata)}
    if not isinstance(found, dict):
        raise UnreadableInput(where, "must be a mapping of " + ", ".join(known))
    for key, value in found.items():
        if key not in known:
            raise UnreadableInput(where, f"unknown key {key!r}; known are {', '.join(known)}")
        if type(value) is not known[key]:
            raise UnreadableInput(
                where, f"{key} is {value!r}, not a {'date like 2025-03-08' if key == 'published' else 'text'}"
            )
    return ReportMetadata(**found)


def read_bytes(path: Path) -> bytes:
    """The bytes of a report's file. Raises UnreadableInput where there is none, nothing in it, or too much."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as problem:
        raise UnreadableInput(str(path), f"cannot be read: {problem.strerror}") from problem
    if size > MOST_BYTES:
        raise UnreadableInput(
            str(path), f"has {size:,} bytes, a report at most {MOST_BYTES:,}; split it into its reports"
        )
    if not content.strip():
        raise UnreadableInput(str(path), "is empty: there is no report to read")
    return content


def decoded(content: bytes, where: str, encoding: str = "utf-8") -> str:
    """The characters of a text file. Raises UnreadableInput for binary content and for another encoding."""
    if b"\0" in content and not encoding.lower().startswith(("utf-16", "utf-32")):
        raise UnreadableInput(where, f"is binary (a NUL at byte {content.index(0)}); give a text or HTML file")
    try:
        return content.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError as problem:
        byte = content[problem.start]
        raise UnreadableInput(
            where, f"is not {encoding}: byte 0x{byte:02x} at {problem.start}; name its encoding with --encoding"
        ) from problem
    except LookupError as problem:
        raise UnreadableInput(
            where, f"{encoding!r} is no encoding that is known; try utf-8 or windows-1256"
        ) from problem


def captured(
    content: bytes, text: str, known: ReportMetadata, *, media_type: str, extractor: tuple[str, str], at: datetime
) -> Captured:
    """The nodes of a report: itself, its bytes, its text. `extractor` names what made the text of the bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    report, snapshot = capture(sha256, len(content), known, media_type=media_type, at=at)
    return Captured(report, snapshot, _text(text, known, extractor), content)


def capture(sha256: str, size: int, known: ReportMetadata, *, media_type: str, at: datetime) -> tuple[Report, Snapshot]:
    """A report and its bytes, of which the hash and how many there are is told."""
    snapshot = Snapshot(
        id=ids.minted("Snapshot", sha256),
        sha256=sha256,
        media_type=media_type,
        byte_length=size,
        retrieved_at=at,
        archive_url=f"archive:{sha256}",
    )
    return _report(known, sha256), snapshot


def _report(known: ReportMetadata, sha256: str) -> Report:
    url = canonical_url(known.url) if known.url else None
    return Report(
        id=ids.minted("Report", "url", url) if url else ids.minted("Report", "content", sha256),
        title=known.title,
        publisher=known.publisher,
        url=url,
        published_on=known.published,
        language=known.language or "und",
        licence=known.licence,
    )


def _text(text: str, known: ReportMetadata, extractor: tuple[str, str]) -> Text:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    name, version = extractor
    return Text(
        id=ids.minted("Text", sha256),
        sha256=sha256,
        content=text,
        length=len(text),
        language=known.language or "und",
        extractor=name,
        extractor_version=version,
    )


def provenance(captured: Captured) -> Iterator[Node | Relationship]:
    """The nodes of a report, and how its text comes from it."""
    yield captured.report
    yield captured.snapshot
    yield captured.text
    yield Relationship("CAPTURE_OF", captured.snapshot.id, captured.report.id)
    yield Relationship("EXTRACTED_FROM", captured.text.id, captured.snapshot.id)


def passage_of(text: Text, span: Span) -> Passage:
    """The words of a span of a text."""
    return Passage(
        id=ids.minted("Passage", text.id, span.start, span.end),
        kind=PassageKind.TEXT,
        start=span.start,
        end=span.end,
        exact=span.of(text.content),
        prefix=text.content[max(0, span.start - CONTEXT) : span.start] or None,
        suffix=text.content[span.end : span.end + CONTEXT] or None,
    )


def publisher(report: Report) -> Actor:
    """Who makes a report: its publisher, else its URL's host, else nobody that is known."""
    name = report.publisher or (report.url.split("/")[2] if report.url else None)
    if name is None:
        return unattributed(report)
    id = ids.minted("Actor", "publisher", "name", ids.normalised(name))
    return Actor(id=id, kind=ActorKind.MEDIA, name=name, identified=True)


def unattributed(report: Report) -> Actor:
    """Whoever stands behind "reportedly" in a report."""
    id = ids.minted("Actor", report.id, "unattributed")
    return Actor(id=id, kind=ActorKind.SOURCE, name="unattributed", identified=False)


def canonical_url(url: str) -> str:
    """A web address without what does not change the page: case of the host, default port, fragment.

    Raises UnreadableInput where it is no http(s) address.

    >>> canonical_url("HTTPS://News.example:443/a?b=1#top")
    'https://news.example/a?b=1'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        raise UnreadableInput(url, f"is no web address: {problem}") from problem
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not host:
        raise UnreadableInput(url, "is no web address; give one that begins with https:// or http://")
    at = f":{port}" if port and port != _DEFAULT_PORT[scheme] else ""
    return urlunsplit((scheme, host + at, parts.path or "/", parts.query, ""))
