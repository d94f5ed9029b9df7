"""The places of GED: the one a row names, in its second and first administrative level, in its country."""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import escaped, folded, literal, minted, numbers, or_null, quoted, written
from testigo.loaders.ged.card import AREAS, KINDS, NAME
from testigo.ontology.terms import PlaceKind

LANG = "en"
SOURCE = literal(NAME)


def placed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the ids of their places: `country_place`, `adm_1_place`, `adm_2_place` and `place`; null: none.

    A country has an id of its own. Of an administrative area there is only the name, so it is one in its surroundings;
    of a place only name, coordinates and precision, so that two of one name are one only where these are the same.
    """
    texts = {
        f"_{each}": or_null(escaped(folded(pl.col(each)))).expr for each in ("adm_1", "adm_2", "where_coordinates")
    }
    country = or_null(numbers(pl.col("country_id")))
    first, second, name = (written(pl.col(each)) for each in texts)
    spot = [or_null(numbers(pl.col(each))) for each in ("lat", "lon")]
    ids = {
        "country_id": ("country_place", [country]),
        "adm_1": ("adm_1_place", [literal("adm_1"), country, first]),
        "adm_2": ("adm_2_place", [literal("adm_2"), country, first, second]),
        "where_coordinates": (
            "place",
            [literal("where_coordinates"), country, first, second, name, *spot, or_null(quoted(pl.col("where_prec")))],
        ),
    }
    return rows.with_columns(**texts).with_columns(
        pl.when(pl.col(column).is_not_null()).then(minted("Place", SOURCE, *parts)).alias(id)
        for column, (id, parts) in ids.items()
    ).drop(*texts)  # fmt: skip


def add_places(claims: Claims, rows: pl.DataFrame) -> None:
    """The places of the rows (as `placed` gives them), their names, and what lies in what."""
    for column, name, kind in (
        ("country_place", "country", PlaceKind.COUNTRY),
        ("adm_1_place", "adm_1", PlaceKind.GOVERNORATE),
        ("adm_2_place", "adm_2", PlaceKind.DISTRICT),
    ):
        frame = rows.select(id=column, name=name).drop_nulls().unique("id", maintain_order=True)
        _add(claims, frame.with_columns(kind=pl.lit(str(kind))))
    spots = rows.drop_nulls("place").unique("place", maintain_order=True)
    has_point = pl.col("lat").is_not_null() & pl.col("lon").is_not_null()
    _add(
        claims,
        spots.select(
            id="place", name="where_coordinates", kind=_kind(), latitude=pl.when(has_point).then("lat"),
            longitude=pl.when(has_point).then("lon"), precision=pl.when(has_point).then("where_prec"),
        ),
    )  # fmt: skip
    chain = ["place", "adm_2_place", "adm_1_place", "country_place"]
    for inner, outer in ((0, chain[1:]), (1, chain[2:]), (2, chain[3:])):
        pairs = rows.select(start=chain[inner], end=pl.coalesce(outer)).drop_nulls().unique(maintain_order=True)
        claims.join("WITHIN", pairs)


def _add(claims: Claims, frame: pl.DataFrame) -> None:
    claims.nodes("Place", frame)
    claims.named(frame, LANG)


def _kind() -> pl.Expr:
    """What kind of place a row names."""
    last = pl.col("where_coordinates").str.to_lowercase().str.extract(r"(\w+)\W*$")
    said = pl.col("where_prec").replace_strict(
        {str(k): str(v) for k, v in AREAS.items()}, default=None, return_dtype=pl.String
    )
    word = last.replace_strict({k: str(v) for k, v in KINDS.items()}, default=None, return_dtype=pl.String)
    return pl.coalesce(said, word, pl.lit(str(PlaceKind.AREA)))
