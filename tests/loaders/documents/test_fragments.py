from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.documents.fragments import text_of


def test_blocks_become_paragraphs_and_items_keep_their_dash() -> None:
    assert (
        text_of("Ten died.<br>Two fled.<ul><li>one<li>two</ul><p>End")
        == "Ten died.\nTwo fled.\n\n- one\n\n- two\n\nEnd"
    )


def test_plain_words_stay_as_they_are() -> None:
    assert text_of("Ten < eleven & “twelve”") == "Ten < eleven & “twelve”"


@given(st.text(max_size=100))
def test_any_fragment_has_a_text(fragment: str) -> None:
    assert text_of(fragment) == text_of(fragment).strip()
