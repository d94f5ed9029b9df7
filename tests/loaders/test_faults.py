"""Rows of GED broken in twenty ways: each is refused with its line and reason, the sound are in, the mended follow."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from testigo.loaders.ged.source import GedSource
from testigo.loaders.limits import RefusalLimit
from testigo.loaders.mending import retry
from testigo.loaders.pipeline import Loaded, Pipeline
from testigo.loaders.refusals import listed, shown
from testigo.store import Store
from testigo.store.archive import Archive
from testigo.store.bolt import BoltStore

from tests.conftest import emptied

SAMPLE = Path(__file__).parents[2] / "loaders/samples/ucdp_ged_231_1000.csv"
COLUMNS, *ROWS = list(csv.reader(io.StringIO(SAMPLE.read_text("utf-8"), newline="")))
RELEASED = date(2023, 6, 1)


class Broken(NamedTuple):
    """A cell that is changed, and why its row is refused: the rule and the column or property it names."""

    column: str
    cell: str
    rule: str
    path: str


CELLS = [
    Broken("id", "", "empty-cell", "id"),
    Broken("id", "x12", "not-a-number", "id"),
    Broken("type_of_violence", "4", "unknown-code", "type_of_violence"),
    Broken("where_prec", "9", "unknown-code", "where_prec"),
    Broken("date_prec", "7", "unknown-code", "date_prec"),
    Broken("event_clarity", "5", "unknown-code", "event_clarity"),
    Broken("date_start", "2017-13-40", "no-date", "date_start"),
    Broken("date_start", "", "empty-cell", "date_start"),
    Broken("date_end", "1980-01-01", "Statement-dates", "earliest"),
    Broken("latitude", "95", "out-of-range", "latitude"),
    Broken("longitude", "x", "not-a-number", "longitude"),
    Broken("best", "ten", "not-a-number", "best"),
    Broken("low", "9999", "Statement-eff", "effLow"),
    Broken("deaths_a", "-3", "out-of-range", "deaths_a"),
    Broken("deaths_civilians", "2.5", "not-a-number", "deaths_civilians"),
    Broken("side_b_new_id", "b", "not-a-number", "side_b_new_id"),
]
WHOLE = ["row-width", "row-width", "unclosed-quote", "encoding"]
"""Rows that are none: a cell too few, one too many, an open quotation mark, a byte of another encoding."""


def line(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()


def sound() -> list[list[str]]:
    """Rows on one line each that break no rule, twice as many as are broken."""
    found = (row for row in ROWS if not any("\n" in cell for cell in row) and in_order(row))
    return [row for row, _ in zip(found, range(2 * (len(CELLS) + len(WHOLE))), strict=False)]


def in_order(row: list[str]) -> bool:
    low, best, high = (float(row[COLUMNS.index(name)]) for name in ("low", "best", "high"))
    return low <= best <= high


def broken() -> Iterator[bytes]:
    """The rows, the first twenty broken, each in another way."""
    rows = sound()
    for each, row in zip(CELLS, rows, strict=False):
        yield line([each.cell if name == each.column else cell for name, cell in zip(COLUMNS, row, strict=True)])
    few, many, quoted, foreign = rows[len(CELLS) : len(CELLS) + len(WHOLE)]
    yield line(few[:-1])
    yield line([*many, "more"])
    yield line(["\0", *quoted[1:]]).replace(b"\0", b'"' + quoted[0].encode())
    yield line(["\0", *foreign[1:]]).replace(b"\0", foreign[0].encode() + b"\xe9")
    yield from map(line, rows[len(CELLS) + len(WHOLE) :])


def load(store: Store, folder: Path, lines: Iterator[bytes]) -> Loaded:
    path = folder / "ged231.csv"
    path.write_bytes(line(COLUMNS) + b"".join(lines))
    pipeline = Pipeline(store, Archive(str(folder / "archive")), folder / "spool")
    return pipeline.load(GedSource([path], published=RELEASED), RefusalLimit.parsed("90%"))


def statements(store: Store, rows: list[list[str]] | None = None) -> set[str]:
    """The statements there are, or those on these rows."""
    keys = {row[COLUMNS.index("id")].removesuffix(".0") for row in rows or []}
    found = store.read("MATCH (s:Statement)-[:ANCHORED_AT]->(p:Passage) RETURN s.id AS id, p.rowKey AS key")
    return {each["id"] for each in found if rows is None or each["key"] in keys}


@pytest.fixture(scope="module")
def expected(_embedded: BoltStore, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The statements of the sound file; each test finds the store empty again."""
    load(emptied(_embedded), tmp_path_factory.mktemp("sound"), map(line, sound()))
    return statements(_embedded)


def mended(payload: str, row: list[str]) -> str:
    content: dict[str, Any] = json.loads(payload)
    content["row"] = {name: cell or None for name, cell in zip(COLUMNS, row, strict=True)}
    return json.dumps(content)


def test_every_broken_row_is_refused_with_its_line_and_reason_and_every_sound_one_is_in(
    expected: set[str], embedded_store: Store, tmp_path: Path
) -> None:
    load(embedded_store, tmp_path, broken())
    refused = {
        (int(each["locator"].rpartition(":")[2]), each["shape"], each["path"]) for each in listed(embedded_store)
    }
    told: list[tuple[int, str, str | None]] = [(number, each.rule, each.path) for number, each in enumerate(CELLS, 2)]
    told += [(number, rule, None) for number, rule in enumerate(WHOLE, 2 + len(CELLS))]
    whole = sound()[len(told) :]

    assert len(told) == 20
    assert set(told) <= refused
    assert {number for number, _, _ in refused} == {number for number, _, _ in told}
    assert statements(embedded_store, whole) == {id for id in expected if id in statements(embedded_store, whole)}
    assert {row[COLUMNS.index("id")].removesuffix(".0") for row in whole} <= keys(embedded_store)


def keys(store: Store) -> set[str]:
    return {each["key"] for each in store.read("MATCH (p:Passage) RETURN p.rowKey AS key")}


def test_a_mended_file_brings_in_what_was_refused(expected: set[str], embedded_store: Store, tmp_path: Path) -> None:
    load(embedded_store, tmp_path, broken())
    before = statements(embedded_store)
    (tmp_path / "again").mkdir()

    load(embedded_store, tmp_path / "again", map(line, sound()))

    assert not expected <= before
    assert expected <= statements(embedded_store)


def test_mending_each_refused_row_brings_in_what_was_refused(
    expected: set[str], embedded_store: Store, tmp_path: Path
) -> None:
    load(embedded_store, tmp_path, broken())

    for refusal in listed(embedded_store):
        number = int(refusal["locator"].rpartition(":")[2])
        payload = mended(shown(embedded_store, refusal["id"])["payload"], sound()[number - 2])
        for done in retry(embedded_store, [refusal["id"]], payload, "ana"):
            assert done.reasons == (), refusal

    assert expected <= statements(embedded_store)
    assert listed(embedded_store) == []
