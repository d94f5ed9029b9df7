"""Rows of GDELT for the tests, from the smallest that say something; invented, in the real columns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from testigo.loaders.coded.claims import Release
from testigo.loaders.coded.source import Mapped
from testigo.loaders.gdelt.card import EVENTS, MENTIONS
from testigo.loaders.gdelt.events import map_events
from testigo.loaders.gdelt.mentions import map_mentions
from testigo.ontology.batch import Batch
from testigo.ontology.ids import minted

AT = datetime(2025, 9, 1, 12, tzinfo=UTC)
RELEASE = Release("gdelt", minted("Snapshot", "0"), "gdelt/1", AT, date(2025, 3, 8))
Row = dict[str, str]

EVENT: Row = {
    "GLOBALEVENTID": "1230000001", "SQLDATE": "20250307", "Actor1Code": "SYRMIL", "Actor1Name": "SOLDIER",
    "Actor1CountryCode": "SYR", "Actor1Type1Code": "MIL", "Actor2Code": "SYR", "Actor2Name": "SYRIA",
    "Actor2CountryCode": "SYR", "EventCode": "193", "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Baniyas, Tartus, Syria", "ActionGeo_CountryCode": "SY",
    "ActionGeo_Lat": "35.1833", "ActionGeo_Long": "35.9486",
    "ActionGeo_FeatureID": "-2540912", "DATEADDED": "20250308001500", "SOURCEURL": "https://news.example/a",
}  # fmt: skip
MENTION: Row = {
    "GLOBALEVENTID": "1230000001", "EventTimeDate": "20250308001500", "MentionTimeDate": "20250309120000",
    "MentionType": "1", "MentionSourceName": "news.example", "MentionIdentifier": "https://news.example/a",
    "SentenceID": "4", "Actor1CharOffset": "812", "Actor2CharOffset": "-1", "ActionCharOffset": "787",
    "InRawText": "1", "Confidence": "40",
}  # fmt: skip


def event(**cells: str) -> Row:
    """An event's row with these cells changed; an empty one is left out."""
    return {name: cell for name, cell in (EVENT | cells).items() if cell}


def mention(**cells: str) -> Row:
    """A mention's row with these cells changed; an empty one is left out."""
    return {name: cell for name, cell in (MENTION | cells).items() if cell}


def line(row: Row, columns: tuple[str, ...]) -> str:
    """A row as it stands in a file."""
    return "\t".join(row.get(column, "") for column in columns) + "\n"


def frame(rows: list[Row], columns: tuple[str, ...]) -> pl.DataFrame:
    """Rows as the reader of tables gives them."""
    own = [
        {"row": n, "line": n, "exact": line(row, columns).rstrip("\n")} | {each: row.get(each) for each in columns}
        for n, row in enumerate(rows, 1)
    ]
    schema = {"row": pl.Int64, "line": pl.Int64, "exact": pl.String, **dict.fromkeys(columns, pl.String)}
    return pl.DataFrame(own, schema=schema)


def events(*rows: Row) -> Mapped:
    return map_events(frame(list(rows), EVENTS), RELEASE)


def mentions(*rows: Row) -> Mapped:
    return map_mentions(frame(list(rows), MENTIONS), RELEASE)


def nodes(batch: Batch, label: str, **given: object) -> list[dict[str, Any]]:
    """The records of a label that have these values, without absent ones."""
    rows = batch.nodes[label].to_pylist() if label in batch.nodes else []
    found = [{name: value for name, value in row.items() if value is not None} for row in rows]
    return [row for row in found if given.items() <= row.items()]


def ends(batch: Batch, type: str, start: str) -> list[str]:
    """What a record is joined to by relationships of a type."""
    rows = batch.relationships[type].to_pylist() if type in batch.relationships else []
    return [row["end"] for row in rows if row["start"] == start]
