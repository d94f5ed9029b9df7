"""A source of tables: files in, pieces out, each with its faults and their lines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pyarrow as pa
from testigo.loaders.coded.claims import Release
from testigo.loaders.coded.locators import Locators
from testigo.loaders.coded.tables import ROWS, Layout, Misread, Rows, Table
from testigo.loaders.reports import ReportMetadata, capture, metadata_beside
from testigo.loaders.source import Card, Fault, Piece
from testigo.ontology.batch import Batch, batch
from testigo.ontology.errors import InvalidValue, UnreadableInput
from testigo.ontology.model import Relationship

MEDIA_TYPES = {",": "text/csv", "\t": "text/tab-separated-values"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping makes of rows: a batch without the file itself, and the faults of cells (`cells.FAULTS`)."""

    batch: Batch
    faults: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Plan:
    """How a source of tables is read. `key` is the column that holds a row's id; `mapping` a version of `map_batch`."""

    card: Card
    layout: Layout
    key: str
    mapping: str
    map_batch: Callable[[pl.DataFrame, Release], Mapped]
    opened: Callable[[Path], Table] = Table.opened

    @property
    def extractor(self) -> str:
        """What the statements name as what made them."""
        return f"{self.card.name}/{self.mapping}"


class TableSource:
    """Files of one plan. `known` tells of each file what neither its side-car nor the card does.

    `version` is the record version of rows that have none of their own. Raises UnreadableInput.
    """

    def __init__(self, plan: Plan, paths: Sequence[Path], known: ReportMetadata, version: str | None = None) -> None:
        self.card = plan.card
        self._plan, self._version = plan, version
        self._known = [_dated(path, known.over(metadata_beside(path)).over(_of_card(plan.card))) for path in paths]
        self._tables = [plan.opened(path) for path in paths]

    def __len__(self) -> int:
        return sum(table.size for table in self._tables)

    @property
    def fingerprint(self) -> str:
        """A hash of the files, of what is known of them, and of the mapping."""
        parts: list[object] = [self._plan.extractor, self._version]
        parts += [[table.sha256, asdict(known)] for table, known in zip(self._tables, self._known, strict=True)]
        return hashlib.sha256(orjson.dumps(parts)).hexdigest()

    def pieces(self, at: datetime, size: int = ROWS) -> Iterator[Piece]:
        """A piece for every `size` rows."""
        before = 0
        for table, known in zip(self._tables, self._known, strict=True):
            file = File(self._plan, str(table.path), table.sha256, table.size, known, self._version)
            for rows in table.rows(self._plan.layout, size):
                piece = file.piece(rows, at)
                yield replace(piece, snapshots={table.sha256: table.content}, done=before + rows.done)
            before += table.size


def _of_card(card: Card) -> ReportMetadata:
    return ReportMetadata(title=card.title, publisher=card.publisher, licence=card.licence, language="en")


def _dated(path: Path, known: ReportMetadata) -> ReportMetadata:
    if known.published is None:
        side_car = path.with_suffix(".yaml").name
        what = f"has no publication date; give --published YYYY-MM-DD, or `published:` in a side-car {side_car}"
        raise UnreadableInput(str(path), what)
    return known


def _with(mapped: Batch, provenance: Batch) -> Batch:
    """A mapping's batch with the nodes of its file, which it does not hold itself."""
    nodes = {
        label: pa.concat_tables([mapped.nodes[label], table]) if label in mapped.nodes else table
        for label, table in provenance.nodes.items()
    }
    return Batch({**mapped.nodes, **nodes}, {**mapped.relationships, **provenance.relationships})


@dataclass(frozen=True, slots=True)
class File:
    """One file of a source: what its rows share. It is written into the payload of a refused row, to map it again."""

    plan: Plan
    path: str
    sha256: str
    size: int
    known: ReportMetadata
    version: str | None = None

    def piece(self, rows: Rows, at: datetime) -> Piece:
        """What rows give, recorded `at`."""
        taken = capture(self.sha256, self.size, self.known, media_type=self._media_type, at=at)
        report, snapshot = taken
        release = Release(self.plan.card.name, snapshot.id, self.plan.extractor, at, self.known.published, self.version)
        mapped = self.plan.map_batch(rows.frame, release)
        whole = _with(mapped.batch, batch([report, snapshot], [Relationship("CAPTURE_OF", snapshot.id, report.id)]))
        lines = dict(zip(rows.frame["row"].to_list(), rows.frame["line"].to_list(), strict=True))
        return Piece(
            self.path,
            whole,
            faults=(*self._unread(rows), *self._unmapped(mapped.faults, rows.frame)),
            where=Locators(self.path, whole, lines),
            row=partial(self._row_at, rows.frame),
        )

    @property
    def _media_type(self) -> str:
        is_json = ".json" in Path(self.path).suffixes
        return "application/json" if is_json else MEDIA_TYPES[self.plan.layout.delimiter]

    def _unread(self, rows: Rows) -> Iterator[Fault]:
        for each in rows.misread:
            yield self._fault_of(each)

    def _fault_of(self, misread: Misread) -> Fault:
        record = misread.record
        words = record.content.decode("utf-8", "replace")
        payload = self._payload(
            dict.fromkeys(self.plan.layout.columns), {"row": misread.row, "line": record.line, "exact": words}
        )
        where = f"{self.path}:{record.line}"
        return Fault(misread.rule, None, words[:200], f"{where}: {misread.message}", where, payload)

    def _row_at(self, frame: pl.DataFrame, place: str) -> str | None:
        """The payload of the row that begins at "FILE:LINE"."""
        for row in frame.filter(pl.col("line") == int(place.rpartition(":")[2])).to_dicts():
            own = {name: row.pop(name) for name in ("row", "line", "exact")}
            return self._payload(row, own)
        return None

    def _unmapped(self, faults: pl.DataFrame, frame: pl.DataFrame) -> Iterator[Fault]:
        broken = frame.join(faults.select("row").unique(), on="row", how="semi")
        cells = {row["row"]: row for row in broken.to_dicts()}
        for each in faults.to_dicts():
            row = dict(cells[each["row"]])
            own = {name: row.pop(name) for name in ("row", "line", "exact")}
            where = f"{self.path}:{each['line']}"
            yield Fault(each["rule"], each["column"], each["cell"], each["message"], where, self._payload(row, own))

    def _payload(self, cells: Mapping[str, str | None], own: Mapping[str, object]) -> str:
        options = {
            "path": self.path, "sha256": self.sha256, "size": self.size, "known": asdict(self.known),
            "version": self.version, **own,
        }  # fmt: skip
        return orjson.dumps({"source": self.plan.card.name, "options": options, "row": cells}).decode()


def remapped(plan: Plan, payload: Mapping[str, Any], at: datetime) -> Piece:  # Any: JSON
    """The piece of one row that was refused and mended. Raises InvalidValue where it is no row of the plan."""
    options, row = payload["options"], payload["row"]
    if unknown := row.keys() - {*plan.layout.columns, *plan.layout.optional}:
        raise InvalidValue(f"the column {min(unknown)!r} is not known to {plan.card.name}")
    if missing := set(plan.layout.columns) - row.keys():
        raise InvalidValue(f"the row has no column {min(missing)!r}")
    try:
        known = options["known"]
        published = date.fromisoformat(known["published"])
        file = File(
            plan, options["path"], options["sha256"], options["size"],
            ReportMetadata(**{**known, "published": published}), options["version"],
        )  # fmt: skip
        own = {name: options[name] for name in ("row", "line", "exact")}
    except (KeyError, TypeError, ValueError) as problem:
        raise InvalidValue(f"the options of the row are damaged: {problem}; leave them as they were") from problem
    frame = pl.DataFrame(
        [{**row, **own}],
        schema={**dict.fromkeys(row, pl.String), "row": pl.Int64, "line": pl.Int64, "exact": pl.String},
    )
    return file.piece(Rows(frame, (), 0), at)
