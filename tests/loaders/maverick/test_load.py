"""A part of the file in the embedded store: every row with something that is refused or warned of, and others."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from testigo.loaders import gazetteer
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.maverick import MaverickSource
from testigo.loaders.mending import retry
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.refusals import listed, shown
from testigo.ontology import ids
from testigo.queries.catalogue import question
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import graph
from tests.loaders.maverick import counted

EVERY = 40  # a row of each so many is loaded beside the odd ones


def is_swapped(row: counted.Row) -> bool:
    return row["date_start"] > row["date_end"]


def is_foretold(row: counted.Row) -> bool:
    return row["date_start"] > counted.published(row)


def is_disordered(row: counted.Row) -> bool:
    low, best, high = (int(row[f"injuries_{bound}"]) for bound in ("low", "best", "high"))
    return not low <= best <= high


def unreadable(row: counted.Row) -> int:
    """How many of its cells no table can read."""
    forms = [row[f"actor{slot}_violence"] for slot in range(1, 7)]
    return sum("Victim" in each for each in forms) + sum(
        counted.is_somebody_else(row, slot) for slot, _, _ in counted.slots(row)
    )


def is_odd(row: counted.Row) -> bool:
    return is_swapped(row) or is_foretold(row) or is_disordered(row) or unreadable(row) > 0


def written(folder: Path, rows: list[counted.Row]) -> Path:
    file = folder / "part.csv"
    with file.open("w", encoding="utf-8", newline="") as content:
        writer = csv.DictWriter(content, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.fixture
def part(tmp_path: Path) -> Path:
    rows = [row for number, row in enumerate(counted.rows()) if is_odd(row) or number % EVERY == 0]
    return written(tmp_path, rows)


def load(store: Store, folder: Path, file: Path, limit: str = "2%") -> Loaded:
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    return pipeline.load(MaverickSource([file]), RefusalLimit.parsed(limit), expected=())


def test_what_is_odd_is_refused_by_line_and_the_rest_is_in_once(
    embedded_store: Store, tmp_path: Path, part: Path
) -> None:
    rows = counted.numbered(part)

    loaded = load(embedded_store, tmp_path, part)

    lines: Counter[int] = Counter()
    for line, row in rows:
        lines[line] += is_swapped(row) + is_disordered(row) + unreadable(row)
    found = graph(embedded_store)
    assert Counter(int(each["locator"].rpartition(":")[2]) for each in found["Refusal"]) == +lines
    assert loaded.refused == 10 + 4 + 7
    kinds = Counter(each["kind"] for each in found["Statement"])
    assert kinds["time"] == len(rows) - 10
    assert kinds["count"] == 2 * len(rows) - 4
    assert kinds["place"] == len(rows)
    assert kinds["participation"] == sum(counted.parts(row for _, row in rows).values())
    foretold = [each["count"] for each in loaded.warnings if each["rule"] == "Statement-foretold"]
    assert sum(foretold) == sum(is_foretold(row) and not is_swapped(row) for _, row in rows)

    load(embedded_store, tmp_path, part)

    assert graph(embedded_store) == found


def test_the_latest_figures_of_all_speakers_bound_an_events_toll(embedded_store: Store, tmp_path: Path) -> None:
    events = ("CIV-0001", "CIV-0002", "CIV-0004", "KE-0278")
    file = written(tmp_path, [row for row in counted.rows() if row["event_id"] in events])

    load(embedded_store, tmp_path, file)

    views = {
        row["id"]: (row["low"], row["high"], row["contested"])
        for row in embedded_store.read(
            "MATCH (e:Event) RETURN e.id AS id, e.killedLow AS low, e.killedHigh AS high, e.contested AS contested"
        )
    }
    assert views == {
        ids.minted("Event", "maverick", "CIV-0001"): (14, 40, True),  # Xinhua says 8, and three days later 14
        ids.minted("Event", "maverick", "CIV-0002"): (1, 1, False),
        ids.minted("Event", "maverick", "CIV-0004"): (1, 7, True),
        ids.minted("Event", "maverick", "KE-0278"): (1, 3, True),  # Al Jazeera says 3, and is later silent
    }


def test_the_gazetteers_town_leads_to_the_events_in_it(embedded_store: Store, tmp_path: Path) -> None:
    events = ("CIV-0001", "CIV-0004")  # in Duékoué, in Abidjan
    load(embedded_store, tmp_path, written(tmp_path, [row for row in counted.rows() if row["event_id"] in events]))
    abidjan = gazetteer.resolve("Abidjan", context={"CI"}).place
    assert abidjan
    asked = question("events-at-place")

    found = embedded_store.read(
        asked.cypher, asked.parsed({"place": ids.minted("Place", abidjan.register, abidjan.key)})
    )

    assert [row["event"] for row in found] == [ids.minted("Event", "maverick", "CIV-0004")]


def test_mending_a_refused_cell_drives_in_what_needs_it(embedded_store: Store, tmp_path: Path) -> None:
    odd = [row for row in counted.rows() if unreadable(row)]
    file = written(tmp_path, odd)
    load(embedded_store, tmp_path, file, "50%")
    (refused,) = [row for row in listed(embedded_store) if row["path"] == "actor2_violence"]
    before = graph(embedded_store)["Statement"]

    (done,) = retry(
        embedded_store, [refused["id"]], shown(embedded_store, refused["id"])["payload"].replace("; Victim", "")
    )

    new = [each for each in graph(embedded_store)["Statement"] if each["id"] not in {old["id"] for old in before}]
    assert done.reasons == ()
    assert [each["eventType"] for each in new] == ["riot"]
    assert refused["id"] not in {row["id"] for row in listed(embedded_store)}
