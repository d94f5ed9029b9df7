from __future__ import annotations

import hashlib
from datetime import date

import pytest
from testigo.loaders.documents.feeds import LOOKS_LIKE, entries
from testigo.loaders.documents.read import ReadReport, Unread
from testigo.ontology.errors import UnreadableInput

ARABIC = "قال المرصد إن أكثر من 700 شخص قتلوا."
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Example</title><link>https://news.example/</link><language>en</language>
<image><title>Logo</title></image>
<item><media:title>A picture</media:title><title>Ten die &amp;amp; two flee</title><link>https://news.example/1</link>
<pubDate>Sat, 08 Mar 2025 10:00:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Ten people died in <b>Homs</b>.</p><p>Two fled.</p>]]></content:encoded></item>
<item><title>{ARABIC}</title><source url="https://other.example/rss">The Other</source>
<description>{ARABIC}</description></item>
<item><title>Nothing</title></item>
</channel></rss>""".encode()
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Example</title>
<entry><title>Ten die</title><link href="https://news.example/self" rel="self"/><link href="https://news.example/1"/>
<published>2025-03-08T10:00:00Z</published><updated>2025-03-09T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ten &lt; eleven <b>died</b>.</p></div></content>
</entry><entry><title>Nine die</title><updated>2025-03-09T10:00:00Z</updated>
<summary type="text">Nine &lt;b&gt; died.</summary></entry>
</feed>"""


def read(content: bytes) -> list[ReadReport]:
    return [each for each in entries(content, "feed.xml") if isinstance(each, ReadReport)]


def test_an_entry_is_a_report_with_what_it_says_of_itself() -> None:
    first = read(RSS)[0]

    assert first.text == "Ten people died in Homs.\n\nTwo fled."
    assert (first.known.title, first.known.publisher) == ("Ten die & two flee", "The Example")
    assert (first.known.url, first.known.published) == ("https://news.example/1", date(2025, 3, 8))
    assert (first.where, first.media_type, first.known.language) == ("feed.xml#1", "application/rss+xml", "en")


def test_the_bytes_of_an_entry_are_its_element_as_it_stands() -> None:
    first, second = read(RSS)

    assert first.content.startswith(b"<item><media:title>")
    assert first.content.endswith(b"</item>")
    assert hashlib.sha256(second.content).digest() != hashlib.sha256(first.content).digest()
    assert first.content in RSS
    assert ARABIC.encode() in second.content


def test_an_entry_of_another_outlet_is_that_outlets() -> None:
    second = read(RSS)[1]

    assert (second.known.publisher, second.text) == ("The Other", ARABIC)
    assert [note.code for note in second.notes] == ["feed-summary"]


def test_an_entry_without_text_is_told_with_its_place() -> None:
    (unread,) = [each for each in entries(RSS, "feed.xml") if isinstance(each, Unread)]

    assert unread == Unread("feed.xml#3", "is an entry without text; load the page that it links to")


def test_atom_is_read_with_its_alternate_link_and_its_elements() -> None:
    first, second = read(ATOM)

    assert (first.known.url, first.text, first.known.language) == (
        "https://news.example/1", "Ten < eleven died.", "en",
    )  # fmt: skip
    assert second.text == "Nine <b> died."


def test_an_update_is_no_publication() -> None:
    second = read(ATOM)[1]

    assert second.known.published is None
    assert "feed-updated" in {note.code for note in second.notes}


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (RSS[:700], r"feed\.xml:\d+:\d+: is no well-formed feed: "),
        (b"<rss><channel></channel></rss>", "feed without entries"),
        (b"<svg/>", "XML of the kind <svg>, no RSS or Atom"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><rss><item><title>&a;</title></item></rss>', "declares entities of its own"),
        (b"<rss><channel><item>" + b"<a>" * 300, "deep"),
        (b"<rss><item><title>&nbsp;</title></item></rss>", "undefined entity"),
        (b"\xff\xfe<\0r\0", "UTF-16"),
    ],
)
def test_a_broken_or_hostile_feed_is_one_clear_error(content: bytes, finding: str) -> None:
    with pytest.raises(UnreadableInput, match=finding):
        list(entries(content, "feed.xml"))


def test_a_feed_is_known_by_its_first_element() -> None:
    assert LOOKS_LIKE.match(RSS)
    assert LOOKS_LIKE.match(ATOM)
    assert not LOOKS_LIKE.match(b"<html><rss>")
