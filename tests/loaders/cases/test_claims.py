from datetime import date
from pathlib import Path
from typing import Any

import pytest
from testigo.loaders.cases.checking import Misfit
from testigo.loaders.cases.claims import figure

from tests.loaders.cases.small import ends, fault, names, piece, rows, said, statement, toll, tree


def test_one_entry_is_one_statement_a_part_on_one_passage(tmp_path: Path) -> None:
    entry = statement(
        type="killing", when="2025-03-07", places="homs", counts=[toll()],
        participants=[{"actor": "gunmen", "role": "perpetrator"}],
    )  # fmt: skip
    batch = piece(tmp_path, tree(entry)).batch

    assert sorted(row["kind"] for row in rows(batch, "Statement")) == [
        "act-type", "count", "participation", "place", "time",
    ]  # fmt: skip
    assert len(rows(batch, "Passage")) == 1
    assert [names(batch)[speaker] for _, speaker in ends(batch, "SAID_BY")] == ["Monitor"] * 5


def test_a_date_keeps_its_literal_with_its_bounds(tmp_path: Path) -> None:
    (time,) = said(piece(tmp_path, tree(statement(when="2025-03"))).batch, "time")

    assert (time["edtf"], time["earliest"], time["latest"], time["datePrecision"]) == (
        "2025-03", date(2025, 3, 1), date(2025, 3, 31), "month",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("count", "bounds"),
    [
        ({"figure": 40}, (40, 40, 40, "exact", 40, 40)),
        ({"figure": "1,225"}, (1225, 1225, 1225, "exact", 1225, 1225)),
        ({"figure": "more than 700"}, (700, None, None, "moreThan", 701, None)),
        ({"figure": "fewer than 500"}, (None, None, 500, "lessThan", 0, 499)),
        ({"figure": "about 90"}, (90, 90, 90, "about", 81, 99)),
        ({"figure": "between 20 and 30"}, (20, None, 30, "range", 20, 30)),
        ({"figure": "several dozen"}, (24, None, 99, "dozens", 24, 99)),
        ({"figure": "hundreds"}, (200, None, None, "hundreds", 200, None)),
        ({"low": 20, "high": 30}, (20, None, 30, "range", 20, 30)),
        ({"low": 20, "best": 25, "high": 30}, (20, 25, 30, "range", 20, 30)),
        ({"low": 7, "best": 7, "high": 7}, (7, 7, 7, "exact", 7, 7)),
        ({"best": 7}, (None, 7, None, "exact", 7, 7)),
        ({"low": 7}, (7, None, None, "atLeast", 7, None)),
        ({"high": 7}, (None, None, 7, "atMost", 0, 7)),
        ({"figure": 0}, (0, 0, 0, "exact", 0, 0)),
    ],
)
def test_a_figure_is_read_from_a_number_words_or_bounds(count: dict[str, Any], bounds: tuple[object, ...]) -> None:
    found = figure(count)

    assert (found.low, found.best, found.high, found.comparator, found.eff_low, found.eff_high) == bounds


@pytest.mark.parametrize("count", [{"figure": "many"}, {"figure": "700 or 800 people"}, {"low": 9, "high": 3},
                                   {"low": 1, "best": 2}, {"figure": "7.5"}])  # fmt: skip
def test_what_is_no_figure_is_told(count: dict[str, Any]) -> None:
    with pytest.raises(Misfit, match=r"no figure|not a figure"):
        figure(count)


def test_a_count_that_names_nobody_counts_people_as_of_its_publication(tmp_path: Path) -> None:
    (count,) = said(piece(tmp_path, tree(statement(counts=[toll()]))).batch, "count")

    assert (count["population"], count["scope"], count["since"], count["asOf"]) == (
        "people", "unspecified", None, date(2025, 3, 8),
    )  # fmt: skip


def test_a_broken_figure_refuses_its_count_and_nothing_else(tmp_path: Path) -> None:
    found = piece(tmp_path, tree(statement(type="killing", counts=[toll(figure="lots"), toll(measure="injured")])))

    assert [(each.path, each.value) for each in found.faults] == [("counts[0].figure", "lots")]
    assert [row["kind"] for row in rows(found.batch, "Statement")] == ["act-type", "count"]


def test_a_broken_term_refuses_its_part_and_nothing_else(tmp_path: Path) -> None:
    found = piece(tmp_path, tree(statement(type="massacre", counts=[toll(measure="kiled"), toll()])))

    assert sorted((each.path, each.value) for each in found.faults) == [
        ("counts[0].measure", "kiled"), ("type", "massacre"),
    ]  # fmt: skip
    assert [row["kind"] for row in rows(found.batch, "Statement")] == ["count"]


def test_a_denial_denies_the_part_and_supports_nothing(tmp_path: Path) -> None:
    part = {"actor": "army", "role": "perpetrator"}
    entry = statement(by="army", quote="The army denied", modality="denies", participants=[part])
    batch = piece(tmp_path, tree(entry)).batch

    assert len(ends(batch, "DENIES")) == 1
    assert ends(batch, "SUPPORTS") == []


def test_an_order_is_no_evidence_that_anybody_did_it(tmp_path: Path) -> None:
    part = {"actor": "army", "role": "perpetrator"}
    found = fault(tmp_path, statement(modality="orders", participants=[part]))

    assert found.path == "participants[0]"
    assert "who orders is no evidence" in found.message


@pytest.mark.parametrize(
    ("modality", "kind"),
    [
        ("condemns", "attitude"),
        ("calls-for", "directive"),
        ("asserts", "occurrence"),
        ("declines-comment", "occurrence"),
    ],
)
def test_an_entry_without_parts_says_something_about_the_event(tmp_path: Path, modality: str, kind: str) -> None:
    batch = piece(tmp_path, tree(statement(modality=modality, about=["army"]))).batch

    (row,) = rows(batch, "Statement")
    assert row["kind"] == kind
    assert sorted(end.split("-")[0] for _, end in ends(batch, "ABOUT")) == ["actor", "event"]


def test_a_figure_that_the_quote_does_not_give_is_told_and_goes_in(tmp_path: Path) -> None:
    found = piece(tmp_path, tree(statement(counts=[toll(figure=7000)])))

    (told,) = found.faults
    assert not told.refuses
    assert "the quote gives 'More than 700', not this figure" in told.message
    assert len(said(found.batch, "count")) == 1


def test_a_coding_that_was_mended_is_another_statement(tmp_path: Path) -> None:
    part = [{"actor": "army", "role": "perpetrator"}]
    first, second = (
        rows(piece(tmp_path, tree(statement(participants=part, modality=modality))).batch, "Statement")[0]["id"]
        for modality in ("asserts", "denies")
    )

    assert first != second
