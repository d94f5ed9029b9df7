"""Patterns of the shapes as Java's: whole, with the same meaning, or refused by name."""

from __future__ import annotations

import pytest
from testigo.store.audit.regexes import NotInCypher, java

BEFORE, AFTER = "(?s:.*?)(?:", ")(?s:.*)"


@pytest.mark.parametrize(
    ("regex", "meant"),
    [
        ("^a$", rf"(?dU){BEFORE}^a\z{AFTER}"),
        ("(?i)a|b", f"(?dUi){BEFORE}a|b{AFTER}"),
        ("(?m)^a$", f"(?dUm){BEFORE}^a${AFTER}"),
        (r"[^\s$]{2,3}\$", rf"(?dU){BEFORE}[^\s$]{{2,3}}\${AFTER}"),
    ],
)
def test_a_partial_match_becomes_a_whole_one(regex: str, meant: str) -> None:
    assert java(regex) == meant


@pytest.mark.parametrize(
    "regex", ["a++", "a{2}+", r"\p{L}", "[a&&b]", "[[a]]", "(?=x)", "(?P<n>a)", r"a\b", "(?x)a b", r"\u{41}"]
)
def test_what_java_reads_in_another_way_is_refused_by_name(regex: str) -> None:
    with pytest.raises(NotInCypher):
        java(regex)
