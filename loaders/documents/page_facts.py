"""What a page says of itself: headline, day, outlet, address, language, licence; taken where it is written, never
guessed from the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from testigo.loaders.extraction import Diagnostic
from testigo.loaders.reports import ReportMetadata, canonical_url
from testigo.ontology.errors import UnreadableInput

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Json = dict[str, Any]  # Any: foreign JSON
PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//meta[lower-case(@name)='dc.date.issued' or lower-case(@name)='dcterms.issued']/@content",
)
OUTLET = ("//meta[@property='og:site_name']/@content", "//meta[lower-case(@name)='dc.publisher']/@content")
TITLE = ("//meta[@property='og:title']/@content", "//title/text()")
ADDRESS = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
LANGUAGE = ("/html/@lang", "/html/@xml:lang")
LICENCE = ("//link[@rel='license']/@href",)
ARTICLES = re.compile(r"(?:Article|BlogPosting|Report)$")  # the types of schema.org that are articles
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
LINKED = "//script[@type='application/ld+json']/text()"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, and what was found and not taken."""

    known: ReportMetadata
    notes: tuple[Diagnostic, ...]


def facts(page: HtmlElement) -> Facts:
    """What a page says of itself. Where it names two days, or an address that is none, that is told and not taken."""
    linked = _linked(page)
    notes: list[Diagnostic] = []
    outlet = linked.get("publisher")
    names = [outlet.get("name")] if isinstance(outlet, dict) else [outlet]
    known = ReportMetadata(
        title=_first([linked.get("headline"), *_read(page, TITLE)]),
        publisher=_first([*names, *_read(page, OUTLET)]),
        url=_address([*_read(page, ADDRESS), linked.get("url"), _id(linked.get("mainEntityOfPage"))], notes),
        published=_published([linked.get("datePublished"), *_read(page, PUBLISHED)], notes),
        language=_first([*_read(page, LANGUAGE), linked.get("inLanguage")], TAG.fullmatch),
        licence=_first([*_read(page, LICENCE), linked.get("license")]),
    )
    return Facts(known, tuple(notes))


def day(literal: str) -> date | None:
    """The day of an ISO 8601 or RFC 5322 literal, as it stands there, whatever its time zone; None: it is neither.

    >>> day("2025-03-08T23:30:00-05:00"), day("Sat, 08 Mar 2025 10:00:00 GMT"), day("last week")
    (datetime.date(2025, 3, 8), datetime.date(2025, 3, 8), None)
    """
    try:
        return date.fromisoformat(literal.strip()[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(literal).date()
    except ValueError:
        return None


def _linked(page: HtmlElement) -> Json:
    """The one article that the page's JSON-LD describes; nothing where there are several, or none."""
    found = [each for text in _read(page, (LINKED,)) for each in _articles(_parsed(text))]
    return found[0] if len(found) == 1 else {}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _articles(tree: object) -> Iterator[Json]:
    if isinstance(tree, list):
        for each in tree:
            yield from _articles(each)
    elif isinstance(tree, dict):
        found = tree.get("@type")
        types = found if isinstance(found, list) else [found]
        if any(isinstance(each, str) and ARTICLES.search(each) for each in types):
            yield tree
        elif isinstance(tree.get("@graph"), list):
            yield from _articles(tree["@graph"])


def _id(value: object) -> object:
    return value.get("@id") if isinstance(value, dict) else value


def _read(page: HtmlElement, paths: Sequence[str]) -> list[str]:
    return [str(found) for path in paths for found in _asked(page, path)]


def _asked(page: HtmlElement, path: str) -> Iterable[object]:
    upper, lower = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
    found: list[object] = page.xpath(re.sub(r"lower-case\((@\w+)\)", rf"translate(\1, '{upper}', '{lower}')", path))
    return found


def _first(values: Iterable[object], is_fit: Callable[[str], object] = bool) -> str | None:
    words = (" ".join(value.split()) for value in values if isinstance(value, str))
    return next((value for value in words if value and is_fit(value)), None)


def _published(values: Iterable[object], notes: list[Diagnostic]) -> date | None:
    literals = [value for value in values if isinstance(value, str) and value.strip()]
    days = sorted({found for each in literals if (found := day(each))})
    notes += [Diagnostic("page-date", f"{each!r} is no day; not taken") for each in literals if not day(each)]
    if len(days) > 1:
        named = " and ".join(map(str, days))
        notes.append(Diagnostic("page-dates", f"the page is said to be published on {named}; none is taken"))
    return days[0] if len(days) == 1 else None


def _address(values: Iterable[object], notes: list[Diagnostic]) -> str | None:
    for value in values:
        if not isinstance(value, str) or not value.strip():
            continue
        try:
            url = canonical_url(value)
        except UnreadableInput as problem:
            notes.append(Diagnostic("page-address", f"{value!r} {problem.what}; not taken"))
            continue
        if (parts := urlsplit(url)).path != "/" or parts.query:  # a site's front page is no report
            return url
        notes.append(Diagnostic("page-address", f"{url} is a front page, which other reports name too; not taken"))
    return None
