"""The frame of a case: its actors, places, events and who is judged to be whom, as nodes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, time
from itertools import combinations
from typing import Any

from testigo.loaders import gazetteer
from testigo.loaders.cases.checking import Misfit, Problem, unknown
from testigo.loaders.cases.documents import Path
from testigo.loaders.cases.texts import CaseReport, Entry, day
from testigo.loaders.entities import PlaceWriter, named
from testigo.ontology import ids
from testigo.ontology.ids import label_of
from testigo.ontology.model import Actor, Event, Judgement, Marking, Node, Place, Relationship
from testigo.ontology.terms import ActorKind, PlaceKind, PlacePrecision, Tlp, Verdict

Records = Iterator[Node | Relationship]
LABELS = {"actors": "Actor", "places": "Place", "events": "Event"}
PUBLISHER, NOBODY = "publisher", "nobody"
_ID = re.compile(r"(?:actor|place|event|statement)-[0-9a-f]{32}")


def midnight(day_: str, *path: str | int) -> datetime:
    """The beginning of a day, in UTC. Raises Misfit."""
    return datetime.combine(day(day_, *path), time(), UTC)


def is_id(reference: str) -> bool:
    """Whether it is the id of a record of the graph, not a key of a case."""
    return _ID.fullmatch(reference) is not None


class Frame:
    """What the statements of a case stand in. `tree` fits the schema, and `misfits` of it are none."""

    def __init__(self, tree: Entry, reports: Mapping[str, CaseReport]) -> None:
        self.tree, self.reports = tree, reports
        self.name: str = tree["case"]
        self.scope = f"case/{self.name}"
        self.language: str = tree.get("language", "und")
        self.nodes = {
            key: ids.minted(label, self.scope, key) for group, label in LABELS.items() for key in tree.get(group) or {}
        }

    def node(self, key: str, labels: Collection[str], *path: str | int) -> str:
        """The id of the actor, place or event that is meant. Raises Misfit where it is none of these labels."""
        id: str | None = key if is_id(key) else self.nodes.get(key)
        if id is None or label_of(id) not in labels:
            what = " or ".join(label.lower() for label in labels)
            known = [each for each, node in self.nodes.items() if label_of(node) in labels]
            raise Misfit(path, "case-reference", unknown(what, key, known))
        return id

    def report(self, key: str, *path: str | int) -> CaseReport:
        """The report that is meant. Raises Misfit."""
        if key not in self.reports:
            raise Misfit(path, "case-reference", unknown("report", key, self.reports))
        return self.reports[key]

    def maker(self, entry: Entry) -> str:
        """Who makes a judgement or an assessment. Raises Misfit where nobody is named."""
        by: str | None = entry.get("by") or self.tree.get("analyst")
        if by is None:
            raise Misfit(("by",), "case-required", "nobody is named for it; add `by`, or `analyst` to the case")
        return by

    def same(self) -> dict[str, str]:
        """Key or id → the one that stands for all that this case judges to be the same."""
        stands: dict[str, str] = {}

        def root(id: str) -> str:
            while (above := stands.get(id, id)) != id:
                id = above
            return id

        for judgement in self.tree.get("judgements") or []:
            found = [self.node(each, LABELS.values()) for each in judgement.get("same") or []]
            for other in found[1:]:
                stands[root(other)] = root(found[0])
        return {id: root(id) for id in stands}


def misfits(frame: Frame) -> Iterator[Problem]:
    """What is wrong with the frame that a schema cannot tell."""
    seen: dict[str, str] = {}
    for group in ("actors", "places", "events"):
        for key in frame.tree.get(group) or {}:
            if key in seen:
                yield Problem((group, key), "case-key", f"{key!r} is a key of `{seen[key]}` too; each key is one thing")
            if key in (PUBLISHER, NOBODY) or is_id(key):
                yield Problem((group, key), "case-key", f"{key!r} has a meaning of its own; choose another key")
            seen[key] = group
    for group, name, label in (("places", "within", "Place"), ("events", "part_of", "Event")):
        for key, entry in (frame.tree.get(group) or {}).items():
            if entry and name in entry:
                yield from _tried(frame.node, entry[name], [label], group, key, name)
    for at, judgement in enumerate(frame.tree.get("judgements") or []):
        yield from _tried(_judged, frame, judgement, datetime.now(UTC), under=("judgements", at))


def _tried(ask: Any, *arguments: Any, under: tuple[str | int, ...] = ()) -> Iterator[Problem]:  # Any: of each question
    try:
        ask(*arguments)
    except Misfit as misfit:
        yield misfit.problem.under(*under)


def records(frame: Frame, at: datetime) -> Iterator[tuple[Path, Records]]:
    """The nodes of the frame and what joins them, by the path of what they come from."""
    tree = frame.tree
    for key, entry in (tree.get("actors") or {}).items():
        yield ("actors", key), _actor(frame, key, entry)
    writer = PlaceWriter(gazetteer, countries(frame), frame.language, at)
    for key, entry in (tree.get("places") or {}).items():
        yield ("places", key), _place_records(frame, writer, key, entry)
    for key, entry in (tree.get("events") or {}).items():
        yield ("events", key), _event(frame, key, entry or {})
    for number, entry in enumerate(tree.get("judgements") or []):
        yield ("judgements", number), iter(_judged(frame, entry, at))


def _actor(frame: Frame, key: str, entry: Entry) -> Records:
    id = frame.nodes[key]
    yield Actor(
        id=id,
        kind=ActorKind(entry["kind"]),
        name=entry["name"],
        identified=entry["identified"],
        wikidata_id=entry.get("wikidata"),
        opensanctions_id=entry.get("opensanctions"),
        ucdp_id=str(entry["ucdp"]) if "ucdp" in entry else None,
    )
    yield from named(id, entry["name"], frame.language)
    yield from _further_names(id, entry)


def _further_names(id: str, entry: Entry) -> Records:
    for lang, names in (entry.get("names") or {}).items():
        for literal in [names] if isinstance(names, str) else names:
            yield from named(id, literal, lang)


def _place_records(frame: Frame, writer: PlaceWriter, key: str, entry: Entry) -> Records:
    """A place as the case has it; one of which only the name is known is looked up in the gazetteer."""
    id = frame.nodes[key]
    yield _place(id, entry)
    yield from named(id, entry["name"], frame.language)
    yield from _further_names(id, entry)
    if "within" in entry:
        yield Relationship("WITHIN", id, frame.node(entry["within"], ["Place"]))
    if "geonames" in entry:
        yield from _known_place(frame, writer, id, str(entry["geonames"]))
    elif "latitude" not in entry:
        yield from writer.judgements(id, entry["name"], PlaceKind(entry["kind"]))


def _known_place(frame: Frame, writer: PlaceWriter, id: str, key: str) -> Records:
    """The analyst's own judgement on a place that the gazetteer knows under the key."""
    found = gazetteer.place(gazetteer.GEONAMES, key)
    if found:
        by = frame.tree.get("analyst") or frame.scope
        yield from writer.judged(id, found, Verdict.SAME, f"GeoNames id {key} in {frame.scope}", by)


def _place(id: str, entry: Entry) -> Place:
    latitude, longitude = entry.get("latitude"), entry.get("longitude")
    return Place(
        id=id,
        kind=PlaceKind(entry["kind"]),
        name=entry["name"],
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
        precision=PlacePrecision(entry["precision"]) if "precision" in entry else None,
        geonames_id=str(entry["geonames"]) if "geonames" in entry else None,
        wikidata_id=entry.get("wikidata"),
    )


def countries(frame: Frame) -> Collection[str]:
    """The countries (ISO alpha-2) the case names as places; a name of two countries names neither."""
    places = (frame.tree.get("places") or {}).values()
    found = (gazetteer.countries_named(each["name"]) for each in places if each["kind"] == PlaceKind.COUNTRY)
    return frozenset(country for named in found if len(named) == 1 for country in named)


def _event(frame: Frame, key: str, entry: Entry) -> Records:
    yield Event(id=frame.nodes[key])
    if "part_of" in entry:
        yield Relationship("SUB_EVENT_OF", frame.nodes[key], frame.node(entry["part_of"], ["Event"]))


def _judged(frame: Frame, entry: Entry, at: datetime) -> list[Node | Relationship]:
    """A judgement on every two of the records it names, or for `same` on the first and each other."""
    (verdict,) = (each for each in Verdict.notations() if each in entry)
    found = [frame.node(key, LABELS.values(), verdict, n) for n, key in enumerate(entry[verdict])]
    for n, id in enumerate(found):
        if label_of(id) != label_of(found[0]):
            raise Misfit((verdict, n), "case-reference", f"{entry[verdict][n]!r} is no {label_of(found[0]).lower()}")
    by = frame.maker(entry)
    made = midnight(entry["at"], "at") if "at" in entry else at
    pairs = [(found[0], other) for other in found[1:]] if verdict == Verdict.SAME else combinations(found, 2)
    made_of: list[Node | Relationship] = []
    for left, right in pairs:
        id = ids.minted("Judgement", by, verdict, left, right)
        made_of.append(
            Judgement(id=id, verdict=Verdict(verdict), by=by, at=made, basis=entry.get("basis"), note=entry.get("note"))
        )
        made_of += [Relationship("LEFT", id, left), Relationship("RIGHT", id, right)]
    return made_of


def marked(ids_: Collection[str], level: str | None) -> Records:
    """The marking of records; none where there is no level."""
    if level is None:
        return
    marking = Marking(id=ids.minted("Marking", level), level=Tlp(level))
    yield marking
    for id in ids_:
        yield Relationship("MARKED", id, marking.id)
