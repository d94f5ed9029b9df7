"""The records of the graph: one frozen dataclass a node label, and the relationship.

Field names are the graph's property names in snake case (`geonames_id` ↔ `geonamesId`); a field that may be
None is a property that may be absent: "the source does not say". `ontology.md` of the docs says what each
holds. A field of `DERIVED` is a view's and is written by `testigo.store.views` only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from testigo.ontology.errors import InvalidValue
from testigo.ontology.terms import (
    ActorKind,
    Comparator,
    DatePrecision,
    EventType,
    Hedge,
    Measure,
    Modality,
    Mode,
    PassageKind,
    PlaceKind,
    PlacePrecision,
    Polarity,
    Population,
    Role,
    Scope,
    Severity,
    StatementKind,
    Status,
    Tlp,
    Verdict,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has: its id (`testigo.ontology.ids`). `DERIVED` names the properties views write."""

    DERIVED: ClassVar[frozenset[str]] = frozenset()

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Node):
    """A published item: an article, a bulletin, a data release. Language `und` where it is unknown."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_on: date | None = None
    language: str = "und"
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Node):
    """The bytes of a report as they were taken, decompressed; they lie in the archive under `sha256`."""

    sha256: str
    media_type: str
    byte_length: int
    retrieved_at: datetime
    archive_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Node):
    """The text extracted from a snapshot; `length` in code points, `sha256` of its UTF-8 bytes."""

    sha256: str
    content: str
    length: int
    language: str
    extractor: str
    extractor_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Node):
    """Words that stand in a text (`start`, `end` in code points, end exclusive), or one row of a table."""

    kind: PassageKind
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    row: int | None = None
    row_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Node):
    """One proposition that somebody is said to make.

    Which of the later fields are filled depends on `kind`: `event_type` (act-type); `edtf`, `earliest`,
    `latest`, `date_precision` (time); `measure` … `zero_may_be_silence` (count); `relation` (relation).
    `record_version` is of a coded row: a later version of the same record compares greater as a string.
    """

    kind: StatementKind
    modality: Modality
    polarity: Polarity = Polarity.POSITIVE
    hedge: Hedge = Hedge.NONE
    hedge_text: str | None = None
    mode: Mode = Mode.PARAPHRASE
    said_earliest: date | None = None
    said_latest: date | None = None
    published_on: date | None = None
    recorded_at: datetime
    withdrawn_at: datetime | None = None
    extractor: str
    confidence: float | None = None
    columns: tuple[str, ...] | None = None
    record_version: str | None = None
    event_type: EventType | None = None
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    date_precision: DatePrecision | None = None
    measure: Measure | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    comparator: Comparator | None = None
    population: Population | None = None
    scope: Scope | None = None
    since: date | None = None
    as_of: date | None = None
    eff_low: int | None = None
    eff_high: int | None = None
    vague: bool | None = None
    zero_may_be_silence: bool | None = None
    relation: str | None = None

    def __post_init__(self) -> None:
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise InvalidValue(f"confidence lies between 0 and 1, not {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Node):
    """Identity only; all else is a view over statements, named in `policy`.

    `killed_low` and `killed_high` bound the toll: the range of the latest figures of all speakers.
    """

    DERIVED: ClassVar[frozenset[str]] = frozenset({
        "canonical_id", "type", "earliest", "latest", "date_precision", "title",
        "killed_low", "killed_high", "contested", "policy",
    })  # fmt: skip

    canonical_id: str | None = None
    type: EventType | None = None
    earliest: date | None = None
    latest: date | None = None
    date_precision: DatePrecision | None = None
    title: str | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    contested: bool | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Node):
    """One actor's part in one event; its status is a view, named in `policy`."""

    DERIVED: ClassVar[frozenset[str]] = frozenset({"status", "policy"})

    role: Role
    status: Status | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Node):
    """Who is said to act, suffer or speak, as met in one place; "gunmen" is not identified.

    The ids are those of other registers: Wikidata, OpenSanctions, the actors of UCDP.
    """

    DERIVED: ClassVar[frozenset[str]] = frozenset({"canonical_id"})

    canonical_id: str | None = None
    kind: ActorKind
    name: str
    identified: bool
    wikidata_id: str | None = None
    opensanctions_id: str | None = None
    ucdp_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Node):
    """Where something is said to be, as met in one text or register; degrees of WGS 84."""

    DERIVED: ClassVar[frozenset[str]] = frozenset({"canonical_id"})

    canonical_id: str | None = None
    kind: PlaceKind
    name: str
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision | None = None
    geonames_id: str | None = None
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """A name of an actor or place; `norm` is `ids.normalised(literal)`, for search."""

    literal: str
    lang: str
    script: str
    norm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept(Node):
    """A term of a scheme, ours or another's."""

    scheme: str
    notation: str
    pref_label_en: str
    pref_label_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRun(Node):
    """One run of a loader; counts are of what came in, nodes and relationships of what was new."""

    source: str
    started: datetime
    ended: datetime | None = None
    input_hash: str
    version: str
    records: int | None = None
    refused: int | None = None
    nodes: int | None = None
    relationships: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Node):
    """A record that broke a rule: why, where it came from, and the record itself, to mend and drive in again."""

    rule: str
    shape: str
    path: str | None = None
    message: str
    severity: Severity
    payload: str
    locator: str
    refused_at: datetime
    mended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Node):
    """What a rule or a person makes of a claim; `verdict` is a status or a review."""

    verdict: str
    by: str
    at: datetime
    basis: str | None = None
    note: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Node):
    """Whether two records are one actor, place or event, by a rule or a person; revocable, never deleted."""

    verdict: Verdict
    by: str
    at: datetime
    basis: str | None = None
    note: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking(Node):
    """Who may see it: TLP 2.0."""

    level: Tlp


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship; `type` and its possible ends stand in `testigo.ontology.tables`.

    A type has at most one relationship between the same two nodes. `ord` counts from 0; `earliest` and
    `latest` are days.
    """

    type: str
    start: str
    end: str
    ord: int | None = field(default=None, kw_only=True)
    earliest: date | None = field(default=None, kw_only=True)
    latest: date | None = field(default=None, kw_only=True)


NODES: dict[str, type[Node]] = {
    node.__name__: node
    for node in (
        Report, Snapshot, Text, Passage, Statement, Event, Participation, Actor, Place, Name, Concept, LoadRun,
        Refusal, Assessment, Judgement, Marking,
    )
}  # fmt: skip
