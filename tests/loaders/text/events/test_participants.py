from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def parts(extraction: Extraction) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return {(names[part.actor], part.role) for event in extraction.events for part in event.participants}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed ten villagers.",
        "Ten villagers were killed by gunmen.",
        "Gunmen stormed in, killing ten villagers.",
        "The killing of ten villagers by gunmen shocked many.",
    ],
)
def test_active_passive_and_noun_say_the_same(read: Read, text: str) -> None:
    roles = {role for name, role in parts(read(text)) if name.lower() == "gunmen"}
    victims = {role for name, role in parts(read(text)) if name.lower() == "ten villagers"}

    assert roles == {"perpetrator"}
    assert victims == {"victim"}


def test_both_sides_of_a_clash_are_parties(read: Read) -> None:
    found = parts(read("The army clashed with rebels near Sumy."))

    assert found == {("army", "party"), ("rebels", "party")}


def test_who_is_counted_among_the_killed_is_a_victim(read: Read) -> None:
    found = parts(read("The shelling left six farmers dead."))

    assert ("six farmers", "victim") in found


def test_who_comes_under_fire_is_the_target(read: Read) -> None:
    assert parts(read("The soldiers came under fire in Gao.")) == {("soldiers", "target")}


def test_a_states_strike_is_that_states(read: Read) -> None:
    assert ("Kenya", "perpetrator") in parts(read("A Kenyan airstrike hit the town of Jilib."))


def test_the_subject_of_a_relative_clause_takes_part(read: Read) -> None:
    assert ("militiamen", "perpetrator") in parts(read("Police sought the militiamen who burned the village."))


def test_places_stand_where_the_act_does(read: Read) -> None:
    found = read("Gunmen killed ten people in Goma. The governor spoke in Bunia.")

    names = {entity.id: entity.name for entity in found.entities}
    assert [[names[place] for place in event.places] for event in found.events] == [["Goma"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Residents accused rebels of the killing of ten farmers in Gao.", "rebels"),
        ("The observatory accused the army of killing ten farmers in Gao.", "army"),
        ("The minister attributed the attack to the Ansar group.", "Ansar group"),
        ("The bombing was attributed to the Ansar Front.", "Ansar Front"),
        ("The governor blamed the attack on rebels.", "rebels"),
        ("The Ansar Front claimed responsibility for the attack on the barracks.", "Ansar Front"),
        ("The bombing was claimed by the Ansar Front.", "Ansar Front"),
        ("Lawyers held the rebels responsible for the killing of ten farmers.", "rebels"),
        ("Lawyers hold the army responsible for the attack on Bama.", "army"),
        ("The rebels were responsible for the attack on Bama.", "rebels"),
    ],
)
def test_whom_the_sentence_blames_is_the_perpetrator(read: Read, text: str, name: str) -> None:
    assert (name, "perpetrator") in parts(read(text))


def test_fighters_of_a_brigade_are_the_brigade(read: Read) -> None:
    found = parts(read("Residents accuse fighters of the Hamza Brigade of looting shops in Gao."))

    assert {name for name, role in found if role == "perpetrator"} == {"Hamza Brigade"}


@pytest.mark.parametrize(
    "text",
    [
        "The governor accused victims of the attack of lying.",
        "The Ansar Front did not claim responsibility for the attack.",
        "The minister accused the army of failing to stop the attack.",
    ],
)
def test_who_is_not_blamed_for_it_is_no_perpetrator(read: Read, text: str) -> None:
    assert "perpetrator" not in {role for _, role in parts(read(text))}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Clashes broke out between the army and the Ansar Front in Kolo.", "Ansar Front", "party"),
        ("A bomb planted by the Shining Column killed a mayor.", "Shining Column", "perpetrator"),
        ("A drone operated by the Rapid Guard struck the market in Kolo.", "Rapid Guard", "perpetrator"),
        ("Residents were forced to flee by advancing troops.", "troops", "perpetrator"),
        ("A rebel commander ordered the execution of six prisoners.", "rebel commander", "ordering-party"),
        ("Six farmers were killed in an attack that police blamed on bandits.", "bandits", "perpetrator"),
        ("The desk recorded 41 killings of civilians by soldiers.", "soldiers", "perpetrator"),
        ("The strike killed 33 people, among them eleven children.", "eleven children", "victim"),
        ("Militants stormed a mosque and opened fire on worshippers.", "worshippers", "victim"),
        ("The governor had received threats.", "governor", "target"),
    ],
)
def test_each_takes_part_in_the_role_that_the_grammar_gives(read: Read, text: str, name: str, role: str) -> None:
    assert (name, role) in parts(read(text))


def test_a_passive_without_its_helper_has_a_victim_and_no_doer(read: Read) -> None:
    found = parts(read("In Kolo: 58 civilians killed, six wounded."))

    assert ("58 civilians", "victim") in found
    assert not any(role == "perpetrator" for _, role in found)


def test_they_in_a_witness_account_are_not_the_witnesses(read: Read) -> None:
    found = parts(read("Witnesses described the raid. “They burned our houses,” one said."))

    assert ("Witnesses", "perpetrator") not in found
