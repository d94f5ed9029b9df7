"""Who is said to say words in quotation marks."""

from __future__ import annotations

from testigo.loaders.text.reading.spacy_model import language_model
from testigo.loaders.text.speech.attributions import attributed
from testigo.ontology.terms import Mode

from tests.loaders.text.said import Said, found, said


def test_each_sentence_of_a_quotation_is_a_statement() -> None:
    text = "“These are massacres. They want us gone,” he said."

    assert [one.content for one in said(text)] == ["These are massacres.", "They want us gone,"]


def test_a_quotation_goes_on_after_its_cue() -> None:
    text = '"We found nine bodies," Mensah said. "Two were children."'

    assert said(text) == [
        Said("Mensah", "said", "We found nine bodies,", "asserts"),
        Said("Mensah", None, "Two were children.", "asserts"),
    ]


def test_a_quotation_without_a_cue_is_of_the_speaker_before_it() -> None:
    text = "Ahmad Noor urged ministers to explain the deal.\n“Ministers should not hide.”"

    assert said(text)[1] == Said("Ahmad Noor", None, "Ministers should not hide.", "calls-for")


def test_a_quotation_that_nobody_speaks_is_told() -> None:
    found, diagnostics = attributed(language_model()("“The river took everything from us.”"))

    assert found == []
    assert [one.code for one in diagnostics] == ["quote-without-speaker"]


def test_quoted_words_are_verbatim_and_without_marks() -> None:
    (one,) = found("“We found nine bodies,” said Abla Mensah.")

    assert one.mode is Mode.VERBATIM


def test_a_few_quoted_words_stay_in_a_paraphrase() -> None:
    (one,) = found("Okeke said the families were “exhausted and angry”.")

    assert one.mode is Mode.PARAPHRASE


def test_quotation_marks_in_a_content_come_in_pairs() -> None:
    assert [one.content for one in said("She called the strike “an act of terror against families”.")] == [
        "the strike “an act of terror against families”"
    ]
