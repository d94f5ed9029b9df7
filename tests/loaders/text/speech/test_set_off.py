from __future__ import annotations

import pytest

from tests.loaders.text.said import said


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Authorities should release 40 farmers held since a raid near Kolo, Horn Rights Watch said today.",
            "Horn Rights Watch",
            "Authorities should release 40 farmers held since a raid near Kolo",
        ),
        (
            "The army said in a statement that it had lost nobody.",
            "The army",
            "it had lost nobody",
        ),
        (
            "The strike hit a school in Kolo, the mayor of Kolo, Ada Bello, told reporters on Monday.",
            "Ada Bello",
            "The strike hit a school in Kolo",
        ),
    ],
)
def test_a_clause_set_off_by_a_comma_or_a_channel_is_the_speakers(text: str, speaker: str, content: str) -> None:
    assert [(one.speaker, one.content) for one in said(text)] == [(speaker, content)]


def test_whoever_an_agency_quotes_is_the_speaker() -> None:
    (one,) = said("Xinhua quoted a police officer as saying that four people had died.")

    assert (one.speaker, one.content) == ("a police officer", "four people had died")


def test_a_denied_claim_is_no_clause_that_was_said() -> None:
    contents = [one.content for one in said("He said he had been offered money, a claim the police denied.")]

    assert "He said he had been offered money" not in contents
