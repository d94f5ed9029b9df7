"""Ids in columns are the ids of `testigo.ontology.ids`."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from testigo.loaders.coded.minting import Json, escaped, folded, literal, members, minted, numbers, or_null, quoted
from testigo.ontology import ids

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, st.one_of(st.none(), TEXT), st.one_of(st.none(), st.integers(0, 2**40)))
def test_an_id_is_the_same_in_a_column_and_alone(name: str, key: str | None, count: int | None) -> None:
    frame = pl.DataFrame(
        {"name": [name], "key": [key], "count": [count], "id": ["event-1"]},
        schema_overrides={"key": pl.String, "count": pl.Int64},
    )

    said = members("event", {"event": quoted(pl.col("id")), "best": numbers(pl.col("count")), "of": literal("x")})
    parts = (literal('a"ü'), escaped(pl.col("name")), or_null(escaped(pl.col("key"))), Json(("{", *said, "}")))

    object = {"event": "event-1", "of": "x"} | ({} if count is None else {"best": count})
    assert frame.select(minted("Statement", *parts)).item() == ids.minted("Statement", 'a"ü', name, key, object)


@given(st.lists(TEXT))
def test_names_are_folded_as_they_are_alone(names: list[str]) -> None:
    frame = pl.DataFrame({"name": names}, schema={"name": pl.String})

    assert frame.select(folded(pl.col("name"))).to_series().to_list() == [ids.normalised(name) for name in names]
