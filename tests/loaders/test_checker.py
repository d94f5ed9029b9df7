from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from testigo.loaders.checker import checked
from testigo.loaders.extraction import (
    Count,
    Entity,
    Event,
    EventDates,
    Extraction,
    Mention,
    Participant,
    ReportFacts,
    Statement,
    TextIdentity,
)

TEXT = "Soldiers killed ten people in Aleppo, a witness said."


def span(words: str) -> Mention:
    start = TEXT.index(words)
    return Mention.of(TEXT, start, start + len(words))


SOLDIERS = Entity("a1", "actor", "security-forces", "Soldiers", (span("Soldiers"),))
WITNESS = Entity("a2", "actor", "source", "witness", (span("a witness"),))
ALEPPO = Entity("p1", "place", "city", "Aleppo", (span("Aleppo"),))
KILLING = Event("e1", "killing", (span("killed"),), ("p1",), None, (Participant("a1", "perpetrator"),))
TEN = Count("e1", "killed", 10, 10, None, span("ten"))
SAID = Statement(
    "s1", ("a2",), span("a witness"), span("said"), span("Soldiers killed"), "asserts", "paraphrase", ("e1",)
)
RIGHT = Extraction(TextIdentity.of(TEXT), ReportFacts(None), (SOLDIERS, WITNESS, ALEPPO), (KILLING,), (TEN,), (SAID,))


def codes(extraction: Extraction) -> list[str]:
    return [diagnostic.code for diagnostic in extraction.diagnostics]


def test_what_fits_is_returned_as_it_was() -> None:
    assert checked(RIGHT, TEXT) == RIGHT


def test_an_inexact_mention_is_removed_and_recorded() -> None:
    wrong = replace(SOLDIERS, mentions=(*SOLDIERS.mentions, Mention(0, 8, "soldiers")))

    found = checked(replace(RIGHT, entities=(wrong, WITNESS, ALEPPO)), TEXT)

    assert found.entities == RIGHT.entities
    assert codes(found) == ["inexact-span"]


def test_an_actor_without_any_exact_mention_goes_with_what_refers_to_it() -> None:
    lost = replace(SOLDIERS, mentions=(Mention(0, 4, "Army"),))

    found = checked(replace(RIGHT, entities=(lost, WITNESS, ALEPPO)), TEXT)

    assert [entity.id for entity in found.entities] == ["a2", "p1"]
    assert found.events[0].participants == ()
    assert codes(found) == ["inexact-span", "no-span", "dangling-id"]


def test_an_actor_in_the_place_of_a_place_is_dangling() -> None:
    found = checked(replace(RIGHT, events=(replace(KILLING, places=("a1",)),)), TEXT)

    assert found.events[0].places == ()
    assert codes(found) == ["dangling-id"]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(RIGHT, statements=(replace(SAID, modality="shouts"),)),
        replace(RIGHT, statements=(replace(SAID, mode="sung"),)),
        replace(RIGHT, statements=(replace(SAID, hedge="maybe"),)),
        replace(RIGHT, counts=(replace(TEN, measure="dead"),)),
        replace(RIGHT, counts=(replace(TEN, comparator="roughly"),)),
        replace(RIGHT, events=(replace(KILLING, participants=(Participant("a1", "villain"),)),)),
    ],
)
def test_a_term_outside_the_ontology_is_removed_alone(wrong: Extraction) -> None:
    found = checked(wrong, TEXT)

    assert codes(found) == ["unknown-term"]
    assert found.entities == RIGHT.entities


def test_a_count_of_an_event_of_unknown_type_goes_with_it() -> None:
    found = checked(replace(RIGHT, events=(replace(KILLING, type="war-crime"),)), TEXT)

    assert (found.events, found.counts) == ((), ())
    assert found.statements[0].about == ()


def test_a_statement_whose_speaker_is_lost_does_not_become_nobodys() -> None:
    found = checked(replace(RIGHT, entities=(SOLDIERS, ALEPPO)), TEXT)

    assert found.statements == ()
    assert codes(found) == ["dangling-id", "no-speaker"]


def test_bounds_the_wrong_way_round_are_removed() -> None:
    dates = EventDates(date(2025, 3, 8), date(2025, 3, 6), "range", span("said"))
    wrong = replace(RIGHT, counts=(replace(TEN, low=12),), events=(replace(KILLING, dates=dates),))

    found = checked(wrong, TEXT)

    assert found.counts == ()
    assert found.events[0].dates is None
    assert codes(found) == ["bounds", "bounds"]


def test_the_second_of_two_equal_ids_is_left_out() -> None:
    found = checked(replace(RIGHT, entities=(SOLDIERS, WITNESS, ALEPPO, replace(WITNESS, id="a1"))), TEXT)

    assert found.entities == RIGHT.entities
    assert codes(found) == ["same-id"]


def test_the_extraction_of_another_text_loses_everything() -> None:
    found = checked(RIGHT, TEXT + " More.")

    assert (found.entities, found.events, found.statements) == ((), (), ())
    assert codes(found) == ["another-text"]
