"""Victims counted without a numeral."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from testigo.loaders.extraction import Extraction

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Gunmen killed a baker in Goma.", [("a baker", 1)]),
        ("Gunmen killed a driver and his apprentice.", [("a driver and his apprentice", 2)]),
        ("The shell killed a mother and her two daughters.", [("a mother and her two daughters", 3)]),
        ("The blast killed two men, a woman and three children.", [("two", 2), ("a woman", 1), ("three", 3)]),
        ("A novice lost a leg in the attack.", [("A novice", 1)]),
        ("A nurse was among those killed in the raid.", [("A nurse", 1)]),
        ("The body of a woman was found in a well.", [("a woman", 1)]),
        ("A man was found dead in his field.", [("A man", 1)]),
        ("A teacher went missing on the road.", [("A teacher", 1)]),
        ("A couple and a child burned to death in the attack.", [("A couple", 2), ("a child", 1)]),
        ("Gunmen shot dead a nurse and abducted a third.", [("a nurse", 1), ("a third", 1)]),
        ("Eighteen people, including a journalist, were hurt in the blast.", [("Eighteen", 18), ("a journalist", 1)]),
        ("Police arrested a suspect identified only as Dar.", []),
        ("Gunmen killed the driver.", []),
        ("Gunmen did not kill a driver.", []),
        ("Rebels killed Amina Bako, a nurse.", []),
    ],
)
def test_a_victim_with_an_article_counts_one(read: Read, text: str, figures: list[tuple[str, int]]) -> None:
    assert [(count.span.exact, count.low) for count in read(text).counts] == figures


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("A teacher was shot and wounded.", "injured"),
        ("A teacher was shot dead.", "killed"),
        ("Police shot and killed a teacher.", "killed"),
        ("Police shot a teacher.", "injured"),
    ],
)
def test_who_is_shot_is_hurt_unless_the_clause_says_killed(read: Read, text: str, measure: str) -> None:
    assert [count.measure for count in read(text).counts] == [measure]
