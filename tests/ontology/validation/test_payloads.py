from __future__ import annotations

import pyarrow as pa
import pytest
from testigo.ontology.batch import Batch
from testigo.ontology.errors import InvalidValue
from testigo.ontology.validation.payloads import batch_of, payload

from tests.ontology.validation.worlds import batch_of_worlds, world


def test_a_payload_holds_the_whole_record() -> None:
    batch = batch_of_worlds([world("whole")])

    again = batch_of(payload(batch))

    assert payload(again) == payload(batch)
    assert {label: len(table) for label, table in again.nodes.items()} == {
        label: len(table) for label, table in batch.nodes.items()
    }
    assert again.nodes["Statement"].schema == batch.nodes["Statement"].schema


@pytest.mark.parametrize(("text", "says"), [
    ("{", "no JSON"),
    ("[]", "must be"),
    ('{"nodes": {}}', "must be"),
    ('{"nodes": {"Person": []}, "relationships": {}}', "names 'Person'"),
    ('{"nodes": {"Actor": {"id": "actor-1"}}, "relationships": {}}', "list of rows"),
    ('{"nodes": {"Actor": [{"id": "actor-1", "nom": "x"}]}, "relationships": {}}', "no property 'nom'"),
    ('{"nodes": {"Report": [{"id": "report-1", "publishedOn": "2025-02-30"}]}, "relationships": {}}',
     r"Report\.publishedOn is '2025-02-30'"),
    ('{"nodes": {"Actor": [{"id": "actor-1", "identified": "yes"}]}, "relationships": {}}', r"Actor\.identified"),
    ('{"nodes": {}, "relationships": {"VIA": [{"start": "a", "end": "b", "ord": "x"}]}}', r"VIA\.ord"),
])  # fmt: skip
def test_a_payload_that_was_mended_wrongly_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        batch_of(text)


def test_a_day_that_python_cannot_hold_is_written_all_the_same() -> None:
    table = batch_of_worlds([world("far")]).nodes["Report"]
    at = table.schema.get_field_index("publishedOn")
    far = table.set_column(at, table.schema.field(at), pa.array([9_999_999], pa.int32()).cast(pa.date32()))

    assert '"publishedOn": "29349-' in payload(Batch({"Report": far}, {}))
