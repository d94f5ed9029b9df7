"""The place a row of ACLED names, in its administrative areas, its country, and the region of the world."""

from __future__ import annotations

import polars as pl
from testigo.loaders.acled import codes
from testigo.loaders.acled.card import NAME
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import Json, escaped, folded, literal, minted, numbers, or_null, quoted, written
from testigo.ontology.terms import PlaceKind, PlacePrecision, StatementKind

LANG = "en"
AREAS = {
    "region": PlaceKind.REGION,
    "country": PlaceKind.COUNTRY,
    "admin1": PlaceKind.GOVERNORATE,
    "admin2": PlaceKind.DISTRICT,
    "admin3": PlaceKind.DISTRICT,
}
"""What lies in what, the widest first. The place itself is an area: ACLED does not say whether it is a town."""

COLUMNS = ("location", "latitude", "longitude", "geo_precision", "admin3", "admin2", "admin1", "country", "iso")


def add_places(claims: Claims, cells: Cells) -> pl.DataFrame:
    """The place statements, the places they name, and what lies in what; the places as `towns.resolved` takes them.

    Only a location that stands for itself may be the gazetteer's.
    """
    rows = claims.rows.join(_placed(cells), on="row", maintain_order="left")
    for column, kind in AREAS.items():
        areas = rows.select(id=f"{column}_id", name=column).drop_nulls().unique("id", maintain_order=True)
        _add(claims, areas.with_columns(kind=pl.lit(str(kind))))
    spots = rows.filter(pl.col("place").is_not_null()).unique("place", maintain_order=True)
    _add(
        claims,
        spots.select(
            "latitude", "longitude", "precision", id="place", name="location", kind=pl.lit(str(PlaceKind.AREA))
        ),
    )
    _add_chain(claims, rows)
    claims.say(
        StatementKind.PLACE,
        COLUMNS,
        {"place": quoted(pl.col("place"))},
        where=pl.col("place").is_not_null(),
        rows=rows,
        place=pl.col("place"),
        properties={"publishedOn": pl.col("publishedOn")},
    )
    is_itself = pl.col("precision") == str(PlacePrecision.EXACT)
    return rows.filter(pl.col("country_id").is_not_null()).select(
        "latitude", "longitude", land="country_id", land_name="country", town="place", town_name="location",
        town_kind=pl.when(is_itself).then(pl.lit(str(PlaceKind.CITY))),
    )  # fmt: skip


def _add(claims: Claims, places: pl.DataFrame) -> None:
    claims.nodes("Place", places)
    claims.named(places, LANG)


def _placed(cells: Cells) -> pl.DataFrame:
    """The cells that say where, with the ids of the places: `region_id` … `admin3_id` and `place`; null: none.

    Of a place there are only names, so an area is one in its surroundings, and a location one at its spot, of its
    precision: the same town stands for itself in one row and for its province in another. A spot that cannot be read
    makes no place.
    """
    precision = {code: str(term) for code, term in codes.WHERE.items()}
    iso = cells.integer("iso", least=0)
    is_known = cells.text("iso").is_null() | iso.is_not_null()
    found = pl.DataFrame({
        "row": cells.rows["row"],
        **{column: cells.text(column) for column in ("region", "admin1", "admin2", "admin3")},
        "country": pl.select(pl.when(is_known).then(cells.text("country", required=True))).to_series(),
        "iso": iso,
        "location": cells.text("location", required=True),
        "latitude": _degrees(cells, "latitude", 90),
        "longitude": _degrees(cells, "longitude", 180),
        "precision": cells.code("geo_precision", precision, required=True),
    })  # fmt: skip
    keys = {f"{column}_key": escaped(folded(pl.col(column))).expr for column in (*AREAS, "location")}
    return found.with_columns(**keys).with_columns(**_ids())


def _degrees(cells: Cells, column: str, most: int) -> pl.Series:
    cells.text(column, required=True)
    return cells.decimal(column, -most, most)


def _ids() -> dict[str, pl.Expr]:
    """The ids of the places of a row, by column."""
    country = [or_null(numbers(pl.col("iso"))), written(pl.col("country_key"))]
    areas = [or_null(written(pl.col(f"admin{level}_key"))) for level in (1, 2, 3)]
    spot = [numbers(pl.col(each)) for each in ("latitude", "longitude")]
    place = _place("location", *country, *areas, written(pl.col("location_key")), *spot, quoted(pl.col("precision")))
    is_whole = pl.all_horizontal(pl.col("country", "location", "latitude", "longitude", "precision").is_not_null())
    within = {f"admin{level}_id": _place(f"admin{level}", *country, *areas[:level]) for level in (1, 2, 3)}
    return {
        "region_id": _place("region", written(pl.col("region_key"))),
        "country_id": _place("country", *country),
        **{f"admin{n}_id": pl.when(pl.col(f"admin{n}").is_not_null()).then(within[f"admin{n}_id"]) for n in (1, 2, 3)},
        "place": pl.when(is_whole).then(place),
    }


def _place(column: str, *parts: Json) -> pl.Expr:
    return minted("Place", literal(NAME), literal(column), *parts)


def _add_chain(claims: Claims, rows: pl.DataFrame) -> None:
    """What lies directly in what: the narrowest area that the row names, and each area in the next wider one."""
    chain = ["place", *(f"{column}_id" for column in reversed(AREAS))]
    for at, inner in enumerate(chain[:-1], 1):
        claims.join("WITHIN", rows.select(start=inner, end=pl.coalesce(chain[at:])).drop_nulls().unique())
