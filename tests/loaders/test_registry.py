"""Refused rows that go in again, by the source that they are of."""

import json
from pathlib import Path
from typing import Any

import pytest
from testigo.loaders import registry
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.mending import retry
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.refusals import listed, shown
from testigo.ontology.errors import InvalidValue
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph, timeless
from tests.loaders.invented import InventedSource, Row, row


@pytest.fixture(autouse=True)
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.MODULES, "invented", "tests.loaders.invented")


def load(store: Store, folder: Path, *rows: Row) -> Loaded:
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    return pipeline.load(InventedSource(list(rows), len(rows)), RefusalLimit.parsed("50%"))


def payload(store: Store, id: str, **cells: str) -> str:
    found: dict[str, Any] = json.loads(shown(store, id)["payload"])
    found["row"] |= cells
    return json.dumps(found)


def test_a_fault_refuses_what_needs_the_cell_and_no_more(store: Store, tmp_path: Path) -> None:
    loaded = load(store, tmp_path, row(1), row(2, low="two"), row(3, id=None))
    refused = {(each["locator"], each["path"], each["shape"]) for each in listed(store)}

    assert refused == {("invented.csv:3", "low", "integer"), ("invented.csv:4", "id", "required")}
    assert (len(graph(store)["Event"]), len(graph(store)["Statement"])) == (2, 3)
    assert loaded.refused == 2


def test_what_is_refused_again_in_another_load_is_no_other_refusal(store: Store, tmp_path: Path) -> None:
    for _ in range(2):
        load(store, tmp_path, row(1), row(2, low="9", high="3"), row(3, low="three"))

    assert len(listed(store)) == 2


def test_a_record_that_breaks_a_shape_is_told_with_the_line_of_its_row(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, row(1), row(2, low="9", high="3"))

    assert [each["locator"] for each in listed(store)] == ["invented.csv:3"]


def test_a_mended_row_gives_the_graph_of_the_sound_one_and_says_who_edited_it(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, row(1), row(2, low="two"))
    (refused,) = listed(store)
    retry(store, [refused["id"]], payload(store, refused["id"], low="2"), "ana")
    mended = timeless(graph(store))
    (assessment,) = mended.pop("Assessment")
    (of,) = mended.pop("OF")
    mended.pop("Refusal")
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    load(store, tmp_path, row(1), row(2, low="2"))

    assert mended == timeless(graph(store))
    assert (assessment["verdict"], assessment["by"]) == ("edited", "ana")
    assert assessment["basis"] == f"{refused['id']}: low 'two' -> '2'"
    assert [each["low"] for each in mended["Statement"] if each["id"] == of["end"]] == [2]


def test_a_row_that_is_only_tried_again_is_not_edited(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, row(1), row(2, low="two"))
    (refused,) = listed(store)

    (again,) = retry(store, [refused["id"]])

    assert again.reasons == ("'two' is no number",)
    assert [each["id"] for each in listed(store)] == [refused["id"]]
    assert "Assessment" not in graph(store)


def test_mending_one_cell_of_two_leaves_one_refusal_that_holds_the_mended_row(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, row(1), row(2, low="two", high="four"))
    first, _ = listed(store)

    retry(store, [first["id"]], payload(store, first["id"], low="2"))
    (left,) = listed(store)
    retry(store, [left["id"]], payload(store, left["id"], high="4"))

    assert (left["path"], json.loads(shown(store, left["id"])["payload"])["row"]["low"]) == ("high", "2")
    assert listed(store) == []


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"source": "nobody", "options": {}, "row": {}}, "no source is named 'nobody'"),
        ({"source": "invented", "row": {}}, "the row must be"),
        ({"source": "invented", "options": {}, "row": {"low": 2}}, "the cell low is no text"),
    ],
)
def test_what_is_no_row_is_told(payload: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidValue, match=reason):
        registry.remapped(payload)
