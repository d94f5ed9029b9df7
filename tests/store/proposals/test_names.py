"""Names: the list of pairs, half of it kept from the rules, and what each rule is for."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.store.proposals.blocks import alike_names
from testigo.store.proposals.names import ACCEPTING, compared, name_keys

GED = Path(__file__).parents[2] / "loaders" / "ged" / "ucdp_ged_10k.csv.gz"
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
    own, derived = keys_of(table.filter(~pl.col("derived"))), keys_of(table.filter("derived"))

    met = [
        own[left] & (own[right] | derived[right]) or own[right] & derived[left]
        for left, right in map(itemgetter("left", "right"), rows)
    ]

    assert sum(map(bool, met)) / len(met) >= 0.95


def keys_of(table: pl.DataFrame) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for literal, key in table.select("literal", "key").iter_rows():
        found[literal].add(key)
    return found


def test_the_order_of_two_names_does_not_matter() -> None:
    assert all(
        compared(row["left"], row["right"]).score == compared(row["right"], row["left"]).score for row in pairs()
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_in_a_name_it_has_a_score_and_keys(left: str, right: str) -> None:
    match = compared(left, right)

    assert 0 <= match.score <= 1
    assert compared(left, left).score == 1
    assert name_keys(pl.Series([left, right])).columns == ["literal", "key", "derived"]


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


def test_a_text_is_no_name() -> None:
    assert compared("of a " * 5000, "OAOAOA").score == 0
    assert name_keys(pl.Series(["of a " * 5000])).is_empty()
    assert compared("Ali " * 5000, "Ali  " * 5000).score == 1


def test_an_acronym_in_brackets_does_not_join_what_the_names_tell_apart() -> None:
    assert compared("Somali National Army (SNA)", "SNA").score >= ACCEPTING
    assert compared("Somali National Army (SNA)", "Syrian National Army (SNA)").score < ACCEPTING
    assert compared("Government of Libya (GNA)", "Government of Libya (GNU)").score < ACCEPTING
    assert compared("Government of Libya (GNA)", "Government of Libya").score < ACCEPTING


def test_no_two_actors_of_ged_are_joined_but_by_letters() -> None:
    """UCDP GED 23.1 and 19.1, side_a and side_b with their ids; CC BY 4.0, as in NOTICE."""
    rows = pl.read_csv(GED, infer_schema=False)
    sides = [rows.select(literal=f"side_{side}", id=f"side_{side}_new_id") for side in "ab"]
    actors = pl.concat(sides).unique().filter(~pl.col("literal").str.contains(", "))

    alike = alike_names(actors["literal"]).filter(
        (pl.col("literal") != pl.col("other")) & (pl.col("alike") >= ACCEPTING)
    )

    assert actors["id"].n_unique() > 250
    assert alike.filter(~pl.col("acronym")).is_empty()


def test_monitors_of_ged_are_found_in_their_spellings() -> None:
    told = pl.read_csv(GED, infer_schema=False)["source_original"].drop_nulls()
    spellings = told.str.split(",").explode().str.split(";").explode().str.split("\n").explode().str.strip_chars(" .")

    alike = alike_names(spellings).filter(pl.col("alike") >= ACCEPTING).select("literal", "other").rows()

    assert {
        ("SOHR", "sohr"),
        ("SOHR", "Syrian Observatory for Human Rights"),
        ("SN4HR", "Syrian Network for Human Rights"),
        ("Btselem", "Btselem"),
        ("Waha Report", "Whaa Report"),
        ("Syria Live Map", "Syria live u map"),
        ("Turkish armed forces", "Turkish military"),
    } <= set(alike)


def test_common_nouns_have_no_keys() -> None:
    assert name_keys(pl.Series(["the army", "gunmen", "police officials"])).is_empty()
