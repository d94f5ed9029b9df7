from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testigo.ontology.errors import InvalidValue
from testigo.ontology.spans import Span

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], sum(pair)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_an_empty_reversed_or_negative_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidValue, match="not a span"):
        Span(start, end)


def test_a_span_counts_code_points_and_not_bytes_or_utf_16_units() -> None:
    assert Span(2, 7).of("😀 مدنيون") == "مدنيو"


def test_a_span_that_ends_after_the_text_is_refused_with_both_lengths() -> None:
    with pytest.raises(InvalidValue, match=r"0:4 ends after the text \(3 code points\)"):
        Span(0, 4).of("two")


@given(SPANS, SPANS)
def test_overlap_is_sharing_a_code_point(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))

    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


@given(SPANS, SPANS)
def test_covering_is_holding_every_code_point(one: Span, other: Span) -> None:
    assert one.covers(other) == (set(range(other.start, other.end)) <= set(range(one.start, one.end)))
