"""Names: the list of pairs, half of it kept from the rules, and what each rule is for."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.store.proposals.names import ACCEPTING, compared, name_keys

PAIRS = Path(__file__).parent / "names.csv"
NEVER_JOINED = {"state-force", "state", "party", "person"}


def pairs() -> Iterator[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def half(left: str, right: str) -> str:
    """Build or test, by the pair alone: nobody chooses."""
    return "test" if int(hashlib.sha256(f"{left}\t{right}".encode()).hexdigest()[0], 16) % 2 else "build"


def test_the_halves_are_given_by_a_hash_and_balanced() -> None:
    rows = list(pairs())

    assert all(row["half"] == half(row["left"], row["right"]) for row in rows)
    assert len(rows) >= 320
    assert sum(row["same"] == "1" for row in rows) == len(rows) / 2


@pytest.mark.parametrize("which", ["build", "test"])
def test_names_of_one_are_told_from_names_of_two(which: str) -> None:
    rows = [row for row in pairs() if row["half"] == which]
    joined = [compared(row["left"], row["right"]).score >= ACCEPTING for row in rows]
    same = [row["same"] == "1" for row in rows]

    right = sum(j and s for j, s in zip(joined, same, strict=True))

    assert 2 * right / (sum(joined) + sum(same)) >= 0.9


def test_no_two_state_forces_parties_or_persons_are_joined() -> None:
    different = [row for row in pairs() if row["same"] == "0" and row["kind"] in NEVER_JOINED]

    assert not [row for row in different if compared(row["left"], row["right"]).score >= ACCEPTING]


def test_names_of_one_share_a_key() -> None:
    rows = [row for row in pairs() if row["same"] == "1"]
    table = name_keys(pl.Series([name for row in rows for name in (row["left"], row["right"])]))
    keys = {literal: set(each["key"]) for (literal,), each in table.group_by("literal")}

    found = [bool(keys.get(row["left"], set()) & keys.get(row["right"], set())) for row in rows]

    assert sum(found) / len(found) >= 0.93


def test_the_order_of_two_names_does_not_matter() -> None:
    assert all(
        compared(row["left"], row["right"]).score == compared(row["right"], row["left"]).score for row in pairs()
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_in_a_name_it_has_a_score_and_keys(left: str, right: str) -> None:
    match = compared(left, right)

    assert 0 <= match.score <= 1
    assert compared(left, left).score == 1
    assert name_keys(pl.Series([left, right])).columns == ["literal", "key", "initials"]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("25th Division", "26th Division", "numbers"),
        ("Government of Syria", "Government of Sudan", "countries"),
        ("Syrian army", "Syrian police", "arms"),
        ("4th Division", "4th Brigade", "units"),
        ("Northern Front", "Southern Front", "sides"),
        ("Balaka", "anti-Balaka", "sides"),
        ("Fatah", "Fatah al-Intifada", "more-words"),
        ("Liberation Army", "Liberation Front", "arms"),
        ("Awami League", "Awami Party", "heads"),
        ("Hezbollah", "Hezbollah sources", "common"),
        ("CPI", "CPI-Maoist", "qualifier"),
        ("Ahmed Mohamed", "Mohamed Ahmed", "order"),
        ("Nigera Watch", "Nigeria Watch", "slip"),
        ("Ahmed Saleh", "Ahmed Salem", "words"),
    ],
)
def test_what_tells_two_names_apart_is_a_reason(left: str, right: str, reason: str) -> None:
    match = compared(left, right)

    assert reason in dict(match.reasons)
    assert match.score < ACCEPTING


def test_an_acronym_in_brackets_does_not_join_what_the_names_tell_apart() -> None:
    assert compared("Somali National Army (SNA)", "SNA").score >= ACCEPTING
    assert compared("Somali National Army (SNA)", "Syrian National Army (SNA)").score < ACCEPTING


def test_common_nouns_have_no_keys() -> None:
    assert name_keys(pl.Series(["the army", "gunmen", "police officials"])).is_empty()
