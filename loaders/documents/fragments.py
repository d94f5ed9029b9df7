"""The text of a piece of HTML that is all article, as feeds carry it: blocks become paragraphs, nothing is cut but
scripts and styles.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul",
))  # fmt: skip
UNSEEN = frozenset(("script", "style"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self._broken(tag)
        if tag == "li":
            self.parts.append("- ")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in UNSEEN))
        if tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._broken(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _broken(self, tag: str) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag in BLOCKS:
            self.parts.append("\n\n")


def text_of(fragment: str) -> str:
    r"""The text of a fragment.

    >>> text_of("<p>Ten people <b>died</b>.</p><p>A house &amp; a car burned.<script>x()</script></p>")
    'Ten people died.\n\nA house & a car burned.'
    """
    reader = _Reader()
    reader.feed(fragment)
    reader.close()
    text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", "".join(reader.parts)))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
