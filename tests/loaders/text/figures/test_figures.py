from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.text.figures.figures import figures

Row = tuple[str, int | None, int | None, str]


def rows(text: str) -> list[Row]:
    return [(figure.span.of(text), figure.low, figure.high, figure.comparator) for figure in figures(text)]


@pytest.mark.parametrize(
    ("words", "low", "high", "comparator"),
    [
        ("More than 700", 700, None, "moreThan"),
        ("exactly 40", 40, 40, "exact"),
        ("40", 40, 40, "exact"),
        ("between 20 and 30", 20, 30, "range"),
        ("20-30", 20, 30, "range"),
        ("three to five", 3, 5, "range"),
        ("about 90", 90, 90, "about"),
        ("at least 1,225", 1225, None, "atLeast"),
        ("no fewer than twenty", 20, None, "atLeast"),
        ("up to 40", None, 40, "atMost"),
        ("fewer than ten", None, 10, "lessThan"),
        ("50 or more", 50, None, "atLeast"),
        ("dozens", 24, 99, "dozens"),
        ("several dozen", 24, 99, "dozens"),
        ("more than a dozen", 12, None, "moreThan"),
        ("half a dozen", 6, 6, "exact"),
        ("hundreds", 200, None, "hundreds"),
        ("thousands", 2000, None, "thousands"),
        ("tens of thousands", 20000, None, "thousands"),
        ("several", 3, 9, "several"),
        ("ninety-two", 92, 92, "exact"),
        ("two hundred and six", 206, 206, "exact"),
        ("1.5 million", 1_500_000, 1_500_000, "exact"),
        ("2,000+", 2000, None, "moreThan"),
    ],
)
def test_a_figure_holds_what_is_written(words: str, low: int | None, high: int | None, comparator: str) -> None:
    assert rows(f"They say {words} people fled.") == [(words, low, high, comparator)]


@pytest.mark.parametrize("text", ["a 13-year war", "it cost $300", "2.5% of them", "the A-10 flew", "at 10:30"])
def test_what_counts_nobody_is_no_figure(text: str) -> None:
    assert rows(text) == []


@given(st.text(max_size=60))
def test_any_text_gives_spans_in_it_and_ordered_bounds(text: str) -> None:
    for figure in figures(text):
        assert figure.span.end <= len(text)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
