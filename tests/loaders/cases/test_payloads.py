"""A refused entry that a person mends goes in as if it had been right from the start."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from testigo.loaders.cases import CaseSource
from testigo.loaders.cases.payloads import written
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.mending import retry
from testigo.loaders.pipeline import Pipeline
from testigo.loaders.refusals import listed, shown
from testigo.loaders.registry import remapped
from testigo.ontology.errors import InvalidValue
from testigo.store import Store
from testigo.store.archive import Archive

from tests.graphs import Graph, graph, timeless
from tests.loaders.cases.small import Tree, piece, rows, saved, statement, toll, tree

PART = [{"actor": "gunmen", "role": "perpetrator"}]
SOUND = statement(id="first", type="killing", counts=[toll()])


def payload(folder: Path, *statements: object, **more: object) -> dict[str, Any]:
    (found,) = piece(folder, tree(*statements, **more)).faults
    read: dict[str, Any] = orjson.loads(found.payload)
    return read


def test_a_refused_entry_is_a_row_of_its_keys(tmp_path: Path) -> None:
    row = payload(tmp_path, statement(by=["moniter"], counts=[toll()], confidence=0.5))["row"]

    assert row == {
        "report": "news", "quote": "More than 700 people were killed in Homs on Friday", "by": '["moniter"]',
        "event": "killings", "counts": '[{"measure":"killed","figure":"more than 700"}]', "confidence": "0.5",
    }  # fmt: skip


def test_a_mended_row_gives_what_the_entry_would_have_given(tmp_path: Path) -> None:
    kept = payload(tmp_path, statement(by="moniter", counts=[toll()], participants=PART))
    kept["row"]["by"] = "monitor"
    found = remapped(kept)
    whole = piece(tmp_path, tree(statement(by="monitor", counts=[toll()], participants=PART)))

    assert found.faults == ()
    assert found.batch.ids("Statement") == whole.batch.ids("Statement")
    assert found.batch.relationships.keys() == whole.batch.relationships.keys()


def test_a_report_that_is_none_can_be_mended_to_any(tmp_path: Path) -> None:
    kept = payload(tmp_path, statement(report="nwes", type="killing"))
    kept["row"]["report"] = "news"

    assert remapped(kept).faults == ()


def test_a_row_that_is_still_broken_is_the_same_fault(tmp_path: Path) -> None:
    (told,) = piece(tmp_path, tree(SOUND, statement(by="moniter", type="attack"))).faults

    (again,) = remapped(orjson.loads(told.payload)).faults

    assert again == told


def test_a_link_that_was_refused_goes_in_with_what_it_names(tmp_path: Path) -> None:
    kept = payload(tmp_path, SOUND, statement(counts=[toll()], by="army", relays="frist"))
    kept["row"]["relays"] = "first"
    kept["options"]["referred"] = [SOUND]

    assert len(remapped(kept).batch.relationships["RELAYS"]) == 1


def test_a_page_is_kept_with_its_bytes(tmp_path: Path) -> None:
    page = "<html><body><article><p>Ten people were killed in Homs on Friday, the army said. "
    (tmp_path / "page.html").write_text(
        page + "It rained for hours in the city after that.</p></article></body></html>"
    )
    content = tree(statement(report="page", quote="Ten poeple", type="killing"))
    content["reports"]["page"] = {"file": "page.html", "published": "2025-03-08"}
    whole = piece(tmp_path, content)
    kept = orjson.loads(whole.faults[0].payload)
    kept["row"]["quote"] = "Ten people"

    found = remapped(kept)

    assert [row["sha256"] for row in rows(found.batch, "Snapshot")] == [
        row["sha256"] for row in rows(whole.batch, "Snapshot") if row["mediaType"] == "text/html"
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [("kind", "events"), ("case", {"case": "x", "actors": 7}), ("reports", {"news": {}}), ("referred", None)],
)
def test_options_that_are_none_of_a_case_are_told(tmp_path: Path, key: str, value: object) -> None:
    kept = payload(tmp_path, statement(by="moniter", type="killing"))
    kept["options"][key] = value

    with pytest.raises(InvalidValue, match="options"):
        remapped(kept)


def load(store: Store, folder: Path, content: Tree) -> None:
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    pipeline.load(CaseSource([saved(folder, content)]), RefusalLimit.parsed("50%"))


def without_refusals(store: Store) -> Graph:
    return {name: each for name, each in timeless(graph(store)).items() if name not in ("Refusal", "Assessment", "OF")}


def test_mending_every_entry_gives_the_graph_of_the_sound_case(store: Store, tmp_path: Path) -> None:
    sound = [
        SOUND,
        statement(type="attack", participants=PART),
        statement(by="army", counts=[toll(), toll(measure="injured")]),
    ]
    mends = {"quote": sound[0]["quote"], "by": "army", "counts": orjson.dumps(sound[2]["counts"]).decode()}
    broken = [
        sound[0],
        sound[1] | {"quote": "More then 700"},
        sound[2] | {"by": "amry", "counts": [toll(figure="lots")]},
    ]
    load(store, tmp_path, tree(*broken))
    refused = listed(store)
    for each in refused:
        kept = orjson.loads(shown(store, each["id"])["payload"])
        kept["row"] |= {name: cell for name, cell in mends.items() if name in kept["row"] and kept["row"]["report"]}
        kept["row"]["by"] = "monitor" if "participants" in kept["row"] else "army"
        retry(store, [each["id"]], orjson.dumps(kept).decode(), "person:tester")
    mended = without_refusals(store)
    store.run("MATCH (n) WHERE n.id <> 'schema' DETACH DELETE n")
    load(store, tmp_path, tree(*sound))

    assert len(refused) == 2
    assert mended == without_refusals(store)


def test_a_path_is_written_as_a_person_does() -> None:
    assert written(("counts", 0, "figure")) == "counts[0].figure"
