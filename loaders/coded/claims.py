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
from testigo.loaders.coded.batches import batch_of, column
from testigo.loaders.coded.blocks import joined, once, statements, voiced
from testigo.loaders.coded.minting import Json, literal, minted, numbers, quoted
from testigo.loaders.coded.names import names_of
from testigo.loaders.coded.said import Block, Said, Speech, SpokenRows, Value, speakers
from testigo.ontology.batch import Batch
from testigo.ontology.terms import Hedge, Modality, Mode, PassageKind, Polarity, StatementKind

BASE = ("row", "line", "exact", "key", "event")
"""What every row of a base frame has: `key` is the id of the record in its source, `event` the id of the event node.

Beside them it may have those of `said.OF_ROWS`, which go into all of its statements.
"""


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
    _said: list[Said] = field(default_factory=list)
    _voices: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _nodes: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _ends: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    _names: dict[str, list[pl.DataFrame]] = field(default_factory=dict)

    def say(
        self,
        kind: StatementKind,
        columns: Sequence[str],
        proposition: Mapping[str, Json],
        *,
        where: pl.Expr,
        properties: Mapping[str, Value] | None = None,
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
        ends = {type: end for type, end in (("AT_PLACE", place), ("SUPPORTS", part)) if end is not None}
        own = {"modality": str(modality), **(properties or {})}
        frame = self.rows if rows is None else rows
        self._said.append(Said(frame, where, kind, proposition, tuple(columns), own, ends, is_sourced))

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

    def named(self, frame: pl.DataFrame, lang: str = "und") -> None:
        """Names of records (`id`, `name`) in a language (BCP 47)."""
        self._names.setdefault(lang, []).append(frame.select("id", literal="name"))

    def batch(self) -> Batch:
        """Everything as one batch. Of rows that say the same of one record it is one statement, with voices of all."""
        self._add_names()
        blocks = Speech(self.release.source, speakers(self._voices["SAID_BY"]), self.record_version).blocks(self._said)
        if not blocks:
            return batch_of(self._nodes, self._ends, {}, {})
        spoken = list(dict.fromkeys(each.rows for each in blocks))
        self.nodes("Event", pl.concat([rows.frame.select(id="event") for rows in spoken]))
        joins = self._joins(blocks, self._passages(spoken))
        told = self._told(blocks)
        ids = pl.Series(told.column("id"))
        is_first = ids.is_first_distinct()
        if not is_first.all():
            twins = column(ids.filter(~is_first))
            told = told.filter(column(is_first))
            joins = {type: once(table, twins) for type, table in joins.items()}
        return batch_of(self._nodes, self._ends, {"Statement": told}, joins)

    def _add_names(self) -> None:
        for lang, frames in self._names.items():
            names = names_of(pl.concat(frames), lang)
            self.nodes("Name", names.drop("owner"))
            self.join("HAS_NAME", names.select(start="owner", end="id"))

    def _told(self, blocks: Sequence[Block]) -> pa.Table:
        release = self.release
        shared = {
            "polarity": str(Polarity.POSITIVE), "mode": str(Mode.PARAPHRASE), "recordedAt": release.at,
            "extractor": release.extractor,
        }  # fmt: skip
        fallback = {"publishedOn": release.published_on, "recordVersion": release.version, "hedge": str(Hedge.NONE)}
        return statements(blocks, shared, fallback)

    def _passages(self, spoken: Sequence[SpokenRows]) -> pl.DataFrame:
        """The passage (`row`, `end`) of each row that says anything."""
        said = pl.concat([rows.frame.select("row") for rows in spoken]).unique()
        rows = self.rows.unique("row", maintain_order=True).join(said, on="row", how="semi", maintain_order="left")
        passages = rows.select(
            "row", "exact", id=passage(self.release.snapshot), kind=pl.lit(str(PassageKind.ROW)), rowKey=pl.col("key")
        )
        self.nodes("Passage", passages)
        self.join("IN_SNAPSHOT", passages.select(start="id", end=pl.lit(self.release.snapshot)))
        return passages.select("row", end="id")

    def _joins(self, blocks: Sequence[Block], passages: pl.DataFrame) -> dict[str, pa.Table]:
        """What joins the statements to events, places, participations, passages and voices, by type."""
        voices = {**self._voices, "ANCHORED_AT": [passages, *self._voices.get("ANCHORED_AT", ())]}
        found = {type: joined(blocks, type) for type in ("ABOUT", "AT_PLACE", "SUPPORTS")}
        found |= {type: voiced(blocks, type, _once(frames)) for type, frames in voices.items()}
        return {type: table for type, table in found.items() if len(table)}


def _once(voices: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Voices, each once a row."""
    given = pl.concat(voices, how="diagonal_relaxed") if len(voices) > 1 else voices[0]
    return given if given["row"].is_unique().all() else given.filter(pl.struct("row", "end").is_first_distinct())


def passage(snapshot: str) -> pl.Expr:
    """The id of the passage of a row: of its snapshot and its number."""
    return minted("Passage", literal(snapshot), numbers(pl.col("row")))


def participation(event: pl.Expr, actor: pl.Expr, role: pl.Expr) -> pl.Expr:
    """The id of a participation."""
    return minted("Participation", quoted(event), quoted(actor), quoted(role))
