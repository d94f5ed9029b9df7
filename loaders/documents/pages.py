"""The text of a page: trafilatura finds the article; offsets count in what it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from testigo.loaders.documents.characters import characters
from testigo.loaders.documents.page_facts import facts
from testigo.loaders.extraction import Diagnostic
from testigo.loaders.reports import ReportMetadata
from testigo.ontology.errors import ExtractionError, UnreadableInput

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LOOKS_LIKE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_DECLARED = re.compile(rb"""<(?:meta[^>]*?|\?xml[^>]*?en)(?:charset|coding)\s*=\s*["']?([\w.:-]+)""", re.I)
_SEEN = (
    "//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template or ancestor::head)]"
)
_SHOWN = 60  # characters of what was left out


@dataclass(frozen=True, slots=True)
class Page:
    """An article's text, what the page says of it, and what is to be told of the reading."""

    text: str
    known: ReportMetadata
    notes: tuple[Diagnostic, ...]


def page(content: bytes, where: str, encoding: str | None = None) -> Page:
    """The article of a page. Scripts, styles, menus and comments are left out; nothing is fetched.

    Raises UnreadableInput where the page holds no article, ExtractionError where the `text` extra is missing.
    """
    declared = _DECLARED.search(content[:4096])
    read = characters(content, where, encoding, declared[1].decode() if declared else None)
    tree = _tree(read.text, where)
    text = _article(read.text, where)
    found = facts(tree)
    return Page(text, found.known, (*read.notes, *found.notes, *_left_out(tree, text)))


def _tree(source: str, where: str) -> HtmlElement:
    try:
        from trafilatura import load_html
    except ImportError as problem:
        raise ExtractionError("HTML needs the text extra: pip install 'testigo[text]'") from problem
    try:
        tree: HtmlElement | None = load_html(source)
    except (ValueError, RecursionError, MemoryError) as problem:
        raise UnreadableInput(where, f"is HTML that cannot be read ({type(problem).__name__})") from problem
    if tree is None:
        raise _no_article(where)
    return tree


def _article(source: str, where: str) -> str:
    import trafilatura
    from trafilatura.settings import Document

    try:
        found = trafilatura.bare_extraction(source, include_comments=False, include_tables=True)
    except (ValueError, RecursionError, MemoryError) as problem:
        raise UnreadableInput(where, f"is HTML that cannot be read ({type(problem).__name__})") from problem
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise _no_article(where)
    return str(found.text)


def _no_article(where: str) -> UnreadableInput:
    return UnreadableInput(where, "is HTML without an article; save its text as .txt and load that")


def _left_out(tree: HtmlElement, text: str) -> list[Diagnostic]:
    """How much of what the page shows is not in the text, and how that begins."""
    shown = (" ".join(str(words).split()) for words in tree.xpath(_SEEN))
    kept = " ".join(text.split())
    cut = [words for words in shown if words and words not in kept]
    if not cut:
        return []
    count = sum(len(words.split()) for words in cut)
    return [Diagnostic("page-cut", f"{count} words of the page are not in its text: {' · '.join(cut)[:_SHOWN]!r} …")]


def reader() -> tuple[str, str]:
    """What reads pages: its name and version."""
    return "trafilatura", version("trafilatura")
