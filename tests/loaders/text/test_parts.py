from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.checker import checked
from testigo.loaders.extraction import Extraction
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text.parts import in_parts, parts

PARAGRAPH = "Gunmen killed 14 people in Goma on Thursday, police said. They fled, a witness told Reuters."


@given(st.text(alphabet="ab .\n\r", max_size=200), st.integers(1, 30))
def test_parts_cover_a_text_in_order_and_none_is_too_long(text: str, most: int) -> None:
    found = list(parts(text, most))

    assert "".join(span.of(text) for span in found) == text
    assert all(span.end - span.start <= most for span in found)


def lexicons(text: str) -> Extraction:
    return RuleExtractor(has_model=False).extract(text, None)


def test_a_long_text_is_cut_between_paragraphs_and_its_spans_stay_exact() -> None:
    text = "\n\n".join([PARAGRAPH] * 5)

    found = in_parts(text, lexicons, most=2 * len(PARAGRAPH) + 10)

    assert checked(found, text) == found
    assert len(found.counts) == 5
    assert next(each.code for each in found.diagnostics) == "read-in-parts"
    assert {each.event for each in found.counts} <= {each.id for each in found.events}


def test_a_text_that_fits_is_read_as_it_is() -> None:
    assert in_parts(PARAGRAPH, lexicons) == lexicons(PARAGRAPH)
