"""Proposals from a store: one attack told by two agencies is proposed to be one, and joined by nobody but a person."""

import json
from datetime import date

from testigo.ontology.figures import Figure
from testigo.ontology.terms import ActorKind, EventType, PlaceKind, Role, Verdict
from testigo.store.bolt import BoltStore
from testigo.store.judgements import accept, open_proposals
from testigo.store.judgements.proposing import propose
from testigo.store.views import Touched, refresh

from tests.sample import Builder

DAY = date(2024, 5, 3)
TOLD = "Shelling hit Varda on {}. It killed 17 people. The Northern Front fired, {} said."
AGENCIES = ("Lumen", "Orbita")


def told(build: Builder, agency: str, day: date, place: str) -> str:
    """The attack as one agency tells it; its event."""
    source = build.source(f"https://example.org/{agency}/{day}", "Shelling", agency, day, TOLD.format(day, agency))
    speaker = build.actor(ActorKind.MEDIA, agency, source.text)
    front = build.actor(ActorKind.ARMED_FACTION, "Northern Front", source.text)
    event = build.event(source, "Shelling")
    build.typed(source, "Shelling", [speaker], event, EventType.SHELLING)
    build.dated(source, str(day), [speaker], event, day, day)
    build.placed(source, "hit Varda", [speaker], event, place)
    build.counted(source, "killed 17 people", [speaker], event, Figure(17, 17, 17))
    build.took_part(source, "The Northern Front fired", [speaker], event, front, Role.PERPETRATOR)
    return event


def loaded(store: BoltStore) -> tuple[str, str, str]:
    """Two tell of one day, one of a month later."""
    build = Builder()
    varda = build.place(PlaceKind.CITY, "Varda", "gazetteer", (41.2, 20.1))
    events = told(build, AGENCIES[0], DAY, varda), told(build, AGENCIES[1], DAY, varda)
    later = told(build, AGENCIES[0], DAY.replace(month=6), varda)
    store.write(build.batch())
    refresh(store, Touched.by(build.batch()))
    return *events, later


def canonical(store: BoltStore) -> dict[str, str]:
    return {row["id"]: row["c"] for row in store.read("MATCH (n:Event) RETURN n.id AS id, n.canonicalId AS c")}


def test_one_attack_told_twice_is_proposed_and_stays_two_until_accepted(store: BoltStore) -> None:
    one, other, later = loaded(store)
    found = propose(store)
    again = propose(store)
    (proposal,) = open_proposals(store, label="Event")
    basis = json.loads(proposal.basis or "")

    assert found["Event"] == 1
    assert again == {"Actor": 0, "Event": 0}
    assert proposal.pair == {one, other}
    assert proposal.verdict is Verdict.UNSURE
    assert {"same place", "killed: the same figure"} <= {each["name"] for each in basis["reasons"]}
    assert canonical(store) == {id: id for id in (one, other, later)}

    accept(store, proposal.id, by="ana")

    assert canonical(store)[one] == canonical(store)[other] != canonical(store)[later]
    assert open_proposals(store, label="Event") == []


def test_one_name_in_several_reports_is_proposed_to_be_one_actor(store: BoltStore) -> None:
    loaded(store)
    propose(store)
    names = {row["id"]: row["name"] for row in store.read("MATCH (n:Actor) RETURN n.id AS id, n.name AS name")}
    proposed = [tuple(names[id] for id in each.pair) for each in open_proposals(store, label="Actor")]

    assert ("Northern Front", "Northern Front") in proposed
    assert all(one == other for one, other in proposed)
