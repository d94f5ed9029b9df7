"""What is written of a node that is there."""

from collections.abc import Mapping
from datetime import date

from testigo.ontology.batch import Batch, node_table
from testigo.store.bolt import BoltStore

POINTED_TO = {"id": "report-1", "url": "https://news.example/a", "language": "und"}
WHOLE = {
    "id": "report-1", "url": "https://news.example/a", "language": "ar", "title": "A report", "publisher": "News",
    "publishedOn": date(2025, 3, 8), "licence": "CC BY 4.0",
}  # fmt: skip


def written(store: BoltStore, *rows: Mapping[str, object]) -> dict[str, object]:
    for row in rows:
        store.write(Batch({"Report": node_table("Report", [row])}))
    (found,) = [row for table in store.table("Report") for row in table.to_pylist()]
    return {name: value for name, value in found.items() if value is not None}


def test_a_report_that_was_only_pointed_to_is_completed(store: BoltStore) -> None:
    assert written(store, POINTED_TO, WHOLE) == WHOLE


def test_what_is_known_of_a_report_is_not_overwritten(store: BoltStore) -> None:
    assert written(store, WHOLE, POINTED_TO, WHOLE | {"title": "Another", "language": "en"}) == WHOLE
