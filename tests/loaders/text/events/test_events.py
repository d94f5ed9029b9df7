from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def events(extraction: Extraction) -> list[tuple[str, list[str]]]:
    return [(event.type, [trigger.exact for trigger in event.triggers]) for event in extraction.events]


def test_deaths_in_a_clash_are_no_event_of_their_own(read: Read) -> None:
    found = read("Twelve soldiers were killed in clashes near Sumy, the army said.")

    assert events(found) == [("armed-clash", ["killed", "clashes"])]


def test_deaths_that_a_blast_caused_belong_to_it(read: Read) -> None:
    found = read("The blast killed four traders and wounded seven in Kutum.")

    assert events(found) == [("explosion", ["blast", "killed", "wounded"])]


def test_the_same_act_named_again_is_one_event(read: Read) -> None:
    found = read("The army launched a crackdown in Nyala on Monday. Clan elders condemned the crackdown.")

    assert events(found) == [("security-operation", ["crackdown", "crackdown"])]


def test_an_act_elsewhere_is_another_event(read: Read) -> None:
    found = read("Gunmen looted shops in Goma on Monday. Looting continued overnight in Bunia.")

    assert events(found) == [("looting", ["looted"]), ("looting", ["Looting"])]


def test_two_sides_attack_in_two_events(read: Read) -> None:
    found = read("Rebels attacked a convoy near Gao. Soldiers attacked a camp.")

    assert [event for event, _ in events(found)] == ["attack", "attack"]


@pytest.mark.parametrize(
    "text",
    [
        "Can talks prevent another massacre in Goma?",
        "The movement threatened to attack the town.",
        "Officials called for a ceasefire.",
        "Troops could storm the city.",
        "No arrests have been made.",
        "Residents fear an attack on the town.",
    ],
)
def test_what_is_asked_feared_demanded_or_denied_has_not_happened(read: Read, text: str) -> None:
    found = read(text)

    assert found.events == ()
    assert "event-not-said-to-have-happened" in {one.code for one in found.diagnostics}


def test_what_nobody_prevented_has_happened(read: Read) -> None:
    found = read("The authorities failed to prevent massacres in Goma.")

    assert events(found) == [("mass-killing", ["massacres"])]
    assert [part.role for part in found.events[0].participants] == ["failed-to-prevent"]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Gunmen opened fire on a bus.", "attack"),
        ("Fighters set fire to the village.", "arson-property-destruction"),
        ("The convoy came under attack near Gao.", "attack"),
        ("A suicide bombing hit a market.", "remote-explosive"),
        ("Hundreds sought refuge in a church.", "refuge"),
        ("The army imposed a curfew.", "curfew"),
        ("A commission was formed on Monday.", "institutional"),
        ("Rebels seized the town.", "territory-change"),
        ("Police arrested ten students.", "arrest-detention"),
        ("Militants kidnapped two teachers.", "abduction-disappearance"),
    ],
)
def test_verbs_their_phrases_and_nouns_name_the_type(read: Read, text: str, type: str) -> None:
    assert read(text).events[0].type == type


def test_a_heading_adds_no_event_to_the_text_below_it(read: Read) -> None:
    found = read(
        "Gunmen kill 14 in raid on village\n\nGunmen killed 14 people in a raid on Kutum on Monday, police said."
    )

    assert len(found.events) == 1
    assert [count.span.start for count in found.counts] == [12, 49]  # each written figure is one count


@pytest.mark.parametrize(
    "text",
    [
        "The governor came under fire over the handling of the floods.",
        "We hold the occupation responsible, Omar Haddad said.",
        "The government failed to send reinforcements to Bama.",
        "The army failed to launch an attack on Bama.",
    ],
)
def test_words_of_violence_that_tell_no_act_are_no_event(read: Read, text: str) -> None:
    assert events(read(text)) == []


def test_what_somebody_failed_to_condemn_happened(read: Read) -> None:
    assert events(read("The army failed to condemn the attack on Bama.")) == [("attack", ["attack"])]
