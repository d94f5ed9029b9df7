"""What a page says of itself is taken where it is written; what it does not say stays unknown."""

from __future__ import annotations

import json
from datetime import date

import pytest
from lxml.html import document_fromstring
from testigo.loaders.documents.page_facts import Facts, facts

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ten die  in Homs",
    "datePublished": "2025-03-08T10:00:00Z",
    "publisher": {"@type": "Organization", "name": "The Example"},
    "mainEntityOfPage": {"@id": "https://news.example/a"},
    "inLanguage": "en",
    "license": "https://creativecommons.org/licenses/by/4.0/",
}


def of(head: str, lang: str = "") -> Facts:
    return facts(document_fromstring(f"<html{lang}><head>{head}</head><body><p>Ten died.</p></body></html>"))


def linked(*trees: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(tree)}</script>' for tree in trees)


def test_the_article_of_the_linked_facts_is_taken_whole() -> None:
    known = of(linked({"@graph": [{"@type": "Person", "name": "Jane Doe"}, ARTICLE]})).known

    assert (known.title, known.publisher, known.published) == ("Ten die in Homs", "The Example", date(2025, 3, 8))
    assert (known.url, known.language) == ("https://news.example/a", "en")
    assert known.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_of_two_articles_none_is_the_pages() -> None:
    assert of(linked(ARTICLE, ARTICLE | {"headline": "Nine die"})).known.publisher is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2025-03-08T10:00:00+02:00">',
        '<meta name="DC.date.issued" content="2025-03-08">',
        '<meta itemprop="datePublished" content="Sat, 08 Mar 2025 10:00:00 GMT">',
    ],
)
def test_a_day_of_publication_is_read_as_it_is_written(head: str) -> None:
    assert of(head).known.published == date(2025, 3, 8)


def test_two_days_are_told_and_none_is_taken() -> None:
    found = of(linked(ARTICLE) + '<meta property="article:published_time" content="2025-03-11">')

    assert found.known.published is None
    assert "2025-03-08 and 2025-03-11" in found.notes[0].message


@pytest.mark.parametrize(
    "head", ['<meta name="date" content="2025-03-08">', '<meta name="revised" content="2025-03-08">']
)
def test_a_day_that_is_not_said_to_be_that_of_publication_is_not_taken(head: str) -> None:
    assert of(head).known.published is None


def test_no_day_is_guessed_from_words() -> None:
    found = of('<meta property="article:published_time" content="last week">')

    assert found.known.published is None
    assert found.notes[0].message == "'last week' is no day; not taken"


@pytest.mark.parametrize("url", ["/a", "javascript:alert(1)", "https://news.example/", "https://[::1/"])
def test_an_address_that_is_none_of_a_report_is_told_and_not_taken(url: str) -> None:
    found = of(f'<link rel="canonical" href="{url}">')

    assert found.known.url is None
    assert [note.code for note in found.notes] == ["page-address"]


def test_the_language_is_that_of_the_page() -> None:
    assert of("", ' lang="ar-SY"').known.language == "ar-SY"
    assert of("", ' lang="Arabic language"').known.language is None


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"@type": 7}', '{"@type": "Article", "publisher": 3}', "null"])
def test_broken_linked_facts_say_nothing(text: str) -> None:
    assert of(f'<script type="application/ld+json">{text}</script>').known.publisher is None
