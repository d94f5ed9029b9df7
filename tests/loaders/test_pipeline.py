"""The pipeline on both stores: twice, killed, refused, cut off."""

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.rdf_source import RdfSource
from testigo.loaders.reports import ReportMetadata
from testigo.loaders.text.extractor import RuleExtractor
from testigo.loaders.text_source import TextSource
from testigo.ontology.figures import Figure
from testigo.ontology.rdf import to_ntriples
from testigo.ontology.terms import ActorKind
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph, timeless
from tests.loaders.founding import SAMPLE, mapped_gold
from tests.sample import Builder

ONE_PERCENT = RefusalLimit.parsed("1%")


def report() -> TextSource:
    return TextSource([SAMPLE], RuleExtractor(), ReportMetadata(publisher="The Example"))


def load(
    store: Store, folder: Path, source: TextSource | RdfSource | None = None, limit: RefusalLimit = ONE_PERCENT
) -> Loaded:
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    return pipeline.load(source or report(), limit)


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
    assert [each.name for each in (tmp_path / "spool").iterdir()] == ["last-load.jsonl"]


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
    assert "graph.nt:" in refusal["locator"]
    assert loaded.refused == 1
    assert len(graph(store)["Statement"]) == len(mapped_gold().batch.nodes["Statement"]) - 1


def figure(folder: Path, day: int, speaker: str, earlier: str = "", judged: str = "") -> tuple[RdfSource, str]:
    """A speaker's toll on a day of March 2025 as RDF, and the id of the statement.

    It supersedes an earlier one; the speaker is judged to be the one of an earlier day with another name.
    """
    build = Builder()
    toll = 100 * day
    content = f"{toll} people have been killed."
    source = build.source(f"https://news.example.org/{day}", "Toll", "Example News", date(2025, 3, day), content)
    actor = build.actor(ActorKind.MONITOR, speaker, "register")
    said = build.counted(source, content, [actor], build.event(source, "killed"), Figure(toll, toll, toll))
    if earlier:
        build.relate("SUPERSEDES", said, earlier)
    if judged:
        build.judged(actor, build.actor(ActorKind.MONITOR, judged, "register"), "person:analyst")
    path = folder / f"{day}.nt"
    path.write_bytes(b"".join(to_ntriples(build.batch())))
    return RdfSource([path]), said


@pytest.mark.parametrize(
    ("speaker", "judged", "refused"),
    [("SOHR", "", []), ("Ministry", "", ["supersedes-speaker"]), ("Observatory", "SOHR", [])],
    ids=["the same speaker", "another speaker", "a speaker judged to be the same"],
)
def test_a_figure_supersedes_only_its_own_speakers_of_an_earlier_load(
    store: Store, tmp_path: Path, speaker: str, judged: str, refused: list[str]
) -> None:
    first, earlier = figure(tmp_path, 11, "SOHR")
    later, said = figure(tmp_path, 12, speaker, earlier, judged)
    load(store, tmp_path, first)
    loaded = load(store, tmp_path, later, RefusalLimit.parsed("1"))

    assert [each["rule"] for each in loaded.refusals] == refused
    went_in = store.read("MATCH (s:Statement {id: $id})-[:SUPERSEDES]->(e:Statement) RETURN e.id AS id", {"id": said})
    assert went_in == ([] if refused else [{"id": earlier}])


def test_a_speaker_that_an_earlier_load_judged_the_same_supersedes(store: Store, tmp_path: Path) -> None:
    first, earlier = figure(tmp_path, 11, "SOHR")
    judging, _ = figure(tmp_path, 10, "Observatory", judged="SOHR")
    later, _ = figure(tmp_path, 12, "Observatory", earlier)
    for each in (first, judging):
        load(store, tmp_path, each)

    assert load(store, tmp_path, later).refused == 0


def test_an_earlier_figure_does_not_supersede_a_later_one_of_an_earlier_load(store: Store, tmp_path: Path) -> None:
    first, later = figure(tmp_path, 12, "SOHR")
    load(store, tmp_path, first)
    second, _ = figure(tmp_path, 11, "SOHR", later)
    loaded = load(store, tmp_path, second, RefusalLimit.parsed("1"))

    assert [each["rule"] for each in loaded.refusals] == ["Supersession"]


def test_after_a_load_everything_has_its_canonical_id(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path)

    found = graph(store)
    for label in ("Event", "Actor", "Place"):
        assert all(row["canonicalId"] for row in found[label]), label
