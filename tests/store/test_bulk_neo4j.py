"""What fills an empty Neo4j: imported for real, it is the graph that the incremental way writes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from testigo.ontology.batch import Batch, merged, node_table
from testigo.ontology.errors import ExportError, StoreError
from testigo.ontology.ids import LABELS
from testigo.ontology.tables import RELATIONSHIPS, relationship_schema
from testigo.store import Written, bulk, open_store
from testigo.store.bolt import BoltStore
from testigo.store.bulk import neo4j
from testigo.store.exports import export

from tests.conftest import neo4j_server
from tests.sample import sample
from tests.store.spooling import graph, spooled

AT = datetime(2025, 3, 8, 12, 30, 15, 123456, tzinfo=UTC)
STATEMENT: dict[str, Any] = {
    "id": "statement-hard", "kind": "count", "modality": "asserts", "polarity": "positive", "hedge": "none",
    "mode": "verbatim", "recordedAt": AT, "extractor": "by, hand; twice", "publishedOn": date(1, 2, 3),
}  # fmt: skip


def hard() -> Batch:
    """Values that a file of text could change: quotation marks, line ends, blanks, nothing and the empty text."""
    words = ["", "\\", '"', "a,b;c", "\r", "a\r\nb", "\n", " blank ", "\t", "NULL", "é\u2028ب", "𝔘", "1.0", "true"]
    statements = [
        STATEMENT | {"id": f"statement-{number}", "hedgeText": word, "columns": [word, "x"]}
        for number, word in enumerate(words)
    ]
    more: dict[str, Any] = {"confidence": 0.1 + 0.2, "vague": False, "low": 0, "high": 2**53 + 1}
    nodes = {
        "Statement": node_table("Statement", [*statements, STATEMENT | more]),
        "Actor": node_table("Actor", [{"id": "actor-1", "kind": "monitor", "name": "A", "identified": False}]),
        "Report": node_table("Report", [{"id": "report-1", "title": "é " * 100_000, "language": "en"}]),
    }
    parts = [{"start": "actor-1", "end": "actor-1", "earliest": date(2025, 3, 6), "latest": None}]
    return Batch(nodes, {"PART_OF": pa.Table.from_pylist(parts, schema=relationship_schema("PART_OF"))})


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """A Neo4j that began with the sample and the hard values, its rows twice in the files."""
    folder = tmp_path_factory.mktemp("import")
    bulk.neo4j_import(spooled(folder / "spool", sample().batch, hard(), sample().batch), folder / "out")
    with neo4j_server(folder / "home", TESTIGO_NEO4J_IMPORT=str(folder / "out")) as url, open_store(url) as store:
        yield store


@pytest.mark.neo4j
def test_an_imported_neo4j_holds_what_the_incremental_way_writes(
    imported: BoltStore, embedded_store: BoltStore
) -> None:
    embedded_store.write(merged([sample().batch, hard()]))

    assert graph(imported) == graph(embedded_store)


@pytest.mark.neo4j
def test_an_imported_neo4j_gets_its_constraints_and_indexes(imported: BoltStore, neo4j_store: BoltStore) -> None:
    made = "SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties RETURN * ORDER BY name"

    assert imported.read(made) == neo4j_store.read(made)
    assert imported.info().schema_version == 1


@pytest.mark.neo4j
def test_an_imported_neo4j_takes_more(imported: BoltStore) -> None:
    assert imported.write(merged([sample().batch, hard()])) == Written()


def test_a_store_is_exported_as_it_is_spooled(embedded_store: BoltStore, tmp_path: Path) -> None:
    batch = sample().batch
    embedded_store.write(batch)
    export(embedded_store, "neo4j-import", tmp_path / "store")
    bulk.neo4j_import(spooled(tmp_path / "spool", batch, batch), tmp_path / "spooled")

    assert _said(tmp_path / "store") == _said(tmp_path / "spooled")


def _said(folder: Path) -> dict[str, list[str]]:
    """The lines of each file, with ids for the numbers of nodes; all that an order may differ in is sorted."""
    nodes = {name: _fields(folder / f"{name}.csv") for name in LABELS if (folder / f"{name}.csv").exists()}
    ids = {number: id for rows in nodes.values() for number, id, *_ in rows}
    ends = {name: _fields(folder / f"{name}.csv") for name in RELATIONSHIPS if (folder / f"{name}.csv").exists()}
    rest = {
        each.name: [each.read_text()]
        for each in folder.iterdir()
        if each.name.removesuffix(".csv") not in {*nodes, *ends}
    }
    return {
        **{name: sorted(str(row[1:]) for row in rows) for name, rows in nodes.items()},
        **{name: sorted(f"{ids[row[0]]} {ids[row[1]]} {row[2:]}" for row in rows) for name, rows in ends.items()},
        **rest,
    }  # fmt: skip


def _fields(file: Path) -> list[list[str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.reader(lines))


def test_the_buffer_of_the_import_holds_the_longest_text(tmp_path: Path) -> None:
    long = {"id": "report-1", "title": "é" * 3_000_000, "language": "en"}
    bulk.neo4j_import(spooled(tmp_path / "spool", Batch({"Report": node_table("Report", [long])})), tmp_path / "out")

    assert "--read-buffer-size=12000000" in (tmp_path / "out" / neo4j.ARGUMENTS).read_text()


@pytest.mark.parametrize("words", [["a\x1fb"], [], [""]])
def test_a_list_that_the_files_cannot_hold_is_not_written(words: list[str], tmp_path: Path) -> None:
    broken = spooled(
        tmp_path / "spool", Batch({"Statement": node_table("Statement", [STATEMENT | {"columns": words}])})
    )

    with pytest.raises(ExportError, match=r"Statement.columns has an empty list, or a word with the character U\+001F"):
        bulk.neo4j_import(broken, tmp_path / "out")
    assert not list(tmp_path.glob("out*"))


def test_a_relationship_without_its_end_gives_no_files(tmp_path: Path) -> None:
    batch = sample().batch
    nowhere = pa.Table.from_pylist([{"start": "event-1", "end": "place-1"}], schema=relationship_schema("AT_PLACE"))
    broken = spooled(tmp_path / "spool", Batch(batch.nodes, {**batch.relationships, "AT_PLACE": nowhere}))

    with pytest.raises(StoreError, match="1 of 1 AT_PLACE refer to a node that is in no table"):
        bulk.neo4j_import(broken, tmp_path / "out")
    assert not list(tmp_path.glob("out*"))
