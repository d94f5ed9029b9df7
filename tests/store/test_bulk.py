"""Filling an empty embedded store at one go: the graph that the incremental way writes, or nothing at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from testigo.ontology.batch import Batch, node_table
from testigo.ontology.errors import StoreBusy, StoreError
from testigo.ontology.tables import relationship_schema
from testigo.store import Written, bulk, open_store
from testigo.store.bolt import BoltStore
from testigo.store.bulk import exchange
from testigo.store.embedded import EmbeddedStore

from tests.sample import sample
from tests.store.spooling import graph, spooled


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An embedded store of its own, for one that is filled is not the engine's that it was."""
    with open_store(f"file:{tmp_path / 'store'}") as store:
        assert isinstance(store, EmbeddedStore)
        yield store


def test_a_filled_store_holds_what_the_incremental_way_writes(
    empty: EmbeddedStore, embedded_store: BoltStore, tmp_path: Path
) -> None:
    batch = sample().batch
    written = embedded_store.write(batch)

    assert bulk.fill(empty, spooled(tmp_path / "spool", batch, batch)) == written
    assert graph(empty) == graph(embedded_store)


def test_a_report_that_was_only_pointed_to_is_completed(
    empty: EmbeddedStore, embedded_store: BoltStore, tmp_path: Path
) -> None:
    pointed = {"id": "report-1", "url": "https://news.example/a", "language": "und", "title": None}
    whole = pointed | {"language": "ar", "title": "A report", "publishedOn": date(2025, 3, 8)}
    other = whole | {"language": "en", "title": "Another", "publisher": "News"}
    batches = [Batch({"Report": node_table("Report", [row])}) for row in (pointed, whole, other)]
    for each in batches:
        embedded_store.write(each)
    bulk.fill(empty, spooled(tmp_path / "spool", *batches))

    assert graph(empty) == graph(embedded_store)


def test_a_filled_store_answers_by_its_indexes(empty: EmbeddedStore, tmp_path: Path) -> None:
    bulk.fill(empty, spooled(tmp_path / "spool", sample().batch))
    words = "CALL db.index.fulltext.queryNodes('passage_text', 'civilians') YIELD node RETURN count(node) AS n"
    since = "MATCH (s:Statement) WHERE s.publishedOn >= $day RETURN count(s) AS n"
    late = [row for row in graph(empty)["Statement"] if (day := row["publishedOn"]) and day >= date(2025, 7, 1)]

    assert empty.read(words)[0]["n"] > 5
    assert empty.read(since, {"day": date(2025, 7, 1)}) == [{"n": len(late)}]
    assert empty.info().schema_version == 1


def test_a_filled_store_takes_more(empty: EmbeddedStore, tmp_path: Path) -> None:
    batch = sample().batch
    bulk.fill(empty, spooled(tmp_path / "spool", batch))
    before = graph(empty)

    assert empty.write(batch) == Written()
    assert graph(empty) == before


def test_the_run_comes_in_with_what_it_brings(empty: EmbeddedStore, tmp_path: Path) -> None:
    batch = sample().batch
    run = {"id": "loadrun-1", "source": "sample", "started": datetime(2025, 3, 8, tzinfo=UTC)}
    bringing = bulk.Bringing(run, ("Statement", "Report"), lambda written: ("load-1", f"{written.nodes} nodes"))

    written = bulk.fill(empty, spooled(tmp_path / "spool", batch), bringing)

    brought = {row["start"] for row in graph(empty)["LOADED_BY"] if row["end"] == "loadrun-1"}
    assert brought == {*batch.ids("Statement"), *batch.ids("Report")}
    assert written.relationships == batch.size[1]
    assert empty.read("MATCH (n:TestigoStore {id: 'load-1'}) RETURN n.note AS note") == [
        {"note": f"{batch.size[0]} nodes"}
    ]


def test_only_an_empty_store_is_filled(empty: EmbeddedStore, tmp_path: Path) -> None:
    folder = spooled(tmp_path / "spool", sample().batch)
    assert bulk.can_fill(empty)
    bulk.fill(empty, folder)

    assert not bulk.can_fill(empty)
    with pytest.raises(StoreError, match="holds something already"):
        bulk.fill(empty, folder)
    assert empty.info().nodes


def test_a_store_that_is_open_twice_is_not_filled(empty: EmbeddedStore, tmp_path: Path) -> None:
    folder = spooled(tmp_path / "spool", sample().batch)
    with open_store(empty.url):
        assert not bulk.can_fill(empty)
        with pytest.raises(StoreBusy, match="open elsewhere"):
            bulk.fill(empty, folder)


def test_a_relationship_without_its_end_fills_nothing(empty: EmbeddedStore, tmp_path: Path) -> None:
    nowhere = pa.Table.from_pylist([{"start": "event-1", "end": "place-1"}], schema=relationship_schema("AT_PLACE"))
    batch = sample().batch
    broken = Batch(batch.nodes, {**batch.relationships, "AT_PLACE": nowhere})

    with pytest.raises(StoreError, match="1 of 1 AT_PLACE refer to a node that is in no table"):
        bulk.fill(empty, spooled(tmp_path / "spool", broken))
    assert bulk.can_fill(empty)
    assert not list(empty.folder.glob("next*"))


KILLED = """
import os, signal, sys
from pathlib import Path
from testigo.store import bulk, open_store
from testigo.store.bulk import exchange

def at(name):
    def killed(*_):
        os.kill(os.getpid(), signal.SIGKILL)
    target = {"made": (exchange, "_to_disk"), "whole": (exchange.shutil, "rmtree")}[name]
    return target, killed

with open_store(sys.argv[1]) as store:
    (owner, name), killed = at(sys.argv[3])
    if sys.argv[3] == "whole":
        kept = exchange.settle
        def settle(folder, place):
            kept(folder, place) if not (folder / exchange.WHOLE).exists() else killed()
        exchange.settle = settle
    else:
        setattr(owner, name, killed)
    bulk.fill(store, Path(sys.argv[2]))
"""


@pytest.mark.parametrize(("moment", "is_filled"), [("made", False), ("whole", True)])
def test_killed_while_it_is_filled_a_store_is_empty_or_whole(tmp_path: Path, moment: str, is_filled: bool) -> None:
    folder = spooled(tmp_path / "spool", sample().batch)
    url = f"file:{tmp_path / 'store'}"
    open_store(url).close()
    run = subprocess.run([sys.executable, "-c", KILLED, url, str(folder), moment], env=os.environ, check=False)
    assert run.returncode == -signal.SIGKILL

    with open_store(url) as store:
        assert bool(store.info().nodes) is is_filled
        assert bulk.can_fill(store) is not is_filled
    assert not list((tmp_path / "store").glob("next*"))


def test_what_was_left_half_made_is_forgotten(tmp_path: Path) -> None:
    place = tmp_path / "databases" / "testigo"
    place.mkdir(parents=True)
    (place / "old").touch()
    (tmp_path / exchange.PART).mkdir()

    exchange.settle(tmp_path, place)

    assert [each.name for each in tmp_path.rglob("*")] == ["databases", "testigo", "old"]
