"""What the views are made from, and what they give: plain values, no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from testigo.ontology.terms import (
    DatePrecision,
    EventType,
    Measure,
    Modality,
    PlaceKind,
    Polarity,
    Population,
    Role,
    Scope,
    StatementKind,
    Status,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Successor:
    """A statement that supersedes or retracts another; `withdrawn` where its own speaker or a review took it back."""

    id: str
    retracts: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A place that a statement names: its own id, the canonical one, and name and kind of the canonical place.

    `located`: that one has coordinates; "nearby villages" have none.
    """

    id: str
    canonical: str
    name: str
    kind: PlaceKind
    located: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement as the views need it. `speakers` and `sources` are canonical actor ids.

    `about` are the events, by their own ids, that it is about. `withdrawn`: taken back, or rejected by a review.
    """

    id: str
    kind: StatementKind
    modality: Modality = Modality.ASSERTS
    polarity: Polarity = Polarity.POSITIVE
    published_on: date | None = None
    withdrawn: bool = False
    about: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    relays: frozenset[str] = frozenset()
    successors: frozenset[Successor] = frozenset()
    event_type: EventType | None = None
    earliest: date | None = None
    latest: date | None = None
    date_precision: DatePrecision | None = None
    measure: Measure | None = None
    population: Population | None = None
    scope: Scope | None = None
    as_of: date | None = None
    eff_low: int | None = None
    eff_high: int | None = None
    zero_may_be_silence: bool = False
    sites: frozenset[Site] = frozenset()

    @property
    def origins(self) -> frozenset[str]:
        """Whom the claim goes back to: the sources it names, else its speakers; and what it relays.

        Its own id is among them, so that a claim and the one that relays it share an origin.
        """
        return (self.sources or self.speakers) | self.relays | {self.id}

    @property
    def affirms(self) -> bool:
        """Whether it says that something is so, rather than that it is not."""
        return self.polarity is Polarity.POSITIVE and self.modality not in (Modality.DENIES, Modality.RETRACTS)

    @property
    def denies(self) -> bool:
        """Whether it says that something is not so, by the act or in negated words."""
        return self.modality is Modality.DENIES or (
            self.polarity is Polarity.NEGATIVE and self.modality not in (Modality.RETRACTS, Modality.ACCUSES)
        )


@dataclass(frozen=True, slots=True, order=True)
class Assessed:
    """What a standing assessment says of a participation; the latest is the one that counts."""

    at: datetime
    id: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A participation: its canonical actor, and the ids of the claims that support and deny it.

    `resolved`: the actor is one of a register's, so that two of different names are two.
    """

    id: str
    actor: str
    role: Role
    resolved: bool = False
    supports: frozenset[str] = frozenset()
    denies: frozenset[str] = frozenset()
    assessed: frozenset[Assessed] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """All that is said of one event: the nodes that are one event by judgement, the claims, the parts."""

    event: str
    members: frozenset[str]
    claims: tuple[Claim, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What a policy makes of a case; None: nothing that stands says it."""

    type: EventType | None = None
    earliest: date | None = None
    latest: date | None = None
    date_precision: DatePrecision | None = None
    title: str | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    contested: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A policy's answer to a case: the event, the status of each participation, the places of each member."""

    event: EventView
    statuses: dict[str, Status]
    places: frozenset[tuple[str, str]]
