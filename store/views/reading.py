"""From the store to cases: a handful of reads a few hundred events, none an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

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
from testigo.store.protocols import Store
from testigo.store.views.lookups import Row, lookup
from testigo.store.views.rows import Assessed, Case, Claim, Part, Site, Successor

_CLAIM = {
    "event": "event.canonicalId", "member": "event.id", "kind": "s.kind", "modality": "s.modality",
    "polarity": "s.polarity", "published_on": "s.publishedOn", "withdrawn": "s.withdrawnAt IS NOT NULL",
    "event_type": "s.eventType", "earliest": "s.earliest", "latest": "s.latest",
    "date_precision": "s.datePrecision", "measure": "s.measure", "population": "s.population", "scope": "s.scope",
    "as_of": "s.asOf", "eff_low": "s.effLow", "eff_high": "s.effHigh",
    "zero_may_be_silence": "coalesce(s.zeroMayBeSilence, false)",
}  # fmt: skip
ABOUT = lookup(
    """MATCH (event:Event {canonicalId: id})<-[:ABOUT]-(s:Statement)
    WHERE s.kind IN ['act-type', 'time', 'place', 'count']""",
    **_CLAIM | {"id": "s.id"},
)
ON_PARTS = lookup(
    """MATCH (event:Event {canonicalId: id})<-[:IN_EVENT]-(part:Participation)<-[link:SUPPORTS|DENIES]-(s:Statement)""",
    **_CLAIM | {"id": "s.id", "part": "part.id", "link": "type(link)"},
)
MEMBERS = lookup("MATCH (event:Event {canonicalId: id})", member="event.id")
PARTS = lookup(
    "MATCH (:Event {canonicalId: id})<-[:IN_EVENT]-(part:Participation)-[:OF_ACTOR]->(actor:Actor)",
    part="part.id", role="part.role", actor="coalesce(actor.canonicalId, actor.id)",
)  # fmt: skip
REGISTERED = lookup("""MATCH (actor:Actor {id: id})
WHERE EXISTS {
  MATCH (actor)<-[:RIGHT]-(j:Judgement)
  WHERE j.verdict = 'same' AND j.by STARTS WITH 'rule:' AND j.revokedAt IS NULL
}""")
VOICES = lookup(
    "MATCH (:Statement {id: id})-[link:SAID_BY|SOURCED_FROM]->(actor:Actor)",
    link="type(link)", actor="coalesce(actor.canonicalId, actor.id)",
)  # fmt: skip
RELAYED = lookup("MATCH (:Statement {id: id})-[:RELAYS]->(s:Statement)", relayed="s.id")
SUCCESSORS = lookup(
    "MATCH (:Statement {id: id})<-[link:SUPERSEDES|RETRACTS]-(s:Statement)",
    successor="s.id", link="type(link)", withdrawn="s.withdrawnAt IS NOT NULL",
)  # fmt: skip
SITES = lookup(
    "MATCH (:Statement {id: id})-[:AT_PLACE]->(place:Place)",
    place="place.id", canonical="coalesce(place.canonicalId, place.id)",
)  # fmt: skip
PLACES = lookup(
    "MATCH (place:Place {id: id})", name="place.name", kind="place.kind", located="place.latitude IS NOT NULL"
)
REVIEWS = lookup(
    "MATCH (:Statement {id: id})<-[:OF]-(a:Assessment) WHERE a.verdict = 'rejected' AND a.revokedAt IS NULL"
)
ASSESSMENTS = lookup(
    "MATCH (:Participation {id: id})<-[:OF]-(a:Assessment) WHERE a.revokedAt IS NULL",
    at="a.at", assessment="a.id", verdict="a.verdict",
)  # fmt: skip
_TERMS: Mapping[str, type] = {
    "kind": StatementKind, "modality": Modality, "polarity": Polarity, "event_type": EventType,
    "date_precision": DatePrecision, "measure": Measure, "population": Population, "scope": Scope,
}  # fmt: skip
_LINKS = ("event", "member", "part", "link")


def cases(store: Store, events: Collection[str]) -> list[Case]:
    """All that is said of these events (canonical ids), by event; what the store does not hold is left out."""
    ids = sorted(events)
    about = ABOUT.rows(store, ids)
    on_parts = ON_PARTS.rows(store, ids)
    members = _grouped(MEMBERS.rows(store, ids), "id", "member")
    claims = _claims(store, about, on_parts)
    parts = _parts(store, ids, on_parts)
    of_event = _grouped([*about, *on_parts], "event", "id")
    return [Case(event, members[event], _with_successors(of_event[event], claims), tuple(parts[event]))
            for event in ids if event in members]  # fmt: skip


def _with_successors(ids: Iterable[str], claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """The claims, and whatever superseded or retracted them, to the last."""
    found: dict[str, Claim] = {}
    open = list(ids)
    while open:
        claim = claims[open.pop()]
        found[claim.id] = claim
        open += [each.id for each in claim.successors if each.id not in found]
    return tuple(found.values())


def _claims(store: Store, about: Sequence[Row], on_parts: Sequence[Row]) -> dict[str, Claim]:
    """Every claim by its id, with who says it and what became of it."""
    rows = {row["id"]: _values(row) for row in [*on_parts, *about]}
    successors, later = _successors(store, list(rows))
    rows |= {id: _taken_back(id, withdrawn) for id, withdrawn in later.items() if id not in rows}
    ids = sorted(rows)
    voices = VOICES.rows(store, ids)
    speakers = _grouped([row for row in voices if row["link"] == "SAID_BY"], "id", "actor")
    sources = _grouped([row for row in voices if row["link"] == "SOURCED_FROM"], "id", "actor")
    relays = _grouped(RELAYED.rows(store, ids), "id", "relayed")
    rejected = {row["id"] for row in REVIEWS.rows(store, ids)}
    sites = _sites(store, [id for id in ids if rows[id]["kind"] is StatementKind.PLACE])
    events = _grouped(about, "id", "member")
    return {
        id: Claim(
            **{**row, "withdrawn": row["withdrawn"] or id in rejected},
            about=events[id],
            speakers=speakers[id],
            sources=sources[id],
            relays=relays[id],
            successors=frozenset(
                Successor(each.id, each.retracts, each.withdrawn or each.id in rejected) for each in successors[id]
            ),
            sites=frozenset(sites[id]),
        )
        for id, row in rows.items()
    }


def _values(row: Row) -> Row:
    """A row's own values, notations as terms."""
    return {
        name: _TERMS[name](value) if name in _TERMS and value is not None else value
        for name, value in row.items()
        if name not in _LINKS
    }


def _taken_back(id: str, withdrawn: bool) -> Row:
    """A statement that is only known for superseding or retracting another: it counts for nothing else."""
    return {"id": id, "kind": StatementKind.OCCURRENCE, "withdrawn": withdrawn}


def _successors(store: Store, ids: list[str]) -> tuple[dict[str, set[Successor]], dict[str, bool]]:
    """Who supersedes or retracts these statements, who does it to those, and so on; and who was withdrawn."""
    found: dict[str, set[Successor]] = defaultdict(set)
    withdrawn: dict[str, bool] = {}
    asked: set[str] = set()
    while ids:
        asked.update(ids)
        for row in SUCCESSORS.rows(store, ids):
            found[row["id"]].add(Successor(row["successor"], row["link"] == "RETRACTS", row["withdrawn"]))
            withdrawn[row["successor"]] = row["withdrawn"]
        ids = sorted(withdrawn.keys() - asked)
    return found, withdrawn


def _sites(store: Store, ids: list[str]) -> dict[str, set[Site]]:
    """The places that statements name, by statement."""
    rows = SITES.rows(store, ids)
    canonical = sorted({row["canonical"] for row in rows})
    places = {row["id"]: row for row in PLACES.rows(store, canonical)}
    sites: dict[str, set[Site]] = defaultdict(set)
    for row in rows:
        place = places[row["canonical"]]
        sites[row["id"]].add(Site(row["place"], place["id"], place["name"], PlaceKind(place["kind"]), place["located"]))
    return sites


def _parts(store: Store, ids: list[str], on_parts: Sequence[Row]) -> dict[str, list[Part]]:
    """The participations in events, by event."""
    rows = PARTS.rows(store, ids)
    supports = _grouped([row for row in on_parts if row["link"] == "SUPPORTS"], "part", "id")
    denies = _grouped([row for row in on_parts if row["link"] == "DENIES"], "part", "id")
    actors = sorted({row["actor"] for row in rows})
    registered = {row["id"] for row in REGISTERED.rows(store, actors)}
    assessed = _assessed(store, [row["part"] for row in rows])
    parts: dict[str, list[Part]] = defaultdict(list)
    for row in rows:
        id, actor = row["part"], row["actor"]
        parts[row["id"]].append(
            Part(id=id, actor=actor, role=Role(row["role"]), resolved=actor in registered, supports=supports[id],
                 denies=denies[id], assessed=frozenset(assessed[id]))
        )  # fmt: skip
    return parts


def _assessed(store: Store, ids: list[str]) -> dict[str, set[Assessed]]:
    """The standing assessments of participations whose verdict is a status; a review's verdict is none."""
    found: dict[str, set[Assessed]] = defaultdict(set)
    for row in ASSESSMENTS.rows(store, ids):
        if row["verdict"] in Status.notations():
            found[row["id"]].add(Assessed(row["at"], row["assessment"], Status(row["verdict"])))
    return found


def _grouped(rows: Iterable[Row], key: str, value: str) -> defaultdict[str, frozenset[str]]:
    """The values of each key; an empty set for any other."""
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        groups[row[key]].add(row[value])
    return defaultdict(frozenset, {each: frozenset(values) for each, values in groups.items()})
