from __future__ import annotations

import pytest

from tests.loaders.text.said import said


@pytest.mark.parametrize(
    ("text", "content", "modality"),
    [
        ("The mission was alarmed by the killings.", "the killings", "expresses-concern"),
        ("The bishop is concerned about the children.", "the children", "expresses-concern"),
        ("The union was appalled by the arrests.", "the arrests", "condemns"),
        ("The governor is adamant that nobody was hurt.", "nobody was hurt", "asserts"),
    ],
)
def test_what_somebody_feels_is_theirs(text: str, content: str, modality: str) -> None:
    assert [(one.content, one.modality) for one in said(text)] == [(content, modality)]


def test_who_was_not_alarmed_says_nothing() -> None:
    assert said("The mission was not alarmed by the noise.") == []
