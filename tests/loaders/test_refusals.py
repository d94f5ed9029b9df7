"""Refused records on both stores: kept, mended and driven in again."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.mending import retry
from testigo.loaders.pipeline import Pipeline
from testigo.loaders.rdf_source import RdfSource
from testigo.loaders.refusals import listed, shown
from testigo.ontology.errors import InvalidValue, NotInStore
from testigo.ontology.rdf import to_ntriples
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph, timeless
from tests.loaders.founding import mapped_gold


def load(store: Store, folder: Path, replaced: Mapping[str, str]) -> None:
    lines = b"".join(to_ntriples(mapped_gold().batch)).decode()
    for old, new in replaced.items():
        assert old in lines
        lines = lines.replace(old, new)
    (folder / "graph.nt").write_text(lines)
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    pipeline.load(RdfSource([folder / "graph.nt"]), RefusalLimit.parsed("90%"))


FAULTS = {'"mass-killing"': '"massacre"', '"monitor"': '"spy"', '"moreThan"': '"muchMoreThan"'}


def test_mending_every_refused_record_gives_the_graph_of_the_sound_report(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, FAULTS)
    refused = [row["id"] for row in listed(store)]
    for _ in refused:  # a statement goes in after the speaker it names, whatever the order of the list
        for row in listed(store):
            payload = shown(store, row["id"])["payload"]
            for old, new in FAULTS.items():
                payload = payload.replace(new, old)
            retry(store, [row["id"]], payload)
        if not listed(store):
            break
    mended = timeless(graph(store))
    kept = mended.pop("Refusal")
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    load(store, tmp_path, {})

    assert refused
    assert len(kept) >= len(refused)
    assert all(row["mendedAt"] for row in kept)
    assert mended == timeless(graph(store))


def test_a_record_that_is_still_broken_stays_refused_with_the_reason_of_today(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, {'"moreThan"': '"muchMoreThan"'})
    (row,) = listed(store)

    (done,) = retry(store, [row["id"]])

    assert done.reasons
    assert [each["id"] for each in listed(store)] == [row["id"]]


def test_loading_a_broken_file_twice_keeps_one_refusal(store: Store, tmp_path: Path) -> None:
    for _ in range(2):
        load(store, tmp_path, {'"moreThan"': '"muchMoreThan"'})

    assert len(listed(store)) == 1


@pytest.mark.parametrize("payload", ["", "[]", '{"nodes": {"Statement": [{"low": "many"}]}, "relationships": {}}'])
def test_what_is_no_record_is_told(store: Store, tmp_path: Path, payload: str) -> None:
    load(store, tmp_path, {'"moreThan"': '"muchMoreThan"'})
    (row,) = listed(store)

    with pytest.raises(InvalidValue):
        retry(store, [row["id"]], payload or "not json")


def test_a_refusal_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(NotInStore):
        retry(store, ["refusal-1"])
