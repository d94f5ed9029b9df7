import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.cases.quotes import NotQuoted, located, nearest

TEXT = "The army fired. “We saw\nit,” she said. The army fired again."


def test_a_quote_that_stands_once_is_found_by_code_point() -> None:
    span = located("😀 بانياس fell", "fell")

    assert (span.start, span.end) == (9, 13)


def test_a_quote_that_stands_twice_needs_a_hint() -> None:
    with pytest.raises(
        NotQuoted, match=r"stands 2 times in the report \(lines 1, 2\); add `occurrence: 2` or `after: "
    ):
        located(TEXT, "The army fired")

    assert located(TEXT, "The army fired", occurrence=2) == located(TEXT, "The army fired", after="she said")


def test_an_occurrence_that_is_not_there_is_told() -> None:
    with pytest.raises(NotQuoted, match="there is no occurrence 3"):
        located(TEXT, "The army fired", occurrence=3)


def test_what_comes_after_must_stand_once_itself() -> None:
    with pytest.raises(NotQuoted, match="'The army' stands 2 times"):
        located(TEXT, "fired", after="The army")


def test_what_stands_only_before_the_hint_is_told() -> None:
    with pytest.raises(NotQuoted, match="only before it"):
        located(TEXT, "We saw", after="she said")


@pytest.mark.parametrize("quote", ['"We saw it,"', "we saw it,", "“We  saw it,”", "We saw it,"])
def test_words_that_differ_as_a_keyboard_makes_them_are_told_with_the_words_to_put(quote: str) -> None:
    with pytest.raises(NotQuoted, match=r"differ only in .*put \".*saw\\nit,.*\""):
        located(TEXT, quote)


def test_words_that_do_not_stand_there_are_told() -> None:
    with pytest.raises(NotQuoted, match="'We saw nothing' does not stand in the report; quote its words as they are"):
        located(TEXT, "We saw nothing")


@given(st.text(min_size=1, max_size=80), st.data())
def test_any_words_of_a_text_are_found_in_it(text: str, draw: st.DataObject) -> None:
    start = draw.draw(st.integers(0, len(text) - 1))
    words = text[start : draw.draw(st.integers(start + 1, len(text)))]
    try:
        span = located(text, words)
    except NotQuoted:
        assert text.count(words) > 1 or words in text[text.find(words) + 1 :]
        return

    assert span.of(text) == words


@given(st.text(max_size=80), st.text(min_size=1, max_size=10))
def test_the_words_to_put_are_words_of_the_text(text: str, quote: str) -> None:
    near = nearest(text, quote)

    assert near is None or near in text
