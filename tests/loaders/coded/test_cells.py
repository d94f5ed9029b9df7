"""Cells: a value, null, or a fault."""

from datetime import date

import polars as pl
from testigo.loaders.coded.cells import Cells


def cells(*values: str | None) -> Cells:
    count = len(values)
    return Cells(
        pl.DataFrame(
            {"row": range(1, count + 1), "line": range(2, count + 2), "exact": [""] * count, "c": values},
            schema={"row": pl.Int64, "line": pl.Int64, "exact": pl.String, "c": pl.String},
        )
    )


def faults(found: Cells) -> list[tuple[int, str]]:
    return found.faults.select("line", "rule").rows()


def test_a_whole_number_may_be_written_with_a_point_zero() -> None:
    found = cells("300380.0", "7", " 3 ", None, "1.5", "abc", "-1", "99999999999999999999")

    assert found.integer("c", least=0).to_list() == [300380, 7, 3, None, None, None, None, None]
    assert faults(found) == [(6, "not-a-number"), (7, "not-a-number"), (8, "out-of-range"), (9, "not-a-number")]


def test_a_day_of_no_calendar_is_a_fault() -> None:
    found = cells("2013-01-03", "2013-01-03 00:00:00.000", "2013-02-30", "2013-01-03 12:00:00", "", None)

    assert found.day("c").to_list() == [date(2013, 1, 3), date(2013, 1, 3), None, None, None, None]
    assert faults(found) == [(4, "no-date"), (5, "no-date")]


def test_an_unknown_code_is_told_with_the_cell_as_it_stands() -> None:
    found = cells("1", "1.0", "9", None)

    assert found.code("c", {"1": "one"}).to_list() == ["one", "one", None, None]
    assert found.faults.select("cell", "message").rows() == [("9", "c: 9 is a code that no table knows: mend the cell")]


def test_a_number_out_of_bounds_is_a_fault() -> None:
    found = cells("90", "-90.0", "90.1", "nan", "inf", "north")

    assert found.decimal("c", -90, 90).to_list() == [90.0, -90.0, None, None, None, None]
    assert faults(found) == [(4, "out-of-range"), (5, "not-a-number"), (6, "not-a-number"), (7, "not-a-number")]


def test_only_a_required_cell_may_not_be_empty() -> None:
    free, needed = cells(None, "  "), cells(None, "  ")

    assert free.text("c").to_list() == needed.text("c", required=True).to_list() == [None, None]
    assert (faults(free), faults(needed)) == ([], [(2, "empty-cell"), (3, "empty-cell")])
