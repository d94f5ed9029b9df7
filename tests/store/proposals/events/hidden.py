"""MAVERICK with its truth hidden: each report an event of its own, and which of them are one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from testigo.loaders.maverick.card import SAMPLE
from testigo.loaders.maverick.source import MaverickSource
from testigo.ontology.batch import Batch, merged
from testigo.ontology.ids import minted
from testigo.store.proposals.events import candidates
from testigo.store.proposals.events.tables import EventTables

AT = datetime(2026, 1, 1, tzinfo=UTC)


def rows() -> pl.DataFrame:
    """The reports as they ship, all as text."""
    return pl.read_csv(SAMPLE, infer_schema_length=0)


def truth() -> pl.DataFrame:
    """The event (id) of each report, the one it is `of`, and the country."""
    given = rows()
    events = [minted("Event", "maverick", id) for id in given["id"]]
    return pl.DataFrame({"event": events, "of": given["event_id"], "country": given["country"]})


def hidden(folder: Path) -> EventTables:
    """What the reports say, mapped as they are loaded, once their events' ids are taken from them."""
    path = folder / "hidden.csv"
    rows().with_columns(event_id="id").write_csv(path)
    return tables(merged(piece.batch for piece in MaverickSource([path]).pieces(AT)))


def tables(batch: Batch) -> EventTables:
    """What a batch says of its events."""
    about = ends(batch, "ABOUT", "id", "event")
    said = nodes(batch, "Statement", "id", "eventType", "earliest", "latest", "measure", "effLow", "effHigh")
    of = said.join(about, on="id")
    places = nodes(batch, "Place", "id", "latitude", "longitude").rename({"id": "place"})
    parts = ends(batch, "IN_EVENT", "part", "event").join(ends(batch, "OF_ACTOR", "part", "actor"), on="part")
    return EventTables(
        events=of.group_by("event").agg(pl.col("earliest").min(), pl.col("latest").max()),
        types=of.select("event", type="eventType").drop_nulls(),
        parts=parts.select("event", "actor"),
        sites=_told(batch, "AT_PLACE", about, "place").join(places, on="place"),
        within=ends(batch, "WITHIN", "place", "parent"),
        counts=of.drop_nulls("measure").select("event", "measure", low="effLow", high="effHigh"),
        voices=_told(batch, "SAID_BY", about, "actor"),
        reports=_told(batch, "CITES", about, "report"),
    )


def labelled(given: EventTables) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.Series]:
    """The events, the pairs that are compared, their features, and which of them are one."""
    events, pairs, features = candidates(given)
    of = events.join(truth(), on="event", how="left", maintain_order="left")["of"]
    return events, pairs, features, (of[pairs["a"]] == of[pairs["b"]])


def nodes(batch: Batch, label: str, *columns: str) -> pl.DataFrame:
    """Columns of a label."""
    found = pl.from_arrow(batch.nodes[label].select(list(columns)))
    assert isinstance(found, pl.DataFrame)
    return found


def ends(batch: Batch, type: str, start: str, end: str) -> pl.DataFrame:
    """The ends of a relationship type under these names."""
    found = pl.from_arrow(batch.relationships[type].select(["start", "end"]))
    assert isinstance(found, pl.DataFrame)
    return found.rename({"start": start, "end": end})


def _told(batch: Batch, type: str, about: pl.DataFrame, end: str) -> pl.DataFrame:
    return ends(batch, type, "id", end).join(about, on="id").select("event", end).unique()
