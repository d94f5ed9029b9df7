"""RSS and Atom files: each entry is a report of its own, and its bytes are the element as it stands in the file.

So a statement leads to the entry that says it and to no other, and an entry that stands in two captures of a feed is
one snapshot.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from testigo.loaders.documents.fragments import text_of
from testigo.loaders.documents.page_facts import day
from testigo.loaders.documents.read import ReadReport, Unread
from testigo.loaders.extraction import Diagnostic
from testigo.loaders.reports import ReportMetadata
from testigo.ontology.errors import UnreadableInput

LOOKS_LIKE = re.compile(rb"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:\w+:)?(?:rss|feed|RDF)\b", re.S)
MEDIA_TYPES = {"rss": "application/rss+xml", "RDF": "application/rss+xml", "feed": "application/atom+xml"}
READER = ("testigo-feed", "1")
ENTRIES = frozenset(("item", "entry"))
FULL = ("encoded", "content")  # content:encoded of RSS, content of Atom
SHORT = ("description", "summary")
DAYS = ("pubDate", "published", "date", "issued")  # Atom's `updated` is no day of publication
MOST_DEEP = 200
SPACES = frozenset((
    "", "http://purl.org/rss/1.0/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2005/Atom",
    "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
))  # fmt: skip
"""The namespaces whose elements are read; others have titles and descriptions of pictures, of episodes …"""

WITHIN = frozenset(("source", "author", "contributor", "image", "textInput", "textinput"))


@dataclass(slots=True)
class Part:
    """The feed itself or one of its entries, while it is read: element → its words, the first of a name."""

    begins: int = 0
    ends: int = 0
    words: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    language: str | None = None


class _Reader:
    """Goes over a feed's elements. Names are local: `content:encoded` is `encoded`."""

    def __init__(self, content: bytes) -> None:
        self.content, self.kind = content, ""
        self.feed, self.entries = Part(), list[Part]()
        self._path: list[str] = []
        self._field: int | None = None  # how deep the element is whose words are taken
        self._open: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.EntityDeclHandler = self._entity

    @property
    def part(self) -> Part:
        """What the element at hand is of."""
        return self.entries[-1] if ENTRIES.intersection(self._path) else self.feed

    def _entity(self, *_: object) -> None:
        raise ValueError("declares entities of its own, as no feed needs to")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space not in SPACES and self._field is None:
            local = name
        elif (space, local) == ("", "source"):
            local = "origin"  # RSS names the other feed in the element itself, Atom within it
        self.kind = self.kind or local
        self._path.append(local)
        if len(self._path) > MOST_DEEP:
            raise ValueError(f"has elements {MOST_DEEP} deep")
        if self._field is not None:
            self._open.append(f"<{local}>")
        elif local in ENTRIES and len(self._path) <= 3:
            self.entries.append(Part(begins=self.parser.CurrentByteIndex))
        else:
            self._begin(local, attributes)
        if lang := attributes.get("http://www.w3.org/XML/1998/namespace lang"):
            self.part.language = self.part.language or lang

    def _begin(self, local: str, attributes: dict[str, str]) -> None:
        if local in WITHIN or local in {"channel", "feed", "rss", "RDF"}:
            return
        self._field, self._open = len(self._path), []
        self.part.types.setdefault(self._name(local), attributes.get("type", ""))
        if local == "link" and "href" in attributes:
            self.part.links.setdefault(attributes.get("rel", "alternate"), attributes["href"])

    def _name(self, local: str) -> str:
        """The element's name; of one within `source` or `image`, that before it."""
        parents = [each for each in self._path[:-1] if each in WITHIN]
        return f"{parents[-1]} {local}" if parents else local

    def _words(self, words: str) -> None:
        if self._field is not None:
            nested = len(self._path) > self._field or self.part.types.get(self._path[-1]) == "xhtml"
            self._open.append(html.escape(words, quote=False) if nested else words)

    def _end(self, _: str) -> None:
        if self._field == len(self._path):
            self.part.words.setdefault(self._name(self._path[-1]), "".join(self._open).strip())
            self._field = None
        elif self._field is not None:
            self._open.append(f"</{self._path[-1]}>")
        elif self._path[-1] in ENTRIES and len(self._path) <= 3:
            self.part.ends = self.content.index(b">", self.parser.CurrentByteIndex) + 1
        self._path.pop()


def entries(content: bytes, where: str) -> Iterator[ReadReport | Unread]:
    """The reports of a feed, in its order. Raises UnreadableInput where it is no well-formed feed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableInput(where, "is a feed in UTF-16; save it as UTF-8")
    reader = _Reader(content)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as problem:
        place = f"{where}:{problem.lineno}:{problem.offset + 1}"
        raise UnreadableInput(place, f"is no well-formed feed: {expat.ErrorString(problem.code)}") from problem
    except ValueError as problem:
        raise UnreadableInput(where, f"is a feed that {problem}") from problem
    if reader.kind not in MEDIA_TYPES:
        raise UnreadableInput(where, f"is XML of the kind <{reader.kind}>, no RSS or Atom; save its text as .txt")
    if not reader.entries:
        raise UnreadableInput(where, "is a feed without entries")
    for number, entry in enumerate(reader.entries, 1):
        yield _report(reader, entry, f"{where}#{number}", number)


def _report(reader: _Reader, entry: Part, where: str, number: int) -> ReadReport | Unread:
    name = next((each for each in (*FULL, *SHORT) if entry.words.get(each)), None)
    text = _text(entry.words[name], entry.types.get(name, "")) if name else ""
    if not text:
        return Unread(where, "is an entry without text; load the page that it links to")
    notes = [*_day_notes(entry), *_short_notes(name)]
    content = reader.content[entry.begins : entry.ends]
    return ReadReport(
        where, content, text, _known(entry, reader.feed), MEDIA_TYPES[reader.kind], READER, f"{number:05}", tuple(notes)
    )


def _text(words: str, type: str) -> str:
    return words if type in {"text", "text/plain"} else text_of(words)


def _short_notes(name: str | None) -> list[Diagnostic]:
    if name in FULL:
        return []
    return [Diagnostic("feed-summary", "the feed carries a summary of the report, not the whole of it")]


def _day_notes(entry: Part) -> list[Diagnostic]:
    if _day(entry) is None and (updated := entry.words.get("updated")):
        what = f"the entry was updated on {updated}; the day of its publication is not told"
        return [Diagnostic("feed-updated", what)]
    return []


def _day(entry: Part) -> date | None:
    return next((found for name in DAYS if (found := day(entry.words.get(name, "")))), None)


def _known(entry: Part, feed: Part) -> ReportMetadata:
    """What an entry says of itself, and the feed of all its entries."""
    named = [*(entry.words.get(name) for name in ("publisher", "source title", "origin")), feed.words.get("title")]
    publisher = next(filter(None, named), "")
    url = entry.links.get("alternate") or entry.words.get("link")
    return ReportMetadata(
        title=" ".join(text_of(entry.words.get("title", "")).split()) or None,
        publisher=" ".join(text_of(publisher).split()) or None,
        url=url if url and url.startswith(("https://", "http://")) else None,
        published=_day(entry),
        language=entry.language or feed.words.get("language") or feed.language,
        licence=entry.links.get("license") or feed.links.get("license"),
    )
