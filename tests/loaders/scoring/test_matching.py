from testigo.loaders.extraction import Mention
from testigo.loaders.scoring.figures import Tally, added
from testigo.loaders.scoring.matching import are_alike, pairs


def test_the_best_pair_is_taken_first_and_nothing_twice() -> None:
    scores = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.0}

    assert pairs("ab", "xy", lambda a, b: scores[a, b]) == {0: 1}


def test_of_equal_pairs_the_first_found_is_taken() -> None:
    assert pairs("ab", "x", lambda a, b: 1) == {0: 0}


def test_half_of_the_words_in_common_is_enough() -> None:
    assert are_alike(Mention(0, 5, "-----"), Mention(0, 10, "-" * 10))
    assert not are_alike(Mention(0, 4, "----"), Mention(0, 10, "-" * 10))


def test_nothing_found_is_no_success_and_no_error() -> None:
    assert (Tally(0, 0, 3).f1, Tally(0, 3, 0).f1, Tally().f1) == (0.0, 0.0, 0.0)


def test_reports_are_added_before_shares_are_taken() -> None:
    total = added([{"actors": Tally(1, 1, 1)}, {"actors": Tally(0, 1, 1)}])

    assert (total["actors"].precision, total["actors"]) == (0.5, Tally(1, 2, 2))
