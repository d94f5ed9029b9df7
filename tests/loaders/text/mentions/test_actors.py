from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def actors(extraction: Extraction) -> dict[str, str]:
    return {entity.name: entity.kind for entity in extraction.entities if entity.node == "actor"}


def mentions(extraction: Extraction, name: str) -> list[str]:
    (found,) = (entity for entity in extraction.entities if entity.name == name)
    return [mention.exact for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The defense ministry denied the claim.", "defense ministry", "government-body"),
        ("Human rights monitors counted ten attacks.", "Human rights monitors", "monitor"),
        ("Armed men attacked the town.", "Armed men", "armed-faction"),
        ("Men attacked the town.", "Men", "civilians"),
        ("State media reported an attack.", "State media", "media"),
        ("Witnesses said gunmen attacked the town.", "Witnesses", "source"),
        ("Protesters attacked the station.", "Protesters", "crowd"),
        ("The Supreme Court condemned the attack.", "Supreme Court", "judicial-body"),
        ("Security forces attacked the town.", "Security forces", "security-forces"),
    ],
)
def test_the_noun_and_the_words_before_it_say_the_kind(read: Read, text: str, name: str, kind: str) -> None:
    assert actors(read(text))[name] == kind


def test_a_person_is_known_again_by_the_last_name(read: Read) -> None:
    found = read("Nadia Petrenko, a doctor, fled the town. “They came at night,” Petrenko said.")

    assert mentions(found, "Nadia Petrenko") == ["Nadia Petrenko", "Petrenko"]


def test_an_office_leads_back_to_who_holds_it(read: Read) -> None:
    found = read("Governor Dauda Lawal visited Goma. The governor condemned the attack.")

    assert mentions(found, "Dauda Lawal") == ["Dauda Lawal", "The governor"]


def test_an_abbreviation_leads_back_to_the_name(read: Read) -> None:
    found = read("The International Organization for Migration (IOM) counted the displaced. The IOM said ten fled.")

    assert mentions(found, "International Organization for Migration")[-1] == "IOM"


def test_members_of_a_force_are_the_force(read: Read) -> None:
    found = read("Security forces entered Gao. Ten security forces members were killed.")

    assert mentions(found, "Security forces") == ["Security forces", "Ten security forces members"]


def test_a_community_is_one_whatever_noun_follows_it(read: Read) -> None:
    found = read("The Yazidi minority suffered. The Yazidi community mourned. Police arrested Yazidis.")

    assert len([kind for kind in actors(found).values() if kind == "community"]) == 1


def test_governments_of_others_stay_apart(read: Read) -> None:
    found = read("The government launched a crackdown. Western governments condemned the government.")

    assert [name for name, kind in actors(found).items() if kind == "government"] == [
        "government",
        "Western governments",
    ]


def test_a_capital_that_speaks_is_a_state(read: Read) -> None:
    assert actors(read("Rebels seized Goma. Washington condemned the attack."))["Washington"] == "foreign-state"


def test_people_of_whom_nothing_is_said_are_left_out(read: Read) -> None:
    assert "residents" not in actors(read("The square, which residents like, is wide. Gunmen attacked it."))


def test_gunmen_are_not_identified_and_a_named_group_is(read: Read) -> None:
    found = read("Gunmen attacked Goma. Boko Haram denied it.")

    assert {entity.name: entity.identified for entity in found.entities if entity.node == "actor"} == {
        "Gunmen": False,
        "Boko Haram": True,
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Border Commandos attacked the village of Sumbe.", "Border Commandos", "armed-faction"),
        ("River Rangers attacked the village of Sumbe.", "River Rangers", "security-forces"),
        ("Ten people died in Gao, Border Justice said.", "Border Justice", "civil-society"),
        ("The strike should be investigated, Border Justice said.", "Border Justice", "civil-society"),
        ("Ten people died in Gao, New Delhi said.", "New Delhi", "foreign-state"),
    ],
)
def test_a_name_with_a_common_noun_is_an_organisation(read: Read, text: str, name: str, kind: str) -> None:
    assert {entity.kind for entity in read(text).entities if entity.name == name} == {kind}
