from pathlib import Path

import pytest
from testigo.loaders.pages import article, is_page
from testigo.ontology.errors import UnreadableInput

PAGE = """<!DOCTYPE html><html><head><title>Ten die in Homs</title><script>alert("Nine died")</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ten die in Homs</h1>
<p>Ten people died in Homs on Friday, the army said in a statement that it published on Saturday morning.</p>
<p>A witness told the Observatory that shells fell on two streets near the market, and that houses burned.</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_the_article_is_taken_and_the_rest_of_the_page_is_not() -> None:
    text, title = article(PAGE, "page.html")

    assert title == "Ten die in Homs"
    assert "Ten people died in Homs on Friday" in text
    assert "alert" not in text
    assert "All rights reserved" not in text


def test_a_page_is_known_by_its_ending_or_its_first_tag() -> None:
    assert is_page(Path("a.htm"), b"")
    assert is_page(Path("a"), b"\n<!-- x --><html>")
    assert not is_page(Path("a.txt"), b"Ten < eleven <html>")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 50_000,
        '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><html>&lol2;</html>',
        '<html><head><meta http-equiv="refresh" content="0;url=file:///etc/passwd"></head><body></body></html>',
        "<html><body><script>" + "while(1);" * 10_000 + "</script></body></html>",
    ],
)
def test_a_hostile_page_is_one_clear_error(page: str) -> None:
    with pytest.raises(UnreadableInput, match=r"page\.html: is HTML"):
        article(page, "page.html")
