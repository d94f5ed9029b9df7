"""An entry of a register, and the nodes it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from testigo.loaders.entities import script_of
from testigo.ontology import ids
from testigo.ontology.errors import InvalidValue
from testigo.ontology.model import Actor, Name, Node, Place, Relationship
from testigo.ontology.terms import ActorKind, PlaceKind, PlacePrecision

Records = Iterator[Node | Relationship]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of an entry; `lang` is a BCP 47 tag (`und`: not said), its script the letters' own."""

    literal: str
    lang: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A superior unit of an actor, by its register and key; the days bound the time, None where it is not said."""

    register: str
    key: str
    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise InvalidValue(f"part of {self.key} from {self.earliest}, after it ends on {self.latest}")

    @property
    def id(self) -> str:
        """The id of its node."""
        return actor_id(self.register, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """A known actor. `ids`: scheme ("wikidata", "opensanctions", "ucdp") → its id there.

    One that is not `identified` ("Syrian insurgents") is found by an id only, never by a name. `countries`
    (ISO 3166-1 alpha-2): where alone the names mean this actor; empty where they do everywhere.
    """

    register: str
    key: str
    kind: ActorKind
    name: str
    lang: str = "und"
    names: tuple[Spelling, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    identified: bool = True
    countries: frozenset[str] = frozenset()
    units: tuple[Unit, ...] = ()

    @property
    def id(self) -> str:
        """The id of its node."""
        return actor_id(self.register, self.key)

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        """All its names, the one to show first, each literal and language once."""
        return tuple(dict.fromkeys((Spelling(self.name, self.lang), *self.names)))

    def records(self) -> Records:
        """Its node and names, and what it is a part of; the superior units' nodes are not among them."""
        yield Actor(
            id=self.id,
            kind=self.kind,
            name=self.name,
            identified=self.identified,
            wikidata_id=self.ids.get("wikidata"),
            opensanctions_id=self.ids.get("opensanctions"),
            ucdp_id=self.ids.get("ucdp"),
        )
        yield from _named(self.id, self.spellings)
        for unit in self.units:
            yield Relationship("PART_OF", self.id, unit.id, earliest=unit.earliest, latest=unit.latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A known place; degrees of WGS 84. `within`: the key, in the same register, of what it lies in directly."""

    register: str
    key: str
    kind: PlaceKind
    name: str
    lang: str = "und"
    names: tuple[Spelling, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision | None = None
    within: str | None = None

    @property
    def id(self) -> str:
        """The id of its node."""
        return ids.minted("Place", self.register, self.key)

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        """All its names, the one to show first, each literal and language once."""
        return tuple(dict.fromkeys((Spelling(self.name, self.lang), *self.names)))

    def records(self) -> Records:
        """Its node and names, and what it lies in; that one's node is not among them."""
        yield Place(
            id=self.id,
            kind=self.kind,
            name=self.name,
            latitude=self.latitude,
            longitude=self.longitude,
            precision=self.precision,
            geonames_id=self.ids.get("geonames"),
            wikidata_id=self.ids.get("wikidata"),
        )
        yield from _named(self.id, self.spellings)
        if self.within:
            yield Relationship("WITHIN", self.id, ids.minted("Place", self.register, self.within))


Entry = ActorEntry | PlaceEntry


def actor_id(register: str, key: str) -> str:
    """The id of the actor that a register has under a key."""
    return ids.minted("Actor", register, key)


def _named(owner: str, spellings: tuple[Spelling, ...]) -> Records:
    for each in spellings:
        name = Name(
            id=ids.minted("Name", each.literal, each.lang, owner),
            literal=each.literal,
            lang=each.lang,
            script=script_of(each.literal),
            norm=ids.normalised(each.literal),
        )
        yield name
        yield Relationship("HAS_NAME", owner, name.id)
