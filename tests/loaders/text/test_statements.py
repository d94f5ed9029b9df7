from __future__ import annotations

from collections.abc import Callable

from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def said(extraction: Extraction) -> list[tuple[list[str], str]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    return [([names[id] for id in one.speakers], one.content.exact) for one in extraction.statements]


def test_speakers_are_actors_and_contents_their_events(read: Read) -> None:
    found = read("Gunmen killed ten people in Goma, the army said.")

    assert said(found) == [(["army"], "Gunmen killed ten people in Goma")]
    assert found.statements[0].about == ("e1",)


def test_a_pronoun_speaks_for_its_person(read: Read) -> None:
    found = read("Musa Ibrahim fled to Goma. He said the gunmen burned the village.")

    assert said(found) == [(["Musa Ibrahim"], "the gunmen burned the village")]


def test_nobody_is_named_for_what_reportedly_happened(read: Read) -> None:
    found = read("Gunmen reportedly killed ten people in Goma.")

    assert [speakers for speakers, _ in said(found)] == [[]]


def test_residents_who_speak_are_a_source(read: Read) -> None:
    found = read("Residents said gunmen attacked the town.")

    assert {entity.kind for entity in found.entities if entity.name == "Residents"} == {"source"}


def test_two_speakers_make_one_claim(read: Read) -> None:
    found = read("Residents and police said gunmen attacked the town.")

    assert said(found) == [(["Residents", "police"], "gunmen attacked the town")]
