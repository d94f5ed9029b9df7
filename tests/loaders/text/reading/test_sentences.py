from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.text.reading.sentences import sentence_at, sentences


def words(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    assert words("Col. A. Musa spoke. Dr. Sow left.") == ["Col. A. Musa spoke.", "Dr. Sow left."]


def test_a_quotation_keeps_its_closing_mark() -> None:
    assert words("“Stop.” He left.") == ["“Stop.”", "He left."]


def test_a_wrapped_line_goes_on_and_a_new_paragraph_does_not() -> None:
    assert words("Ten people\ndied here\n\nthe end") == ["Ten people\ndied here", "the end"]


def test_between_sentences_there_is_none() -> None:
    found = sentences("One.  Two.")

    assert sentence_at(found, 5) is None
    assert sentence_at(found, 6) == found[1]


@given(st.text())
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    found = sentences(text)

    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(found))
