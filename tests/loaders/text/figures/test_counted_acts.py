"""Figures whose measure the act around them gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("No fewer than 340 families left the town.", ("displaced", 340, None)),
        ("Raiders drove about 180 cattle across the border.", ("other", 180, 180)),
        ("Rebels recruited at least 27 boys in Goma.", ("affected", 27, None)),
        ("Gunmen attacked Goma. A doctor put the toll at twelve.", ("killed", 12, 12)),
        ("Shelling hit Goma. Six people were rushed to hospital.", ("injured", 6, 6)),
    ],
)
def test_the_act_says_what_is_counted(read: Read, text: str, figure: tuple[str, int | None, int | None]) -> None:
    assert [(count.measure, count.low, count.high) for count in read(text).counts] == [figure]
