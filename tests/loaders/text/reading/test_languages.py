from __future__ import annotations

import pytest
from testigo.loaders.text.reading.languages import blanked, foreign, is_english


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


def test_lines_in_another_script_are_one_passage_with_its_language_wherever_they_stand() -> None:
    english = "Gunmen killed 14 people in the town of Goma on Thursday, police said."
    arabic = "قال المرصد السوري لحقوق الإنسان إن أكثر من سبعمئة شخص قتلوا.\nوقال إن عشرات العائلات نزحت."
    text = f"{english}\n{arabic}\n{english}\n{arabic}"

    found = foreign(text)

    assert [(each.span.of(text), each.language) for each in found] == [(arabic, "ar"), (arabic, "ar")]
    assert blanked(text, found).replace(" ", "").split() == [english.replace(" ", "")] * 2
    assert len(blanked(text, found)) == len(text)


def test_a_text_in_another_language_is_foreign_as_a_whole() -> None:
    text = "Al menos catorce personas murieron el domingo en un ataque contra una aldea del norte, según la policía."

    (found,) = foreign(text)

    assert (found.span.of(text), found.language) == (text, "es")


@pytest.mark.parametrize("line", ["Kraków", "Đà Nẵng", "São Tomé:", "— 14 —"])
def test_a_line_with_accents_is_in_no_other_script(line: str) -> None:
    assert foreign(f"{line}\nGunmen killed 14 people in the town of Goma, police said.") == []
