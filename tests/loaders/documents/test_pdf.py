import pytest
from testigo.loaders.documents.pdf import BREAK, page_at, pdf
from testigo.ontology.errors import UnreadableInput

from tests.loaders.documents.made_pdf import made_pdf

ENGLISH = ["Ten die in Homs", "", "Ten people were killed in Homs on Friday, the army said in", "a statement (late)."]
ARABIC = [
    "قال المرصد السوري لحقوق الإنسان إن أكثر من 700 شخص قتلوا",
    "في الساحل السوري، وأن عشرات العائلات نزحت إلى الجبال.",
]


def test_lines_stay_as_they_are_printed_and_a_gap_is_an_empty_line() -> None:
    assert pdf(made_pdf([ENGLISH]), "report.pdf").text == "\n".join(ENGLISH)


def test_arabic_lines_come_out_as_they_are_read_with_their_ligatures_and_figures() -> None:
    assert pdf(made_pdf([ARABIC]), "report.pdf").text == "\n".join(ARABIC)


def test_pages_are_told_apart_by_a_form_feed_and_an_offset_knows_its_page() -> None:
    text = pdf(made_pdf([ENGLISH, ARABIC]), "report.pdf").text

    assert text == "\n".join(ENGLISH) + BREAK + "\n".join(ARABIC)
    assert [page_at(text, text.index(words)) for words in ("Ten", "late", "المرصد", "الجبال")] == [1, 1, 2, 2]


def test_the_title_is_what_the_file_says() -> None:
    assert pdf(made_pdf([ENGLISH], title="Ten die"), "report.pdf").known.title == "Ten die"
    assert pdf(made_pdf([ENGLISH]), "report.pdf").known.title is None


def test_a_page_without_text_is_told() -> None:
    (note,) = pdf(made_pdf([ENGLISH, [], ENGLISH]), "report.pdf").notes

    assert (note.code, note.message) == ("page-without-text", "pages without text, images perhaps: 2")


def test_a_pdf_of_images_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableInput, match=r"report\.pdf: has no text on its 2 pages: they are images; run OCR"):
        pdf(made_pdf([[], []]), "report.pdf")


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", made_pdf([ENGLISH])[:400], b"%PDF-" + bytes(range(256))])
def test_a_damaged_file_is_one_clear_error(content: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"report\.pdf: (is a PDF that is damaged|has)"):
        pdf(content, "report.pdf")


def test_two_readings_give_the_same_text() -> None:
    content = made_pdf([ENGLISH, ARABIC])

    assert pdf(content, "a.pdf") == pdf(content, "a.pdf")


def test_a_hyphen_at_the_end_of_a_line_stays_and_the_word_goes_on_behind_it() -> None:
    content = made_pdf([["Ten people were kil-", "led in Homs."]])

    assert pdf(content, "report.pdf").text == "Ten people were kil-led in Homs."
