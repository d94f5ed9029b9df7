"""Propositions of rows, collected in columns, as one batch of statements with all they refer to.

A mapping says for each proposition of a row what it is (`Claims.say`), who says it (`Claims.voices`), and which
records it names (`Claims.nodes`, `Claims.join`); ids are minted for all of them at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl
import pyarrow as pa
from testigo.loaders.coded.batches import batch_of, table
from testigo.loaders.coded.minting import NULL, escaped, hashed, literal, members, minted, or_null, quoted
from testigo.ontology.batch import Batch
from testigo.ontology.tables import node_schema
from testigo.ontology.terms import Hedge, Modality, Mode, PassageKind, Polarity, StatementKind

BASE = ("row", "line", "exact", "key", "event")
"""What every row of a base frame has: `key` is the id of the record in its source, `event` the id of the event node.

Beside them it may have those of OF_ROWS, which go into all of its statements.
"""
OF_ROWS = ("recordVersion", "hedge", "publishedOn")
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


@dataclass(frozen=True, slots=True)
class Said:
    """A proposition of the rows of a frame, to be made statements of."""

    rows: pl.DataFrame
    where: pl.Expr | pl.Series
    kind: StatementKind
    proposition: Mapping[str, pl.Expr]
    columns: tuple[str, ...]
    properties: Mapping[str, pl.Expr]


@dataclass(slots=True)
class Claims:
    """What the rows of a base frame say. `rows` has the columns of BASE, and of its own what expressions name.

    `record_version`: an expression that gives the version (text) that is part of a statement's id; None where a new
    release re-mints nothing.
    """

    rows: pl.DataFrame
    release: Release
    record_version: pl.Expr | None = None
    _said: list[Said] = field(default_factory=list)
    _voices: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _nodes: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _ends: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _unique: dict[str, list[pl.DataFrame]] = field(default_factory=dict)

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
        own = {"modality": pl.lit(str(modality)), "_is_sourced": pl.lit(is_sourced), **(properties or {})}
        own |= {name: pl.col(name) for name in OF_ROWS if name in frame.columns and name not in own}
        own |= {name: value for name, value in (("_place", place), ("_part", part)) if value is not None}
        self._said.append(Said(frame, where, kind, proposition, tuple(columns), own))

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
        """Everything as one batch."""
        statements = self._statements()
        first = statements.filter(pl.col("id").is_first_distinct())
        has_twins = len(first) < len(statements)
        self._passages(statements.unique(["row", "id"], maintain_order=True) if has_twins else statements)
        self._about(first)
        self._spoken(statements, has_twins=has_twins)
        return batch_of(self._nodes, self._ends, self._unique, {"Statement": self._table(first)} if len(first) else {})

    def _statements(self) -> pl.DataFrame:
        """The statements with their ids; only those of rows that somebody says.

        Of rows that say the same of one record it is one statement, which stands here once for each row.
        """
        speakers = self._speakers()
        spoken = {id(said.rows): self._spoken_rows(said.rows, speakers) for said in self._said}
        lists = {columns: at for at, columns in enumerate(dict.fromkeys(said.columns for said in self._said))}
        frames = [
            spoken[id(said.rows)].lazy().filter(said.where).select(
                "row", "event", id=self._identity(said), kind=pl.lit(str(said.kind)),
                _columns=pl.lit(lists[said.columns]), **said.properties,
            )
            for said in self._said
        ]  # fmt: skip
        return pl.concat(frames, how="diagonal_relaxed").filter(pl.col("id").is_not_null()).collect()

    def _spoken_rows(self, rows: pl.DataFrame, speakers: pl.DataFrame) -> pl.DataFrame:
        """Rows with the parts of their statements' ids that they share; null where nobody speaks."""
        version = NULL if self.record_version is None else or_null(escaped(self.record_version))
        return rows.join(speakers, on="row", how="left", maintain_order="left").with_columns(
            _head=pl.concat_str(
                pl.lit("["), literal(self.release.source), pl.lit(","), escaped(pl.col("key")), pl.lit(","), version,
                pl.lit(',"'),
            ),
            _tail=pl.concat_str(pl.lit("},"), pl.col("speakers"), pl.lit("]")),
            _event=quoted(pl.col("event")),
        )  # fmt: skip

    @staticmethod
    def _identity(said: Said) -> pl.Expr:
        parts = members("event", {**said.proposition, "event": pl.col("_event")})
        identity = hashed("Statement", pl.col("_head"), pl.lit(f'{said.kind}",{{'), *parts, pl.col("_tail"))
        return pl.when(pl.col("_tail").is_not_null() & pl.col("_event").is_not_null()).then(identity)

    def _speakers(self) -> pl.DataFrame:
        """The speakers of each row as JSON, sorted."""
        pairs = pl.concat(self._voices["SAID_BY"]).select("row", end=quoted(pl.col("end")))
        if pairs["row"].is_unique().all():
            return pairs.select("row", speakers=pl.concat_str(pl.lit("["), pl.col("end"), pl.lit("]")))
        listed = pl.concat_str(pl.lit("["), pl.col("end").str.join(","), pl.lit("]"))
        return pairs.unique().sort("end").group_by("row").agg(listed.alias("speakers"))

    def _table(self, statements: pl.DataFrame) -> pa.Table:
        """The statements as their table; what all of them share is never made for each."""
        lists = pa.array(
            [list(each) for each in dict.fromkeys(said.columns for said in self._said)], pa.list_(pa.string())
        )
        ready = {
            "columns": lists.take(statements["_columns"].to_arrow()),
            "polarity": pa.scalar(str(Polarity.POSITIVE)),
            "mode": pa.scalar(str(Mode.PARAPHRASE)),
            "recordedAt": pa.scalar(self.release.at, pa.timestamp("us", "UTC")),
            "extractor": pa.scalar(self.release.extractor),
        }
        shared = {
            "publishedOn": self.release.published_on, "recordVersion": self.release.version, "hedge": str(Hedge.NONE),
        }  # fmt: skip
        for name, value in shared.items():
            if name not in statements.columns:
                ready[name] = pa.scalar(value, node_schema("Statement").field(name).type)
            elif value is not None:
                statements = statements.with_columns(pl.col(name).fill_null(value))
        return table(statements, node_schema("Statement"), ready=ready)

    def _passages(self, statements: pl.DataFrame) -> None:
        """A passage a row that says anything, and what stands in it."""
        rows = self.rows.unique("row", maintain_order=True).join(
            statements.select("row").unique(), on="row", how="semi", maintain_order="left"
        )
        passages = rows.select(
            "row", "exact", id=passage(self.release.snapshot), kind=pl.lit(str(PassageKind.ROW)), rowKey=pl.col("key")
        )
        self.nodes("Passage", passages)
        self.join("IN_SNAPSHOT", passages.select(start="id", end=pl.lit(self.release.snapshot)))
        anchors = statements.select("row", start="id").join(
            passages.select("row", end="id"), on="row", maintain_order="left"
        )
        self._unique.setdefault("ANCHORED_AT", []).append(anchors.select("start", "end"))

    def _about(self, statements: pl.DataFrame) -> None:
        """`statements`: each once."""
        self.nodes("Event", statements.select(id="event").unique(maintain_order=True))
        self._unique.setdefault("ABOUT", []).append(statements.select(start="id", end="event"))
        for type, column in (("AT_PLACE", "_place"), ("SUPPORTS", "_part")):
            if column in statements.columns:
                found = statements.filter(pl.col(column).is_not_null()).select(start="id", end=column)
                self._unique.setdefault(type, []).append(found)

    def _spoken(self, statements: pl.DataFrame, *, has_twins: bool) -> None:
        """Whom the statements are said by and rest on. `has_twins`: two rows say one statement, with voices of both."""
        for type, frames in self._voices.items():
            said = statements.filter("_is_sourced") if type in SOURCES else statements
            voices = pl.concat(frames, how="diagonal_relaxed").filter(pl.struct("row", "end").is_first_distinct())
            found = said.select("row", start="id").join(voices, on="row", maintain_order="left").drop("row")
            (self._ends if has_twins else self._unique).setdefault(type, []).append(found)


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
