"""The text of a PDF, as PDFium reads it: page after page, each after the first behind a form feed.

Lines stay as they are printed; an empty line stands where the page has a gap. A form feed is white space to every
rule, so that the page of a passage is a count, and its offsets stay what they are.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING

from testigo.loaders.extraction import Diagnostic
from testigo.loaders.reports import ReportMetadata
from testigo.ontology.errors import ExtractionError, UnreadableInput

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MEDIA_TYPE = "application/pdf"
BREAK = "\n\f"  # between pages
MOST_PAGES = 5_000
MOST_TEXT = 10_000_000  # code points
GAP = 1.3  # of the distance between lines: from here on a paragraph ends
_RTL = re.compile("[\u0590-\u08ff]{2,}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})  # what PDFium makes of a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF's text, what it says of itself, and what is to be told of the reading."""

    text: str
    known: ReportMetadata
    notes: tuple[Diagnostic, ...]


def pdf(content: bytes, where: str) -> Pdf:
    """Read a PDF. Raises UnreadableInput where it is broken, locked or has no text."""
    document = _opened(content, where)
    try:
        texts = _texts(document, where)
        title = " ".join(document.get_metadata_value("Title").split()) or None
    finally:
        document.close()
    empty = [number for number, text in enumerate(texts, 1) if not text.strip()]
    if len(empty) == len(texts):
        raise UnreadableInput(where, f"has no text on its {len(texts)} pages: they are images; run OCR over it first")
    notes = [Diagnostic("page-without-text", f"pages without text, images perhaps: {', '.join(map(str, empty))}")]
    return Pdf(BREAK.join(texts), ReportMetadata(title=title), tuple(notes if empty else []))


def page_at(text: str, offset: int) -> int:
    r"""The page that a code point of a PDF's text stands on, from 1.

    >>> page_at("One.\n\fTwo.", 6)
    2
    """
    return text.count("\f", 0, offset + 1) + 1


def reader() -> tuple[str, str]:
    """What reads PDFs: its name and version."""
    return "pypdfium2", version("pypdfium2")


def _opened(content: bytes, where: str) -> PdfDocument:
    try:
        import pypdfium2
    except ImportError as problem:
        raise ExtractionError("PDF needs the text extra: pip install 'testigo[text]'") from problem
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        what = "is locked by a password; save it without" if "assword" in str(problem) else "is a PDF that is damaged"
        raise UnreadableInput(where, f"{what} ({problem})") from problem
    if not 0 < len(document) <= MOST_PAGES:
        pages = len(document)
        document.close()
        raise UnreadableInput(where, f"has {pages:,} pages, a report 1 to {MOST_PAGES:,}; split it into its reports")
    return document


def _texts(document: PdfDocument, where: str) -> list[str]:
    from pypdfium2 import PdfiumError

    texts: list[str] = []
    for number in range(len(document)):
        try:
            page = document[number]
            texts.append(_text(page.get_textpage()))
            page.close()
        except PdfiumError as problem:
            raise UnreadableInput(where, f"is damaged on page {number + 1} ({problem})") from problem
        if sum(map(len, texts)) > MOST_TEXT:
            raise UnreadableInput(where, f"has more than {MOST_TEXT:,} characters; split it into its reports")
    return texts


def _text(page: PdfTextPage) -> str:
    """The text of a page. Where PDFium counts its characters otherwise than Python, the lines stay as they come."""
    text = page.get_text_range()
    if len(text) == page.count_chars():
        text = _ligatures(text, page)
        starts = [0, *(match.end() for match in re.finditer("\r\n", text) if match.end() < len(text))]
        gaps = _gaps(starts, page)
        text = "".join(("\r\n" if at in gaps else "") + text[at:end] for at, end in pairwise([*starts, len(text)]))
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").translate(_HYPHENS)).rstrip("\n")


def _gaps(starts: list[int], page: PdfTextPage) -> set[int]:
    """The lines (by their first character) above which there is more room than between lines of a paragraph."""
    heights = [_height(at, page) for at in starts]
    down = {at: above - here for at, (above, here) in zip(starts[1:], pairwise(heights), strict=True)}
    rooms = sorted(each for each in down.values() if each > 0)
    usual = rooms[len(rooms) // 4] if rooms else 0  # a short page may have more gaps than wrapped lines
    return {at for at, room in down.items() if room > GAP * usual > 0}


def _height(at: int, page: PdfTextPage) -> float:
    """The base line of a character, in points above the foot of the page."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page.raw, at, ctypes.byref(x), ctypes.byref(y))
    return y.value


def _ligatures(text: str, page: PdfTextPage) -> str:
    """Letters of one glyph in their order: PDFium turns a right-to-left line round letter by letter, so that the lam
    and the alef that one glyph shows come out as alef and lam. Letters of one glyph have one box.
    """
    found = list(text)
    for match in _RTL.finditer(text):
        boxes = [page.get_charbox(at) for at in range(*match.span())]
        at = 0
        while at < len(boxes):
            end = at + 1
            while end < len(boxes) and boxes[end] == boxes[at]:
                end += 1
            start = match.start()
            found[start + at : start + end] = found[start + at : start + end][::-1]
            at = end
    return "".join(found)
