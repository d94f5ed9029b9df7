"""What rows are said to say, and the blocks of statements that come of it: a block a proposition, in Arrow.

The statements of a block stand in the order of their rows, so that all that rows share (the event, the passage, the
speakers) is made once for the rows and laid beside each of their blocks, without a join.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl
import pyarrow as pa
from testigo.loaders.coded.batches import column
from testigo.loaders.coded.minting import NULL, Json, escaped, hashed, joined, literal, members, or_null, quoted
from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import StatementKind

OF_ROWS = ("recordVersion", "hedge", "publishedOn")
"""Columns of rows that are properties of all their statements."""

Value = pl.Expr | str | bool
"""What a property is: an expression over the rows, or the same for all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A proposition of the rows of a frame for which `where` holds.

    `proposition`: key → JSON; `properties`: the statements' own columns; `ends`: relationship type → the id of the node
    that a statement is joined to, or null. `is_sourced`: the statements have the row's SOURCED_FROM and CITES.
    """

    rows: pl.DataFrame
    where: pl.Expr
    kind: StatementKind
    proposition: Mapping[str, Json]
    columns: tuple[str, ...]
    properties: Mapping[str, Value]
    ends: Mapping[str, pl.Expr]
    is_sourced: bool


@dataclass(slots=True, eq=False)
class SpokenRows:
    """Rows that somebody says, with the parts of their statements' ids that they share: `_head`, `_tail`."""

    frame: pl.DataFrame
    _arrays: dict[str, pa.Array] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.frame)

    def array(self, name: str) -> pa.Array:
        """A column as Arrow has it; made once."""
        if name not in self._arrays:
            self._arrays[name] = column(self.frame[name])
        return self._arrays[name]

    def beside(self, other: pl.DataFrame) -> tuple[pa.Array | None, pl.DataFrame]:
        """The rows of another frame that have the same `row`, and the places of theirs here (None: one for each)."""
        numbered = self.frame.select("row", _at=pl.int_range(pl.len()))
        found = numbered.join(other, on="row", maintain_order="left_right")
        is_one_each = len(found) == len(self) and found["_at"].equals(numbered["_at"])
        return None if is_one_each else column(found["_at"]), found


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The statements of one proposition, one for each of its rows. `own`: property → its values, or that of all."""

    said: Said
    rows: SpokenRows
    ids: pa.Array
    own: Mapping[str, pa.Array | str | bool]
    ends: Mapping[str, pa.Array]

    def value(self, name: str) -> pa.Array | str | bool | None:
        """What a property is: the proposition's own, else the rows'."""
        if name in self.own:
            return self.own[name]
        return self.rows.array(name) if name in OF_ROWS and name in self.rows.frame.columns else None

    def end(self, type: str) -> pa.Array | None:
        """The nodes that the statements are joined to by a relationship type; None: none."""
        return self.rows.array("event") if type == "ABOUT" else self.ends.get(type)


@dataclass(frozen=True, slots=True)
class Speech:
    """How rows become statements: the source, whom each row is said by (`row`, `speakers`: JSON), its version."""

    source: str
    speakers: pl.DataFrame
    version: pl.Expr | None

    def blocks(self, said: Iterable[Said]) -> list[Block]:
        """The blocks of all propositions, in their order; none is empty."""
        given = list(said)
        frames = {id(each.rows): each.rows for each in given}
        found = {
            block.said: block
            for key, frame in frames.items()
            for block in self._of_frame(frame, [each for each in given if id(each.rows) == key])
        }
        return [found[each] for each in given if each in found]

    def _of_frame(self, frame: pl.DataFrame, said: Sequence[Said]) -> Iterator[Block]:
        """What the rows of one frame say: what all of them say is made in one go."""
        spoken = self._spoken(frame)
        if not len(spoken):
            return
        holds = spoken.select(each.where.fill_null(value=False).alias(str(n)) for n, each in enumerate(said))
        masks = list(zip(said, holds, strict=True))
        yield from _made(SpokenRows(spoken), [each for each, mask in masks if mask.all()])
        for each, mask in masks:
            if mask.any() and not mask.all():
                yield from _made(SpokenRows(spoken.filter(mask)), [each])

    def _spoken(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows that somebody says of an event."""
        version = NULL if self.version is None else or_null(escaped(self.version))
        event = pl.col("event")
        heard = rows.lazy().join(self.speakers.lazy(), on="row", maintain_order="left").filter(event.is_not_null())
        head = ["[", *literal(self.source).pieces, ",", *escaped(pl.col("key")).pieces, ",", *version.pieces, ',"']
        return heard.with_columns(
            _head=joined(head), _tail=joined(["},", pl.col("speakers"), "]"])
        ).filter(pl.col("_head").is_not_null()).collect()  # fmt: skip


def _made(rows: SpokenRows, said: Sequence[Said]) -> Iterator[Block]:
    """The blocks of propositions that all these rows say."""
    if not said:
        return
    wanted = {
        (n, name): value
        for n, each in enumerate(said)
        for name, value in {"id": _identity(each), **each.properties, **each.ends}.items()
        if isinstance(value, pl.Expr)
    }
    made = rows.frame.select(value.alias(f"{n} {name}") for (n, name), value in wanted.items())
    for n, each in enumerate(said):
        fixed = {name: value for name, value in each.properties.items() if not isinstance(value, pl.Expr)}
        found = {name: column(made[f"{m} {name}"]) for m, name in wanted if m == n}
        ends, ids = {type: found.pop(type) for type in each.ends}, found.pop("id")
        if ids.null_count:
            raise InvalidValue(
                f"a statement from {', '.join(each.columns)} has no id: what is said to be known is null"
            )
        yield Block(each, rows, ids, {**fixed, **found}, ends)


def _identity(said: Said) -> pl.Expr:
    parts = members("event", {**said.proposition, "event": quoted(pl.col("event"))})
    return hashed("Statement", pl.col("_head"), f'{said.kind}",{{', *parts, pl.col("_tail"))


def speakers(voices: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The speakers of each `row` as JSON, sorted, from frames of `row` and `end`."""
    pairs = pl.concat(voices).select("row", end=quoted(pl.col("end")).expr)
    if pairs["row"].is_unique().all():
        return pairs.select("row", speakers=joined(["[", pl.col("end"), "]"]))
    listed = joined(["[", pl.col("end").str.join(","), "]"])
    return pairs.unique().sort("end").group_by("row").agg(listed.alias("speakers"))
