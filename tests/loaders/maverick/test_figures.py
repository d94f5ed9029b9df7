"""When, and how many."""

from datetime import date
from pathlib import Path

from tests.loaders.maverick.rows import Record, faults, piece, statements


def killed(folder: Path, low: str, best: str, high: str) -> Record:
    cells = {"deaths_low": low, "deaths_best": best, "deaths_high": high}
    (found,) = [each for each in statements(piece(folder, cells).batch, "count") if each["measure"] == "killed"]
    return found


def test_equal_figures_are_exact(tmp_path: Path) -> None:
    found = killed(tmp_path, "3", "3", "3")

    assert (found["comparator"], found["low"], found["best"], found["high"]) == ("exact", 3, 3, 3)
    assert (found["effLow"], found["effHigh"], found["population"], found["scope"]) == (3, 3, "people", "incident")
    assert (found["modality"], found["columns"]) == ("estimates", ["deaths_low", "deaths_best", "deaths_high"])
    assert "zeroMayBeSilence" not in found


def test_other_figures_are_a_range(tmp_path: Path) -> None:
    found = killed(tmp_path, "0", "2.0", "5")

    assert (found["comparator"], found["best"], found["effLow"], found["effHigh"]) == ("range", 2, 0, 5)
    assert "zeroMayBeSilence" not in found


def test_a_zero_stays_a_zero_that_may_be_silence(tmp_path: Path) -> None:
    found = killed(tmp_path, "0", "0", "0")

    assert (found["best"], found["zeroMayBeSilence"]) == (0, True)


def test_an_empty_figure_is_unknown_not_zero(tmp_path: Path) -> None:
    found = piece(tmp_path, dict.fromkeys(("deaths_low", "deaths_best", "deaths_high"), ""))

    assert [each["measure"] for each in statements(found.batch, "count")] == ["injured"]
    assert faults(found) == set()


def test_a_figure_that_lacks_one_of_its_three_is_told(tmp_path: Path) -> None:
    found = piece(tmp_path, {"injuries_low": "", "deaths_best": "many"})

    assert statements(found.batch, "count") == []
    assert faults(found) == {("empty-cell", "injuries_low"), ("not-a-number", "deaths_best")}


def test_one_day_is_a_day_and_two_are_a_range(tmp_path: Path) -> None:
    found = piece(tmp_path, {}, {"id": "r2", "date_end": "2008-01-02"})

    day, days = statements(found.batch, "time")
    assert (day["edtf"], day["earliest"], day["datePrecision"]) == ("2007-12-30", date(2007, 12, 30), "day")
    assert (days["edtf"], days["latest"], days["datePrecision"]) == (
        "2007-12-30/2008-01-02",
        date(2008, 1, 2),
        "range",
    )


def test_a_date_that_is_none_refuses_the_time_alone(tmp_path: Path) -> None:
    found = piece(tmp_path, {"date_end": "2007-02-30"})

    assert statements(found.batch, "time") == []
    assert len(statements(found.batch, "count")) == 2
    assert faults(found) == {("no-date", "date_end")}
