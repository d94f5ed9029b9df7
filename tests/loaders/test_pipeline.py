"""The pipeline on both stores: twice, killed, refused, cut off."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from testigo.loaders.pipeline import Loaded, Pipeline, RefusalLimit
from testigo.loaders.rdf_source import RdfSource
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text_source import TextSource
from testigo.ontology.errors import InvalidValue, TooManyRefusals
from testigo.ontology.rdf import to_ntriples
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph, timeless
from tests.loaders.founding import SAMPLE, mapped_gold

ONE_PERCENT = RefusalLimit.parsed("1%")


def report() -> TextSource:
    return TextSource([SAMPLE], RuleExtractor(), ReportMetadata(publisher="The Example"))


def load(store: Store, folder: Path, source: TextSource | RdfSource | None = None) -> Loaded:
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    return pipeline.load(source or report(), ONE_PERCENT)


def broken(folder: Path, old: str, new: str) -> RdfSource:
    """The founding report as N-Triples with one thing changed."""
    lines = b"".join(to_ntriples(mapped_gold().batch)).decode()
    assert old in lines
    path = folder / "graph.nt"
    path.write_text(lines.replace(old, new, 1))
    return RdfSource([path])


def test_a_report_becomes_a_graph_with_its_bytes_in_the_archive(store: Store, tmp_path: Path) -> None:
    loaded = load(store, tmp_path)

    assert loaded.refused == 0
    assert loaded.new["Statement"] == len(graph(store)["Statement"])
    (snapshot,) = graph(store)["Snapshot"]
    assert Archive(str(tmp_path / "archive")).get(snapshot["sha256"]) == SAMPLE.read_bytes()
    assert list((tmp_path / "spool").iterdir()) == []


def test_loading_twice_changes_nothing_but_the_run(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path)
    before = graph(store)

    again = load(store, tmp_path)

    assert graph(store) == before
    assert (again.written.nodes, set(again.new.values())) == (0, {0})
    assert store.read("MATCH (run:LoadRun) WHERE run.ended IS NOT NULL RETURN count(run) AS n")[0]["n"] == 2


KILLED = """
import os, sys
from pathlib import Path
from tests.loaders.test_pipeline import load
from testigo.store import open_store
import testigo.store.bolt as bolt

wait = int(sys.argv[3])
calls = 0
store = open_store(sys.argv[1])
run = store.run
write = store.write

class Dying:
    def __getattr__(self, name):
        return getattr(store, name)
    def write(self, batch):
        global calls
        calls += 1
        if calls == wait:
            print("now", flush=True)
            from testigo.ontology.batch import Batch
            half = dict(list(batch.nodes.items())[: len(batch.nodes) // 2])
            write(Batch(nodes=half))
            os.kill(os.getpid(), 9)
        return write(batch)

load(Dying(), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("wait", [1, 2])
def test_a_load_that_is_killed_and_run_again_ends_in_the_same_graph(tmp_path: Path, wait: int) -> None:
    from testigo.store import open_store

    url = f"file:{tmp_path / 'killed'}"
    child = subprocess.run(
        [sys.executable, "-c", KILLED, url, str(tmp_path), str(wait)],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr

    with open_store(url) as store, open_store(f"file:{tmp_path / 'whole'}") as other:
        resumed = load(store, tmp_path)
        load(other, tmp_path / "other")

        assert resumed.resumed
        assert timeless(graph(store)) == timeless(graph(other))


@pytest.mark.neo4j
def test_a_load_that_is_killed_on_neo4j_ends_in_the_same_graph(
    neo4j_url: str, neo4j_store: Store, tmp_path: Path
) -> None:
    child = subprocess.run(
        [sys.executable, "-c", KILLED, neo4j_url, str(tmp_path), "1"],
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr

    load(neo4j_store, tmp_path)
    killed = timeless(graph(neo4j_store))
    neo4j_store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    load(neo4j_store, tmp_path / "other")

    assert killed == timeless(graph(neo4j_store))


def test_a_broken_record_is_refused_alone_and_kept_with_its_reason(store: Store, tmp_path: Path) -> None:
    source = broken(tmp_path, '"mass-killing"', '"massacre-most-foul"')

    loaded = load(store, tmp_path, source)

    (refusal,) = store.read("MATCH (r:Refusal) RETURN r.shape AS shape, r.message AS message, r.locator AS locator")
    assert refusal["shape"] == "Statement-eventType"
    assert refusal["locator"].endswith("graph.nt")
    assert loaded.refused == 1
    assert len(graph(store)["Statement"]) == len(mapped_gold().batch.nodes["Statement"]) - 1


def test_above_the_threshold_nothing_is_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(TooManyRefusals, match=r"1 of .* refused, above the threshold of 0%: nothing was written"):
        Pipeline(store, Archive(str(tmp_path / "archive")), tmp_path / "spool").load(
            broken(tmp_path, '"mass-killing"', '"massacre-most-foul"'), RefusalLimit.parsed("0%")
        )

    assert graph(store) == {}
    assert not (tmp_path / "archive").exists() or not list((tmp_path / "archive").iterdir())


@pytest.mark.parametrize("literal", ["", "a", "-1", "101%", "1.5", "%"])
def test_a_limit_that_is_none_is_told(literal: str) -> None:
    with pytest.raises(InvalidValue, match="no limit of refusals"):
        RefusalLimit.parsed(literal)


@pytest.mark.parametrize("label", ["Event", "Actor", "Place"])
def test_after_a_load_everything_has_its_canonical_id(store: Store, tmp_path: Path, label: str) -> None:
    load(store, tmp_path)

    assert all(row["canonicalId"] for row in graph(store)[label])
