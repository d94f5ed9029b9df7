import pyarrow as pa
from testigo.loaders.repeats import Repeats

from tests.loaders.founding import mapped_gold


def test_shared_records_pass_once_and_all_others_every_time() -> None:
    batch, repeats = mapped_gold().batch, Repeats()

    first, second = repeats.without(batch), repeats.without(batch)

    assert first == batch
    assert {"Actor", "Place", "Name", "Report"}.isdisjoint(second.nodes)
    assert second.nodes["Statement"] == batch.nodes["Statement"]


def test_a_full_memory_begins_anew_and_loses_nothing() -> None:
    repeats = Repeats(most=2)
    tables = [pa.table({"id": [f"actor-{number}"]}) for number in (1, 2, 3, 1)]

    assert [len(repeats.fresh("Actor", table, "id")) for table in tables] == [1, 1, 1, 1]


def test_of_rows_of_one_key_in_a_table_the_first_stays() -> None:
    table = pa.table({"id": ["actor-1", "actor-1"], "name": ["first", "second"]})

    assert Repeats().fresh("Actor", table, "id").to_pylist() == [{"id": "actor-1", "name": "first"}]
