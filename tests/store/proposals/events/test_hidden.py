"""Events of which the truth is known, and was hidden: weights fitted on one country, judged on the other."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from testigo.store.proposals.events import propose_events, voices
from testigo.store.proposals.events.fitting import fitted
from testigo.store.proposals.events.scoring import scored
from testigo.store.proposals.events.tables import EventTables
from testigo.store.proposals.events.weights import Weights, shipped

from tests.store.proposals.events.hidden import hidden, labelled, truth

COUNTRIES = ("Kenya", "Ivory Coast")
PRECISE = 0.9


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> EventTables:
    return hidden(tmp_path_factory.mktemp("hidden"))


def of_country(given: EventTables, country: str) -> EventTables:
    events = truth().filter(pl.col("country") == country).select("event")
    return replace(given, events=given.events.join(events, on="event", how="semi"))


def judged(given: EventTables, weights: Weights, true_pairs: int) -> tuple[float, float]:
    """The best F1, and the recall at a precision of nine in ten."""
    events, pairs, features, same = labelled(given)
    found = scored(pairs, features.select(*weights.features), voices(events), weights)
    right = same.to_numpy()[np.argsort(-found["score"].to_numpy(), kind="stable")].cumsum()
    precision, recall = right / np.arange(1, len(right) + 1), right / true_pairs
    precise = (precision >= PRECISE) & (right >= 20)
    return float((2 * precision * recall / (precision + recall + 1e-9)).max()), float(recall[precise].max(initial=0))


def pairs_of(country: str) -> int:
    sizes = truth().filter(pl.col("country") == country).group_by("of").len()["len"]
    return int((sizes.cast(pl.Int64) * (sizes.cast(pl.Int64) - 1) // 2).sum())


def test_there_are_as_many_true_pairs_as_counted_by_hand() -> None:
    assert sum(map(pairs_of, COUNTRIES)) == 3_251


@pytest.mark.parametrize(("known", "unseen"), [COUNTRIES, COUNTRIES[::-1]])
def test_weights_of_one_country_find_the_events_of_the_other(given: EventTables, known: str, unseen: str) -> None:
    events, pairs, features, same = labelled(of_country(given, known))
    weights = fitted(pairs, features, same, voices(events))
    f1, precise_recall = judged(of_country(given, unseen), weights, pairs_of(unseen))

    assert f1 >= 0.60
    assert precise_recall >= 0.20


def test_the_weights_that_ship_are_those_of_both_countries(given: EventTables) -> None:
    events, pairs, features, same = labelled(given)
    weights = fitted(pairs, features, same, voices(events))
    kept = shipped()

    assert dict(kept.features) == pytest.approx(dict(weights.features), abs=0.01)
    assert dict(kept.others) == pytest.approx(dict(weights.others), abs=0.01)


def test_nearly_all_that_is_one_is_compared(given: EventTables) -> None:
    _, pairs, _, same = labelled(given)
    true_pairs = sum(map(pairs_of, COUNTRIES))

    assert same.sum() >= 0.97 * true_pairs
    assert len(pairs) < 20 * true_pairs


def test_without_events_nothing_is_proposed(given: EventTables) -> None:
    nothing = replace(given, events=given.events.head(0))

    assert len(propose_events(nothing)) == 0


def test_a_proposal_tells_its_reasons_and_they_add_up(given: EventTables) -> None:
    weights = shipped()
    found = propose_events(given)
    likeliest = found.row(0, named=True)
    odds = np.log(likeliest["score"] / (1 - likeliest["score"]))
    told = sum(each["weight"] for each in likeliest["reasons"])
    start = weights.bias * weights.alone + weights.bias_with_others

    assert found["score"].is_sorted(descending=True)
    assert found["score"].to_numpy().min() >= weights.propose
    assert abs(start + told - odds) < 0.1 * len(weights.features)
