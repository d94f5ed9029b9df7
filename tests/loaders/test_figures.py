import pytest
from testigo.loaders.extraction import Count, Mention
from testigo.loaders.figures import comparator_of
from testigo.ontology.terms import Comparator

SPAN = Mention(0, 1, "x")


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "expected"),
    [
        (700, None, "more than", Comparator.MORE_THAN),
        (40, 40, None, Comparator.EXACT),
        (40, 40, "exactly", Comparator.EXACT),
        (90, 90, "about", Comparator.ABOUT),
        (20, 30, "between", Comparator.RANGE),
        (24, 99, "Several dozen", Comparator.DOZENS),
        (None, 50, "up to", Comparator.AT_MOST),
        (40, 40, "as many as", Comparator.AT_MOST),
        (40, 40, "or more", Comparator.AT_LEAST),
        (40, 99, "scores", Comparator.DOZENS),
        (12, None, None, Comparator.AT_LEAST),
    ],
)
def test_the_words_say_how_a_figure_is_bounded(
    low: int | None, high: int | None, qualifier: str | None, expected: Comparator
) -> None:
    assert comparator_of(Count("e1", "killed", low, high, qualifier, SPAN)) is expected
