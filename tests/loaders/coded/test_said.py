"""Propositions of rows become blocks of statements, none without an id."""

from __future__ import annotations

import polars as pl
import pytest
from testigo.loaders.coded.minting import Json, known, numbers
from testigo.loaders.coded.said import Block, Said, Speech
from testigo.ontology.errors import InvalidValue
from testigo.ontology.ids import minted
from testigo.ontology.terms import StatementKind

ROWS = pl.DataFrame(
    {"row": [1, 2, 3], "key": ["a", "b", "c"], "event": ["event-1", "event-2", None], "best": [7, None, 5]}
)
SPEAKERS = pl.DataFrame({"row": [1, 2, 3], "speakers": ['["actor-1"]'] * 3})


def blocks(best: Json, where: pl.Expr) -> list[Block]:
    said = Said(
        ROWS, where, StatementKind.COUNT, {"best": best}, ("best",), {"best": pl.col("best")}, {}, is_sourced=True
    )
    return Speech("s", SPEAKERS, None).blocks([said])


def test_a_member_that_is_null_is_left_out_of_the_id() -> None:
    (block,) = blocks(numbers(pl.col("best")), pl.lit(value=True))

    assert block.ids.to_pylist() == [
        minted("Statement", "s", "a", None, "count", {"best": 7, "event": "event-1"}, ["actor-1"]),
        minted("Statement", "s", "b", None, "count", {"event": "event-2"}, ["actor-1"]),
    ]


def test_rows_for_which_it_does_not_hold_say_nothing() -> None:
    (block,) = blocks(known(numbers(pl.col("best"))), pl.col("best") > 6)

    assert block.rows.frame["key"].to_list() == ["a"]


def test_what_is_said_to_be_known_and_is_null_makes_no_statement_without_an_id() -> None:
    with pytest.raises(InvalidValue, match="a statement from best has no id"):
        blocks(known(numbers(pl.col("best"))), pl.lit(value=True))
