"""Lemmas that the model's own rules miss."""

from __future__ import annotations

import pytest
from testigo.loaders.text.reading.spacy_model import language_model


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Three women were raped by soldiers.", "rape"),
        ("The clinic was gutted by fire.", "gut"),
        ("Police cordoned off the street.", "cordon"),
        ("Soldiers whipped the traders.", "whip"),
    ],
)
def test_a_form_of_a_verb_of_the_lexicons_has_its_lemma(text: str, lemma: str) -> None:
    assert lemma in {token.lemma_ for token in language_model()(text)}
