"""Where a row says its event was: a spot, in a town, in a country.

The spot is what `location` describes, else the town as this row places it, else there is none. Everything that is said
of a spot makes it one, its coordinates too, since MAVERICK places one name at several points. Coordinates are taken
where it is known what they stand for (`geo_precision.csv`). What `city` names in a row that is placed no closer than
a district is an area: it may be a county or a region.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells, together
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import Json, escaped, folded, literal, minted, or_null, quoted, written
from testigo.loaders.maverick.card import SOURCE
from testigo.loaders.maverick.codes import precisions
from testigo.loaders.maverick.voices import DATED
from testigo.ontology.terms import PlaceKind, StatementKind

COLUMNS = ("country", "city", "location", "latitude", "longitude", "geo_precision")
TOWN = 3
"""The least `geo_precision` of a row that is placed in a town."""


def say_places(claims: Claims, cells: Cells) -> pl.DataFrame:
    """A place statement a row, and the places around its place; these as `towns.resolved` takes them."""
    found = claims.rows.join(_identified(_placed(cells)), on="row", how="inner", maintain_order="left")
    claims.nodes("Place", _nodes(found, "spot", pl.col("spot_kind"), "latitude", "longitude", "precision"))
    claims.nodes("Place", _nodes(found, "town", pl.col("town_kind")))
    claims.nodes("Place", _nodes(found, "land", pl.lit(str(PlaceKind.COUNTRY))))
    _within(claims, found, "spot", pl.coalesce("town", "land"))
    _within(claims, found, "town", pl.col("land"))
    place = pl.coalesce("spot", "town", "land")
    claims.say(
        StatementKind.PLACE, COLUMNS, {"place": quoted(place)}, where=place.is_not_null(), rows=found, place=place,
        properties=DATED,
    )  # fmt: skip
    for place_of in ("spot", "town", "land"):
        claims.named(found.select(id=place_of, name=f"{place_of}_name").drop_nulls())
    return found


def _placed(cells: Cells) -> pl.DataFrame:
    """What a row says of its place; coordinates only where it is known what they stand for. None without a country."""
    code = cells.integer("geo_precision")
    cells.note("geo_precision", ~code.is_in(list(precisions())), "unknown-code", "is a code that no table knows")
    latitude, longitude = cells.decimal("latitude", -90, 90), cells.decimal("longitude", -180, 180)
    _note_halves(cells)
    is_open = cells.rows["geo_precision"].is_null() & latitude.is_not_null()
    cells.note("geo_precision", is_open, "empty-cell", "is empty beside coordinates")
    told = {number: str(each.precision) for number, each in precisions().items() if each.precision}
    located = code.is_in([number for number, each in precisions().items() if each.coordinates])
    is_placed = together(latitude, longitude) & located.fill_null(value=False)
    frame = pl.DataFrame({
        "row": cells.rows["row"], "land_name": cells.text("country", required=True), "town_name": cells.text("city"),
        "location": cells.text("location"), "code": code, "is_placed": is_placed,
        "latitude": latitude, "longitude": longitude,
        "precision": code.replace_strict(told, default=None, return_dtype=pl.String),
    })  # fmt: skip
    return frame.filter(pl.col("land_name").is_not_null()).with_columns(
        pl.when("is_placed").then(pl.col("latitude", "longitude"))
    )


def _note_halves(cells: Cells) -> None:
    """Tell of a latitude without a longitude, and the other way round."""
    for empty, given in (("latitude", "longitude"), ("longitude", "latitude")):
        is_half = cells.rows[empty].is_null() & cells.rows[given].is_not_null()
        cells.note(empty, is_half, "empty-cell", f"is empty beside a {given}")


def _identified(placed: pl.DataFrame) -> pl.DataFrame:
    """With the ids of spot, town and land; null where there is none."""
    town = [literal("city"), escaped(pl.col("_country")), quoted(pl.col("town_kind")), escaped(pl.col("_city"))]
    names = [or_null(escaped(pl.col(key))) for key in ("_country", "_city", "_location")]
    spot = [or_null(written(pl.col(key).cast(pl.String))) for key in ("latitude", "longitude", "code")]
    return _spotted(placed).with_columns(
        land=_place(literal("country"), escaped(pl.col("_country"))),
        town=_place(*town),
        spot=pl.when("has_spot").then(_place(literal("location"), *names, *spot)),
    )


def _spotted(placed: pl.DataFrame) -> pl.DataFrame:
    """With the names that are compared, and what spot and town are."""
    compared = placed.with_columns(
        _country=folded(pl.col("land_name")), _city=folded(pl.col("town_name")), _location=folded(pl.col("location"))
    )
    is_land = pl.col("_city").is_null() & (pl.col("_location") == pl.col("_country"))
    is_town = pl.col("_location").eq_missing(pl.col("_city"))
    has_location = pl.col("_location").is_not_null() & ~is_land & ~is_town
    area = pl.lit(str(PlaceKind.AREA))
    kind = pl.when((pl.col("code") >= TOWN).fill_null(value=False)).then(pl.lit(str(PlaceKind.CITY))).otherwise(area)
    return compared.with_columns(
        has_spot=has_location | (pl.col("is_placed") & ~is_land),
        spot_name=pl.when(has_location).then("location").otherwise(pl.coalesce("town_name", "land_name")),
        spot_kind=pl.when(has_location | pl.col("_city").is_null()).then(area).otherwise(kind),
        town_kind=kind,
    )


def _place(*key: Json) -> pl.Expr:
    return minted("Place", literal(SOURCE), *key)


def _nodes(found: pl.DataFrame, place: str, kind: pl.Expr, *more: str) -> pl.DataFrame:
    rows = found.filter(pl.col(place).is_not_null())
    return rows.select(*more, id=pl.col(place), name=pl.col(f"{place}_name"), kind=kind)


def _within(claims: Claims, found: pl.DataFrame, inner: str, outer: pl.Expr) -> None:
    claims.join("WITHIN", found.filter(pl.col(inner).is_not_null()).select(start=pl.col(inner), end=outer))
