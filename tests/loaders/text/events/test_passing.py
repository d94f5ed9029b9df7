"""Events named only in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def test_a_noun_of_which_nothing_is_told_is_no_event_and_recorded(read: Read) -> None:
    found = read("The lawyer has written a book on torture.")

    assert found.events == ()
    assert "event-in-passing" in {one.code for one in found.diagnostics}


@pytest.mark.parametrize(
    "text",
    [
        "Explosions were heard.",
        "The governor condemned the ambush of a convoy.",
        "Goma was calm after the shelling of Monday.",
    ],
)
def test_a_noun_that_is_said_to_have_happened_is_one(read: Read, text: str) -> None:
    assert len(read(text).events) == 1
