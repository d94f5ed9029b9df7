from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from testigo.loaders.acled import SAMPLE, AcledSource
from testigo.loaders.acled.source import remapped
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.mending import retry
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.refusals import listed, shown
from testigo.loaders.reports import ReportMetadata
from testigo.store import Store, ask
from testigo.store.archive import open_archive

from tests.graphs import graph, timeless
from tests.loaders.acled.invented import AT, ROW

KNOWN = ReportMetadata(published=date(2024, 3, 16))
OLD, NEW, GONE = "1709856000", "1709956000", "1710056000"


def written(path: Path, *changes: Mapping[str, str | None]) -> Path:
    """A file of invented rows, CSV or JSON by its ending."""
    rows = [{**ROW, **each} for each in changes]
    if path.suffix == ".json":
        path.write_text(json.dumps({"status": 200, "count": len(rows), "data": rows}), "utf-8")
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def deletions(path: Path, *gone: tuple[str, str]) -> Path:
    path.write_text("event_id_cnty,deleted_timestamp\n" + "".join(f"{id},{at}\n" for id, at in gone), "utf-8")
    return path


def load(store: Store, home: Path, files: Iterable[Path], deleted: Sequence[Path] = (), limit: str = "0") -> Loaded:
    pipeline = Pipeline(store, open_archive(str(home / "archive"), store=store.url), home / "spool")
    return pipeline.load(AcledSource(list(files), KNOWN, deleted), RefusalLimit.parsed(limit))


def tolls(store: Store) -> dict[str, tuple[int | None, int | None]]:
    """Event id in ACLED → the range of the killed."""
    rows = store.read(
        """MATCH (e:Event)<-[:ABOUT]-(:Statement)-[:ANCHORED_AT]->(p:Passage)
        RETURN DISTINCT p.rowKey AS key, e.killedLow AS low, e.killedHigh AS high"""
    )
    return {row["key"]: (row["low"], row["high"]) for row in rows}


def statuses(store: Store) -> dict[str, str]:
    rows = store.read("MATCH (n:Participation)-[:OF_ACTOR]->(a:Actor) RETURN a.name AS name, n.status AS status")
    return {row["name"]: row["status"] for row in rows}


def empty(store: Store) -> None:
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")


def test_the_sample_comes_in_whole(store: Store, tmp_path: Path) -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    associates = sum(len(row[f"assoc_actor_{n}"].split(";")) for row in rows for n in (1, 2) if row[f"assoc_actor_{n}"])
    actors = sum(bool(row[f"actor{n}"]) for row in rows for n in (1, 2))

    loaded = load(store, tmp_path, [SAMPLE])

    assert loaded.refused == 0
    assert loaded.new["Event"] == loaded.new["Passage"] == len(rows)
    assert loaded.new["Participation"] == associates + actors
    assert loaded.new["Statement"] == 4 * len(rows) + associates + actors
    (killed,) = store.read("MATCH (s:Statement {kind: 'count'}) RETURN sum(s.best) AS best")
    assert killed["best"] == sum(int(row["fatalities"]) for row in rows)


def test_loading_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, [SAMPLE])
    before = graph(store)

    again = load(store, tmp_path, [SAMPLE])

    assert graph(store) == before
    assert again.written.nodes == 0


@pytest.mark.parametrize("together", [False, True])
def test_a_newer_row_supersedes_whichever_comes_first(store: Store, tmp_path: Path, together: bool) -> None:
    old = written(
        tmp_path / "old.csv", {"assoc_actor_1": "Women (Ardenia)", "timestamp": OLD}, {"event_id_cnty": "ARD2"}
    )
    new = written(tmp_path / "new.json", {"fatalities": "7", "timestamp": NEW}, {"event_id_cnty": "ARD2"})
    graphs = []

    for files in ((old, new), (new, old)):
        empty(store)
        for some in [files] if together else [[file] for file in files]:
            load(store, tmp_path, some)
        graphs.append(timeless(graph(store)))

    assert graphs[0] == graphs[1]
    assert tolls(store) == {"ARD1": (7, 7), "ARD2": (5, 5)}
    assert statuses(store)["Women (Ardenia)"] == "retracted"
    (kept,) = store.read(
        "MATCH (s:Statement {kind: 'count', recordVersion: $old}) WHERE s.best = 5 RETURN count(s) AS n", {"old": OLD}
    )
    assert kept["n"] == 2  # ARD2's, and ARD1's old one: nothing is overwritten


def test_whom_a_newer_row_replaces_nobody_names_any_more(store: Store, tmp_path: Path) -> None:
    unknown = {"actor1": "Unidentified Armed Group (Ardenia)", "inter1": "3", "timestamp": OLD}
    load(store, tmp_path, [written(tmp_path / "old.csv", unknown)])

    load(store, tmp_path, [written(tmp_path / "new.csv", {"timestamp": NEW})])

    accounts = {row["name"]: (row["status"], row["saidBy"]) for row in ask("accounts", store=store).to_dicts()}
    assert accounts["Unidentified Armed Group (Ardenia)"] == ("superseded", [])
    assert accounts["NFA: Northland Free Army"] == ("alleged", ["Armed Conflict Location & Event Data"])


def test_a_deletion_retracts_what_came_before_it_or_comes_after(store: Store, tmp_path: Path) -> None:
    rows = written(tmp_path / "rows.csv", {}, {"event_id_cnty": "ARD2"})
    gone = deletions(tmp_path / "deleted.csv", ("ARD1", GONE), ("ARD7", GONE))

    load(store, tmp_path, [rows], [gone])
    both = timeless(graph(store))
    empty(store)
    load(store, tmp_path, [], [gone])
    load(store, tmp_path, [rows])

    assert timeless(graph(store)) == both
    assert tolls(store) == {"ARD1": (None, None), "ARD2": (5, 5), "ARD7": (None, None)}


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    second = {"event_id_cnty": "ARD2", "assoc_actor_2": "Farmers (Ardenia); Teachers (Ardenia)"}
    files = [written(tmp_path / name, {}, second) for name in ("rows.csv", "rows.json")]

    of_csv, of_json = (next(AcledSource([file], KNOWN).pieces(AT)).batch for file in files)

    assert of_csv.ids("Statement") == of_json.ids("Statement")
    assert {row["mediaType"] for row in of_json.nodes["Snapshot"].to_pylist()} == {"application/json"}


def test_a_broken_cell_of_a_newer_row_takes_nothing_back(store: Store, tmp_path: Path) -> None:
    old = written(tmp_path / "old.csv", {"timestamp": OLD})
    new = written(tmp_path / "new.csv", {"timestamp": NEW, "fatalities": "some"})
    load(store, tmp_path, [old])

    load(store, tmp_path, [new], limit="1")

    assert tolls(store) == {"ARD1": (5, 5)}
    (refusal,) = listed(store)
    assert (refusal["locator"], refusal["path"]) == (f"{new}:2", "fatalities")


def test_a_mended_row_supersedes_at_last(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, [written(tmp_path / "old.csv", {"timestamp": OLD})])
    load(store, tmp_path, [written(tmp_path / "new.csv", {"timestamp": NEW, "fatalities": "some"})], limit="1")
    (refusal,) = listed(store)

    retry(store, [refusal["id"]], shown(store, refusal["id"])["payload"].replace('"some"', '"9"'))

    assert not listed(store)
    assert tolls(store) == {"ARD1": (9, 9)}


def test_a_deletion_that_was_refused_is_mapped_again() -> None:
    options = {
        "path": "deleted.csv", "sha256": "0" * 64, "size": 1, "version": None, "row": 1, "line": 2, "exact": "ARD1,",
        "known": {"title": None, "publisher": None, "url": None, "published": "2024-03-16", "language": None,
                  "licence": None},
    }  # fmt: skip

    piece = remapped(
        {"source": "acled", "options": options, "row": {"event_id_cnty": "ARD1", "deleted_timestamp": GONE}}
    )

    assert [row["modality"] for row in piece.batch.nodes["Statement"].to_pylist()] == ["retracts"]
