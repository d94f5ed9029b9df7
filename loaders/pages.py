"""The text of a page: trafilatura finds the article; offsets count in what it gives."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from testigo.ontology.errors import ExtractionError, UnreadableInput

_LOOKS_LIKE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def is_page(path: Path, content: bytes) -> bool:
    """Whether a file is HTML, by its ending or its first tag."""
    return path.suffix.lower() in {".html", ".htm", ".xhtml"} or bool(_LOOKS_LIKE.match(content[:4096]))


def article(page: str, where: str) -> tuple[str, str | None]:
    """The article's text and title (None where the page names none).

    Scripts, styles, menus and comments are left out; nothing is fetched. Raises UnreadableInput where the page
    holds no article, ExtractionError where the `text` extra is missing.
    """
    try:
        import trafilatura
        from trafilatura.settings import Document
    except ImportError as problem:
        raise ExtractionError("HTML needs the text extra: pip install 'testigo[text]'") from problem
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, with_metadata=True)
    except (ValueError, RecursionError, MemoryError) as problem:
        raise UnreadableInput(where, f"is HTML that cannot be read ({type(problem).__name__})") from problem
    document = found if isinstance(found, Document) else None
    if document is None or not (document.text or "").strip():
        raise UnreadableInput(where, "is HTML without an article; save its text as .txt and load that")
    return str(document.text), document.title


def reader() -> tuple[str, str]:
    """What reads pages: its name and version."""
    return "trafilatura", version("trafilatura")
