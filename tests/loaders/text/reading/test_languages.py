from __future__ import annotations

import pytest
from testigo.loaders.text.reading.languages import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed ten people in a village near the border, the army said on Monday, as talks went on.",
        "Gunmen kill ten near border",
    ],
)
def test_english_news_is_recognised(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Au moins quatorze personnes ont été tuées dimanche dans une attaque contre un village, selon la police.",
        "Mindestens vierzehn Menschen sind am Sonntag bei einem Angriff auf ein Dorf im Norden getötet worden.",
        "قتل أربعة عشر شخصا على الأقل",
        "",
        "12 34 — …",
    ],
)
def test_other_languages_and_no_language_are_not(text: str) -> None:
    assert not is_english(text)
