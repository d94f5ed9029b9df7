"""From rows of GED to a batch: what UCDP says of each event, in columns. Pure but for look-ups in the register.

A row says an act-type, a place, a time, up to five figures and two participations, all on one passage. UCDP says it;
the actors of `source_original` are whom it names as its sources, the reports of `source_article` what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims, Release
from testigo.loaders.coded.minting import joined, known, literal, minted, numbers, quoted
from testigo.loaders.coded.source import Mapped
from testigo.loaders.ged import card
from testigo.loaders.ged.actors import add_sides, add_voices, sided
from testigo.loaders.ged.figures import add_figures, counted
from testigo.loaders.ged.places import SOURCE, add_places, placed
from testigo.loaders.register import default
from testigo.ontology.batch import merged
from testigo.ontology.terms import StatementKind


def map_batch(rows: pl.DataFrame, release: Release) -> Mapped:
    """What the rows say, recorded by the release's file. Cells that cannot be read are faults; they say nothing."""
    cells = Cells(rows)
    read = counted(_timed(placed(sided(_read(cells, release)))))
    claims = Claims(read, release)
    _add_acts(claims)
    add_places(claims, read)
    claims.say(
        StatementKind.PLACE,
        ["where_coordinates", "adm_1", "adm_2", "country", "latitude", "longitude", "where_prec"],
        {"place": known(quoted(pl.col("place")))},
        where=pl.col("place").is_not_null(),
        place=pl.col("place"),
    )
    _add_times(claims)
    add_figures(claims)
    actors = [*add_sides(claims), *add_voices(claims, rows)]
    _add_conflicts(claims)
    judged = default().resolved(pl.concat(actors, how="diagonal"), release.at)
    return Mapped(merged([claims.batch(), judged]), cells.faults)


def _read(cells: Cells, release: Release) -> pl.DataFrame:
    """The rows with their cells as values; those without an id say nothing."""
    key = cells.integer("id", least=0, required=True)
    relid = cells.text("relid")
    is_old = relid.str.contains(card.OLD_RELID) & ~relid.str.contains(card.NEW_RELID)
    read = pl.DataFrame({
        "row": cells.rows["row"],
        "line": cells.rows["line"],
        "exact": cells.rows["exact"],
        "key": key.cast(pl.String),
        "recordVersion": _versions(is_old, release),
        "hedge": cells.text("code_status").replace_strict(card.STATUS, default="preliminary"),
        "eventType": cells.code("type_of_violence", _plain(card.VIOLENCE), required=True),
        "scope": cells.code("event_clarity", _plain(card.CLARITY)),
        "where_prec": cells.code("where_prec", _plain(card.WHERE)),
        "lat": cells.decimal("latitude", -90, 90),
        "lon": cells.decimal("longitude", -180, 180),
        "datePrecision": cells.code("date_prec", _plain(card.WHEN)),
        "start": cells.day("date_start", required=True),
        "end": cells.day("date_end", required=True),
        **{each: cells.text(each) for each in ("side_a", "side_b", "where_coordinates", "adm_1", "adm_2", "country")},
        **{each: cells.integer(each) for each in card.KEYS},
        **{each: cells.integer(each, least=0) for each in ("low", "best", "high", *card.DEATHS)},
    })  # fmt: skip
    event = minted("Event", SOURCE, quoted(pl.col("key")))
    return read.filter(pl.col("key").is_not_null()).with_columns(event=event)


def _plain(table: Mapping[str, str]) -> dict[str, str]:
    """A table of terms with their notations as plain text."""
    return {code: str(term) for code, term in table.items()}


def _versions(is_old: pl.Series, release: Release) -> pl.Series:
    """The release that each row is of: the file's, but for rows written as an older release wrote them."""
    older = min(card.OLD_RELEASE, release.version) if release.version else card.OLD_RELEASE
    return pl.select(pl.when(is_old).then(pl.lit(older)).otherwise(pl.lit(release.version, pl.String))).to_series()


def _add_acts(claims: Claims) -> None:
    claims.say(
        StatementKind.ACT_TYPE,
        ["type_of_violence"],
        {"type": known(quoted(pl.col("eventType")))},
        where=pl.col("eventType").is_not_null(),
        properties={"eventType": pl.col("eventType")},
    )


def _timed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their first and last day, and both together, as text."""
    first, last = pl.col("first"), pl.col("last")
    edtf = pl.when(first == last).then(first).otherwise(joined([first, "/", last]))
    days = {"first": pl.col("start").dt.to_string("iso"), "last": pl.col("end").dt.to_string("iso")}
    return rows.with_columns(**days).with_columns(edtf=edtf)


def _add_times(claims: Claims) -> None:
    """The first and the last day; an end before its start is left to the shapes."""
    said = {"earliest": "first", "latest": "last", "edtf": "edtf"}
    claims.say(
        StatementKind.TIME,
        ["date_start", "date_end", "date_prec"],
        {key: known(quoted(pl.col(column))) for key, column in said.items()},
        where=pl.all_horizontal(pl.col("start", "end", "datePrecision").is_not_null()),
        properties={"edtf": pl.col("edtf"), "earliest": pl.col("start"), "latest": pl.col("end"),
                    "datePrecision": pl.col("datePrecision")},
    )  # fmt: skip


def _add_conflicts(claims: Claims) -> None:
    """The dyad and the conflict an event belongs to, by their ids: events around it, said on the first row of each."""
    rows = claims.rows.with_columns(
        dyad=minted("Event", SOURCE, literal("dyad"), numbers(pl.col("dyad_new_id"))),
        conflict=minted("Event", SOURCE, literal("conflict"), numbers(pl.col("conflict_new_id"))),
    )
    claims.join("SUB_EVENT_OF", rows.select(start="event", end=pl.coalesce("dyad", "conflict")).drop_nulls())
    claims.join("SUB_EVENT_OF", rows.select(start="dyad", end="conflict").drop_nulls().unique(maintain_order=True))
    kinds = {str(card.VIOLENCE[code]): str(type) for code, type in card.CONFLICT.items()}
    for name in ("dyad", "conflict"):
        around = rows.filter(pl.col(name).is_not_null() & pl.col("eventType").is_not_null()).unique(
            name, maintain_order=True
        )
        key = joined([f"{name}/", pl.col(f"{name}_new_id").cast(pl.String)])
        type = pl.col("eventType").replace_strict(kinds, return_dtype=pl.String)
        claims.say(
            StatementKind.ACT_TYPE,
            [f"{name}_new_id", "type_of_violence"],
            {"type": known(quoted(type))},
            rows=around.with_columns(event=name, key=key),
            where=pl.lit(value=True),
            properties={"eventType": type},
            is_sourced=False,
        )
