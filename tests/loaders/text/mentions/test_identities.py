from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def together(extraction: Extraction, *words: str) -> bool:
    return any(
        set(words) <= {one.exact for one in entity.mentions} for entity in extraction.entities if entity.node == "actor"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Gunmen killed ten people in Kolo. The Ansar Liberation Front claimed responsibility for the attack.",
            ("Gunmen", "Ansar Liberation Front"),
        ),
        (
            "The gunmen, whom he identified as members of the Ansar Liberation Front, killed ten people.",
            ("The gunmen", "Ansar Liberation Front"),
        ),
    ],
)
def test_attackers_are_the_group_that_the_text_names_as_them(read: Read, text: str, words: tuple[str, ...]) -> None:
    assert together(read(text), *words)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed ten people in Kolo. The Ansar Liberation Front has not claimed responsibility for the attack.",
        "Gunmen killed ten people in Kolo. The Ansar Liberation Front claimed an attack in May.",
        "Gunmen killed ten people in Kolo. Police blamed the Ansar Liberation Front.",
    ],
)
def test_attackers_are_nobody_that_only_others_name(read: Read, text: str) -> None:
    assert not together(read(text), "Gunmen", "Ansar Liberation Front")
