from datetime import date

import pytest
from testigo.loaders.documents.pages import LOOKS_LIKE, page
from testigo.ontology.errors import UnreadableInput

PAGE = """<!DOCTYPE html><html><head><title>Ten die in Homs</title><script>alert("Nine died")</script>{head}</head>
<body><nav><a href="/">Home</a></nav><article><h1>Ten die in Homs</h1>
<p>Ten people died in Homs on Friday, the army said in a statement that it published on Saturday morning.</p>
<p>A witness told the Observatory that shells fell on two streets near the market, and that houses burned.</p>
</article><footer>All rights reserved</footer></body></html>"""
ARABIC = "قال المرصد السوري لحقوق الإنسان إن أكثر من 700 شخص قتلوا في الساحل السوري منذ يوم الخميس."


def html(head: str = "") -> bytes:
    return PAGE.format(head=head).encode()


def test_the_article_is_taken_and_the_rest_of_the_page_is_not() -> None:
    found = page(html(), "page.html")

    assert found.known.title == "Ten die in Homs"
    assert "Ten people died in Homs on Friday" in found.text
    assert "alert" not in found.text
    assert "All rights reserved" not in found.text


def test_what_is_left_out_is_told() -> None:
    (note,) = page(html(), "page.html").notes

    assert note.code == "page-cut"
    assert "4 words of the page are not in its text: 'Home · All rights reserved'" in note.message


def test_what_a_page_says_of_itself_is_taken() -> None:
    head = """<meta property="article:published_time" content="2025-03-08T23:30:00-05:00">
    <meta property="og:site_name" content="The Example"><link rel="canonical" href="https://News.example/a#top">"""

    known = page(html(head), "page.html").known

    assert (known.published, known.publisher, known.url) == (
        date(2025, 3, 8), "The Example", "https://news.example/a",
    )  # fmt: skip


def test_a_page_is_known_by_its_first_tag() -> None:
    assert LOOKS_LIKE.match(b"\n<!-- x --><html>")
    assert not LOOKS_LIKE.match(b"Ten < eleven <html>")


def test_a_page_is_read_in_the_encoding_that_it_declares_and_that_is_told() -> None:
    content = PAGE.format(head='<meta charset="windows-1256">').replace("Ten people died", ARABIC).encode("cp1256")

    found = page(content, "page.html")

    assert ARABIC in found.text
    assert found.notes[0].message == "read as windows-1256, which it declares"


def test_an_encoding_that_is_declared_wrongly_is_told_with_the_byte() -> None:
    content = html('<meta charset="utf-8">').replace(b"Ten people", "Dix morts à".encode("latin-1"))

    with pytest.raises(UnreadableInput, match=r"page\.html: is not utf-8: byte 0xe0 at \d+; name its encoding"):
        page(content, "page.html")


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<div>" * 50_000,
        '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><html>&lol2;</html>',
        '<html><head><meta http-equiv="refresh" content="0;url=file:///etc/passwd"></head><body></body></html>',
        "<html><body><script>" + "while(1);" * 10_000 + "</script></body></html>",
    ],
)
def test_a_hostile_page_is_one_clear_error(content: str) -> None:
    with pytest.raises(UnreadableInput, match=r"page\.html: is HTML"):
        page(content.encode(), "page.html")


def test_two_readings_give_the_same_text() -> None:
    assert page(html(), "page.html") == page(html(), "page.html")
