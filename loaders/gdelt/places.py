"""The places of an event: what GDELT's geocoder took the words nearest to the act to mean."""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.minting import escaped, folded, literal, minted
from testigo.loaders.gdelt.card import SOURCE
from testigo.loaders.gdelt.codes import NO_PLACE, PLACES

TAKEN = ("Type", "FullName", "Lat", "Long", "FeatureID")


def columns(what: str) -> list[str]:
    """The columns that a place is read from; `what` is Action."""
    return [f"{what}Geo_{name}" for name in TAKEN]


def places(cells: Cells, what: str) -> pl.DataFrame:
    """The place of each row: `id` (null: there is none, or a cell of it is broken), kind, name, coordinates.

    A feature is known by its number in GNS or GNIS, or by the code of its country or state, which are the same for
    different things ("CA" is Canada and California): the type is part of the key. A few have no number: their name is.
    """
    type = cells.code(f"{what}Geo_Type", {NO_PLACE: NO_PLACE, **{each: each for each in PLACES}})
    name, feature = cells.text(f"{what}Geo_FullName"), cells.text(f"{what}Geo_FeatureID")
    latitude, longitude = cells.decimal(f"{what}Geo_Lat", -90, 90), cells.decimal(f"{what}Geo_Long", -180, 180)
    is_placed = type.is_in(list(PLACES))
    cells.note(f"{what}Geo_FullName", is_placed & name.is_null(), "empty-cell", "is empty, and the place has no name")
    whole = is_placed & name.is_not_null() & latitude.is_not_null() & longitude.is_not_null()
    frame = pl.DataFrame({
        "type": type, "feature": feature, "name": name, "latitude": latitude, "longitude": longitude, "whole": whole,
    })  # fmt: skip
    return frame.select(
        "name",
        "latitude",
        "longitude",
        id=pl.when(pl.col("whole").fill_null(value=False)).then(_id()),
        kind=pl.col("type").replace_strict(_told(0), default=None, return_dtype=pl.String),
        precision=pl.col("type").replace_strict(_told(1), default=None, return_dtype=pl.String),
    )


def _id() -> pl.Expr:
    by_feature = minted("Place", literal(SOURCE), escaped(pl.concat_str("type", "feature", separator=":")))
    by_name = minted("Place", literal(SOURCE), literal("FullName"), escaped(folded(pl.col("name"))))
    return pl.coalesce(by_feature, by_name)


def _told(part: int) -> dict[str, str]:
    return {code: str(told[part]) for code, told in PLACES.items()}
