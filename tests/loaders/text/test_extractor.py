from __future__ import annotations

import pickle
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from testigo.loaders.checker import checked
from testigo.loaders.extraction import Extraction
from testigo.loaders.text.extractor import RuleExtractor

DAY = date(2025, 3, 8)
WORDS = [
    "gunmen",
    "killed",
    "at",
    "least",
    "14",
    "people",
    "in",
    "Goma",
    "on",
    "Thursday",
    ",",
    "the",
    "army",
    "said",
    ".",
    "“",
    "We",
    "fled",
    "”",
    "he",
    "told",
    "Reuters",
    "since",
    "6",
    "March",
    "between",
    "20",
    "and",
    "30",
    "soldiers",
    "near",
    "the",
    "town",
    "of",
    "Bunia",
    "’s",
    "of",
    "and",
    "according",
    "to",
    "a",
    "spokesman",
    "who",
    "denied",
    "it",
    "\n",
    "-",
    "(",
    "AU",
    ")",
    "?",
]
ARABIC = "قال المرصد السوري لحقوق الإنسان إن أكثر من سبعمئة شخص قتلوا في الساحل السوري منذ يوم الخميس."
SPANISH = (
    "Al menos catorce personas murieron el domingo en un ataque contra una aldea del norte, según la policía local."
)


@cache
def extractor() -> RuleExtractor:
    return RuleExtractor()


def read(text: str, published: date | None = DAY) -> Extraction:
    found = extractor().extract(text, published)
    assert checked(found, text) == found
    return found


def codes(extraction: Extraction) -> set[str]:
    return {diagnostic.code for diagnostic in extraction.diagnostics}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_order_of_english_words_is_read_with_exact_spans(text: str) -> None:
    found = read(text)

    assert all(mention.fits(text) for mention in found.mentions())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_is_read_with_exact_spans(text: str) -> None:
    found = read(text, None)

    assert all(mention.fits(text) for mention in found.mentions())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_the_lexicons_alone_read_any_order_of_words(text: str) -> None:
    found = RuleExtractor(has_model=False).extract(text, DAY)

    assert checked(found, text) == found


def test_two_runs_give_the_same_bytes() -> None:
    text = "Gunmen killed 14 people in Goma on Thursday, police said. They fled, a witness told Reuters."

    assert RuleExtractor().extract(text, DAY).to_json() == RuleExtractor().extract(text, DAY).to_json()


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_text_gives_an_empty_extraction_that_says_so(text: str) -> None:
    found = read(text)

    assert codes(found) == {"empty-text"}


@pytest.mark.parametrize(("text", "language"), [(ARABIC, "ar"), (SPANISH, "es")])
def test_another_language_is_named_and_said_not_to_be_covered(text: str, language: str) -> None:
    found = read(text)

    assert (found.entities, found.statements) == ((), ())
    assert codes(found) == {"language-not-covered"}
    assert f"not the language {language}:" in found.diagnostics[0].message


def test_beside_an_arabic_paragraph_the_english_ones_are_read_with_exact_spans() -> None:
    text = f"{ARABIC}\n\nGunmen killed 14 people in Goma on Thursday, police said.\n\n{ARABIC}\n"
    found = read(text)
    passages = [each.span.exact for each in found.diagnostics if each.code == "language-not-covered" and each.span]

    assert passages == [ARABIC, ARABIC]
    assert [(count.low, count.span.exact) for count in found.counts] == [(14, "14")]
    assert all(mention.fits(text) for mention in found.mentions())


def test_a_text_without_punctuation_is_read() -> None:
    found = read("gunmen killed 14 people in Goma on Thursday\npolice said the attackers fled")

    assert [(count.low, count.high, count.measure) for count in found.counts] == [(14, 14, "killed")]


def test_a_weekday_stays_open_without_a_date_of_publication() -> None:
    found = read("Gunmen killed 14 people in Goma on Thursday, police said.", None)

    assert [event.dates for event in found.events] == [None]
    assert "date-unresolved" in codes(found)


def test_without_the_model_the_lexicons_answer_and_say_what_is_missing() -> None:
    found = RuleExtractor(has_model=False).extract("Gunmen killed 14 people in Mali on Thursday, police said.", DAY)

    assert [(event.type, event.dates is not None) for event in found.events] == [("killing", True)]
    assert [(count.measure, count.low) for count in found.counts] == [("killed", 14)]
    assert [entity.name for entity in found.entities] == ["Gunmen", "police", "Mali"]
    assert codes(found) == {"model-missing"}


def test_rules_go_to_another_process_without_their_model() -> None:
    read("Gunmen killed 14 people in Goma on Thursday, police said.")

    assert len(pickle.dumps(extractor())) < 1000
    assert pickle.loads(pickle.dumps(extractor())) == extractor()  # noqa: S301  our own bytes


def test_the_version_tells_whether_the_model_was_used() -> None:
    assert RuleExtractor().version != RuleExtractor(has_model=False).version
