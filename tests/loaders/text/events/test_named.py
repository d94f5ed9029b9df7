"""By which words English names an event, and which words only look like one: a table of sentences (`named.txt`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


def named() -> Iterator[tuple[str, str]]:
    type = ""
    for line in Path(__file__).with_name("named.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            type = line.strip("[]")
        elif line and not line.startswith("#"):
            yield type, line


@pytest.mark.parametrize(("type", "text"), [row for row in named() if row[0] != "none"])
def test_a_sentence_names_an_event_of_its_type(read: Read, type: str, text: str) -> None:
    assert type in {event.type for event in read(text).events}


@pytest.mark.parametrize("text", [text for type, text in named() if type == "none"])
def test_what_is_feared_planned_denied_or_something_else_is_no_event(read: Read, text: str) -> None:
    assert read(text).events == ()
