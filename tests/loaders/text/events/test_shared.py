from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def parts(extraction: Extraction, type: str) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    events = [event for event in extraction.events if event.type == type]
    return {(names[part.actor], part.role) for event in events for part in event.participants}


def test_acts_told_together_have_one_doer(read: Read) -> None:
    found = read("Rebels attacked the village of Kolo on Monday. Shops were looted.")

    assert ("Rebels", "perpetrator") in parts(found, "looting")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the village of Kolo on Monday. In Mandara, shops were looted.",
        "Rebels attacked the village of Kolo on Monday. On Friday, shops were looted.",
        "Rebels attacked the village of Kolo on Monday. Shops were looted by soldiers.",
    ],
)
def test_an_act_of_another_place_or_day_or_doer_has_not_that_doer(read: Read, text: str) -> None:
    assert ("Rebels", "perpetrator") not in parts(read(text), "looting")


def test_whoever_is_blamed_in_a_sentence_of_its_own_is_the_doer(read: Read) -> None:
    found = read("Ten farmers were killed in Kolo. Residents blamed the militia.")

    assert ("militia", "perpetrator") in parts(found, "killing-of-civilians") | parts(found, "killing")


def test_blame_does_not_displace_who_is_told_to_have_done_it(read: Read) -> None:
    found = read("Rebels killed ten farmers in Kolo. The governor blamed the militia.")

    assert ("militia", "perpetrator") not in parts(found, "killing-of-civilians") | parts(found, "killing")


def test_protectors_who_did_not_intervene_failed_to_prevent_it(read: Read) -> None:
    found = read("Gunmen killed ten farmers in Kolo. Soldiers did not intervene.")

    assert ("Soldiers", "failed-to-prevent") in parts(found, "killing-of-civilians") | parts(found, "killing")


def test_who_was_among_the_dead_is_a_victim(read: Read) -> None:
    found = read("Gunmen killed ten farmers in Kolo. Omar Haddad was among the dead.")

    assert ("Omar Haddad", "victim") in parts(found, "killing-of-civilians") | parts(found, "killing")
