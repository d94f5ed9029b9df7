"""Accusations that no cue names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Residents said soldiers had looted the shops.", "accuses"),
        ("A witness said Hamas killed two farmers.", "accuses"),
        ("Residents said gunmen had looted the shops.", "asserts"),
        ("The army said rebels had attacked soldiers.", "asserts"),
        ("Police said they had arrested two students.", "asserts"),
    ],
)
def test_only_an_identified_doer_of_a_wrong_is_accused(read: Read, text: str, modality: str) -> None:
    assert [statement.modality for statement in read(text).statements] == [modality]


def test_they_in_a_quotation_are_the_force_whose_deeds_were_told(read: Read) -> None:
    found = read("Soldiers abducted four youths in Kolo. “They took our phones,” Omar Haddad said.")

    assert [one.modality for one in found.statements] == ["accuses"]
