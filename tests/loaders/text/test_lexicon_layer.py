from __future__ import annotations

from datetime import date

from testigo.loaders.checker import checked
from testigo.loaders.text.lexicon_layer import lexicon_extraction

TEXT = (
    "Gunmen stormed a village in Mali on Thursday, killing 14 people. Police arrested at least ten men, Reuters said."
)
FOUND = lexicon_extraction(TEXT, date(2025, 3, 8))


def test_it_fits_the_text_and_the_ontology() -> None:
    assert checked(FOUND, TEXT) == FOUND


def test_each_sentence_has_its_own_events_places_and_dates() -> None:
    rows = [(event.type, len(event.places), event.dates is not None) for event in FOUND.events]

    assert rows == [("attack", 1, True), ("killing", 1, True), ("arrest-detention", 0, False)]


def test_a_figure_counts_what_the_nearest_word_says() -> None:
    assert [(count.measure, count.low) for count in FOUND.counts] == [("killed", 14), ("detained", 10)]


def test_nobody_takes_part_and_nobody_is_quoted() -> None:
    assert FOUND.statements == ()
    assert all(event.participants == () for event in FOUND.events)
