from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.text.reading.dates import dates, merged

SATURDAY = date(2025, 3, 8)


def bounds(text: str, published: date | None = SATURDAY) -> list[tuple[str, str, str]]:
    found, _ = dates(text, published)
    return [(str(when.earliest), str(when.latest), when.precision) for when in merged(found, text)]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("since Thursday", "2025-03-06", "2025-03-08", "range"),
        ("on Thursday", "2025-03-06", "2025-03-06", "day"),
        ("on Saturday", "2025-03-08", "2025-03-08", "day"),
        ("late on Sunday night", "2025-03-02", "2025-03-02", "day"),
        ("overnight", "2025-03-07", "2025-03-08", "range"),
        ("yesterday", "2025-03-07", "2025-03-07", "day"),
        ("on October 9", "2024-10-09", "2024-10-09", "day"),
        ("on 9 Oct.", "2024-10-09", "2024-10-09", "day"),
        ("on October 9, 2023", "2023-10-09", "2023-10-09", "day"),
        ("since October 8, 2023", "2023-10-08", "2025-03-08", "range"),
        ("on 2025-01-02", "2025-01-02", "2025-01-02", "day"),
        ("between 2 and 5 March", "2025-03-02", "2025-03-05", "range"),
        ("on March 2-5", "2025-03-02", "2025-03-05", "range"),
        ("from March 2 to March 5", "2025-03-02", "2025-03-05", "range"),
        ("on Monday and Tuesday", "2025-03-03", "2025-03-04", "range"),
        ("in February", "2025-02-01", "2025-02-28", "month"),
        ("in late January 2024", "2024-01-01", "2024-01-31", "month"),
        ("in 2014", "2014-01-01", "2014-12-31", "year"),
        ("two days ago", "2025-03-06", "2025-03-06", "day"),
        ("last week", "2025-02-24", "2025-03-02", "week"),
        ("earlier this month", "2025-03-01", "2025-03-08", "range"),
        ("in the past 24 hours", "2025-03-07", "2025-03-08", "range"),
        ("over the weekend", "2025-03-01", "2025-03-02", "range"),
        ("the day before yesterday", "2025-03-06", "2025-03-06", "day"),
        ("on Christmas Eve", "2024-12-24", "2024-12-24", "day"),
        ("in the summer of 2023", "2023-06-01", "2023-08-31", "range"),
        ("since the summer", "2024-06-01", "2025-03-08", "range"),
        ("since the start of the year", "2025-01-01", "2025-03-08", "range"),
        ("since the beginning of January", "2025-01-01", "2025-03-08", "range"),
        ("on Thursday, March 6", "2025-03-06", "2025-03-06", "day"),
        ("overnight into Saturday", "2025-03-07", "2025-03-08", "range"),
        ("overnight on Thursday", "2025-03-06", "2025-03-07", "range"),
    ],
)
def test_expressions_are_resolved_against_the_publication(
    text: str, earliest: str, latest: str, precision: str
) -> None:
    assert bounds(f"Shells fell {text}.") == [(earliest, latest, precision)]


def test_a_full_date_needs_no_publication() -> None:
    assert bounds("Shells fell on 9 October 2023.", None) == [("2023-10-09", "2023-10-09", "day")]


@pytest.mark.parametrize("text", ["on Thursday", "overnight", "on 9 October", "in February"])
def test_others_stay_open_without_a_publication_and_say_so(text: str) -> None:
    found, unused = dates(f"Shells fell {text}.", None)

    assert found == []
    assert [one.code for one in unused] == ["date-unresolved"]


@pytest.mark.parametrize(
    "text", ["It may be 5.", "They march on.", "next Friday", "until Friday", "31 June 2024", "route 2011-45"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert bounds(text) == []


@given(st.text(alphabet="0123456789 -/.,MarchThursdayof", max_size=40))
def test_any_text_gives_ordered_bounds_and_exact_evidence(text: str) -> None:
    found, unused = dates(text, SATURDAY)

    assert all(when.earliest <= when.latest for when in found)
    assert all(one.span is not None and one.span.fits(text) for one in unused)
