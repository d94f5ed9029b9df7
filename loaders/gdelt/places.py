"""The places of an event: what GDELT's geocoder took the words nearest to the act to mean.

Each lies in a country, which GDELT names by its code (FIPS 10-4): the gazetteer's. A place that is a country is judged
to be the gazetteer's, by that code; West Bank and Gaza Strip, which have codes of their own, lie in it.
"""

from __future__ import annotations

from functools import cache

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims
from testigo.loaders.coded.minting import escaped, folded, literal, minted, quoted
from testigo.loaders.gazetteer import GEONAMES, GazetteerPlace, place
from testigo.loaders.gdelt.card import SOURCE
from testigo.loaders.gdelt.codes import NO_PLACE, PLACES, countries
from testigo.ontology.ids import minted as minted_id
from testigo.ontology.terms import PlaceKind, Verdict

TAKEN = ("Type", "FullName", "CountryCode", "Lat", "Long", "FeatureID")
RULE = "rule:gdelt-fips/1"


def columns(what: str) -> list[str]:
    """The columns that a place is read from; `what` is Action."""
    return [f"{what}Geo_{name}" for name in TAKEN]


def places(cells: Cells, what: str) -> pl.DataFrame:
    """The place of each row: `id` (null: there is none, or a cell of it is broken), kind, name, coordinates, country.

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
        country=cells.text(f"{what}Geo_CountryCode"),
        id=pl.when(pl.col("whole").fill_null(value=False)).then(_id()),
        kind=pl.col("type").replace_strict(_told(0), default=None, return_dtype=pl.String),
        precision=pl.col("type").replace_strict(_told(1), default=None, return_dtype=pl.String),
    )


def add_countries(claims: Claims, spots: pl.DataFrame) -> None:
    """What places (`id`, `kind`, `country`) lie in, or are."""
    coded = spots.select("id", "kind", fips="country").drop_nulls().unique("id", maintain_order=True)
    found = coded.join(_countries(), on="fips", how="inner", maintain_order="left")
    claims.nodes("Place", found.select(id="end", **{name: pl.col(f"_{name}") for name in _OF_A_COUNTRY}))
    is_country = (pl.col("kind") == str(PlaceKind.COUNTRY)) & pl.col("whole")
    claims.join("WITHIN", found.filter(~is_country).select(start="id", end="end"))
    same = str(Verdict.SAME)
    judged = found.filter(is_country).with_columns(
        judgement=minted("Judgement", literal(RULE), literal(same), quoted(pl.col("id")), quoted(pl.col("end")))
    )
    basis = pl.concat_str(pl.lit("FIPS 10-4 "), "fips")
    told = {"verdict": pl.lit(same), "by": pl.lit(RULE), "at": pl.lit(claims.release.at, pl.Datetime("us", "UTC"))}
    claims.nodes("Judgement", judged.select(id="judgement", basis=basis, **told))
    claims.join("LEFT", judged.select(start="judgement", end="id"))
    claims.join("RIGHT", judged.select(start="judgement", end="end"))


_OF_A_COUNTRY = ("kind", "name", "latitude", "longitude", "precision", "geonamesId")


@cache
def _countries() -> pl.DataFrame:
    """FIPS code, whether it is the whole country, and the gazetteer's record of it."""
    rows = [
        {"fips": fips, "whole": country.whole} | _record(known)
        for fips, country in countries().items()
        if (known := place(GEONAMES, country.geonames))
    ]
    return pl.DataFrame(rows)


def _record(known: GazetteerPlace) -> dict[str, object]:
    """A country as the gazetteer's place is written everywhere."""
    return {
        "end": minted_id("Place", known.register, known.key),
        "_kind": str(known.kind),
        "_name": known.name,
        "_latitude": known.latitude,
        "_longitude": known.longitude,
        "_precision": None if known.latitude is None else str(known.precision),
        "_geonamesId": known.key,
    }


def _id() -> pl.Expr:
    by_feature = minted("Place", literal(SOURCE), escaped(pl.concat_str("type", "feature", separator=":")))
    by_name = minted("Place", literal(SOURCE), literal("FullName"), escaped(folded(pl.col("name"))))
    return pl.coalesce(by_feature, by_name)


def _told(part: int) -> dict[str, str]:
    return {code: str(told[part]) for code, told in PLACES.items()}
