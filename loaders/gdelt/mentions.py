"""From rows of a mentions file to a batch: in which report, and where in it, GDELT's machine found an event. Pure.

A mention is a statement of its own (`occurrence`) about the event: GDELT says, with its confidence, that the report
tells of it. It needs nothing of the event's row, which may be in an older file, a later one or none: an event of which
no more is known has its number only, and whatever its row says is added whenever that is loaded.
"""

from __future__ import annotations

import polars as pl
from testigo.loaders.coded.cells import Cells, together
from testigo.loaders.coded.claims import Claims, Release
from testigo.loaders.coded.minting import literal, minted, numbers, quoted
from testigo.loaders.coded.source import Mapped
from testigo.loaders.gdelt.codes import MENTION_TYPES, languages
from testigo.loaders.gdelt.events import cite, event_id, event_keys, stamped
from testigo.loaders.gdelt.reports import cited
from testigo.ontology.terms import PassageKind, StatementKind

OFFSETS = ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")
NOT_FOUND = -1
ENGLISH = "en"
KEY = ("GLOBALEVENTID", "MentionTimeDate", "MentionIdentifier", "SentenceID", *OFFSETS)
TAKEN = [
    "MentionType",
    "MentionIdentifier",
    "SentenceID",
    *OFFSETS,
    "InRawText",
    "Confidence",
    "MentionDocTranslationInfo",
]


def map_mentions(rows: pl.DataFrame, release: Release) -> Mapped:
    """What the rows say. Cells that cannot be read are faults; what needs them is not said."""
    cells = Cells(rows)
    read = _read(cells)
    claims = Claims(read, release)
    claims.say(
        StatementKind.OCCURRENCE, TAKEN, {"report": quoted(pl.col("report"))}, where=pl.lit(value=True),
        properties={"confidence": pl.col("confidence"), "publishedOn": pl.col("told")},
    )  # fmt: skip
    _anchor(claims, release)
    cite(claims, read.select("row", "report", "url", "title", "language"))
    return Mapped(claims.batch(), cells.faults)


def _read(cells: Cells) -> pl.DataFrame:
    """The rows with their report, confidence and offsets; only those that say all that a mention needs."""
    how = cells.code("MentionType", MENTION_TYPES, required=True)
    identifier = cells.text("MentionIdentifier", required=True)
    reports = cited(identifier, how, _languages(cells))
    unread = identifier.is_not_null() & how.is_not_null() & reports["report"].is_null()
    cells.note("MentionIdentifier", unread, "no-address", "is no address of a report")
    read = pl.DataFrame({
        "row": cells.rows["row"],
        "line": cells.rows["line"],
        "exact": cells.rows["exact"],
        "number": event_keys(cells),
        "told": stamped(cells, "MentionTimeDate"),
        "confidence": _confidence(cells),
        **_offsets(cells),
    })  # fmt: skip
    whole = pl.concat([read, reports], how="horizontal").drop_nulls(["number", "told", "confidence", "report"])
    keys = cells.rows.select("row", key=pl.concat_str(KEY, separator=" ", ignore_nulls=True))
    said = whole.join(keys, on="row", how="inner", maintain_order="left")
    return said.with_columns(event=event_id("number"))


def _confidence(cells: Cells) -> pl.Series:
    """GDELT's percentage as a share."""
    cells.text("Confidence", required=True)
    return (cells.decimal("Confidence", 0, 100) / 100).round(4)  # a share of 70 is 0.7, not 0.7000000000000001


def _languages(cells: Cells) -> pl.Series:
    """The language of each report: of what was translated by machine its own, of all else English.

    Of a language that no table has the report's stays unknown, and the mention stands.
    """
    told = cells.text("MentionDocTranslationInfo")
    code = told.str.extract(r"(?i)^srclc:([a-z]{3})(?:;|$)").str.to_lowercase()
    found = code.replace_strict(languages(), default=None, return_dtype=pl.String)
    unknown = told.is_not_null() & found.is_null()
    cells.note("MentionDocTranslationInfo", unknown, "unknown-code", "names no language (srclc:…) that a table knows")
    english = pl.select(pl.when(told.is_null()).then(pl.lit(ENGLISH))).to_series()
    return pl.select(pl.coalesce(found, english)).to_series()


def _offsets(cells: Cells) -> dict[str, pl.Series]:
    """From the first to the last place GDELT gives for the actors and the act, end exclusive; null where it gives none.

    It gives where words begin. The end is thus the code point after the last one's first letter.
    """
    read = [cells.integer(column, least=NOT_FOUND) for column in OFFSETS]
    whole = together(*read)
    given = [pl.select(pl.when(whole & (each >= 0)).then(each)).to_series() for each in read]
    frame = pl.DataFrame(dict(zip(OFFSETS, given, strict=True)))
    bounds = frame.select(start=pl.min_horizontal(OFFSETS), end=pl.max_horizontal(OFFSETS) + 1)
    return {"start": bounds["start"], "end": bounds["end"]}


def _anchor(claims: Claims, release: Release) -> None:
    """Beside its row, a mention rests on the words that GDELT says it found; nobody here has read them.

    The row that states the offsets is where such a passage stands, and the report it is about is the one cited.
    """
    kind, row = str(PassageKind.REPORTED_OFFSET), numbers(pl.col("row"))
    passages = claims.rows.filter(pl.col("start").is_not_null()).select(
        "row", "start", "end",
        id=minted("Passage", literal(release.snapshot), row, literal(kind)), kind=pl.lit(kind), rowKey=pl.col("key"),
    )  # fmt: skip
    claims.nodes("Passage", passages)
    claims.join("IN_SNAPSHOT", passages.select(start="id", end=pl.lit(release.snapshot)))
    claims.voices("ANCHORED_AT", passages.select("row", end="id", ord=pl.lit(0, pl.Int64)))
