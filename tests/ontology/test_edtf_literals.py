from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.edtf_literals import parse
from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import DatePrecision

DAY, MONTH, YEAR, RANGE, UNKNOWN = (
    DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.RANGE, DatePrecision.UNKNOWN,
)  # fmt: skip


@pytest.mark.parametrize(
    ("literal", "earliest", "latest", "precision"),
    [
        ("2025-03-06", date(2025, 3, 6), date(2025, 3, 6), DAY),
        ("2025-03-06?", date(2025, 3, 6), date(2025, 3, 6), DAY),
        ("2025-03-06T10:00:00Z", date(2025, 3, 6), date(2025, 3, 6), DatePrecision.HOUR),
        ("2025-03", date(2025, 3, 1), date(2025, 3, 31), MONTH),
        ("2025-03-XX", date(2025, 3, 1), date(2025, 3, 31), MONTH),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), YEAR),
        ("202X", date(2020, 1, 1), date(2029, 12, 31), RANGE),
        ("2025-03-06/2025-03-08", date(2025, 3, 6), date(2025, 3, 8), RANGE),
        ("2025-03-06/2025-03", date(2025, 3, 6), date(2025, 3, 31), RANGE),
        ("[2025-03-06,2025-03-08]", date(2025, 3, 6), date(2025, 3, 8), RANGE),
        ("2025-03-06/2025-03-06", date(2025, 3, 6), date(2025, 3, 6), DAY),
        ("../2025-03-06", None, date(2025, 3, 6), UNKNOWN),
        ("2025-03-06/..", date(2025, 3, 6), None, UNKNOWN),
    ],
)
def test_a_literal_has_the_bounds_and_the_precision_it_says(
    literal: str, earliest: date | None, latest: date | None, precision: DatePrecision
) -> None:
    found = parse(literal)

    assert (found.edtf, found.earliest, found.latest, found.precision) == (literal, earliest, latest, precision)


@pytest.mark.parametrize(
    ("literal", "bounds"), [("/2025", (None, date(2025, 12, 31))), ("2025/", (date(2025, 1, 1), None))]
)
def test_an_end_that_is_left_out_is_open_and_not_guessed(literal: str, bounds: tuple[date | None, date | None]) -> None:
    found = parse(literal)

    assert (found.earliest, found.latest, found.precision) == (*bounds, UNKNOWN)


@pytest.mark.parametrize(
    "literal",
    ["", "..", "yesterday", "2025-3-6", "2025-13", "2025-02-30", "2025-02-29", "2025-W10", "2025-03-06T25:00:00",
     "Y12025", "-0100", "0000"],
)  # fmt: skip
def test_what_is_no_literal_or_no_day_is_refused_with_what_to_write(literal: str) -> None:
    with pytest.raises(InvalidValue, match="write 2025-03-06"):
        parse(literal)


def test_an_interval_that_runs_backwards_is_refused() -> None:
    with pytest.raises(InvalidValue, match="after it ends"):
        parse("2025-03-08/2025-03-06")


@given(st.text(st.sampled_from("0123456789-/.X?~%TZ:[]{},YE "), max_size=22))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = parse(text)
    except InvalidValue:
        return

    assert found.edtf == text
