"""From rows of ACLED to a batch: what ACLED says of each event, in columns.

Pure but for look-ups in the register and the gazetteer that ship.

A row says an act-type, a place, a time, an estimate of the killed, and who took part: the two actors and those
associated with them. ACLED says it; the members of `source` are whom it names as its sources. `timestamp` is the
version of the row: part of every statement's id, and the day it was published.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.acled import codes
from testigo.loaders.acled.actors import add_actors
from testigo.loaders.acled.card import CARD, NAME
from testigo.loaders.acled.places import add_places
from testigo.loaders.coded import towns
from testigo.loaders.coded.cells import Cells
from testigo.loaders.coded.claims import Claims, Release
from testigo.loaders.coded.minting import days, literal, minted, numbers, quoted
from testigo.loaders.coded.named import speakers
from testigo.loaders.coded.source import Mapped
from testigo.loaders.register import default
from testigo.ontology.batch import merged
from testigo.ontology.ids import minted as minted_id
from testigo.ontology.terms import (
    ActorKind,
    Comparator,
    DatePrecision,
    Measure,
    Modality,
    Population,
    Scope,
    StatementKind,
)  # fmt: skip

ACLED = minted_id("Actor", NAME, "publisher", CARD.publisher)
LANG = "en"
DATES = ("%Y-%m-%d", "%d %B %Y")
"""A day as the API writes it, and as the export tool does."""

_LATER = 10
"""Digits of a Unix time since September 2001; equal lengths, so that a later one compares greater as text."""


def map_batch(rows: pl.DataFrame, release: Release) -> Mapped:
    """What the rows say, recorded by the release's file. Cells that cannot be read are faults; they say nothing."""
    cells = Cells(rows)
    claims = Claims(records(cells, "timestamp"), release, pl.col("recordVersion"))
    _say_act(claims, cells)
    _say_time(claims, cells)
    places = add_places(claims, cells)
    _say_killed(claims, cells)
    met = [add_voices(claims), add_actors(claims, cells), _add_sources(claims, cells)]
    judged = [default().resolved(pl.concat(met, how="diagonal"), release.at), towns.resolved(places, release.at)]
    return Mapped(merged([claims.batch(), *judged]), cells.faults)


def records(cells: Cells, clock: str) -> pl.DataFrame:
    """The rows that have an id and a version (Unix time in the column `clock`); no other says anything."""
    key, stamp = cells.text("event_id_cnty", required=True), cells.text(clock, required=True)
    is_time = stamp.str.contains(rf"^\d{{{_LATER}}}$").fill_null(value=False)
    cells.note(
        clock,
        stamp.is_not_null() & ~is_time,
        "no-version",
        "is no Unix time in seconds, and the row has no version without it",
    )
    base = cells.rows.select("row", "line", "exact").with_columns(key=key, recordVersion=stamp)
    return base.filter(key.is_not_null() & is_time).with_columns(
        event=minted("Event", literal(NAME), quoted(pl.col("key"))),
        publishedOn=pl.from_epoch(pl.col("recordVersion").cast(pl.Int64)).dt.date(),
    )


def add_voices(claims: Claims) -> pl.DataFrame:
    """ACLED, who says all of it; as `Register.resolved` takes it."""
    acled = pl.DataFrame({
        "id": [ACLED], "name": [CARD.publisher], "kind": [str(ActorKind.MONITOR)], "identified": [True],
        "register": [NAME],
    })  # fmt: skip
    claims.nodes("Actor", acled.drop("register"))
    claims.named(acled, LANG)
    claims.voices("SAID_BY", claims.rows.select("row", end=pl.lit(ACLED)))
    return acled


def _add_sources(claims: Claims, cells: Cells) -> pl.DataFrame:
    """Whom ACLED names as its sources, in its order; as `Register.resolved` takes them."""
    found = claims.rows.select("row", "key").join(cells.rows.select("row", "source"), on="row", maintain_order="left")
    sources = speakers(found, "source", NAME)
    claims.nodes("Actor", sources.select("id", "name", "kind", "identified"))
    claims.named(sources)
    claims.voices("SOURCED_FROM", sources.select("row", "ord", end="id"))
    return sources.select("id", "name", "kind", "identified", "register")


def _say_act(claims: Claims, cells: Cells) -> None:
    """The type of the event, by its type and sub-type together: a pair that the codebook does not have is told."""
    pair = (cells.text("event_type", required=True), cells.text("sub_event_type", required=True))
    types = [(*of, str(type)) for of, type in codes.event_types().items()]
    table = pl.DataFrame(types, schema=["event_type", "sub_event_type", "eventType"], orient="row")
    coded = pl.DataFrame({"row": cells.rows["row"], "event_type": pair[0], "sub_event_type": pair[1]})
    found = coded.join(table, on=["event_type", "sub_event_type"], how="left", maintain_order="left")
    is_unknown = pair[0].is_not_null() & pair[1].is_not_null() & found["eventType"].is_null()
    cells.note("sub_event_type", is_unknown, "unknown-code", "is no sub-type of this event_type that the codebook has")
    claims.say(
        StatementKind.ACT_TYPE,
        ["event_type", "sub_event_type"],
        {"type": quoted(pl.col("eventType"))},
        where=pl.col("eventType").is_not_null(),
        rows=claims.rows.join(found.select("row", "eventType"), on="row", maintain_order="left"),
        properties={"eventType": pl.col("eventType"), "publishedOn": pl.col("publishedOn")},
    )


def _say_time(claims: Claims, cells: Cells) -> None:
    """The day, the week of which ACLED names the middle, or the month in which the day it names lies."""
    precision = cells.code("time_precision", {code: str(term) for code, term in codes.WHEN.items()}, required=True)
    when = pl.DataFrame({"row": cells.rows["row"], "day": _day(cells), "datePrecision": precision}).drop_nulls()
    half = pl.duration(days=codes.HALF_A_WEEK_D)
    when = when.with_columns(
        earliest=_by_precision(pl.col("day"), pl.col("day") - half, pl.col("day").dt.month_start()),
        latest=_by_precision(pl.col("day"), pl.col("day") + half, pl.col("day").dt.month_end()),
    )
    first, last = (pl.col(bound).dt.to_string("iso") for bound in ("earliest", "latest"))
    edtf = _by_precision(first, pl.concat_str(first, pl.lit("/"), last), first.str.head(7))
    claims.say(
        StatementKind.TIME,
        ["event_date", "time_precision"],
        {"earliest": days(pl.col("earliest")), "latest": days(pl.col("latest")), "edtf": quoted(edtf)},
        where=pl.lit(value=True),
        rows=claims.rows.join(when, on="row", maintain_order="left"),
        properties={"edtf": edtf, **{name: pl.col(name) for name in ("earliest", "latest", "datePrecision")},
                    "publishedOn": pl.col("publishedOn")},
    )  # fmt: skip


def _day(cells: Cells) -> pl.Series:
    """The day of the event, in either way of writing it."""
    text = cells.text("event_date", required=True)
    found = pl.select(pl.coalesce(text.str.to_date(form, strict=False, exact=True) for form in DATES)).to_series()
    cells.note("event_date", text.is_not_null() & found.is_null(), "no-date", "is no day of the calendar")
    return found


def _by_precision(day: pl.Expr, week: pl.Expr, month: pl.Expr) -> pl.Expr:
    precision = pl.col("datePrecision")
    return pl.when(precision == str(DatePrecision.DAY)).then(day).when(
        precision == str(DatePrecision.WEEK)).then(week).otherwise(month)  # fmt: skip


def _say_killed(claims: Claims, cells: Cells) -> None:
    """The number of deaths that ACLED takes from the most conservative report.

    A 0 may be silence: where reports do not speak of deaths, or only of casualties, ACLED codes 0.
    """
    counted = pl.DataFrame({"row": cells.rows["row"], "best": cells.integer("fatalities", least=0, required=True)})
    best = pl.col("best")
    said = {"measure": Measure.KILLED, "population": Population.PEOPLE, "scope": Scope.INCIDENT,
            "comparator": Comparator.EXACT}  # fmt: skip
    claims.say(
        StatementKind.COUNT,
        ["fatalities"],
        {**{name: literal(str(term)) for name, term in said.items()}, "best": numbers(best)},
        where=best.is_not_null(),
        rows=claims.rows.join(counted, on="row", maintain_order="left"),
        properties={
            **{name: pl.lit(str(term)) for name, term in said.items()},
            "best": best, "effLow": best, "effHigh": best, "vague": pl.lit(value=False),
            "zeroMayBeSilence": pl.when(best == 0).then(pl.lit(value=True)), "publishedOn": pl.col("publishedOn"),
        },
        modality=Modality.ESTIMATES,
    )  # fmt: skip
