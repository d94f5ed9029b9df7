"""The actors and places of an extraction as nodes, and the gazetteer's places they are judged to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from testigo.loaders.extraction import Entity
from testigo.loaders.gazetteer import GazetteerPlace, Resolution
from testigo.ontology import ids
from testigo.ontology.model import Actor, Judgement, Name, Node, Place, Relationship
from testigo.ontology.terms import ActorKind, PlaceKind, Verdict

RULE = "rule:gazetteer/1"
MOST_CANDIDATES = 10
SCRIPTS = {
    "LATIN": "Latn", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "HEBREW": "Hebr", "GREEK": "Grek", "CJK": "Hani",
    "HANGUL": "Hang", "HIRAGANA": "Hira", "KATAKANA": "Kana", "THAI": "Thai", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "ARMENIAN": "Armn", "MYANMAR": "Mymr", "TAMIL": "Taml", "KHMER": "Khmr",
    "LAO": "Laoo", "SINHALA": "Sinh", "TELUGU": "Telu", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "THAANA": "Thaa",
    "TIBETAN": "Tibt", "SYRIAC": "Syrc", "MALAYALAM": "Mlym", "KANNADA": "Knda",
}  # fmt: skip
"""How Unicode names the letters of a script → its ISO 15924 code."""


class Gazetteer(Protocol):
    """Where places are looked up: `testigo.loaders.gazetteer`."""

    def resolve(self, name: str, *, context: Collection[str], kind: PlaceKind | None) -> Resolution:
        """The place that a name means among the countries (ISO alpha-2) a report speaks of, or the candidates."""
        ...

    def parents(self, place: GazetteerPlace) -> tuple[GazetteerPlace, ...]:
        """What a place lies in, nearest first."""
        ...

    def countries_named(self, name: str) -> tuple[str, ...]:
        """The countries (ISO alpha-2) that a name or an adjective names."""
        ...


class ActorRegister(Protocol):
    """Where actors are looked up, and places that no gazetteer has: `testigo.loaders.register`."""

    def judged(self, actor: Actor, *, countries: Collection[str], at: datetime) -> Iterator[Node | Relationship]:
        """The judgements on an actor in a report that speaks of these countries, and the entries they name."""
        ...

    def judged_place(self, id: str, name: str, kind: PlaceKind | None, at: datetime) -> Iterator[Node | Relationship]:
        """The judgements on a place (its id) that no gazetteer has, and the entries they name."""
        ...


def node_ids(text_id: str, entities: Iterable[Entity]) -> dict[str, str]:
    """Entity id → node id: the text and the first mention that names it."""
    return {
        entity.id: ids.minted(entity.node.capitalize(), text_id, entity.mentions[0].start, entity.mentions[0].end)
        for entity in entities
    }


def actor_records(entity: Entity, id: str, lang: str) -> Iterator[Node | Relationship]:
    """An actor and its name. One of whom it is not said whether it is identified is taken for not identified."""
    yield Actor(id=id, kind=ActorKind(entity.kind), name=entity.name, identified=bool(entity.identified))
    yield from named(id, entity.name, lang)


@dataclass(frozen=True, slots=True)
class PlaceWriter:
    """Writes the places of one text; `context` holds the countries (ISO alpha-2) it speaks of."""

    gazetteer: Gazetteer
    context: Collection[str]
    lang: str
    at: datetime
    register: ActorRegister | None = None

    def records(self, entity: Entity, id: str) -> Iterator[Node | Relationship]:
        """A place as the text has it, its name, and a judgement on each place of the gazetteer that it may be.

        One candidate is judged the same by rule; of several none is chosen: all stay open (`unsure`). Of a name that
        the gazetteer does not have the register is asked.
        """
        kind = PlaceKind(entity.kind)
        yield Place(id=id, kind=kind, name=entity.name)
        yield from named(id, entity.name, self.lang)
        yield from self.judgements(id, entity.name, kind)

    def judgements(self, id: str, name: str, kind: PlaceKind) -> Iterator[Node | Relationship]:
        """What a place of that name may be."""
        # an area is whatever the words do not tell the kind of
        asked = None if kind is PlaceKind.AREA else kind
        found = self.gazetteer.resolve(name, context=self.context, kind=asked)
        verdict = Verdict.SAME if found.place else Verdict.UNSURE
        for place in [found.place] if found.place else found.candidates[:MOST_CANDIDATES]:
            yield from self.judged(id, place, verdict, found.rule)
        if self.register and not found.place and not found.candidates:
            yield from self.register.judged_place(id, name, asked, self.at)

    def judged(
        self, id: str, place: GazetteerPlace, verdict: Verdict, basis: str, by: str = RULE
    ) -> Iterator[Node | Relationship]:
        """A judgement on a place of the gazetteer, with what that lies in."""
        known = _gazetteer_id(place)
        judgement = ids.minted("Judgement", by, verdict, id, known)
        yield Judgement(id=judgement, verdict=verdict, by=by, at=self.at, basis=basis)
        yield Relationship("LEFT", judgement, id)
        yield Relationship("RIGHT", judgement, known)
        chain = (place, *self.gazetteer.parents(place))
        for each in chain:
            yield _gazetteer_place(each)
        for inner, outer in pairwise(chain):
            yield Relationship("WITHIN", _gazetteer_id(inner), _gazetteer_id(outer))


def _gazetteer_id(place: GazetteerPlace) -> str:
    return ids.minted("Place", place.register, place.key)


def _gazetteer_place(place: GazetteerPlace) -> Place:
    return Place(
        id=_gazetteer_id(place),
        kind=place.kind,
        name=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision if place.latitude is not None else None,
        geonames_id=place.key if place.register == "geonames" else None,
    )


def named(owner: str, literal: str, lang: str) -> Iterator[Node | Relationship]:
    """A name of an actor or a place."""
    name = Name(
        id=ids.minted("Name", literal, lang, owner),
        literal=literal,
        lang=lang,
        script=script_of(literal),
        norm=ids.normalised(literal),
    )
    yield name
    yield Relationship("HAS_NAME", owner, name.id)


def script_of(literal: str) -> str:
    """The ISO 15924 code of the first letter's script, as far as news needs it; `Zyyy` where it is another.

    >>> script_of("Baniyas"), script_of("بانياس")
    ('Latn', 'Arab')
    """
    letter = next((c for c in literal if c.isalpha()), " ")
    return SCRIPTS.get(unicodedata.name(letter, "?").split()[0], "Zyyy")
