"""Propositions of rows, collected in columns, as one batch of statements with all they refer to.

A mapping says for each proposition of a row what it is (`Claims.say`), who says it (`Claims.voices`), and which
records it names (`Claims.nodes`, `Claims.join`); ids are minted for all of them at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl
import pyarrow as pa
from testigo.loaders.coded.minting import NULL, canonical, escaped, literal, minted, or_null, quoted
from testigo.ontology.batch import Batch
from testigo.ontology.model import NODES
from testigo.ontology.tables import RELATIONSHIPS, derived, node_schema, relationship_schema
from testigo.ontology.terms import Hedge, Modality, Mode, PassageKind, Polarity, StatementKind

BASE = ("row", "line", "exact", "key", "event")
"""What every row of a base frame has: `key` is the id of the record in its source, `event` the id of the event node.

Beside them it may have `recordVersion` and `hedge`, which go into all of its statements.
"""
SOURCES = frozenset({"SOURCED_FROM", "CITES"})


@dataclass(frozen=True, slots=True)
class Release:
    """The file that rows stand in: its snapshot, who loads it when, and which mapping reads it.

    `source` is the name that ids are minted with; `version` the record version of every row where rows have none of
    their own (`Statement.recordVersion`).
    """

    source: str
    snapshot: str
    extractor: str
    at: datetime
    published_on: date | None = None
    version: str | None = None


@dataclass(slots=True)
class Claims:
    """What the rows of a base frame say. `rows` has the columns of BASE, and of its own what expressions name.

    `record_version`: an expression that gives the version (text) that is part of a statement's id; None where a new
    release re-mints nothing.
    """

    rows: pl.DataFrame
    release: Release
    record_version: pl.Expr | None = None
    _said: list[pl.DataFrame] = field(default_factory=list)
    _voices: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _nodes: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _ends: dict[str, list[pl.DataFrame]] = field(default_factory=dict)

    def say(
        self,
        kind: StatementKind,
        columns: Sequence[str],
        proposition: Mapping[str, pl.Expr],
        *,
        where: pl.Expr | pl.Series,
        properties: Mapping[str, pl.Expr] | None = None,
        rows: pl.DataFrame | None = None,
        modality: Modality = Modality.ASSERTS,
        place: pl.Expr | None = None,
        part: pl.Expr | None = None,
        is_sourced: bool = True,
    ) -> None:
        """One proposition of every row for which `where` holds, about its event.

        `proposition`: key → JSON, as ids are minted from it; the event is added. `properties`: the statement's own
        columns. `place`: the place it names; `part`: the participation it supports. `rows`: another frame with the
        columns of BASE, where a row says several of one kind. `is_sourced`: it has the row's SOURCED_FROM and CITES.
        """
        frame = self.rows if rows is None else rows
        key = canonical({**proposition, "event": quoted(pl.col("event"))})
        self._said.append(
            frame.filter(where).select(
                "row", "key", "event", proposition=key, kind=pl.lit(str(kind)), modality=pl.lit(str(modality)),
                columns=pl.lit(list(columns), pl.List(pl.String)),
                version=pl.lit(None, pl.String) if self.record_version is None else self.record_version,
                recordVersion=self._clock(frame),
                hedge=pl.col("hedge") if "hedge" in frame.columns else pl.lit(str(Hedge.NONE)),
                _is_sourced=pl.lit(is_sourced),
                _place=pl.lit(None, pl.String) if place is None else place,
                _part=pl.lit(None, pl.String) if part is None else part,
                **(properties or {}),
            )
        )  # fmt: skip

    def _clock(self, frame: pl.DataFrame) -> pl.Expr:
        """The version that statements are superseded by: the row's own, where rows have one."""
        return pl.col("recordVersion") if "recordVersion" in frame.columns else pl.lit(self.release.version, pl.String)

    def voices(self, type: str, frame: pl.DataFrame) -> None:
        """Whom (or which report) all statements of a row are SAID_BY, VIA, SOURCED_FROM or CITES.

        `frame` has `row`, `end` (a node id) and, but for SAID_BY, `ord`.
        """
        self._voices.setdefault(type, []).append(frame)

    def nodes(self, label: str, frame: pl.DataFrame) -> None:
        """Records of a label: `id` and columns named as the properties; of equal ids the first is kept."""
        self._nodes.setdefault(label, []).append(frame)

    def join(self, type: str, frame: pl.DataFrame) -> None:
        """Relationships between named records: `start`, `end` and what the type carries."""
        self._ends.setdefault(type, []).append(frame)

    def batch(self) -> Batch:
        """Everything as one batch; the statements in the order of the rows."""
        statements = self._statements()
        self._passages(statements)
        self._about(statements)
        self._spoken(statements)
        self.nodes("Statement", statements.drop("row", "event"))
        return Batch(
            {label: _node_table(label, self._nodes[label]) for label in NODES if self._has(self._nodes, label)},
            {type: _end_table(type, self._ends[type]) for type in RELATIONSHIPS if self._has(self._ends, type)},
        )

    @staticmethod
    def _has(frames: Mapping[str, list[pl.DataFrame]], name: str) -> bool:
        return any(len(each) for each in frames.get(name, ()))

    def _statements(self) -> pl.DataFrame:
        """The statements with their ids; only those of rows that somebody says.

        Of rows that say the same of one record it is one statement, which stands here once for each row.
        """
        said = pl.concat(self._said, how="diagonal_relaxed").join(self._speakers(), on="row", maintain_order="left")
        identity = minted(
            "Statement", literal(self.release.source), escaped(pl.col("key")), or_null(quoted(pl.col("version"))),
            quoted(pl.col("kind")), pl.col("proposition"), pl.col("speakers"),
        )  # fmt: skip
        published = pl.lit(self.release.published_on, pl.Date)
        return said.with_columns(
            id=identity,
            polarity=pl.lit(str(Polarity.POSITIVE)),
            mode=pl.lit(str(Mode.PARAPHRASE)),
            publishedOn=pl.coalesce("publishedOn", published) if "publishedOn" in said.columns else published,
            recordedAt=pl.lit(self.release.at, pl.Datetime("us", "UTC")),
            extractor=pl.lit(self.release.extractor),
        ).drop("version", "proposition", "speakers", "key")

    def _speakers(self) -> pl.DataFrame:
        """The speakers of each row as JSON, sorted."""
        pairs = pl.concat(self._voices["SAID_BY"]).select("row", end=quoted(pl.col("end")))
        one = pairs["row"].is_unique()
        if one.all():
            return pairs.select("row", speakers=pl.concat_str(pl.lit("["), pl.col("end"), pl.lit("]")))
        listed = pl.concat_str(pl.lit("["), pl.col("end").str.join(","), pl.lit("]"))
        return pairs.sort("end").group_by("row").agg(listed.alias("speakers"))

    def _of(self, said: pl.DataFrame, type: str) -> pl.DataFrame:
        frames = self._voices.get(type)
        return (
            pl.concat(frames) if frames else pl.DataFrame(schema={"row": pl.Int64, "end": pl.String, "ord": pl.Int64})
        )

    def _passages(self, statements: pl.DataFrame) -> None:
        """A passage a row that says anything, and what stands in it."""
        rows = self.rows.unique("row", maintain_order=True).join(
            statements.select("row").unique(), on="row", how="semi"
        )
        passages = rows.select(
            "row", "exact", id=passage(self.release.snapshot), kind=pl.lit(str(PassageKind.ROW)), rowKey=pl.col("key")
        )
        self.nodes("Passage", passages)
        self.join("IN_SNAPSHOT", passages.select(start="id", end=pl.lit(self.release.snapshot)))
        anchors = statements.select("row", start="id").join(
            passages.select("row", end="id"), on="row", maintain_order="left"
        )
        self.join("ANCHORED_AT", anchors.select("start", "end"))

    def _about(self, statements: pl.DataFrame) -> None:
        self.nodes("Event", statements.select(id="event").unique(maintain_order=True))
        self.join("ABOUT", statements.select(start="id", end="event"))
        for type, column in (("AT_PLACE", "_place"), ("SUPPORTS", "_part")):
            self.join(type, statements.filter(pl.col(column).is_not_null()).select(start="id", end=column))

    def _spoken(self, statements: pl.DataFrame) -> None:
        for type in self._voices:
            found = statements.select("row", start="id").join(
                self._of(statements, type), on="row", maintain_order="left"
            )
            self.join(type, found.drop("row"))


def passage(snapshot: str) -> pl.Expr:
    """The id of the passage of a row: of its snapshot and its number."""
    return minted("Passage", literal(snapshot), pl.col("row").cast(pl.String))


def participation(event: pl.Expr, actor: pl.Expr, role: pl.Expr) -> pl.Expr:
    """The id of a participation."""
    return minted("Participation", quoted(event), quoted(actor), quoted(role))


def integers(column: pl.Expr) -> pl.Expr:
    """Whole numbers as JSON."""
    return column.cast(pl.String)


def days(column: pl.Expr) -> pl.Expr:
    """Days as JSON."""
    return quoted(column.dt.to_string("iso"))


def version_literal(version: str | None) -> pl.Expr:
    """A record version known beforehand, as JSON."""
    return NULL if version is None else pl.lit(json.dumps(version))


def _node_table(label: str, frames: Sequence[pl.DataFrame]) -> pa.Table:
    return _table(_distinct(frames, ["id"]), node_schema(label), derived(label))


def _end_table(type: str, frames: Sequence[pl.DataFrame]) -> pa.Table:
    return _table(_distinct(frames, ["start", "end"]), relationship_schema(type), frozenset())


def _distinct(frames: Sequence[pl.DataFrame], key: list[str]) -> pl.DataFrame:
    """The rows of all frames, of those with equal keys the first."""
    given = [each for each in frames if len(each)]
    frame = pl.concat(given, how="diagonal_relaxed") if len(given) > 1 else given[0]
    return (
        frame.filter(pl.struct(key).is_first_distinct())
        if len(key) > 1
        else frame.filter(pl.col(key[0]).is_first_distinct())
    )


def _table(frame: pl.DataFrame, schema: pa.Schema, left_out: frozenset[str]) -> pa.Table:
    """A frame as a table of a batch: the schema's columns, absent ones null."""
    arrow = frame.select(name for name in schema.names if name in frame.columns and name not in left_out).to_arrow()
    columns = [
        arrow.column(field.name).cast(field.type)
        if field.name in arrow.column_names
        else pa.nulls(len(frame), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
