"""A large load that is cut off goes on where it stood, as the store itself remembers it."""

from pathlib import Path
from typing import Any

import pytest
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.writing import STOOD
from testigo.ontology.batch import Batch
from testigo.ontology.errors import StoreError
from testigo.store import Store
from testigo.store.archive import Archive
from testigo.store.bolt import BoltStore
from testigo.store.protocols import Written

from tests.conftest import emptied
from tests.graphs import Graph, graph, timeless
from tests.loaders.invented import InventedSource, row

ROWS = [row(number) for number in range(1, 1_001)]  # some 11,000 nodes and relationships: more than one portion


class Failing:
    """A store that goes away after so many writes; it counts them."""

    def __init__(self, store: Store, after: int) -> None:
        self._store, self._left, self.writes = store, after, 0

    def __getattr__(self, name: str) -> Any:  # Any: whatever the store has
        return getattr(self._store, name)

    def write(self, batch: Batch) -> Written:
        if self.writes == self._left:
            raise StoreError("it went away")
        self.writes += 1
        return self._store.write(batch)


def load(store: Any, folder: Path) -> Loaded:  # Any: a store, or one that fails
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    return pipeline.load(InventedSource(ROWS, len(ROWS)), RefusalLimit.parsed("0"))


def runs(store: Store) -> list[dict[str, Any]]:
    return store.read("MATCH (r:LoadRun) RETURN r.id AS id, r.nodes AS nodes, r.ended IS NOT NULL AS ended")


@pytest.fixture(scope="module")
def wholes() -> dict[str, tuple[Graph, int, int]]:
    """What `expected` found, by the store."""
    return {}


@pytest.fixture
def expected(store: BoltStore, tmp_path: Path, wholes: dict[str, tuple[Graph, int, int]]) -> tuple[Graph, int, int]:
    """The graph of a load that nothing stopped, its new nodes and its writes; the store is empty again."""
    if store.url not in wholes:
        whole = Failing(store, 10_000)
        loaded = load(whole, tmp_path / "whole")
        wholes[store.url] = timeless(graph(store)), loaded.written.nodes, whole.writes
        emptied(store)
    return wholes[store.url]


@pytest.mark.parametrize("after", [12])
def test_a_load_that_is_cut_off_goes_on_where_it_stood_in_the_same_run(
    store: Store, tmp_path: Path, expected: tuple[Graph, int, int], after: int
) -> None:
    found, nodes, writes = expected
    with pytest.raises(StoreError):
        load(Failing(store, after), tmp_path)
    rest = Failing(store, 10_000)

    loaded = load(rest, tmp_path)

    assert (loaded.resumed, rest.writes) == (True, writes - after)
    assert runs(store) == [{"id": loaded.run, "nodes": nodes, "ended": True}]
    assert timeless(graph(store)) == found
    assert not [each for each in store.read("MATCH (n:TestigoStore) RETURN n.id AS id") if each["id"] != "schema"]


def test_a_store_that_was_emptied_meanwhile_gets_everything(
    store: Store, tmp_path: Path, expected: tuple[Graph, int, int]
) -> None:
    found, _, writes = expected
    with pytest.raises(StoreError):
        load(Failing(store, 3), tmp_path)
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    rest = Failing(store, 10_000)

    load(rest, tmp_path)

    assert rest.writes == writes
    assert timeless(graph(store)) == found


def test_what_stood_of_another_spool_is_not_gone_on_with(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        load(Failing(store, 3), tmp_path)
    (spool,) = (tmp_path / "spool").glob("*/")
    (spool / "summary.json").unlink()

    loaded = load(store, tmp_path)

    assert not loaded.resumed
    assert store.read("MATCH (e:Event) RETURN count(e) AS n")[0]["n"] == len(ROWS)
    assert store.read(STOOD, {"id": f"load-{spool.name}"}) == []
