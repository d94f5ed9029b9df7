"""What stops a load before anything is written."""

from pathlib import Path

import pytest
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Pipeline
from testigo.loaders.refusals import last
from testigo.loaders.source import Expected
from testigo.ontology.errors import InvalidValue, TooLittle, TooManyRefusals
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph
from tests.loaders.invented import InventedSource, row

ROWS = [row(1), row(2, low="two"), row(3, id=None), row(4, low="9", high="3")]


def pipeline(store: Store, folder: Path) -> Pipeline:
    return Pipeline(store, Archive(str(folder / "archive")), folder / "spool")


@pytest.mark.parametrize("literal", ["", "a", "-1", "101%", "1.5", "%"])
def test_a_limit_that_is_none_is_told(literal: str) -> None:
    with pytest.raises(InvalidValue, match="no limit of refusals"):
        RefusalLimit.parsed(literal)


def test_above_the_limit_nothing_is_written_and_every_reason_is_kept(embedded_store: Store, tmp_path: Path) -> None:
    with pytest.raises(TooManyRefusals, match=r"3 of .* refused, above the threshold of 2") as told:
        pipeline(embedded_store, tmp_path).load(InventedSource(ROWS, 4), RefusalLimit.parsed("2"))
    kept = last(tmp_path / "spool")

    assert graph(embedded_store) == {}
    assert {(each["locator"], each["rule"], each["value"]) for each in kept} >= {
        ("invented.csv:3", "integer", "two"), ("invented.csv:4", "required", None),
    }  # fmt: skip
    assert (len(kept), sum(each["count"] for each in told.value.refusals)) == (3, 3)
    assert told.value.reasons == str(tmp_path / "spool" / "last-load.jsonl")


def test_fewer_than_the_card_expects_are_refused_before_anything_is_written(
    embedded_store: Store, tmp_path: Path
) -> None:
    source = InventedSource(ROWS, 4, expected=(Expected("Event", least=4),))

    with pytest.raises(TooLittle, match=r"3 of the label Event, where a whole release has at least 4.*--part"):
        pipeline(embedded_store, tmp_path).load(source, RefusalLimit.parsed("50%"))

    assert graph(embedded_store) == {}
    assert not list((tmp_path / "spool").glob("*/"))


def test_more_than_the_card_expects_are_loaded_and_told(embedded_store: Store, tmp_path: Path) -> None:
    source = InventedSource([row(1), row(2)], 2, expected=(Expected("Event", most=1),))

    loaded = pipeline(embedded_store, tmp_path).load(source, RefusalLimit.parsed("0"))

    assert loaded.surplus == [
        "Invented events: 2 of the label Event, where a whole release has at most 1: a release that the card does not "
        "know, or rows that stand twice"
    ]
    assert loaded.new["Event"] == 2


def test_of_an_extract_nothing_is_expected(embedded_store: Store, tmp_path: Path) -> None:
    source = InventedSource([row(1)], 1, expected=(Expected("Event", least=2),))

    assert pipeline(embedded_store, tmp_path).load(source, RefusalLimit.parsed("0"), expected=()).new["Event"] == 1


def test_a_rows_that_stand_twice_count_once(embedded_store: Store, tmp_path: Path) -> None:
    source = InventedSource([row(1), row(1)], 2, expected=(Expected("Event", 1, 1),), rows_a_piece=1)

    loaded = pipeline(embedded_store, tmp_path).load(source, RefusalLimit.parsed("0"))

    assert (loaded.surplus, loaded.new["Event"]) == ([], 1)
