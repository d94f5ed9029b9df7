from __future__ import annotations

import pytest

from tests.loaders.text.said import said


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ministry did not reply.", "The ministry"),
        ("The ministry has yet to respond.", "The ministry"),
        ("Calls to the governor went unanswered.", "the governor"),
        ("Attempts to reach the army for comment were unsuccessful.", "the army"),
        ("Rebel leaders could not be contacted.", "Rebel leaders"),
        ("The governor would not be drawn on the number of dead.", "The governor"),
        ("The governor has said nothing about the raid.", "The governor"),
        ("The office did not pick up its telephone.", "The office"),
        ("The army has remained silent.", "The army"),
        ("The army gave no details.", "The army"),
    ],
)
def test_silence_is_a_statement_of_the_silent(text: str, speaker: str) -> None:
    assert [(one.speaker, one.modality) for one in said(text)] == [(speaker, "declines-comment")]


def test_what_somebody_did_not_say_may_only_be_left_out() -> None:
    assert said("The police did not say how many were held.") == []
