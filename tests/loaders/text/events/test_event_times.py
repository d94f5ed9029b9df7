"""Which time belongs to which event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def days(extraction: Extraction) -> dict[str, date | None]:
    return {event.type: event.dates.earliest if event.dates else None for event in extraction.events}


def test_the_day_of_a_stance_is_not_that_of_what_it_is_towards(read: Read) -> None:
    assert days(read("The governor condemned today the ambush of a convoy."))["ambush"] is None


def test_what_fighting_came_after_has_not_its_day(read: Read) -> None:
    found = days(read("Fighting erupted on Friday after the abduction of a chief."))

    assert found == {"armed-clash": date(2025, 3, 7), "abduction-disappearance": None}


def test_an_act_that_was_done_before_has_not_the_day_of_the_later_one(read: Read) -> None:
    found = days(read("Gunmen killed a mediator on Monday, hours after he had negotiated with the rebels."))

    assert found == {"killing-of-civilians": date(2025, 3, 3), "diplomacy": None} or found.get("diplomacy") is None


@pytest.mark.parametrize("text", ["Shops were shut on Tuesday as traders went on strike over taxes."])
def test_what_went_on_as_something_else_did_has_its_day(read: Read, text: str) -> None:
    assert days(read(text))["general-strike"] == date(2025, 3, 4)


def test_killings_of_many_years_have_not_the_day_of_the_last(read: Read) -> None:
    found = read("Gunmen shot a farmer on Tuesday. The union blames guards for six killings in as many years.")

    assert [event.dates for event in found.events if "killings" in {one.exact for one in event.triggers}] == [None]


@pytest.mark.parametrize(
    ("text", "type", "first", "last"),
    [
        ("On Sunday, two days after gunmen abducted a priest, the town was calm.", "abduction-disappearance", 28, None),
        ("He had received death threats since he left the army in 2023.", "threat", None, date(2025, 3, 8)),
        ("Soldiers took her brother away on Monday. He has not been seen since.", "arrest-detention", 3, None),
    ],
)
def test_what_is_told_from_another_day_counts_from_it(
    read: Read, text: str, type: str, first: int | None, last: date | None
) -> None:
    time = next(event.dates for event in read(text).events if event.type == type)

    assert time is not None
    assert time.earliest is not None
    assert first in (None, time.earliest.day)
    assert last in (None, time.latest)


def test_the_day_of_a_dateline_or_of_a_saying_is_not_that_of_the_act(read: Read) -> None:
    found = days(read("GOMA, March 7 (Wire) - Gunmen looted shops in Goma, police and a councillor said on Friday."))

    assert found["looting"] is None
