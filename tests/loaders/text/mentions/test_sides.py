from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def actors(extraction: Extraction) -> list[list[str]]:
    """The mentions of each actor that is not a pronoun's."""
    return [[one.exact for one in entity.mentions] for entity in extraction.entities if entity.node == "actor"]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        (
            "The army left Kolo at dawn. Fourteen Malian soldiers died later.",
            ["The army", "Fourteen Malian soldiers"],
        ),
        ("Troops entered Kolo. The military closed the road.", ["Troops", "The military"]),
        ("Militants attacked Kolo. Fighters burned the market.", ["Militants", "Fighters"]),
        ("Gunmen entered the village. The attackers killed ten people.", ["Gunmen", "The attackers"]),
        ("Police closed the road. Two policemen were hurt.", ["Police", "Two policemen"]),
    ],
)
def test_words_for_one_side_lead_back_to_one_actor(read: Read, text: str, together: list[str]) -> None:
    assert together in actors(read(text))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Ukrainian troops left Kolo. Russian troops entered it.", ["Ukrainian troops", "Russian troops"]),
        ("Fighters attacked Kolo. Rival fighters burned the market.", ["Fighters", "Rival fighters"]),
        ("The army closed the road. A soldier was killed.", ["The army", "A soldier"]),
    ],
)
def test_another_side_or_a_single_soldier_is_an_actor_apart(read: Read, text: str, apart: list[str]) -> None:
    found = actors(read(text))

    assert not any(set(apart) <= set(mentions) for mentions in found)


def test_its_troops_are_the_body_that_speaks(read: Read) -> None:
    found = actors(read("The 3rd Division said its troops had shelled Kolo."))

    assert any({"3rd Division", "its troops"} <= set(mentions) for mentions in found)
