"""The views in a store: what a refresh writes, and that it does not matter how the graph came about."""

from random import Random
from typing import Any

import pytest
from testigo.ontology import ids
from testigo.ontology.batch import Batch, batch
from testigo.ontology.model import Event, Judgement, Place, Relationship, Statement
from testigo.ontology.terms import ActorKind, Modality, PlaceKind, StatementKind
from testigo.store.bolt import BoltStore
from testigo.store.views import POLICY, Touched, refresh, refresh_all

from tests.sample import ANALYST, RECORDED, REGISTER, Builder, Sample, sample

VIEWED = ("Actor", "Event", "Participation", "Place")


def load(store: BoltStore, batch: Batch) -> None:
    store.write(batch)
    refresh(store, Touched.by(batch))


def views(store: BoltStore) -> list[list[dict[str, Any]]]:
    """All that views write."""
    nodes = [store.read(f"MATCH (n:{label}) RETURN properties(n) AS n ORDER BY n.id") for label in VIEWED]
    at = "MATCH (e:Event)-[:AT_PLACE]->(p:Place) RETURN e.id AS event, p.id AS place ORDER BY event, place"
    return [*nodes, store.read(at)]


def one(store: BoltStore, id: str, property: str) -> Any:
    (row,) = store.read(f"MATCH (n:{ids.label_of(id)} {{id: $id}}) RETURN n.{property} AS value", {"id": id})
    return row["value"]


def loads(it: Sample, seed: int) -> list[Batch]:
    """The sample in three loads, its records in an order of chance."""
    random = Random(seed)  # noqa: S311  # an order, no secret
    when = {node.id: random.randrange(3) for node in it.build.nodes}
    return [
        batch(
            [node for node in it.build.nodes if when[node.id] == n],
            [each for each in it.build.relationships if max(when[each.start], when[each.end]) == n],
        )
        for n in range(3)
    ]


def test_every_record_has_a_canonical_id_and_every_view_its_policy(store: BoltStore) -> None:
    load(store, sample().batch)

    for label in ("Actor", "Event", "Place"):
        assert store.read(f"MATCH (n:{label}) WHERE n.canonicalId IS NULL RETURN n.id AS id") == []
    for label in ("Event", "Participation"):
        assert store.read(f"MATCH (n:{label}) RETURN DISTINCT n.policy AS policy") == [{"policy": POLICY}]


def test_refreshing_again_changes_nothing(store: BoltStore) -> None:
    load(store, sample().batch)
    before = views(store)
    refresh(store, Touched.by(sample().batch))
    refresh_all(store)

    assert views(store) == before


@pytest.mark.parametrize("seed", range(3))
def test_loads_in_any_order_end_in_the_same_views(embedded_store: BoltStore, seed: int) -> None:
    for each in loads(sample(), seed):
        load(embedded_store, each)
    in_pieces = views(embedded_store)
    refresh_all(embedded_store)

    assert views(embedded_store) == in_pieces


def test_a_revoked_judgement_comes_apart(store: BoltStore) -> None:
    it = sample()
    load(store, it.batch)
    looted = it.looting
    left = next(each for each in it.killings if each != min(it.killings))
    (row,) = store.read(
        "MATCH (j:Judgement)-[:LEFT|RIGHT]->(e:Event) WHERE e.id = $id RETURN j.id AS id LIMIT 1", {"id": left}
    )
    store.run("MATCH (j:Judgement {id: $id}) SET j.revokedAt = datetime($at)", row | {"at": RECORDED.isoformat()})
    refresh(store, Touched.of([row["id"]]))

    assert len({one(store, each, "canonicalId") for each in it.killings}) == 2
    assert one(store, looted, "canonicalId") == looted
    after = views(store)
    refresh_all(store)
    assert views(store) == after


def test_a_retraction_that_comes_later_takes_back_type_place_and_part(store: BoltStore) -> None:
    it = sample()
    load(store, it.batch)
    told = store.read("MATCH (s:Statement)-[:ABOUT]->(:Event {id: $id}) RETURN s.id AS id", {"id": it.looting})
    retraction = Statement(id="statement-9", kind=StatementKind.OCCURRENCE, modality=Modality.RETRACTS,
                           recorded_at=RECORDED, extractor="sample/1")  # fmt: skip
    load(store, batch([retraction], [Relationship("RETRACTS", retraction.id, row["id"]) for row in told]))

    assert one(store, it.looting, "title") == "Event"
    assert one(store, it.looting, "type") is None
    assert store.read("MATCH (:Event {id: $id})-[:AT_PLACE]->(p) RETURN p.id AS id", {"id": it.looting}) == []
    part = store.read(
        "MATCH (p:Participation)-[:IN_EVENT]->(:Event {id: $id}) RETURN p.status AS s", {"id": it.looting}
    )
    assert part == [{"s": "retracted"}]


def test_joining_two_speakers_makes_one_origin_of_them_in_events_of_old(store: BoltStore) -> None:
    it = sample()
    load(store, it.batch)
    build = Builder()
    judgement = build.judged(it.commission, it.monitor, ANALYST)
    load(store, build.batch())

    assert judgement in {row["id"] for row in store.read("MATCH (j:Judgement) RETURN j.id AS id")}
    statuses = store.read(
        "MATCH (p:Participation)-[:IN_EVENT]->(e:Event) WHERE e.canonicalId = $id RETURN DISTINCT p.status AS status",
        {"id": min(it.killings)},
    )
    assert statuses == [{"status": "alleged"}]


def test_joining_two_of_the_accused_makes_one_part_of_them_in_events_of_old(store: BoltStore) -> None:
    it = sample()
    load(store, it.batch)
    status = """MATCH (:Actor {id: $id})<-[:OF_ACTOR]-(p:Participation) RETURN p.status AS status"""
    before = store.read(status, {"id": it.gunmen})
    build = Builder()
    build.judged(it.gunmen, it.forces, ANALYST)
    load(store, build.batch())

    assert (before, store.read(status, {"id": it.gunmen})) == ([{"status": "alleged"}], [{"status": "corroborated"}])


def test_a_denial_that_comes_later_is_seen_though_it_names_the_part_alone(store: BoltStore) -> None:
    it = sample()
    load(store, it.batch)
    part = "MATCH (p:Participation)-[:IN_EVENT]->(:Event {id: $id}) RETURN p.id AS id, p.status AS status"
    (row,) = store.read(part, {"id": it.killings[-1]})
    denial = Statement(id="statement-9", kind=StatementKind.PARTICIPATION, modality=Modality.DENIES,
                       recorded_at=RECORDED, extractor="sample/1")  # fmt: skip
    load(store, batch([denial], [Relationship("DENIES", denial.id, row["id"])]))

    (after,) = store.read(part, {"id": it.killings[-1]})
    assert (row["status"], after["status"]) == ("corroborated", "disputed")


def test_registers_that_a_record_joins_are_one_for_all_their_records(store: BoltStore) -> None:
    build = Builder()
    first, second = sorted(build.actor(ActorKind.MONITOR, name, "register") for name in ("SOHR", "Observatory"))
    early, both, late = (build.actor(ActorKind.MONITOR, "SOHR", scope) for scope in ("text-1", "text-2", "text-3"))
    build.judged(early, second, REGISTER)
    load(store, build.batch())
    build.judged(both, first, REGISTER)
    build.judged(both, second, REGISTER)
    load(store, build.batch())
    build.judged(late, second, REGISTER)
    load(store, build.batch())

    assert {one(store, each, "canonicalId") for each in (first, second, early, both, late)} == {first}


def test_a_refresh_that_was_killed_is_made_good_by_the_next(store: BoltStore, monkeypatch: pytest.MonkeyPatch) -> None:
    it = sample()
    load(store, it.batch)
    build = Builder()
    build.judged(it.commission, it.monitor, ANALYST)
    store.write(build.batch())
    with monkeypatch.context() as patched:
        patched.setattr("testigo.store.views.refreshing._recompute", _killed)
        with pytest.raises(KeyboardInterrupt):
            refresh(store, Touched.by(build.batch()))
    refresh(store, Touched())
    made_good = views(store)
    refresh_all(store)

    assert views(store) == made_good


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_event_alone_is_an_event(store: BoltStore) -> None:
    load(store, batch([Event(id="event-1"), Place(id="place-1", kind=PlaceKind.CITY, name="Baniyas")], []))

    assert one(store, "event-1", "title") == "Event"
    assert one(store, "event-1", "contested") is False
    assert one(store, "event-1", "killedLow") is None


def test_a_judgement_on_records_of_two_kinds_joins_nothing(store: BoltStore) -> None:
    judgement = Judgement(id="judgement-1", verdict="same", by=ANALYST, at=RECORDED)  # type: ignore[arg-type]
    ends = [Relationship("LEFT", "judgement-1", "event-1"), Relationship("RIGHT", "judgement-1", "place-1")]
    place = Place(id="place-1", kind=PlaceKind.CITY, name="Baniyas")
    load(store, batch([Event(id="event-1"), place, judgement], ends))

    assert one(store, "event-1", "canonicalId") == "event-1"
