"""From rows of an events file to a batch: what GDELT's machine made of the first report that it met, in columns. Pure.

A row says an act-type, a time, a place and up to two participations, all on one passage. GDELT says it, and cites the
report; it names no source of its own, so that however many reports carry a story, it has one origin.

Nobody is said to have done it. CAMEO has the act go from Actor1 to Actor2, but where the doer is not known "the
particular locations of such attacks are typically coded as source actors" (1833; 185 alike), reciprocal acts are coded
both ways, and the machine takes whichever names stand near the verb: both are `participant-unspecified`.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims, Release, participation
from testigo.loaders.coded.minting import days, literal, minted, quoted
from testigo.loaders.coded.source import Mapped
from testigo.loaders.gdelt import actors, places
from testigo.loaders.gdelt.card import CARD, PUBLISHER, SIDES, SOURCE
from testigo.loaders.gdelt.codes import CITATION, UNTYPED, URL, event_types
from testigo.loaders.gdelt.reports import cited
from testigo.loaders.register import default
from testigo.ontology.batch import merged
from testigo.ontology.ids import minted as minted_id
from testigo.ontology.terms import ActorKind, DatePrecision, Role, StatementKind

GDELT = minted_id("Actor", CARD.name, "publisher", PUBLISHER)
LANG = "en"
"""The language of GDELT's names: what it translates, it reads in English."""
ROLE = str(Role.PARTICIPANT_UNSPECIFIED)
EVERY = pl.lit(value=True)


def map_events(rows: pl.DataFrame, release: Release) -> Mapped:
    """What the rows say. Cells that cannot be read are faults; what needs them is not said."""
    cells = Cells(rows)
    read = _read(cells)
    claims = Claims(read, release)
    claims.say(
        StatementKind.ACT_TYPE, ["EventCode"], {"type": quoted(pl.col("type"))},
        where=pl.col("type").is_not_null(), properties={"eventType": pl.col("type"), "publishedOn": pl.col("added")},
    )  # fmt: skip
    _say_times(claims)
    _say_places(claims, cells)
    met = pl.concat([_say_participations(claims, cells, side) for side in SIDES])
    cite(claims, read.select("row", "report", "url", "title", "language"))
    judged = default().resolved(met, release.at)
    return Mapped(merged([claims.batch(), judged]) if judged.nodes else claims.batch(), cells.faults)


def _read(cells: Cells) -> pl.DataFrame:
    """The rows with what they say of the event itself and its report; those without an id say nothing."""
    url = cells.text("SOURCEURL")
    how = url.str.contains(r"(?i)^https?://").replace_strict({True: URL, False: CITATION}, return_dtype=pl.String)
    reports = cited(url, how, pl.Series([None] * len(url), dtype=pl.String))
    cells.note("SOURCEURL", url.is_not_null() & reports["report"].is_null(), "no-address", "is no address of a report")
    read = pl.DataFrame({
        "row": cells.rows["row"],
        "line": cells.rows["line"],
        "exact": cells.rows["exact"],
        "key": event_keys(cells),
        "type": cells.code("EventCode", {code: str(type) for code, type in event_types().items()}, required=True),
        "day": cells.day("SQLDATE", required=True, format="%Y%m%d"),
        "added": stamped(cells, "DATEADDED"),
    })  # fmt: skip
    return (
        pl.concat([read, reports], how="horizontal")
        .filter(pl.col("key").is_not_null())
        .with_columns(event=event_id("key"))
    )


def event_id(number: str) -> pl.Expr:
    """The id of the event whose number stands in a column."""
    return minted("Event", literal(SOURCE), quoted(pl.col(number)))


def event_keys(cells: Cells) -> pl.Series:
    """GDELT's number of the event of each row; without it a row says nothing."""
    number = cells.integer("GLOBALEVENTID", least=0, required=True)
    return number.cast(pl.String)


def stamped(cells: Cells, column: str) -> pl.Series:
    """The day of a stamp YYYYMMDDHHMMSS: when GDELT published the row."""
    text = cells.text(column, required=True)
    found = text.str.extract(r"^(\d{8})\d{6}$").str.to_date("%Y%m%d", strict=False)
    cells.note(column, text.is_not_null() & found.is_null(), "no-date", "is no moment YYYYMMDDHHMMSS")
    return found


def _say_times(claims: Claims) -> None:
    literal_day = pl.col("day").dt.to_string("iso")
    claims.say(
        StatementKind.TIME, ["SQLDATE"],
        {"earliest": days(pl.col("day")), "latest": days(pl.col("day")), "edtf": quoted(literal_day)},
        where=pl.col("day").is_not_null(),
        properties={
            "edtf": literal_day, "earliest": pl.col("day"), "latest": pl.col("day"),
            "datePrecision": pl.lit(str(DatePrecision.DAY)), "publishedOn": pl.col("added"),
        },
    )  # fmt: skip


def _say_places(claims: Claims, cells: Cells) -> None:
    found = _joined(claims, cells, places.places(cells, "Action"))
    spots = found.select("id", "kind", "name", "latitude", "longitude", "precision").sort("name", maintain_order=True)
    claims.nodes("Place", spots.unique("id", keep="first", maintain_order=True))
    claims.named(spots, LANG)
    places.add_countries(claims, found)
    claims.say(
        StatementKind.PLACE, places.columns("Action"), {"place": quoted(pl.col("id"))},
        where=EVERY, rows=found, place=pl.col("id"), properties={"publishedOn": pl.col("added")},
    )  # fmt: skip


def _say_participations(claims: Claims, cells: Cells, side: str) -> pl.DataFrame:
    """Gives the organisations that are known, as `Register.resolved` takes them."""
    found = _joined(claims, cells, actors.actors(cells, side))
    found = found.with_columns(part=participation(pl.col("event"), pl.col("id"), pl.lit(ROLE)))
    claims.nodes("Actor", found.select("id", "kind", "name", "identified"))
    claims.named(found, LANG)
    claims.nodes("Participation", found.select(id="part", role=pl.lit(ROLE)))
    claims.join("IN_EVENT", found.select(start="part", end="event"))
    claims.join("OF_ACTOR", found.select(start="part", end="id"))
    claims.say(
        StatementKind.PARTICIPATION, actors.columns(side), {"actor": quoted(pl.col("id")), "role": literal(ROLE)},
        where=EVERY, rows=found, part=pl.col("part"), properties={"publishedOn": pl.col("added")},
    )  # fmt: skip
    is_known = pl.col("identified") & (pl.col("kind") != str(UNTYPED))
    return found.filter(is_known).select("id", "kind", "name", "identified")


def _joined(claims: Claims, cells: Cells, found: pl.DataFrame) -> pl.DataFrame:
    """The base of each row beside what was found in it, where something was."""
    numbered = found.with_columns(row=cells.rows["row"]).filter(pl.col("id").is_not_null())
    base = claims.rows.select("row", "key", "event", "added")
    return base.join(numbered, on="row", how="inner", maintain_order="left")


def cite(claims: Claims, reports: pl.DataFrame) -> None:
    """GDELT says what the rows say, and cites their reports (row, report, url, title, language)."""
    speaker = {"id": GDELT, "kind": str(ActorKind.MONITOR), "name": PUBLISHER, "identified": True}
    claims.nodes("Actor", pl.DataFrame([speaker]))
    claims.voices("SAID_BY", claims.rows.select("row", end=pl.lit(GDELT)))
    known = reports.filter(pl.col("report").is_not_null())
    claims.nodes("Report", known.select("url", "title", "language", id="report"))
    claims.voices("CITES", known.select("row", end="report", ord=pl.lit(0, pl.Int64)))
