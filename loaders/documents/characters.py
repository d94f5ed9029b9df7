"""The characters of a document's bytes: by the encoding that is named, marked or declared, else UTF-8."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from testigo.loaders.extraction import Diagnostic
from testigo.loaders.reports import decoded

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # the longer marks first: that of UTF-32-LE begins with that of UTF-16-LE
WEB = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
"""What a page means that declares one of these (WHATWG Encoding, 4.2)."""


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters, and what there is to tell of how they were read."""

    text: str
    notes: tuple[Diagnostic, ...] = ()


def characters(content: bytes, where: str, encoding: str | None = None, declared: str | None = None) -> Characters:
    """Decode a document: by `encoding` where it is given, else by its byte order mark, else by what it declares itself.

    Raises UnreadableInput with the byte at fault.
    """
    if encoding:
        return Characters(decoded(content, where, encoding))
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    known = WEB.get((declared or "").lower(), declared)
    found = marked or known or "utf-8"
    text = decoded(content, where, found)
    if codecs.lookup(found).name == "utf-8":
        return Characters(text)
    why = "which its byte order mark says" if marked else "which it declares"
    return Characters(text, (Diagnostic("encoding", f"read as {found}, {why}"),))
