from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.api.cursors import InvalidCursor, decoded, encoded

KEYS = st.lists(st.text() | st.integers(), min_size=1, max_size=4)


@given(keys=KEYS)
def test_keys_come_back_as_they_went(keys: list[str | int]) -> None:
    assert decoded("events", encoded("events", keys)) == keys


@given(keys=KEYS)
def test_cursor_of_another_order_is_refused(keys: list[str | int]) -> None:
    with pytest.raises(InvalidCursor):
        decoded("actors", encoded("events", keys))


@given(keys=KEYS, place=st.integers(min_value=0), letter=st.sampled_from("Aa0-_"))
def test_altered_cursor_is_refused_or_says_the_same(keys: list[str | int], place: int, letter: str) -> None:
    cursor = encoded("events", keys)
    at = place % len(cursor)
    altered = cursor[:at] + letter + cursor[at + 1 :]

    try:
        found = decoded("events", altered)
    except InvalidCursor:
        return
    assert found == keys  # the last letter holds bits that nothing uses


@pytest.mark.parametrize("cursor", ["", "x", "not a cursor", "é", "AAAA", "=" * 10, "A" * 5000])
def test_anything_else_is_refused_in_one_line(cursor: str) -> None:
    with pytest.raises(InvalidCursor) as refused:
        decoded("events", cursor)

    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 200
